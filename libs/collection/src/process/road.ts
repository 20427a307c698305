import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { Regime, StepKind } from '../vocabulary.js';
import type { StepRule } from './step-rule.js';

/** Not in the act but in what its supervisor asks for: settings with a proposed default (docs/law/open-points.md). */
const SWEDISH = DEFAULT_LAW_SETTINGS.SE.deadlines;

/** Kind contact before anything the law knows of: no fee, no effect, any channel. */
const FRIENDLY: Omit<StepRule, 'localName'> = {
  kind: 'friendly-reminder',
  legalEffect: false,
  statutory: false,
  collectorOnly: false,
  onePerClaim: false,
  preconditions: ['overdue'],
  deadlineDaysMin: 0,
  channels: ['sms', 'email', 'letter', 'call'],
  channelsWithConsent: [],
  provable: false,
  sources: ['our choice: a reminder that asks for nothing but the debt'],
};

const HAND_OFF_SHARED = {
  kind: 'legal-hand-off',
  legalEffect: true,
  statutory: false,
  collectorOnly: false,
  onePerClaim: false,
  deadlineDaysMin: 0,
  channels: [],
  channelsWithConsent: [],
  provable: false,
  fee: { kind: 'court-fee', earliestDaysAfterDue: 0 },
} as const satisfies Partial<StepRule>;

const NORWEGIAN_REMINDER: StepRule = {
  kind: 'reminder',
  localName: 'purring',
  legalEffect: true,
  statutory: false,
  collectorOnly: false,
  onePerClaim: false,
  preconditions: ['overdue'],
  deadlineDaysMin: 0,
  channels: ['letter', 'email', 'sms'],
  channelsWithConsent: [],
  provable: false,
  fee: { kind: 'letter-fee', earliestDaysAfterDue: 14 },
  sources: ['inkassoforskriften §§ 1-2, 1-3'],
};

/** Inkassoloven (1988) and inkassoforskriften. */
const NO_1988: readonly StepRule[] = [
  { ...FRIENDLY, localName: 'vennlig påminnelse' },
  NORWEGIAN_REMINDER,
  {
    kind: 'collection-notice',
    localName: 'inkassovarsel',
    legalEffect: true,
    statutory: true,
    collectorOnly: false,
    onePerClaim: false,
    preconditions: ['overdue'],
    deadlineDaysMin: 14,
    channels: ['letter'],
    channelsWithConsent: ['email'],
    provable: true,
    fee: { kind: 'letter-fee', earliestDaysAfterDue: 14 },
    sources: ['inkassoloven § 9', 'inkassoloven § 3 a', 'inkassoforskriften § 1-2'],
  },
  {
    kind: 'demand',
    localName: 'betalingsoppfordring',
    legalEffect: true,
    statutory: true,
    // § 10(1), § 11(1): "the collector" shall have sent it; the creditor's own brings a fee, and no more.
    collectorOnly: true,
    onePerClaim: false,
    preconditions: ['overdue', 'notice-deadline-missed'],
    deadlineDaysMin: 14,
    validMonths: 6,
    channels: ['letter'],
    channelsWithConsent: ['email'],
    provable: true,
    fee: { kind: 'light-fee', earliestDaysAfterDue: 0 },
    sources: ['inkassoloven § 10', 'inkassoloven § 11', 'inkassoforskriften § 2-2'],
  },
  {
    kind: 'legal-notice',
    localName: 'varsel om rettslige skritt',
    legalEffect: true,
    statutory: true,
    collectorOnly: false,
    onePerClaim: false,
    preconditions: ['demand-deadline-missed', 'demand-recent'],
    deadlineDaysMin: 14,
    channels: ['letter'],
    channelsWithConsent: ['email'],
    provable: true,
    sources: ['inkassoloven § 10(4)', 'inkassoloven § 11', 'tvisteloven § 5-2'],
  },
  {
    ...HAND_OFF_SHARED,
    localName: 'forliksklage',
    preconditions: ['demand-deadline-missed', 'demand-recent', 'legal-action-announced', 'claim-weighed'],
    sources: ['inkassoloven §§ 11, 14', 'tvisteloven § 6-3'],
  },
];

