import type { Reply } from '../../server/exchange.js';

export interface ValidationMessage {
  readonly field: string | null;
  readonly message: string;
}

interface ErrorParts {
  readonly message: string | null;
  readonly developerMessage?: string | null;
  readonly validationMessages?: readonly ValidationMessage[] | null;
}

/**
 * A refusal in Tripletex' own words: HTTP status, vendor code and the `ApiError` envelope
 * (https://tripletex.no/v2/openapi.json, schema ApiError).
 */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: number,
    readonly parts: ErrorParts,
  ) {
    super(`${status}/${code} ${parts.message ?? ''}`);
    this.name = 'ApiError';
  }

  toReply(requestId: string): Reply {
    const body = {
      status: this.status,
      code: this.code,
      message: this.parts.message,
      link: 'https://tripletex.no/v2-docs/',
      developerMessage: this.parts.developerMessage ?? null,
      validationMessages:
        this.parts.validationMessages?.map((m) => ({ ...m, path: null, rootId: null })) ?? null,
      requestId,
    };
    const headers = { 'content-type': 'application/json;charset=UTF-8' };
    return { status: this.status, headers, body: asciiJson(body) };
  }
}

/** Error bodies come with everything beyond ASCII escaped, unlike other answers. */
function asciiJson(value: unknown): string {
  return JSON.stringify(value).replace(
    /[\u0080-\uffff]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}`,
  );
}

export const badLogin = (): ApiError =>
  new ApiError(401, 3000, {
    message: 'Unauthorized',
    developerMessage: 'Could not log in. Check login info in Authorization header.',
  });

export const noPermission = (
  status = 403,
  message = 'You do not have permission to access this feature.',
): ApiError => new ApiError(status, status === 401 ? 3000 : status === 404 ? 6000 : 9000, { message });

export const notFound = (): ApiError => new ApiError(404, 6000, { message: 'Object not found' });
export const noSuchPath = (): ApiError => new ApiError(404, 21000, { message: 'HTTP 404 Not Found' });
export const wrongMethod = (): ApiError =>
  new ApiError(400, 4000, { message: 'HTTP 405 Method Not Allowed' });
export const serverError = (): ApiError => new ApiError(500, 1000, { message: null });
export const tooManyRequests = (): ApiError => new ApiError(429, 0, { message: 'Too Many Requests' });
export const staleVersion = (): ApiError => new ApiError(409, 8000, { message: 'RevisionException' });
export const resultTooLarge = (rowsMax: number): ApiError =>
  new ApiError(422, 23000, {
    message: `Result set too large. Limit of ${rowsMax.toLocaleString('de-DE')} reached.`,
  });

export const illegalField = (field: string, model: string): ApiError =>
  new ApiError(400, 11000, {
    message: `Illegal field in fields filter: ${field}. ${field} does not match a field in the model: ${model}`,
  });
export const fieldsSyntax = (fields: string): ApiError =>
  new ApiError(400, 11000, { message: `Illegal fields filter: ${fields}` });
export const unknownSorting = (field: string): ApiError =>
  new ApiError(422, 17000, {
    message: `Field specified for use in sorting does not exist: '${field}'`,
    validationMessages: [],
  });

/** Missing or impossible query values, e.g. the two dates that lists require. */
export const invalidParameters = (validationMessages: readonly ValidationMessage[]): ApiError =>
  new ApiError(422, 15000, { message: 'Validation failed', validationMessages });
export const wrongFormat = (expected: 'number' | 'date' | 'boolean', input: string): ApiError =>
  new ApiError(422, 21000, {
    message: `Wrong data format! Expected ${expected}. For input string: "${input}"`,
  });
export const mappingFailed = (field: string, message: string): ApiError =>
  new ApiError(422, 16000, { message: 'Request mapping failed', validationMessages: [{ field, message }] });
export const invalidJson = (): ApiError => new ApiError(422, 22000, { message: 'Invalid JSON' });

/** A rule of the business was broken; text in the session's language (Norwegian), as recorded. */
export const refused = (...validationMessages: ValidationMessage[]): ApiError =>
  new ApiError(422, 18000, {
    message: 'Validering feilet.',
    developerMessage: 'VALIDATION_ERROR',
    validationMessages,
  });

export const NOT_NULL = 'Kan ikke være null.';
