import type { CaseStepId, Clock } from '@app/domain';
import type { Channel, PlannedStep } from '@app/collection';
import type { CaseRecord, RecordCharge, RecordStep } from '../facts/case-record.js';
import { assessCase, type PassTerms } from '../pass/assess-case.js';
import { letterFees } from './step-fees.js';
import { feeTerms, stepToday } from './step-preparation.js';

/** A step that is written and has not left: how it would be taken today, or why it is not. */
export type Takeable =
  | { readonly planned: PlannedStep; readonly channel: Channel }
  | {
      readonly because: string;
      /** The case has a step to take today, and it is another one, or costs or travels otherwise. */
      readonly again: boolean;
    };

/**
 * Judges the case as if the step had not been taken: neither it nor its fees. How often and on which days somebody is
 * written to was answered when it was planned.
 */
export function takeable(record: CaseRecord, stepId: CaseStepId, terms: PassTerms, clock: Clock): Takeable {
  const step = record.steps.find(({ id }) => id === stepId);
  if (!step || step.undelivered) return { because: 'step-not-taken', again: false };
  if (record.state !== 'open') return { because: `case-${record.state}`, again: false };
  const before = {
    ...record,
    planned: null,
    steps: record.steps.filter(({ id }) => id !== stepId),
    charges: record.charges.filter((charge) => charge.stepId !== stepId),
  };
  const { process } = terms;
  const contact = { ...process.contact, caps: [], quietPeriods: [] };
  const { decision, closes } = assessCase(before, { ...terms, process: { ...process, contact } }, clock);
  if (closes) return { because: 'settled', again: false };
  const planned = decision.step;
  if (decision.outcome !== 'due' || planned === undefined)
    return { because: decision.holds[0]?.reason ?? 'no-step-left', again: false };
  if (planned.kind !== step.kind) return { because: 'another-step', again: true };
  if (!sameClaims(planned, step)) return { because: 'other-claims', again: true };
  const plan = planned.channel;
  if (plan?.byHand || (plan?.channel !== step.channel && !plan?.fallback.includes(step.channel)))
    return { because: 'another-channel', again: true };
  if (!sameFees(before, record.charges, stepToday(planned, stepId, step.channel, terms), planned, terms))
    return { because: 'other-fees', again: true };
  return { planned, channel: step.channel };
}

function sameClaims({ claimIds }: PlannedStep, step: RecordStep): boolean {
  return claimIds.length === step.claimIds.length && claimIds.every((id) => step.claimIds.includes(id));
}

/** What the letter was charged for when it was written is what it costs today. */
function sameFees(
  before: CaseRecord,
  charges: readonly RecordCharge[],
  step: RecordStep,
  planned: PlannedStep,
  terms: PassTerms,
): boolean {
  const line = (claimId: string | null, kind: string, minor: bigint | string): string =>
    `${claimId} ${kind} ${minor}`;
  const today = letterFees(before, step, feeTerms(planned, terms)).map(({ claimId, kind, amountMinor }) =>
    line(claimId, kind, amountMinor),
  );
  const charged = charges
    .filter(({ stepId, entry }) => stepId === step.id && entry === 'charge')
    .map(({ claimId, kind, minor }) => line(claimId, kind, minor));
  return today.sort().join() === charged.sort().join();
}
