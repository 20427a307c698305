import { isLocalDate, type LocalDate } from '@app/domain';
import { invalidParameters, NOT_NULL, wrongFormat } from './api-error.js';
import { type ReadAmount, readAmount } from './numbers.js';

const INTEGER = /^-?\d{1,15}$/;

/** Typed reading of query parameters. Names that nobody asks for are ignored without a word, as the vendor does. */
export class Parameters {
  constructor(readonly raw: URLSearchParams) {}

  text(name: string): string | undefined {
    return this.raw.get(name) ?? undefined;
  }

  integer(name: string): number | undefined {
    const text = this.#filled(name);
    return text === undefined ? undefined : readInteger(text);
  }

  /** A comma list of whole numbers. */
  integers(name: string): readonly number[] | undefined {
    return this.#filled(name)
      ?.split(',')
      .map((part) => readInteger(part.trim()));
  }

  texts(name: string): readonly string[] | undefined {
    return this.#filled(name)
      ?.split(',')
      .map((part) => part.trim());
  }

  flag(name: string): boolean | undefined {
    const text = this.#filled(name);
    if (text === undefined) return undefined;
    if (text !== 'true' && text !== 'false') throw wrongFormat('boolean', text);
    return text === 'true';
  }

  date(name: string): LocalDate | undefined {
    const text = this.#filled(name);
    if (text === undefined) return undefined;
    if (!isLocalDate(text)) throw wrongFormat('date', text);
    return text;
  }

  decimal(name: string): ReadAmount | undefined {
    const text = this.#filled(name);
    if (text === undefined) return undefined;
    const read = readAmount(text);
    if (!read) throw wrongFormat('number', text);
    return read;
  }

  /**
   * The window that most lists require: from included, to excluded.
   * @throws ApiError 422/15000 naming what is missing, the later date first as recorded
   */
  window(fromName: string, toName: string): { from: LocalDate; to: LocalDate } {
    const from = this.date(fromName);
    const to = this.date(toName);
    if (from === undefined || to === undefined) {
      const missing = [...(to === undefined ? [toName] : []), ...(from === undefined ? [fromName] : [])];
      throw invalidParameters(missing.map((field) => ({ field, message: NOT_NULL })));
    }
    if (from >= to) {
      const message = `'From and including' value (${from}) is greater than or equal 'To and excluding' value (${to}) in filter.`;
      throw invalidParameters([{ field: fromName, message }]);
    }
    return { from, to };
  }

  #filled(name: string): string | undefined {
    const text = this.raw.get(name);
    return text === null || text === '' ? undefined : text;
  }
}

export function readInteger(text: string): number {
  if (!INTEGER.test(text)) throw wrongFormat('number', text);
  return Number(text);
}
