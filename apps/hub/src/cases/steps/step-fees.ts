import type { JsonObject, LocalDate } from '@app/domain';
import {
  DEFAULT_LAW_SETTINGS,
  norwegianLetterFee,
  type Regime,
  type StepKind,
  type SwedishMeasure,
  swedishCosts,
} from '@app/collection';
import type { NewCharge } from '../case-book.js';
import { norwegianLetters } from '../facts/case-costs.js';
import type { CaseRecord, RecordClaim, RecordStep } from '../facts/case-record.js';

export interface FeeTerms {
  readonly regime: Regime;
  readonly today: LocalDate;
  readonly agreedReminderFee: boolean;
}

const KIND_OF: Readonly<Partial<Record<StepKind, string>>> = {
  reminder: 'reminder-fee',
  'collection-notice': 'notice-fee',
  demand: 'demand-fee',
};

/** What the letter of a step may cost, claim by claim, by the law of the day on which it is sent. */
export function letterFees(record: CaseRecord, step: RecordStep, terms: FeeTerms): NewCharge[] {
  const kind = KIND_OF[step.kind];
  const inCountrysMoney = record.currency === (terms.regime === 'SE-1974' ? 'SEK' : 'NOK');
  if (kind === undefined || !inCountrysMoney) return [];
  return record.claims
    .filter(({ id }) => step.claimIds.includes(id))
    .flatMap((claim) => {
      const fee =
        terms.regime === 'SE-1974'
          ? swedish(record, claim, step, terms)
          : norwegian(record, claim, step, terms);
      if (fee === undefined || fee.minor <= 0n) return [];
      return [
        {
          caseId: record.id,
          entry: 'charge' as const,
          part: 'costs' as const,
          kind,
          claimId: claim.id,
          amountMinor: fee.minor,
          chargedOn: terms.today,
          rule: { rule: fee.rule, inputs: fee.inputs, sources: [...fee.sources] },
          stepId: step.id,
          actor: 'system',
        },
      ];
    });
}

interface Fee {
  readonly minor: bigint;
  readonly rule: string;
  readonly inputs: JsonObject;
  readonly sources: readonly string[];
}

/** A demand costs the collector's fee, which follows the whole claim and not the letter. */
function norwegian(
  record: CaseRecord,
  claim: RecordClaim,
  step: RecordStep,
  { regime }: FeeTerms,
): Fee | undefined {
  if (step.kind !== 'reminder' && step.kind !== 'collection-notice') return undefined;
  return norwegianLetterFee(
    {
      regime,
      dueOn: claim.dueOn,
      letter: {
        kind: step.kind,
        sentOn: step.on,
        meetsStatute: step.channel === 'letter' || step.channel === 'email',
        ...(step.deadlineOn === null ? {} : { deadlineOn: step.deadlineOn }),
      },
      earlier: norwegianLetters(record, claim.id),
    },
    DEFAULT_LAW_SETTINGS.NO,
  );
}

function swedish(
  record: CaseRecord,
  claim: RecordClaim,
  step: RecordStep,
  { agreedReminderFee }: FeeTerms,
): Fee | undefined {
  const measure = (done: RecordStep): SwedishMeasure[] => {
    if (done.kind !== 'reminder' && done.kind !== 'demand') return [];
    return [{ kind: done.kind, on: done.on, meetsStatute: done.confirmed, agreedInTime: agreedReminderFee }];
  };
  const earlier = record.steps.filter(({ claimIds }) => claimIds.includes(claim.id)).flatMap(measure);
  const costs = swedishCosts(
    {
      measures: [...earlier, ...measure(step)],
      standing: record.debtor.standing ?? 'consumer',
      claimLateCompensation: false,
      facts: {},
    },
    DEFAULT_LAW_SETTINGS.SE,
  );
  return costs.measures.at(-1);
}
