import type { Reply } from '../../server/exchange.js';
import type { UnverifiedBehaviour } from '../unverified.js';
import { fortnoxJson } from './json.js';

/**
 * Codes and texts of fortnox.se/developer/guides-and-good-to-know/errors. Those below `INVENTED` are known by their texts
 * only; their numbers are ours, so that no client can build on them.
 */
export const CODES = {
  badResponseType: [1000030, 'Invalid response type'],
  badContentType: [1000031, 'Invalid content type'],
  systemException: [1000003, 'System exception'],
  notAlphanumeric: [2000106, 'Värdet måste vara alfanumeriskt.'],
  notNumeric: [2000108, 'Värdet måste vara numeriskt.'],
  notBoolean: [2000134, 'Värdet måste vara en boolean.'],
  tooLong: [2000107, 'Värdet är för långt.'],
  forbiddenCharacter: [2000359, 'Värdet innehåller ej tillåtna tecken.'],
  periodLocked: [2000401, 'Företaget har låst perioden.'],
  noAccount: [2000423, 'Kan inte hitta kontot.'],
  noCurrency: [2000427, 'Kan inte hitta valutan.'],
  noCustomer: [2000433, 'Kan inte hitta kunden.'],
  noInvoice: [2000434, 'Kan inte hitta fakturan.'],
  accountInactive: [2000550, 'Kontot är inte aktivt.'],
  badFilter: [2000587, 'Ett ogiltigt filter har använts.'],
  badParameter: [2000588, 'Ogiltig parameter i anropet.'],
  missingScope: [2000663, 'Har inte behörighet för scope.'],
  badIdentifier: [2000729, 'A valid identifier was not provided.'],
  noLicence: [2001101, 'Det finns ingen aktiv licens för önskat scope.'],
  wrongData: [2001392, 'Ingen eller felaktig typ av data.'],
  unknownField: [2001399, 'Felaktigt fältnamn.'],
  malformedJson: [2002115, 'Error deserializing JSON: JSON_ERROR_SYNTAX'],
  alreadyPaid: [2003055, 'Fakturan är redan betald.'],
  // INVENTED numbers.
  notBooked: [2990001, 'Fakturan är inte bokförd.'],
  otherYear: [
    2990002,
    'Angivet betaldatum måste vara inom fakturans räkenskapsår. För att genomföra betalningen måste fakturan årsomföras.',
  ],
  noYear: [2990003, 'Kan inte hitta räkenskapsåret.'],
  writeOffInactive: [2990004, 'Angivet bortskrivningskonto är inte aktivt'],
  cancelled: [2990005, 'Fakturan är makulerad.'],
  beforeInvoice: [2990006, 'Betaldatum kan inte vara före fakturadatum.'],
  alreadyBooked: [2990007, 'Betalningen är redan bokförd.'],
  noPayment: [2990008, 'Kan inte hitta betalningen.'],
  noMode: [2990009, 'Kan inte hitta betalsättet.'],
  missingField: [2990010, 'Obligatoriskt fält saknas.'],
  badDate: [2990011, 'Ogiltigt datum.'],
  noxFinans: [2990012, 'Fakturan hanteras av Fortnox Finans.'],
  tooMuch: [2990013, 'Beloppet är större än fakturans saldo.'],
  notEditable: [2990014, 'Fakturan kan inte ändras.'],
  modeExists: [2990015, 'Betalsättet används redan.'],
  notFound: [2990016, 'Kan inte hitta resursen.'],
  alreadyCredited: [2990017, 'Fakturan är redan krediterad.'],
} as const satisfies Readonly<Record<string, readonly [number, string]>>;
export type ErrorName = keyof typeof CODES;

type Status = 400 | 401 | 403 | 404 | 500;

/** A refusal in the vendor's own form. */
export class ApiError extends Error {
  constructor(
    readonly status: Status,
    readonly code: number,
    message: string,
  ) {
    super(message);
    this.name = 'ApiError';
  }

  toReply({ errorCasing }: UnverifiedBehaviour): Reply {
    const { status, code, message } = this;
    const isCapital = errorCasing === 'capital' || (errorCasing === 'recorded' && status === 404);
    const body = isCapital ? { Error: 1, Message: message, Code: code } : { error: 1, message, code };
    return jsonAnswer(status, { ErrorInformation: body });
  }
}

export function refused(name: ErrorName, detail?: string): ApiError {
  return error(400, name, detail);
}

export function notFound(name: ErrorName): ApiError {
  return error(404, name);
}

export function forbidden(name: ErrorName, status: 400 | 403): ApiError {
  return error(status, name);
}

export function serverError(): ApiError {
  return error(500, 'systemException');
}

function error(status: Status, name: ErrorName, detail?: string): ApiError {
  const [code, text] = CODES[name];
  return new ApiError(status, code, detail ?? text);
}

export function jsonAnswer(status: number, body: unknown): Reply {
  return { status, headers: { 'content-type': 'application/json' }, body: fortnoxJson(body) };
}

/** A token that is unknown, expired or withdrawn, as recorded. */
export const UNAUTHORIZED: Reply = {
  status: 401,
  headers: { 'content-type': 'application/json' },
  body: '{"message":"unauthorized"}',
};

export function tooManyRequests(face: UnverifiedBehaviour['rateLimitFace']): Reply {
  const json = '{"message":"API rate limit exceeded"}';
  switch (face) {
    case 'empty':
      return { status: 429, headers: {}, body: '' };
    case 'html':
      return {
        status: 429,
        headers: { 'content-type': 'text/html' },
        body: '<html><body><h1>429 Too Many Requests</h1></body></html>',
      };
    case 'json':
      return { status: 429, headers: { 'content-type': 'application/json' }, body: json };
    case 'json-with-retry-after':
      return { status: 429, headers: { 'content-type': 'application/json', 'retry-after': '2' }, body: json };
  }
}
