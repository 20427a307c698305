import {
  type CaseId,
  type CaseStepId,
  type ClaimId,
  type Clock,
  type Country,
  type CreditorNotice,
  newId,
} from '@app/domain';
import { type RegimeDates, regimeOn, type StepKind, stepRule } from '@app/collection';
import type { NewCharge, NewStep } from '../case-book.js';

const STEP_OF: Readonly<Record<CreditorNotice['kind'], StepKind>> = {
  'soft-reminder': 'friendly-reminder',
  reminder: 'reminder',
  'collection-notice': 'collection-notice',
  collection: 'demand',
};

const FEE_OF: Readonly<Record<CreditorNotice['kind'], string>> = {
  'soft-reminder': 'reminder-fee',
  reminder: 'reminder-fee',
  'collection-notice': 'notice-fee',
  collection: 'demand-fee',
};

interface LettersOf {
  readonly caseId: CaseId;
  readonly claimId: ClaimId;
  readonly country: Country;
  readonly regimeDates: RegimeDates;
  /** A person has confirmed that the creditor's letters say what the law asks for. */
  readonly confirmed: boolean;
}

/** Letters that the creditor sent before the hand-over, as steps that are done and fees that are owed. */
export function creditorLetters(
  notices: readonly CreditorNotice[],
  { caseId, claimId, country, regimeDates, confirmed }: LettersOf,
  clock: Clock,
): { readonly steps: NewStep[]; readonly charges: NewCharge[] } {
  const steps: NewStep[] = [];
  const charges: NewCharge[] = [];
  for (const notice of notices) {
    const id = newId<'CaseStepId'>(clock) as CaseStepId;
    const kind = STEP_OF[notice.kind];
    const regime = regimeOn(country, notice.sentOn, regimeDates);
    steps.push({
      caseId,
      id,
      kind,
      regime,
      state: 'done',
      dueOn: notice.sentOn,
      doneOn: notice.sentOn,
      deadlineOn: notice.payBy ?? null,
      channel: 'letter',
      tone: null,
      fallback: [],
      rule: null,
      decision: { source: 'hand-over', notice: notice.kind },
      claimIds: [claimId],
      byCreditor: true,
      contentConfirmed: confirmed,
      announcesLegalAction: false,
      undelivered: false,
      letterId: null,
      approvedBy: null,
    });
    if (notice.fee === undefined || notice.fee.minor <= 0n) continue;
    // LOV-2026-05-22-19: only a collector may send it; what counts for nothing costs nothing.
    if (regime === 'NO-2026' && stepRule(regime, kind)?.collectorOnly) continue;
    charges.push({
      caseId,
      entry: 'charge',
      part: 'costs',
      kind: FEE_OF[notice.kind],
      claimId,
      amountMinor: notice.fee.minor,
      chargedOn: notice.sentOn,
      rule: { source: 'charged by the creditor', notice: notice.kind, sentOn: notice.sentOn },
      stepId: id,
      actor: 'creditor',
    });
  }
  return { steps, charges };
}
