import type { Regime } from '../vocabulary.js';

/** What happened that costs may be lost by. Absent means: it did not happen. */
export interface CostFacts {
  /** The debtor had an objection that it was reasonable to have tried before collection began. */
  readonly reasonableObjection?: boolean;
  /** He ought to have raised it earlier than he did. */
  readonly objectionRaisedTooLate?: boolean;
  /** Creditor, collector or a helper acted against good collection practice towards the debtor. */
  readonly goodPracticeBroken?: boolean;
  /** The collector did not follow an authority's order. */
  readonly orderNotFollowed?: boolean;
  /** A notice, demand or assessment that the statute asks for was missing or faulty. */
  readonly stepsBroken?: boolean;
  /** The breach did the debtor no harm (new Norwegian act only). */
  readonly breachHarmless?: boolean;
  /** The claim was not justified. */
  readonly claimUnjustified?: boolean;
  /** The debtor has objected, and not obviously without ground (new Norwegian act only). */
  readonly objected?: boolean;
  /** The claim was incurred while the debtor was a minor (new Norwegian act only). */
  readonly incurredAsMinor?: boolean;
  /** The costs were not reasonably called for (Sweden). */
  readonly notReasonablyCalledFor?: boolean;
}

/** Why costs fall away, and which. */
export interface CostLoss {
  readonly because: keyof CostFacts;
  /** `all`: letters too; `collector-fee`: only the collector's. */
  readonly what: 'all' | 'collector-fee';
  readonly source: string;
}

interface LossRule extends CostLoss {
  readonly holds: (facts: CostFacts) => boolean;
}

const OLD = 'inkassoloven § 17';
const NEW = 'lov 2026-05-22 nr. 19 § 18';
const SE = 'lag 1981:739, 4 §';

const RULES: Readonly<Record<Regime, readonly LossRule[]>> = {
  'NO-1988': [
    {
      because: 'reasonableObjection',
      what: 'all',
      source: `${OLD} second paragraph`,
      holds: (facts) => facts.reasonableObjection === true && facts.objectionRaisedTooLate !== true,
    },
    {
      because: 'goodPracticeBroken',
      what: 'all',
      source: `${OLD} fourth paragraph, § 8`,
      holds: has('goodPracticeBroken'),
    },
    {
      because: 'orderNotFollowed',
      what: 'all',
      source: `${OLD} fourth paragraph, § 30`,
      holds: has('orderNotFollowed'),
    },
    {
      because: 'claimUnjustified',
      what: 'all',
      source: `${OLD} first paragraph (necessary costs)`,
      holds: has('claimUnjustified'),
    },
    {
      because: 'stepsBroken',
      what: 'collector-fee',
      source: `${OLD} fourth paragraph, §§ 9-11`,
      holds: has('stepsBroken'),
    },
  ],
  'NO-2026': [
    { because: 'claimUnjustified', what: 'all', source: NEW, holds: has('claimUnjustified') },
    { because: 'objected', what: 'all', source: NEW, holds: has('objected') },
    { because: 'reasonableObjection', what: 'all', source: NEW, holds: has('reasonableObjection') },
    { because: 'incurredAsMinor', what: 'all', source: NEW, holds: has('incurredAsMinor') },
    { because: 'goodPracticeBroken', what: 'all', source: NEW, holds: unlessHarmless('goodPracticeBroken') },
    { because: 'orderNotFollowed', what: 'all', source: NEW, holds: unlessHarmless('orderNotFollowed') },
    { because: 'stepsBroken', what: 'all', source: NEW, holds: unlessHarmless('stepsBroken') },
  ],
  'SE-1974': [
    { because: 'notReasonablyCalledFor', what: 'all', source: SE, holds: has('notReasonablyCalledFor') },
    {
      because: 'claimUnjustified',
      what: 'all',
      source: `${SE}; inkassolagen 8 §`,
      holds: has('claimUnjustified'),
    },
    {
      because: 'reasonableObjection',
      what: 'all',
      source: `${SE}; inkassolagen 8 §`,
      holds: has('reasonableObjection'),
    },
    {
      because: 'goodPracticeBroken',
      what: 'all',
      source: `${SE}; inkassolagen 4 §`,
      holds: has('goodPracticeBroken'),
    },
    {
      because: 'stepsBroken',
      what: 'all',
      source: 'lag 1981:739, 3 § (a demand as inkassolagen 5 § asks)',
      holds: has('stepsBroken'),
    },
  ],
};

/** Every reason for which costs fall away, the strongest first; empty when they stand. */
export function lossOfCosts(regime: Regime, facts: CostFacts): readonly CostLoss[] {
  return RULES[regime]
    .filter(({ holds }) => holds(facts))
    .map(({ because, what, source }) => ({ because, what, source }));
}

function has(fact: keyof CostFacts): (facts: CostFacts) => boolean {
  return (facts) => facts[fact] === true;
}

function unlessHarmless(fact: keyof CostFacts): (facts: CostFacts) => boolean {
  return (facts) => facts[fact] === true && facts.breachHarmless !== true;
}
