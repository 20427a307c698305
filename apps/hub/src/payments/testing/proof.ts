import { expect } from '@jest/globals';
import { COUNTED_STATES } from '../transactions/states.js';
import type { PaymentsBench } from './payments-bench.js';

/** Whatever came and whatever people did: all that came in is accounted for, to the last øre, in rows and journal alike. */
export async function expectAccountedFor(bench: PaymentsBench): Promise<void> {
  const [row] = await bench.rows<
    Record<'moved' | 'open' | 'allocated' | 'principal' | 'paid' | 'journal', bigint>
  >(
    `select
       (select coalesce(sum(case direction when 'credit' then minor else -minor end), 0)::bigint from bank_transaction
         where state = any($1::text[]) and inside_id is null) as moved,
       (select coalesce(sum(minor - allocated_minor - gone_minor), 0)::bigint from bank_transaction
         where direction = 'credit' and (state in ('open', 'set-aside') or (state = 'new' and inside_id is not null))) as open,
       (select coalesce(sum(minor), 0)::bigint from payment_allocation where undone_by_id is null) as allocated,
       (select coalesce(sum(case kind when 'payment' then principal_minor else -principal_minor end), 0)::bigint from settlement) as principal,
       (select coalesce(sum(amount_minor), 0)::bigint from claim_movement where source = 'settlement') as paid,
       (select coalesce(sum(amount_minor), 0)::bigint from client_money_line) as journal`,
    [[...COUNTED_STATES]],
  );
  const of = (kind: string): Promise<bigint> => bench.balance(kind);
  const held = (await of('creditor')) + (await of('earned')) + (await of('debtors')) - (await of('advanced'));
  expect({
    bank: await of('bank'),
    unallocated: await of('unallocated'),
    held,
    journal: row?.journal,
    paid: row?.paid,
  }).toEqual({
    bank: row?.moved,
    unallocated: row?.open,
    held: row?.allocated,
    journal: 0n,
    paid: row?.principal,
  });
  const [wrong] = await bench.rows<{ many: number }>(
    `select count(*)::int as many from bank_transaction t
     where t.allocated_minor <> (select coalesce(sum(p.minor), 0) from payment_allocation p
       where p.transaction_id = t.id and p.undone_by_id is null)
       or (t.state = 'allocated') <> (t.allocated_minor = t.minor)`,
  );
  expect(wrong).toEqual({ many: 0 });
  await expectFound(bench);
}

/** Who looks for transactions finds them: what waits is queued and nothing else, and what the database keeps beside the state says the same. */
async function expectFound(bench: PaymentsBench): Promise<void> {
  const unfound = await bench.rows(
    `select t.id, t.state, t.desk_state, t.occurrence, q.id as queued from bank_transaction t
     full join bank_transaction_queue q on q.id = t.id
     where (coalesce(t.state, '') = 'new') <> (q.id is not null)
       or q.is_payment <> (t.direction = 'credit' and not t.is_reversal)
       or t.desk_state is distinct from case when t.state not in ('new', 'allocated', 'duplicate') then t.state end
       or (t.occurrence is null) <> (t.state in ('duplicate', 'copy', 'unsound', 'test', 'dismissed'))`,
  );
  expect(unfound).toEqual([]);
}
