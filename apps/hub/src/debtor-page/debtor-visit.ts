import type { CaseDebtorId, CaseId, CreditorId } from '@app/domain';
import type { Actor } from '../audit/actor.js';

/** Whom the page is open for: one debtor, one case. */
export interface DebtorVisit {
  readonly creditorId: CreditorId;
  readonly caseId: CaseId;
  readonly debtorId: CaseDebtorId;
  readonly visitId: string;
  readonly keyId: string;
}

/** As timelines and the audit log name the debtor: by the id of the profile, never by name. */
export function debtorActor({ debtorId }: Pick<DebtorVisit, 'debtorId'>): Actor {
  return { kind: 'debtor', id: debtorId };
}
