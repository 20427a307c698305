import { illegalField, unknownSorting } from './api-error.js';
import { EVERYTHING, type Selection } from './fields-filter.js';
import { decimalText } from './numbers.js';

/** Writes one value as JSON text. Compiled once per `fields` filter, then run per row. */
export type Writer<T> = (row: T) => string;
export type SortKey<T> = (row: T) => string | number;

/** One field of a model: how it is written under a selection, and how lists are sorted by it. */
export interface Field<T> {
  /** `partial`: the field was named in a list without `*`, where bare references are poorer. */
  compile(selection: Selection | undefined, partial: boolean, name: string): Writer<T>;
  sortKey(path: readonly string[], whole: string): SortKey<T>;
}

export interface ModelTraits {
  /** Host and base path that `url` fields begin with, without a scheme: the vendor writes them so. */
  readonly urlBase: string;
  readonly bareReference: 'id' | 'id-and-url';
}

export interface ModelOptions<T> {
  /** The name the vendor's error texts use, e.g. `InvoiceDTO`. */
  readonly name: string;
  /** Path of one object below the base, e.g. `invoice`; no `url` is written without it. */
  readonly path: string;
  readonly id: (row: T) => number;
  readonly version?: (row: T) => number;
  readonly createdAtMs?: (row: T) => number;
  /** An object that is replaced whenever anything of the row changes: what was written of it is then kept and written again. */
  readonly image?: (row: T) => object;
  /** JSON values that replace a row's true ones: deliberately malformed records. */
  readonly replaced?: (row: T) => Readonly<Record<string, unknown>> | undefined;
  readonly fields: Readonly<Record<string, Field<T>>>;
}

/** A vendor's object type: its fields in order, and a compiler from a `fields` selection to a writer. */
export class Model<T> {
  readonly #fields: Map<string, Field<T>>;
  readonly #urlStart: string;

  constructor(
    readonly options: ModelOptions<T>,
    readonly traits: ModelTraits,
  ) {
    const { id, version = () => 0, createdAtMs = () => 0 } = options;
    this.#urlStart = `${traits.urlBase}/${options.path}/`;
    this.#fields = new Map<string, Field<T>>([
      ['id', number(id)],
      ['version', number(version)],
      ['changes', changes(createdAtMs)],
      ['url', text((row) => this.url(row))],
      ...Object.entries(options.fields),
    ]);
  }

  url(row: T): string {
    return `${this.#urlStart}${this.options.id(row)}`;
  }

  /** @throws ApiError 400/11000 for a name the model lacks */
  compile(selection: Selection = EVERYTHING): Writer<T> {
    for (const name of selection.named.keys()) {
      if (!this.#fields.has(name)) throw illegalField(name, this.options.name);
    }
    const parts: [name: string, write: Writer<T>][] = [];
    for (const [name, field] of this.#fields) {
      const wanted = selection.named.has(name) || (selection.all && name !== 'changes');
      if (wanted) parts.push([name, field.compile(selection.named.get(name), !selection.all, name)]);
    }
    const { image } = this.options;
    return image ? keeping(image, this.#join(parts)) : this.#join(parts);
  }

  /** A reference without expansion. */
  reference(row: T, partial: boolean): string {
    const id = this.options.id(row);
    if (partial && this.traits.bareReference === 'id') return `{"id":${id}}`;
    return `{"id":${id},"url":"${this.url(row)}"}`;
  }

  sortKey(path: readonly string[], whole: string): SortKey<T> {
    const [name = '', ...rest] = path;
    const field = this.#fields.get(name);
    if (!field) throw unknownSorting(whole);
    return field.sortKey(rest, whole);
  }

  #join(parts: readonly [name: string, write: Writer<T>][]): Writer<T> {
    const heads = parts.map(([name], i) => `${i === 0 ? '{' : ','}"${name}":`);
    const writers = parts.map(([, write]) => write);
    const replaced = this.options.replaced ?? (() => undefined);
    if (parts.length === 0) return () => '{}';
    return (row) => {
      const replacements = replaced(row);
      if (replacements) return this.#malformed(parts, row, replacements);
      let json = '';
      for (let i = 0; i < writers.length; i += 1) json += heads[i]! + writers[i]!(row);
      return `${json}}`;
    };
  }

  #malformed(
    parts: readonly [name: string, write: Writer<T>][],
    row: T,
    replacements: Readonly<Record<string, unknown>>,
  ): string {
    const members = parts.map(([name, write]) => {
      const value = Object.hasOwn(replacements, name) ? JSON.stringify(replacements[name]) : write(row);
      return `"${name}":${value}`;
    });
    return `{${members.join(',')}}`;
  }
}

