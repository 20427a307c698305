import type { CaseDebtorId, CaseId, ClaimId, Country, CreditorId, Currency, LocalDate } from '@app/domain';
import type { Regime } from '@app/collection';
import type { CaseState } from '../../cases/entities/debt-case.entity.js';

/** A case as a person at the desk has it open: locked, with today's day in the creditor's country. */
export interface DeskCase {
  readonly creditorId: CreditorId;
  readonly id: CaseId;
  readonly reference: string;
  readonly debtorId: CaseDebtorId;
  readonly currency: Currency;
  readonly state: CaseState;
  readonly claimIds: readonly ClaimId[];
  /** First day on which a claim of the case may lapse; null: not known. */
  readonly lapsesOn: LocalDate | null;
  readonly country: Country;
  readonly regime: Regime;
  readonly today: LocalDate;
}