/** LOV-2026-05-22-19; the fees will come from a regulation that is not published (§ 19). */
const NO_2026: readonly StepRule[] = NO_1988.map((rule): StepRule => {
  switch (rule.kind) {
    case 'collection-notice':
      return {
        ...rule,
        collectorOnly: true,
        onePerClaim: true,
        sources: ['LOV-2026-05-22-19 §§ 15, 20, 22'],
      };
    case 'demand':
      return {
        ...rule,
        preconditions: [...rule.preconditions, 'joined-deadlines-missed'],
        // The new act sets no age. Six months are kept: a debtor should not be taken to court on an old letter.
        sources: ['LOV-2026-05-22-19 §§ 15, 21, 22', 'our choice: its age'],
      };
    case 'legal-notice':
      return { ...rule, sources: ['LOV-2026-05-22-19 § 14(2)', 'tvisteloven § 5-2'] };
    case 'legal-hand-off':
      return { ...rule, sources: ['LOV-2026-05-22-19 §§ 14(2), 24', 'tvisteloven § 6-3'] };
    case 'friendly-reminder':
    case 'reminder':
      return rule;
  }
});

/** Inkassolagen (1974:182) and lag 1981:739. */
const SE_1974: readonly StepRule[] = [
  { ...FRIENDLY, localName: 'vänlig påminnelse' },
  {
    ...NORWEGIAN_REMINDER,
    localName: 'betalningspåminnelse',
    // Only if it was agreed no later than when the debt arose.
    fee: { kind: 'letter-fee', earliestDaysAfterDue: 0 },
    sources: ['lag 1981:739 2, 4 §§'],
  },
  {
    kind: 'demand',
    localName: 'inkassokrav',
    legalEffect: true,
    statutory: true,
    collectorOnly: false,
    onePerClaim: false,
    preconditions: ['overdue'],
    deadlineDaysMin: SWEDISH.daysMin,
    postDays: SWEDISH.postDays,
    bankDaysAfterReceipt: SWEDISH.bankDaysAfterReceipt,
    channels: ['letter'],
    channelsWithConsent: ['email'],
    provable: true,
    fee: { kind: 'demand-fee', earliestDaysAfterDue: 0 },
    sources: ['inkassolagen 5 §', 'lag 1981:739 3, 4 §§'],
  },
  {
    kind: 'legal-notice',
    localName: 'meddelande om rättslig åtgärd',
    legalEffect: true,
    statutory: false,
    collectorOnly: false,
    onePerClaim: false,
    preconditions: ['demand-deadline-missed'],
    deadlineDaysMin: SWEDISH.daysMin,
    postDays: SWEDISH.postDays,
    bankDaysAfterReceipt: SWEDISH.bankDaysAfterReceipt,
    channels: ['letter'],
    channelsWithConsent: ['email'],
    provable: true,
    sources: ['our choice: no law asks for it beyond the demand; inkassolagen 4 §'],
  },
  {
    ...HAND_OFF_SHARED,
    localName: 'ansökan om betalningsföreläggande',
    preconditions: ['demand-deadline-missed', 'claim-weighed'],
    sources: ['inkassolagen 6, 7 §§', 'lag 1990:746 9–11 §§'],
  },
];

const ROADS: Readonly<Record<Regime, readonly StepRule[]>> = {
  'NO-1988': NO_1988,
  'NO-2026': NO_2026,
  'SE-1974': SE_1974,
};

/** The steps of the regime in the order of the road. */
export function roadOf(regime: Regime): readonly StepRule[] {
  return ROADS[regime];
}

/** What the regime says of the step; undefined when it knows none of the kind (Sweden has no notice of collection). */
export function stepRule(regime: Regime, kind: StepKind): StepRule | undefined {
  return BY_KIND[regime][kind];
}

const BY_KIND = {
  'NO-1988': byKind(NO_1988),
  'NO-2026': byKind(NO_2026),
  'SE-1974': byKind(SE_1974),
} as const satisfies Record<Regime, Partial<Record<StepKind, StepRule>>>;

function byKind(road: readonly StepRule[]): Partial<Record<StepKind, StepRule>> {
  return Object.fromEntries(road.map((rule) => [rule.kind, rule]));
}
