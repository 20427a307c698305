/** One entry of `errors`, in the order in which the vendor writes its members. */
export interface ErrorEntry {
  readonly message: string;
  readonly locations?: readonly { readonly line: number; readonly column: number }[];
  readonly path?: readonly (string | number)[];
  readonly extensions?: Readonly<Record<string, unknown>>;
}

/** A field or a whole request is refused in the vendor's shape. HTTP stays 200. */
export class VismaError extends Error {
  constructor(readonly entries: readonly ErrorEntry[]) {
    super(entries[0]?.message ?? 'The request was refused.');
    this.name = 'VismaError';
  }
}

/** The wording is that of docs.vismasoftware.no/businessnxtapi/features/errors; it has changed twice. */
export function noAccess(companyId: number): VismaError {
  const message = `Error: Could not get authorize user using VismaNetCompanyId: ${companyId}. Description: External integration error. Status: 18.`;
  return new VismaError([{ message }]);
}

export function tooManyInProgress(companyId: number, limit: number | 'unlimited'): VismaError {
  const message = `Company ${companyId} has ${limit} requests in progress. Limit is ${limit}.`;
  return new VismaError([{ message, extensions: { code: 'OUTSTANDING_LIMIT_EXCEEDED', limit } }]);
}

/** An argument that the schema allows and the server does not. */
export function badArgument(message: string): VismaError {
  return new VismaError([{ message, extensions: { code: 'INVALID_ARGUMENT', codes: ['INVALID_ARGUMENT'] } }]);
}

/**
 * A write that the back end refused. There is no public list of statuses; that of a repeated key is known
 * (community.visma.com, "Error Codes"), the other numbers are the sandbox's own.
 */
export const WRITE_STATUS = {
  PrimaryKeyAssignmentFailed: 3,
  InvalidValue: 101,
  RowNotFound: 102,
  StringTooLong: 103,
  NoSuggestion: 104,
  ProcessingFailed: 201,
  AccessDenied: 202,
} as const;

export function writeRefused(
  path: readonly (string | number)[],
  status: keyof typeof WRITE_STATUS,
  message: string,
  fields: readonly string[] = [],
): ErrorEntry {
  const data = { status: WRITE_STATUS[status], status_name: status };
  return { message, path, extensions: { data: fields.length > 0 ? { ...data, fields } : data } };
}
