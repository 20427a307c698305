import type { ClaimId, Currency, LocalDate, SettlementId, WriteBackId } from '@app/domain';
import type { Transaction } from '../../database/transaction.js';
import type { NewSettlementDto } from '../../settlements/settlement.dto.js';
import { foreignWriteBack, moneyAtTheBank } from './difference-problems.js';
import type { StandingDifference } from './standing-row.js';

interface SettlementRow {
  readonly id: SettlementId;
  readonly claimId: ClaimId;
  readonly kind: 'payment' | 'reversal';
  readonly reference: string;
  readonly receivedOn: LocalDate;
  readonly currency: Currency;
  readonly hasMoney: boolean;
}

/**
 * The reversal that takes a settlement and its posting back. A posting is never removed by itself: claim, case and ledger
 * follow the settlement together.
 * @throws ProblemError 409 when the posting is of a reversal, or the money lies on a client account
 */
export async function reversalOf(
  tx: Transaction,
  difference: StandingDifference,
  writeBackId: WriteBackId,
): Promise<NewSettlementDto> {
  const [settlement] = await tx.query<SettlementRow>(
    `select s.id, coalesce(p.claim_id, s.claim_id) as "claimId", s.kind, coalesce(p.pipeline_reference, s.pipeline_reference) as reference,
       s.received_on as "receivedOn", s.currency,
       exists (select from client_money_line l where l.creditor_id = s.creditor_id and l.claim_id = s.claim_id
         and l.settlement_id = s.id) as "hasMoney"
     from write_back w join settlement s on s.creditor_id = w.creditor_id and s.id = w.settlement_id
     left join settlement p on p.creditor_id = s.creditor_id and p.id = s.passed_on_from_id
     where w.creditor_id = $1 and w.id = $2`,
    [tx.creditorId, writeBackId],
  );
  if (settlement?.kind !== 'payment') throw foreignWriteBack();
  if (settlement.hasMoney) throw moneyAtTheBank();
  return {
    claimId: settlement.claimId,
    pipelineReference: `taken-back:${difference.id}:${settlement.id}`,
    kind: 'reversal',
    reverses: settlement.reference,
    receivedOn: settlement.receivedOn,
    currency: settlement.currency,
  };
}
