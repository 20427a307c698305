import type { CallPrice } from '../kit/index.js';
import { isRecord } from '../kit/index.js';
import { creditRule } from './limits.js';
import type { XledgerSettings } from './settings.js';

/**
 * What a query costs is not public; that a mass mutation costs less than many single ones is. Taken for it, until a real
 * token shows better: one credit a request, one more for every hundred rows of its answer, and one for every ten lines
 * written.
 */
const ROWS_PER_CREDIT = 100;
const LINES_PER_CREDIT = 10;
/** Before a question was ever answered. */
const FIRST_GUESS = 2;
/** Documents of which the last price is remembered; there are some twenty. */
const DOCUMENTS_MAX = 100;

/** Prices of one token's questions; without an allowance that is known, nothing is counted. */
export class Prices {
  readonly #last = new Map<string, number>();
  readonly #rule;

  constructor(settings: XledgerSettings) {
    this.#rule = creditRule(settings);
  }

  /** The same question mostly costs what it cost the last time. */
  of(document: string): CallPrice | undefined {
    const rule = this.#rule;
    if (!rule) return undefined;
    return {
      rule,
      expected: this.#last.get(document) ?? FIRST_GUESS,
      costOf: (json) => {
        const cost = costOfAnswer(json);
        if (this.#last.size < DOCUMENTS_MAX || this.#last.has(document)) this.#last.set(document, cost);
        return cost;
      },
    };
  }
}

/** By the rows of the answer's lists; those of a mutation are what it wrote. */
export function costOfAnswer(json: unknown): number {
  const data = isRecord(json) && isRecord(json['data']) ? json['data'] : {};
  let cost = 1;
  let rows = 0;
  for (const [field, value] of Object.entries(data)) {
    const edges = isRecord(value) && Array.isArray(value['edges']) ? value['edges'].length : 0;
    if (/^(add|update)[A-Z]/.test(field)) cost += Math.ceil(edges / LINES_PER_CREDIT);
    else rows += edges;
  }
  return cost + Math.ceil(rows / ROWS_PER_CREDIT);
}
