/** Turns an unknown value into a checked shape, or throws DecodeError. Keeps only what is named. */
export type Decoder<T> = (value: unknown) => T;

/** A foreign value is not what was expected. Names the field and the kind of value found, never the value itself. */
export class DecodeError extends Error {
  #path: string;

  constructor(
    readonly expected: string,
    readonly found: string,
  ) {
    super();
    this.name = 'DecodeError';
    this.#path = '';
  }

  static at(expected: string, value: unknown): DecodeError {
    return new DecodeError(expected, kindOf(value));
  }

  /** Called on the way out of nested decoders. */
  inside(step: string): this {
    this.#path =
      this.#path === '' || this.#path.startsWith('[') ? step + this.#path : `${step}.${this.#path}`;
    return this;
  }

  /** Example: `values[3].amountCurrency`. */
  get path(): string {
    return this.#path;
  }

  override get message(): string {
    return `${this.#path === '' ? 'The value' : this.#path}: ${this.expected} was expected, found ${this.found}.`;
  }
}

export type Decoded<D> = D extends Decoder<infer T> ? T : never;
type Shape = Readonly<Record<string, Decoder<unknown>>>;
type DecodedShape<S extends Shape> = { readonly [K in keyof S]: Decoded<S[K]> };

export function object<S extends Shape>(shape: S): Decoder<DecodedShape<S>> {
  const names = Object.keys(shape);
  const decoders = names.map((name) => shape[name] as Decoder<unknown>);
  return (value) => {
    if (!isRecord(value)) throw DecodeError.at('an object', value);
    const decoded: Record<string, unknown> = {};
    let at = 0;
    try {
      for (; at < names.length; at += 1) {
        const name = names[at] as string;
        decoded[name] = (decoders[at] as Decoder<unknown>)(value[name]);
      }
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(names[at] as string) : error;
    }
    return decoded as DecodedShape<S>;
  };
}

export function listOf<T>(element: Decoder<T>): Decoder<readonly T[]> {
  return (value) => {
    if (!Array.isArray(value)) throw DecodeError.at('a list', value);
    const decoded: T[] = [];
    try {
      for (const item of value as readonly unknown[]) decoded.push(element(item));
    } catch (error) {
      throw error instanceof DecodeError ? error.inside(`[${decoded.length}]`) : error;
    }
    return decoded;
  };
}

/** Null and absent alike become undefined: ledgers use them as one. */
export function optional<T>(inner: Decoder<T>): Decoder<T | undefined> {
  return (value) => (value === null || value === undefined ? undefined : inner(value));
}

export const anything: Decoder<unknown> = (value) => value;

export const text: Decoder<string> = (value) => {
  if (typeof value !== 'string') throw DecodeError.at('text', value);
  return value;
};

/** Text without surrounding blanks; null, absent and blank become undefined. */
export const filledText: Decoder<string | undefined> = (value) => {
  if (value === null || value === undefined) return undefined;
  if (typeof value !== 'string') throw DecodeError.at('text', value);
  const trimmed = value.trim();
  return trimmed === '' ? undefined : trimmed;
};

export const flag: Decoder<boolean> = (value) => {
  if (typeof value !== 'boolean') throw DecodeError.at('true or false', value);
  return value;
};

export const integer: Decoder<number> = (value) => {
  if (typeof value !== 'number' || !Number.isSafeInteger(value))
    throw DecodeError.at('a whole number', value);
  return value;
};

const ID = /^\d{1,19}$/;

/** A whole number as text, however long; what `parseExactJson` left as a number or as its source text. */
export const idText: Decoder<string> = (value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value) && value >= 0) return String(value);
  if (typeof value === 'string' && ID.test(value)) return value;
  throw DecodeError.at('an id', value);
};

const DECIMAL = /^-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?$/;

/** An amount's source text, as `parseExactJson` keeps it. */
export const decimalText: Decoder<string> = (value) => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return String(value);
  if (typeof value === 'string' && DECIMAL.test(value)) return value;
  throw DecodeError.at('a decimal number', value);
};

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function kindOf(value: unknown): string {
  if (value === undefined) return 'nothing';
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  if (typeof value === 'string') return value === '' ? 'empty text' : 'other text';
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`;
}
