import type { JsonObject, LocalDate } from '@app/domain';
import type { SourceStatus } from '../tables/dated-table.js';

/** An amount that explains itself: which rule, what it looked at, where it stands, and until when it holds. Stored as it is. */
export interface FeeAnswer<Rule extends string> {
  /** What may be claimed at most, in øre or öre. */
  readonly minor: bigint;
  readonly rule: Rule;
  /** Amounts in minor units as text, days as `YYYY-MM-DD`. */
  readonly inputs: JsonObject;
  readonly sources: readonly string[];
  /** The least certain of the sources. */
  readonly status: SourceStatus;
  /** First day on which the same facts give another answer, as far as is known today. */
  readonly changesOn?: LocalDate;
}

const ORDER: readonly SourceStatus[] = ['verified', 'secondary', 'unverified'];

export function leastCertain(statuses: readonly SourceStatus[]): SourceStatus {
  return ORDER.findLast((status) => statuses.includes(status)) ?? 'verified';
}

/** Nothing may be claimed, and why. */
export function nothing<Rule extends string>(
  rule: Rule,
  source: string,
  inputs: JsonObject = {},
  changesOn?: LocalDate,
): FeeAnswer<Rule> {
  return {
    minor: 0n,
    rule,
    inputs,
    sources: [source],
    status: 'verified',
    ...(changesOn === undefined ? {} : { changesOn }),
  };
}
