import type { ClaimId, JsonObject, LocalDate } from '@app/domain';
import { DEFAULT_LAW_SETTINGS, norwegianCollectionFee, type Regime, swedishCosts } from '@app/collection';
import type { CaseRecord, RecordClaim } from '../../cases/facts/case-record.js';

/** What a debtor may be charged for a plan, and why. Minor units. */
export interface PlanFee {
  readonly minor: bigint;
  /** The claim that bears it; undefined where there is none to bear it. */
  readonly claimId?: ClaimId;
  readonly rule: JsonObject;
}

export interface PlanFeeTerms {
  readonly regime: Regime;
  readonly vatLiable: boolean;
  readonly instalments: number;
  readonly today: LocalDate;
}

const NONE = (rule: string, source: string): PlanFee => ({ minor: 0n, rule: { rule, sources: [source] } });

/**
 * The fee for a plan, once for the case, on its largest claim. Norway: the ceiling rises by one and a half inkassosats
 * with more than four instalments, once the collector may charge at all, and not after a legal step (inkassoforskriften
 * § 2-4). Sweden: 170 SEK for a complete plan, made with the debtor (lag 1981:739 3 §, 4 §).
 * @throws OutsideTableError
 */
export function planFee(record: CaseRecord, terms: PlanFeeTerms): PlanFee {
  const bearer = largest(record.claims);
  if (!bearer) return NONE('nothing-owed', 'no claim is open');
  return terms.regime === 'SE-1974' ? swedish(record, bearer, terms) : norwegian(record, bearer, terms);
}

function norwegian(record: CaseRecord, bearer: RecordClaim, terms: PlanFeeTerms): PlanFee {
  const demanded = record.steps.some(({ kind, byCreditor, claimIds, undelivered }) => {
    return kind === 'demand' && !byCreditor && !undelivered && claimIds.includes(bearer.id);
  });
  if (!demanded) return NONE('no-collection-fee-yet', 'inkassoloven § 17 third paragraph');
  const question = {
    regime: terms.regime,
    dueOn: bearer.dueOn,
    baseMinor: BigInt(bearer.principal),
    standing: record.debtor.standing ?? 'consumer',
    liableToVat: terms.vatLiable,
    asOf: terms.today,
    letters: [],
  };
  const plan = { instalments: terms.instalments, afterLegalStep: record.state === 'legal' };
  const without = norwegianCollectionFee(question, DEFAULT_LAW_SETTINGS.NO);
  const uplifted = norwegianCollectionFee({ ...question, plan }, DEFAULT_LAW_SETTINGS.NO);
  const minor = uplifted.ceilingMinor - without.ceilingMinor;
  const rule = {
    rule: minor > 0n ? 'instalment-uplift' : 'four-or-fewer',
    inputs: { instalments: terms.instalments, ...uplifted.inputs },
    sources: [...uplifted.sources, 'inkassoforskriften § 2-4 first paragraph'],
    status: uplifted.status,
  };
  return { minor, claimId: bearer.id, rule };
}

/** What was charged already as compensation for delay takes in the first 450 SEK of all costs (5 § second paragraph). */
function swedish(record: CaseRecord, bearer: RecordClaim, { today }: PlanFeeTerms): PlanFee {
  const { measures } = swedishCosts(
    {
      measures: [{ kind: 'plan', on: today, meetsStatute: true }],
      standing: record.debtor.standing ?? 'consumer',
      claimLateCompensation: false,
      facts: {},
    },
    DEFAULT_LAW_SETTINGS.SE,
  );
  const [answer] = measures;
  if (!answer) return NONE('not-allowed', 'lag 1981:739, 5 §');
  const charged = record.charges.filter(({ part, claimId }) => part === 'costs' && claimId === bearer.id);
  const sumOf = (isWanted: (kind: string) => boolean): bigint =>
    charged.reduce((sum, { kind, minor }) => (isWanted(kind) ? sum + BigInt(minor) : sum), 0n);
  const compensation = sumOf((kind) => kind === 'compensation');
  const before = sumOf((kind) => kind !== 'compensation');
  const minor = beyond(before + answer.minor, compensation) - beyond(before, compensation);
  const rule = {
    rule: answer.rule,
    inputs: answer.inputs,
    sources: [...answer.sources],
    status: answer.status,
  };
  return { minor, claimId: bearer.id, rule };
}

function beyond(sum: bigint, floor: bigint): bigint {
  return sum > floor ? sum - floor : 0n;
}

function largest(claims: readonly RecordClaim[]): RecordClaim | undefined {
  return claims
    .filter(({ state, outstanding }) => state !== 'withdrawn' && outstanding !== '0')
    .toSorted((a, b) => (BigInt(a.outstanding) > BigInt(b.outstanding) ? -1 : 1))[0];
}
