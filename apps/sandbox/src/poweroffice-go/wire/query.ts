import { isLocalDate, type LocalDate } from '@app/domain';
import { readStamp, type Stamp } from '../stamps.js';
import { UUID } from '../uuid.js';
import { cannotCast, invalidRequest } from './problem.js';

/** Parameters that every list takes beside its own filters. */
export const LIST_PARAMETERS = ['Fields', 'OrderBy', 'PageNumber', 'PageSize', 'UseDatabaseValidation'];
/** The gateway reads this one itself. */
const GATEWAY_PARAMETER = 'subscription-key';

/** Query parameters as ASP.NET takes them: names without regard to case, blank values as if they were not sent. */
export class Query {
  readonly #values = new Map<string, string>();

  /** @throws Problem for a name that is not among `known`, unless they are ignored */
  constructor(sent: URLSearchParams, known: readonly string[], unknown: 'refuse' | 'ignore') {
    const names = new Set(known.map((name) => name.toLowerCase()));
    for (const [name, value] of sent) {
      const lower = name.toLowerCase();
      if (lower === GATEWAY_PARAMETER) continue;
      if (!names.has(lower)) {
        if (unknown === 'ignore') continue;
        throw invalidRequest(`The query parameter '${name}' is not known.`);
      }
      if (!this.#values.has(lower)) this.#values.set(lower, value);
    }
  }

  text(name: string): string | undefined {
    const value = this.#values.get(name.toLowerCase())?.trim();
    return value === '' ? undefined : value;
  }

  flag(name: string): boolean | undefined {
    const text = this.text(name)?.toLowerCase();
    if (text === undefined) return undefined;
    if (text === 'true' || text === 'false') return text === 'true';
    throw cannotCast(`The value '${text}' is not valid for ${name}.`);
  }

  /** A day; a time and an offset behind it are not looked at. */
  day(name: string): LocalDate | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const day = text.slice(0, 10);
    if (!isLocalDate(day) || readStamp(text) === undefined)
      throw cannotCast(`The value '${text}' is not valid for ${name}.`);
    return day;
  }

  requiredDay(name: string): LocalDate {
    const day = this.day(name);
    if (day === undefined) throw invalidRequest(`The ${name} field is required.`);
    return day;
  }

  stamp(name: string): Stamp | undefined {
    const text = this.text(name);
    if (text === undefined) return undefined;
    const stamp = readStamp(text);
    // A `+` that was not percent-encoded has become a space by now.
    if (stamp === undefined) throw cannotCast(`The value '${text}' is not valid for ${name}.`);
    return stamp;
  }

  /** `10000-11000, 12000, 13000-` as a test of a number. */
  numbers(name: string): ((number: number) => boolean) | undefined {
    const ranges = this.list(name)?.map((part) => {
      const [, from, dash, to] = /^(\d{1,15})(-)?(\d{1,15})?$/.exec(part) ?? [];
      if (from === undefined || (to !== undefined && dash === undefined))
        throw cannotCast(`${name} contains '${part}', which is neither a number nor a range of numbers.`);
      return [Number(from), dash === undefined ? Number(from) : Number(to ?? Infinity)] as const;
    });
    return ranges && ((number) => ranges.some(([from, to]) => number >= from && number <= to));
  }

  /** Single positive numbers only, e.g. `contactGroupIds`. */
  ids(name: string): ReadonlySet<number> | undefined {
    const parts = this.list(name);
    if (parts?.some((part) => !/^\d{1,15}$/.test(part))) {
      throw cannotCast(
        `${name} contains negative numbers and/or range of numbers. '-' is not allowed, only comma ',' ` +
          'separated single positive numbers are allowed.',
      );
    }
    return parts && new Set(parts.map(Number));
  }

  uuids(name: string): ReadonlySet<string> | undefined {
    const parts = this.list(name);
    const wrong = parts?.find((part) => !UUID.test(part));
    if (wrong !== undefined) throw cannotCast(`The value '${wrong}' is not valid for ${name}.`);
    return parts && new Set(parts.map((part) => part.toLowerCase()));
  }

  texts(name: string): ReadonlySet<string> | undefined {
    const parts = this.list(name);
    return parts && new Set(parts);
  }

  list(name: string): string[] | undefined {
    return this.text(name)
      ?.split(',')
      .map((part) => part.trim())
      .filter((part) => part !== '');
  }
}
