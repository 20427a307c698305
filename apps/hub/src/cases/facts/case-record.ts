import type {
  CaseDebtorId,
  CaseId,
  CaseStepId,
  ClaimId,
  Country,
  CreditorId,
  Currency,
  JsonObject,
  LocalDate,
} from '@app/domain';
import type {
  ApartReason,
  BalancePart,
  Channel,
  DebtorStanding,
  Language,
  LetterKind,
  PausableAct,
  PaymentHistory,
  StepKind,
} from '@app/collection';
import type { CaseChargeEntry } from '../entities/case-charge.entity.js';
import type { CaseClaimState } from '../entities/case-claim.entity.js';
import type { StoredCircumstances, StoredContactPoint } from '../entities/case-debtor.entity.js';
import type { CaseMovementKind } from '../entities/case-movement.entity.js';
import type { ObjectionState } from '../entities/case-objection.entity.js';
import type { PauseKind } from '../entities/case-pause.entity.js';
import type { PlanState } from '../entities/case-plan.entity.js';
import type { CaseState } from '../entities/debt-case.entity.js';

/** Everything that is stored of a case and that its balance and its next step rest on. Amounts in JSON are texts. */
export interface CaseRecord {
  readonly id: CaseId;
  readonly reference: string;
  readonly currency: Currency;
  readonly state: CaseState;
  readonly revision: number;
  readonly decidedRevision: number;
  readonly assessedOn: LocalDate | null;
  readonly openedOn: LocalDate;
  /** Of the last decision, to see whether the new one differs; null before the first. */
  readonly decisionDigest: string | null;
  readonly overpaidMinor: bigint;
  readonly debtor: RecordDebtor;
  readonly claims: readonly RecordClaim[];
  readonly movements: readonly RecordMovement[];
  readonly charges: readonly RecordCharge[];
  readonly steps: readonly RecordStep[];
  readonly planned: { readonly id: CaseStepId; readonly kind: StepKind; readonly claimIds: ClaimId[] } | null;
  readonly objections: readonly RecordObjection[];
  readonly pauses: readonly RecordPause[];
  readonly deferrals: readonly RecordDeferral[];
  readonly approvals: readonly RecordApproval[];
  readonly contacts: readonly RecordContact[];
  readonly plan: RecordPlan | null;
  /** Days on which a plan was kept without interest, of all plans that ever ran; without an end while one runs. */
  readonly interestFree: readonly { readonly from: LocalDate; readonly to: LocalDate | null }[];
}

export interface RecordDebtor {
  readonly id: CaseDebtorId;
  readonly name: string;
  readonly standing: DebtorStanding | null;
  readonly language: Language;
  readonly contactPoints: readonly StoredContactPoint[];
  readonly circumstances: StoredCircumstances;
  readonly hasAddress: boolean;
  /** Post came back from it. */
  readonly addressFailed: boolean;
  readonly category: string | null;
  readonly history: PaymentHistory;
  readonly workedBefore: Channel | null;
}

export interface RecordClaim {
  readonly id: ClaimId;
  readonly invoicedOn: LocalDate;
  readonly dueOn: LocalDate;
  readonly principal: string;
  readonly reducedBefore: string;
  readonly outstanding: string;
  readonly state: CaseClaimState;
  readonly hold: JsonObject | null;
  readonly apart: ApartReason | null;
}

export interface RecordMovement {
  readonly claimId: ClaimId | null;
  readonly kind: CaseMovementKind;
  readonly part: BalancePart | 'overpaid';
  readonly minor: string;
  readonly on: LocalDate;
}

export interface RecordCharge {
  readonly number: number;
  readonly entry: CaseChargeEntry;
  readonly part: Exclude<BalancePart, 'principal'>;
  readonly kind: string;
  readonly claimId: ClaimId | null;
  readonly minor: string;
  readonly on: LocalDate;
  readonly stepId: CaseStepId | null;
}

export interface RecordStep {
  readonly id: CaseStepId;
  readonly kind: StepKind;
  readonly on: LocalDate;
  readonly deadlineOn: LocalDate | null;
  readonly channel: Channel;
  readonly claimIds: readonly ClaimId[];
  readonly byCreditor: boolean;
  readonly confirmed: boolean;
  readonly announces: boolean;
  readonly undelivered: boolean;
}

export interface RecordObjection {
  readonly claimId: ClaimId | null;
  readonly raisedOn: LocalDate;
  readonly state: ObjectionState;
  readonly handledOn: LocalDate | null;
  readonly beforeBoard: boolean;
  readonly reasonable: boolean | null;
}

export interface RecordPause {
  readonly kind: PauseKind;
  readonly by: 'creditor' | 'collector';
  readonly claimIds: readonly ClaimId[] | null;
  readonly acts: readonly PausableAct[];
  readonly detail: JsonObject;
  readonly fromOn: LocalDate;
  readonly untilOn: LocalDate | null;
  readonly reason: string;
}

export interface RecordDeferral {
  readonly grantedOn: LocalDate;
  readonly untilOn: LocalDate;
  readonly claimIds: readonly ClaimId[] | null;
  readonly interest: 'running' | 'waived';
}

/** A letter or message that has left. */
export interface RecordContact {
  readonly on: LocalDate;
  readonly channel: Channel;
  readonly kind: LetterKind;
  readonly deliveredOn: LocalDate | null;
}

export interface RecordApproval {
  readonly kind: StepKind;
  readonly claimIds: readonly ClaimId[] | null;
  readonly on: LocalDate;
  readonly by: string;
}

export interface RecordPlan {
  readonly state: PlanState;
  readonly agreedOn: LocalDate;
  readonly endedOn: LocalDate | null;
  readonly answerBy: LocalDate | null;
  readonly interest: 'running' | 'waived';
  /** Money that came in since it was proposed. */
  readonly paid: string;
  readonly instalments: readonly {
    readonly dueOn: LocalDate;
    readonly amount: string;
  }[];
}

/** Whose cases they are, for all of a batch. */
export interface CaseCreditor {
  readonly id: CreditorId;
  readonly name: string;
  readonly organisationNumber: string;
  readonly country: Country;
}
