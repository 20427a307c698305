import { MalformedAmountError, MalformedDateError, UnknownCurrencyError } from '@app/domain';
import type { RefusalReason } from '../contract/index.js';
import { DecodeError, isRecord } from '../kit/index.js';

/** Why one invoice cannot become an open item; the page around it goes on. */
export class RefusalError extends Error {
  constructor(
    readonly reason: RefusalReason,
    message: string,
  ) {
    super(message);
    this.name = 'RefusalError';
  }
}

/** Anything that a mapper or a decoder threw, as a refusal in words for the accountant; other errors go on. */
export function asRefusal(error: unknown): RefusalError {
  if (error instanceof RefusalError) return error;
  if (error instanceof UnknownCurrencyError) {
    const code = /^[A-Z]{3}$/.test(error.code) ? error.code : '(unreadable)';
    return new RefusalError('unknown-currency', `The invoice’s currency ${code} is not one the hub handles.`);
  }
  if (error instanceof MalformedAmountError) {
    return new RefusalError(
      'malformed-amount',
      'An amount of the invoice is not exact money: it has too many decimals or is no number.',
    );
  }
  if (error instanceof MalformedDateError) {
    return new RefusalError('malformed-date', 'A date of the invoice is not a day of the calendar.');
  }
  if (error instanceof DecodeError) return new RefusalError(reasonByPath(error), error.message);
  throw error;
}

function reasonByPath({ path }: DecodeError): RefusalReason {
  const field = path.split('.').at(-1) ?? path;
  if (field === 'DocumentNumber') return 'missing-id';
  if (/^(Total|Balance|Amount|CurrencyRate|CurrencyUnit)/.test(field)) return 'malformed-amount';
  return field.endsWith('Date') ? 'malformed-date' : 'malformed-record';
}

/** The row's own document number, where it has a readable one. */
export function readableNumber(row: unknown): string | undefined {
  const number = isRecord(row) ? row['DocumentNumber'] : undefined;
  if (typeof number === 'number' && Number.isSafeInteger(number) && number > 0) return String(number);
  return typeof number === 'string' && /^\d{1,19}$/.test(number) ? number : undefined;
}
