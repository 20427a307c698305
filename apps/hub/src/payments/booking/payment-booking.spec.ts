import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { seededRandom } from '../../../../../test/support/seeded-random.js';
import { entry, notification, payment } from '../testing/bank-messages.js';
import { type BuiltClaim, PaymentsBench } from '../testing/payments-bench.js';
import { expectAccountedFor } from '../testing/proof.js';

const SEED = 20_261_129;
const CLAIMS = 6;
const OWED = 10_000n;

describe('payments that are booked beside each other', () => {
  let bench: PaymentsBench;
  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });
  afterAll(() => bench.close());

  it('never take more of a claim than it owes, whichever of them comes first', async () => {
    const random = seededRandom(SEED);
    const claims: BuiltClaim[] = [];
    for (let at = 0; at < CLAIMS; at += 1) claims.push(await bench.addClaim({ principalMinor: OWED }));
    const payments = Array.from({ length: 60 }, (_, index) =>
      payment(BigInt(1 + Math.floor(random() * 4_000)), {
        kid: claims[Math.floor(random() * CLAIMS)]?.kid ?? '',
        endToEnd: `E-${index}`,
      }),
    );
    await bench.handIn(notification([entry(payments)]));
    // So small that the lanes meet at the same claims all the time.
    expect(await bench.book(2)).toBe(payments.length);
    await expectAccountedFor(bench);
    const [found] = await bench.rows<{ most: bigint; surplus: bigint; waiting: number }>(
      `select (select max(paid_minor) from claim) as most, (select sum(surplus_minor)::bigint from settlement) as surplus,
         (select count(*)::int from bank_transaction where state = 'new') as waiting`,
    );
    expect(found).toEqual({ most: OWED, surplus: 0n, waiting: 0 });
  });

  it('are all booked before what came after them takes one back, and none that came later', async () => {
    const [early, late] = [await bench.addClaim(), await bench.addClaim()];
    const many = Array.from({ length: 5 }, (_, at) => payment(100n + BigInt(at), { endToEnd: `M-${at}` }));
    const back = entry([payment(40_000n, { endToEnd: 'BACK', direction: 'debit' })], {
      direction: 'debit',
      isReversal: true,
    });
    await bench.handIn(
      notification([
        entry([...many, payment(40_000n, { kid: early.kid, endToEnd: 'BACK' })]),
        back,
        entry([payment(40_000n, { kid: late.kid, endToEnd: 'BACK' })]),
      ]),
    );
    expect(await bench.book(1)).toBe(8);
    expect(await bench.claim(early.claimId)).toMatchObject({ outstandingMinor: 100_000n });
    expect(await bench.claim(late.claimId)).toMatchObject({ outstandingMinor: 60_000n });
    await expectAccountedFor(bench);
  });

  it('count once by the database, whatever else forgets to look', async () => {
    const claim = await bench.addClaim();
    await bench.takeIn(notification([entry([payment(1_000n, { kid: claim.kid, endToEnd: 'ONCE' })])]));
    const twice = bench.rows(
      `insert into bank_transaction (id, file_id, batch_id, line, account_key, direction, is_reversal, minor, currency, told,
         identity, state, changed_at)
       select gen_random_uuid(), file_id, batch_id, line, account_key, direction, is_reversal, minor, currency, told, identity,
         'new', changed_at from bank_transaction where end_to_end_id = 'ONCE'`,
    );
    await expect(twice).rejects.toMatchObject({ code: '23505', constraint: 'bank_transaction_once' });
  });

  it('stay where they stand when they are booked whole: no index is written again', async () => {
    const claim = await bench.addClaim();
    await bench.handIn(notification([entry([payment(1_000n, { kid: claim.kid, endToEnd: 'STAYS' })])]));
    const page = async (): Promise<unknown> => {
      const [row] = await bench.rows(
        `select state, (ctid::text::point)[0]::int as page from bank_transaction where end_to_end_id = 'STAYS'`,
      );
      return row;
    };
    const before = await page();
    await bench.book();
    expect(before).toMatchObject({ state: 'new' });
    expect(await page()).toEqual({ ...(before as object), state: 'allocated' });
    const inIndexes = await bench.rows(
      `select distinct a.attname as name from pg_index i join pg_attribute a on a.attrelid = i.indrelid
       where i.indrelid = 'bank_transaction'::regclass and (a.attnum = any(i.indkey)
         or pg_get_expr(i.indpred, i.indrelid) ~ ('\\m' || a.attname || '\\M')) and a.attname in
         ('state', 'reason', 'match', 'allocated_minor', 'allocations', 'changed_at')`,
    );
    expect(inIndexes).toEqual([]);
  });

  it('go from the bank to whom they belong in one entry when they are whole, and over nobody’s account when not', async () => {
    const claim = await bench.addClaim();
    await bench.takeIn(
      notification([entry([payment(30_000n, { kid: claim.kid }), payment(90_000n, { kid: claim.kid })])]),
    );
    const rows = await bench.rows<{ kind: string; accounts: string }>(
      `select entry_kind as kind, string_agg(kind, ' ' order by line) as accounts from client_money_line
       where entry_id in (select entry_id from client_money_line where detail->>'transactionId' in
         (select id::text from bank_transaction where told->'references' @> $1::jsonb)) group by entry_id, entry_kind order by 1, 2`,
      [JSON.stringify([{ text: claim.kid }])],
    );
    expect(rows).toEqual([
      { kind: 'allocated', accounts: 'bank creditor' },
      { kind: 'allocated', accounts: 'unallocated creditor' },
      { kind: 'received', accounts: 'bank unallocated' },
    ]);
    await expectAccountedFor(bench);
  });
});
