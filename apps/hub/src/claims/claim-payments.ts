import type { ClaimId, Clock, LocalDate } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CaseStatusBoard } from '../case-status/case-status-board.js';
import { CLOCK } from '../config/clock.js';
import { jsonLines, plainArray } from '../database/array-parameters.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { balanceChange, closedBy } from './claim-changes.js';
import { CLAIM_COLUMNS, type Claim } from './claim-row.js';

export interface ClaimPayment {
  /** Locked, and as it was read under the lock. */
  readonly claim: Claim;
  /** Of the settlement. */
  readonly sourceId: string;
  /** Principal, more than nothing and at most what is outstanding. */
  readonly minor: bigint;
  readonly occurredOn: LocalDate;
}

/** A line of a claim's history. */
interface ClaimEvent {
  readonly claim: ClaimId;
  readonly sequence: number;
  readonly kind: string;
  readonly detail: object;
}

/** A claim whose balance a payment moves and nothing else: it may close, and nobody but us is to be told. */
export function isPlain(claim: Claim, minor: bigint): boolean {
  return claim.state === 'in-collection' && claim.overpaidMinor === 0n && minor <= claim.outstandingMinor;
}

/** Counts payments on many claims in a few statements, by the rules by which `ClaimBook` counts one. */
@Injectable()
export class ClaimPayments {
  constructor(
    private readonly caseStatus: CaseStatusBoard,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Locks claims in the order of their ids; those that do not exist are left out. */
  lock(tx: Transaction, claimIds: readonly string[]): Promise<Claim[]> {
    return tx.query<Claim>(LOCK, [tx.creditorId, idArray(claimIds)]);
  }

  /** Each claim once. @throws RangeError where one is not plain */
  async count(tx: Transaction, payments: readonly ClaimPayment[]): Promise<void> {
    if (payments.length === 0) return;
    const events: ClaimEvent[] = [];
    const closed: Claim[] = [];
    const rows = payments.map(({ claim, sourceId, minor, occurredOn }) => {
      if (!isPlain(claim, minor) || minor <= 0n) throw new RangeError(`Claim ${claim.id} is not plain.`);
      const paid = {
        ...claim,
        paidMinor: claim.paidMinor + minor,
        outstandingMinor: claim.outstandingMinor - minor,
      };
      const detail = balanceChange(claim, paid, 'The collector received money.');
      events.push({ claim: claim.id, sequence: claim.lastEvent + 1, kind: 'balance-changed', detail });
      const closes = paid.outstandingMinor === 0n;
      if (closes) {
        closed.push(claim);
        const why = { from: claim.state, closedBy: closedBy(paid) };
        events.push({ claim: claim.id, sequence: claim.lastEvent + 2, kind: 'closed', detail: why });
      }
      return { claim: claim.id, source: sourceId, minor, on: occurredOn, closes };
    });
    const ids = plainArray(rows.map(({ claim }) => claim));
    const minors = plainArray(rows.map(({ minor }) => minor));
    const sources = plainArray(rows.map(({ source }) => source));
    const days = plainArray(rows.map(({ on }) => on));
    const closes = plainArray(rows.map((row) => String(row.closes)));
    await Promise.all([
      tx.query(MOVE, [tx.creditorId, ids, sources, minors, days]),
      tx.query(COUNT, [tx.creditorId, this.clock.now(), ids, minors, closes]),
      tx.query(TELL, [
        tx.creditorId,
        this.clock.now(),
        plainArray(events.map(({ claim }) => claim)),
        plainArray(events.map(({ sequence }) => sequence)),
        plainArray(events.map(({ kind }) => kind)),
        jsonLines(events.map(({ detail }) => detail)),
      ]),
      this.caseStatus.wantAll(tx, closed, 'settled'),
    ]);
  }
}

const LOCK = prepared(
  `select ${CLAIM_COLUMNS} from claim c where c.creditor_id = $1 and c.id = any($2::uuid[]) order by c.id for update`,
);

const MOVE = prepared(`
  insert into claim_movement (creditor_id, claim_id, source, source_id, kind, amount_minor, occurred_on)
  select $1, claim, 'settlement', source, 'paid', minor, "on"
  from unnest($2::uuid[], $3::text[], $4::bigint[], $5::date[]) as x(claim, source, minor, "on")`);

const COUNT = prepared(`
  update claim c set paid_minor = c.paid_minor + x.minor, outstanding_minor = c.outstanding_minor - x.minor, changed_at = $2,
    last_event = c.last_event + case when x.closes then 2 else 1 end,
    state = case when x.closes then 'closed' else c.state end
  from unnest($3::uuid[], $4::bigint[], $5::boolean[]) as x(claim, minor, closes)
  where c.creditor_id = $1 and c.id = x.claim`);

const TELL = prepared(`
  insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
  select $1, claim, sequence, kind, detail::json, 'pipeline', $2
  from unnest($3::uuid[], $4::int[], $5::text[], string_to_array($6, E'\\n')) as x(claim, sequence, kind, detail)`);