/** A page names the same customer in many rows. */
function keeping<T>(image: (row: T) => object, write: Writer<T>): Writer<T> {
  const written = new WeakMap<object, { readonly row: T; readonly json: string }>();
  return (row) => {
    const of = image(row);
    const kept = written.get(of);
    if (kept?.row === row) return kept.json;
    // Through bytes, so that one piece is kept and not the many it was put together from.
    const json = Buffer.from(write(row)).toString();
    written.set(of, { row, json });
    return json;
  };
}

function scalar<T>(write: Writer<T>, key: SortKey<T>): Field<T> {
  return {
    compile: (selection, _partial, name) => {
      if (selection) throw illegalField([...selection.named.keys()][0] ?? '*', name);
      return write;
    },
    sortKey: (path, whole) => {
      if (path.length > 0) throw unknownSorting(whole);
      return key;
    },
  };
}

export function number<T>(get: (row: T) => number): Field<T> {
  return scalar((row) => String(get(row)), get);
}

/** Minor units, written as a decimal. */
export function amount<T>(getMinor: (row: T) => number): Field<T> {
  return scalar((row) => decimalText(getMinor(row)), getMinor);
}

/** A text, a date, or null. */
export function text<T>(get: (row: T) => string | null | undefined): Field<T> {
  return scalar(
    (row) => JSON.stringify(get(row) ?? null),
    (row) => get(row) ?? '',
  );
}

export function flag<T>(get: (row: T) => boolean): Field<T> {
  return scalar(
    (row) => (get(row) ? 'true' : 'false'),
    (row) => (get(row) ? 1 : 0),
  );
}

/** The same JSON text for every row: `null`, `""`, `0`, `[]`. */
export function constant(json: string): Field<unknown> {
  return { compile: () => () => json, sortKey: () => () => 0 };
}

/** One other object, or null. `bare: 'expanded'` for the places where the vendor expands unasked. */
export function reference<T, U>(
  model: () => Model<U>,
  get: (row: T) => U | null | undefined,
  bare: 'reference' | 'expanded' = 'reference',
): Field<T> {
  return {
    compile: (selection, partial) => {
      const target = model();
      const expand = selection ?? (bare === 'expanded' && partial ? EVERYTHING : undefined);
      const write = expand ? target.compile(expand) : (row: U) => target.reference(row, partial);
      return (row) => {
        const other = get(row);
        return other ? write(other) : 'null';
      };
    },
    sortKey: (path, whole) => {
      const key = model().sortKey(path.length > 0 ? path : ['id'], whole);
      return (row) => {
        const other = get(row);
        return other ? key(other) : '';
      };
    },
  };
}

/** A list of other objects. */
export function references<T, U>(model: () => Model<U>, get: (row: T) => readonly U[]): Field<T> {
  return {
    compile: (selection, partial) => {
      const target = model();
      const write = selection ? target.compile(selection) : (row: U) => target.reference(row, partial);
      return (row) => {
        const others = get(row);
        // One or none is the common case, and the list is written for every row of a page.
        if (others.length === 0) return '[]';
        const [only] = others;
        return others.length === 1 && only !== undefined
          ? `[${write(only)}]`
          : `[${others.map(write).join(',')}]`;
      };
    },
    sortKey: (_path, whole) => {
      throw unknownSorting(whole);
    },
  };
}

/** Written only when asked for. The creation is all the history the sandbox keeps. */
function changes<T>(createdAtMs: (row: T) => number): Field<T> {
  return {
    compile: () => (row) =>
      `[{"employeeId":18400001,"timestamp":"${new Date(createdAtMs(row)).toISOString().slice(0, 19)}+00:00","changeType":"CREATE"}]`,
    sortKey: (_path, whole) => {
      throw unknownSorting(whole);
    },
  };
}
