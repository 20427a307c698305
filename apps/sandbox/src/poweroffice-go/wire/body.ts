import { isLocalDate, type LocalDate } from '@app/domain';
import type { SimRequest } from '../../server/exchange.js';
import { invalidRequest, Problem } from './problem.js';

export type JsonObject = Readonly<Record<string, unknown>>;

/** @throws Problem 415 for another content type, 400 for a body that is no JSON object */
export function readBody(request: SimRequest): JsonObject {
  const type = request.headers['content-type']?.split(';')[0]?.trim().toLowerCase();
  if (type !== 'application/json') {
    throw new Problem(415, 'Unsupported Media Type', `The content type '${type ?? ''}' is not supported.`);
  }
  let value: unknown;
  try {
    value = JSON.parse(request.body);
  } catch {
    throw invalidRequest('The body is not valid JSON.');
  }
  if (!isObject(value)) throw invalidRequest('The body is not a JSON object.');
  return value;
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** Reads the fields of one object and refuses what the schema lacks or types otherwise. */
export class Fields {
  constructor(
    private readonly object: JsonObject,
    known: readonly string[],
    unknown: 'refuse' | 'ignore',
    private readonly place = '',
  ) {
    if (unknown === 'ignore') return;
    const stray = Object.keys(object).find((name) => !known.includes(name));
    if (stray !== undefined)
      throw invalidRequest(`Could not find member '${stray}' on object. Path '${place}${stray}'.`);
  }

  text(name: string, max = Infinity): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'string') throw this.wrong(name);
    if (value.length > max)
      throw invalidRequest(`The field ${name} must be a string with a maximum length of ${max}.`);
    return value;
  }

  whole(name: string): number | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'number' || !Number.isSafeInteger(value)) throw this.wrong(name);
    return value;
  }

  number(name: string): number | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'number') throw this.wrong(name);
    return value;
  }

  flag(name: string): boolean | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value !== 'boolean') throw this.wrong(name);
    return value;
  }

  /** A date, or a timestamp of which the day counts. */
  day(name: string): LocalDate | null {
    const text = this.text(name);
    if (text === null) return null;
    const day = text.slice(0, 10);
    if (!isLocalDate(day) || !/^.{10}(T.*)?$/.test(text)) throw this.wrong(name);
    return day;
  }

  oneOf(name: string, choices: readonly string[]): string | null {
    const value = this.#value(name);
    if (value === null) return null;
    if (typeof value === 'number')
      throw invalidRequest(
        `Enums is not allowed to be represented as integers. Path '${this.place}${name}'.`,
      );
    if (typeof value !== 'string' || !choices.includes(value)) throw this.wrong(name);
    return value;
  }

  required<T>(name: string, value: T | null): T {
    if (value === null) throw invalidRequest(`The ${this.place}${name} field is required.`);
    return value;
  }

  wrong(name: string): Problem {
    return invalidRequest(`The value of '${this.place}${name}' is not valid.`);
  }

  #value(name: string): unknown {
    return this.object[name] ?? null;
  }
}
