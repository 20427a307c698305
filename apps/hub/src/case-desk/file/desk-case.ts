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
  /** What was owed at the last assessment, in minor units, less what was given up since. */
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly costsMinor: bigint;
  readonly courtMinor: bigint;
  readonly lapsesOn: LocalDate | null;
  readonly country: Country;
  readonly regime: Regime;
  readonly today: LocalDate;
}
