import { LedgerContradictionError } from '../contract/index.js';

/** Counts the steps of a loop over foreign data, and stops it by name at its bound. */
export class StepBound {
  #steps = 0;

  constructor(
    private readonly what: string,
    private readonly stepsMax: number,
  ) {}

  /** @throws LedgerContradictionError when the bound is passed */
  step(): void {
    this.#steps += 1;
    if (this.#steps > this.stepsMax) {
      throw new LedgerContradictionError(
        `${this.what} made no progress within ${this.stepsMax} requests: the ledger's pages contradict each other.`,
      );
    }
  }
}

export interface OffsetPage<T> {
  readonly rows: readonly T[];
  /** How many rows were asked for. */
  readonly asked: number;
}

/**
 * Reads a short list whole, by offset, until a short page. For lists of masters (payment types, companies), not for
 * invoices: rows that shift between two requests may be missed here.
 * @throws LedgerContradictionError when a page repeats, is longer than asked for, or the list does not end
 */
export async function readWholeList<T>(
  what: string,
  pageOf: (from: number, count: number) => Promise<readonly T[]>,
  keyOf: (row: T) => string,
  { pageSize = 1000, pagesMax = 50 }: { readonly pageSize?: number; readonly pagesMax?: number } = {},
): Promise<readonly T[]> {
  const seen = new Map<string, T>();
  for (let page = 0; page < pagesMax; page += 1) {
    const rows = await pageOf(page * pageSize, pageSize);
    const before = seen.size;
    for (const row of rows) seen.set(keyOf(row), row);
    if (rows.length > pageSize) {
      throw new LedgerContradictionError(`${what}: more rows came than were asked for.`);
    }
    if (rows.length < pageSize) return [...seen.values()];
    if (seen.size === before) throw new LedgerContradictionError(`${what}: the ledger repeats a page.`);
  }
  throw new LedgerContradictionError(`${what}: the list did not end within ${pagesMax} pages.`);
}

/** @throws LedgerContradictionError when keys are not strictly rising */
export function assertRising(what: string, keys: readonly number[]): void {
  for (let at = 1; at < keys.length; at += 1) {
    if ((keys[at] as number) <= (keys[at - 1] as number)) {
      throw new LedgerContradictionError(`${what}: rows are not in the order asked for, or one comes twice.`);
    }
  }
}
