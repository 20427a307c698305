import type { ClaimId, ConnectionId, Currency, LedgerItemId, LedgerPostingId } from '@app/domain';
import type { Transaction } from '../database/transaction.js';
import type { WriteBackState } from '../write-back/write-back.entity.js';
import type { ClaimSide } from './compared-sides.js';

/** A claim to be compared, as it was before the ledger was read. */
export interface ComparedClaim {
  readonly id: ClaimId;
  readonly ledgerItemId: LedgerItemId;
}

interface FactRow {
  readonly id: ClaimId;
  readonly currency: Currency;
  readonly outstandingMinor: bigint;
  readonly overpaidMinor: bigint;
  readonly changedAt: Date;
  readonly settledMinor: bigint;
  readonly settledCountedMinor: bigint;
  readonly toldByCreditorMinor: bigint;
  readonly countedPostings: readonly LedgerPostingId[];
  readonly knownPostings: readonly LedgerPostingId[];
  readonly writeBacks: readonly StoredWriteBack[];
}

interface StoredWriteBack {
  readonly id: string;
  readonly state: WriteBackState;
  readonly kind: 'payment' | 'reversal';
  readonly minor: string;
  readonly postingId: LedgerPostingId | null;
  readonly formerPostingIds: readonly LedgerPostingId[];
  readonly changedAt: string;
  readonly takesBack: string | null;
}

/** The next claims of the connection that somebody still cares for, by id: in work, closed since `closedSince`, or different. */
export function nextClaims(
  tx: Transaction,
  connectionId: ConnectionId,
  after: ClaimId | null,
  closedSince: Date,
  limit: number,
): Promise<ComparedClaim[]> {
  return tx.query<ComparedClaim>(
    `select id, ledger_item_id as "ledgerItemId" from claim
     where creditor_id = $1 and connection_id = $2 and ($3::uuid is null or id > $3)
       and (state in ('proposed', 'approved', 'in-collection') or (state = 'closed' and changed_at >= $4)
       or exists (select from standing_difference d where d.creditor_id = claim.creditor_id and d.claim_id = claim.id
         and d.state <> 'cleared'))
     order by id limit $5`,
    [tx.creditorId, connectionId, after, closedSince, limit],
  );
}

/** Our side of the comparison. What changed after `readingBegan` is marked: the ledger may have been read before it. */
export async function claimSides(
  tx: Transaction,
  claimIds: readonly ClaimId[],
  readingBegan: Date,
): Promise<ReadonlyMap<ClaimId, ClaimSide>> {
  const rows = await tx.query<FactRow>(CLAIM_SIDES, [tx.creditorId, claimIds]);
  return new Map(rows.map((row) => [row.id, claimSide(row, readingBegan)]));
}

function claimSide(row: FactRow, readingBegan: Date): ClaimSide {
  const changed = [row.changedAt, ...row.writeBacks.map(({ changedAt }) => new Date(changedAt))];
  return {
    currency: row.currency,
    outstandingMinor: row.outstandingMinor,
    overpaidMinor: row.overpaidMinor,
    settledMinor: row.settledMinor,
    settledCountedMinor: row.settledCountedMinor,
    toldByCreditorMinor: row.toldByCreditorMinor,
    countedPostings: new Set(row.countedPostings),
    knownPostings: new Set(row.knownPostings),
    writeBacks: row.writeBacks.map(({ id, state, kind, minor, postingId, formerPostingIds, takesBack }) => ({
      id,
      state,
      amountMinor: kind === 'payment' ? BigInt(minor) : -BigInt(minor),
      postingId,
      formerPostingIds,
      ...(takesBack === null ? {} : { takesBack }),
    })),
    changedMeanwhile: changed.some((at) => at > readingBegan),
  };
}

/** Source ids of ledger movements are `<posting>#<count>`; several rows of one posting that add up to nothing do not count it. */
const CLAIM_SIDES = `
  select c.id, c.currency, c.outstanding_minor as "outstandingMinor", c.overpaid_minor as "overpaidMinor",
    c.changed_at as "changedAt",
    coalesce((select sum(case when s.kind = 'payment' then s.principal_minor else -s.principal_minor end)
      from settlement s where s.creditor_id = c.creditor_id and s.claim_id = c.id), 0)::bigint as "settledMinor",
    coalesce((select sum(m.amount_minor) from claim_movement m
      where m.creditor_id = c.creditor_id and m.claim_id = c.id and m.source = 'settlement'), 0)::bigint as "settledCountedMinor",
    coalesce((select sum(m.amount_minor) from claim_movement m
      where m.creditor_id = c.creditor_id and m.claim_id = c.id and m.source = 'creditor'), 0)::bigint as "toldByCreditorMinor",
    array(select split_part(m.source_id, '#', 1) from claim_movement m
      where m.creditor_id = c.creditor_id and m.claim_id = c.id and m.source = 'ledger'
      group by 1 having sum(m.amount_minor) <> 0) as "countedPostings",
    array(select m.posting_id from ledger_movement m where m.creditor_id = c.creditor_id
      and m.connection_id = c.connection_id and m.ledger_item_id = c.ledger_item_id and m.gone_at is null) as "knownPostings",
    coalesce((select jsonb_agg(jsonb_build_object('id', w.id, 'state', w.state, 'kind', w.instruction->>'kind',
        'minor', w.instruction->'amount'->>'minor', 'postingId', w.posting_id, 'formerPostingIds', w.former_posting_ids,
        'changedAt', w.changed_at, 'takesBack', (select o.id from settlement s
          join write_back o on o.creditor_id = s.creditor_id and o.settlement_id = s.reverses_id
          where s.creditor_id = w.creditor_id and s.id = w.settlement_id)) order by w.id)
      from write_back w where w.creditor_id = c.creditor_id and w.claim_id = c.id), '[]') as "writeBacks"
  from claim c where c.creditor_id = $1 and c.id = any($2)`;
