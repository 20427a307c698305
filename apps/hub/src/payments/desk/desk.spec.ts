import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { ProblemError } from '../../api/problem-error.js';
import { entry, notification, payment, statement } from '../testing/bank-messages.js';
import { type BuiltClaim, PaymentsBench } from '../testing/payments-bench.js';
import { expectAccountedFor } from '../testing/proof.js';
import type { TransactionRow } from '../transactions/transaction-row.js';

const TO = { name: 'Prøve Testesen', kind: 'iban', number: 'NO9386011117947' } as const;
const TEXT = { kind: 'text', value: 'Tilbake' } as const;

describe('the desk for money that belongs to nobody', () => {
  let bench: PaymentsBench;
  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });
  afterEach(() => expectAccountedFor(bench));
  afterAll(() => bench.close());

  const unmatched = async (minor: bigint, text = 'hei'): Promise<TransactionRow> => {
    await bench.takeIn(notification([entry([payment(minor, { text })])]));
    return bench.last();
  };
  const problem = (code: string): object => ({ problem: expect.objectContaining({ code }) });

  it('assigns to a claim, and makes it undone by a reversing entry', async () => {
    const claim = await bench.addClaim();
    const { id } = await unmatched(30_000n);
    const { row, allocations } = await bench.desk.assign(
      id,
      30_000n,
      [{ claimId: claim.claimId, minor: 30_000n }],
      bench.who,
    );
    expect(row).toMatchObject({ state: 'allocated' });
    expect(allocations).toMatchObject([{ minor: 30_000n, actor: 'case-handler:kari', undoneById: null }]);
    const lines = await bench.rows('select 1 from client_money_line');
    const settlementId = allocations[0]?.settlementId as never;
    const undone = await bench.desk.undo(id, settlementId, 'The wrong claim.', bench.who);
    expect(undone.row).toMatchObject({ state: 'open', reason: 'undone', allocatedMinor: 0n });
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 0n });
    // Nothing was edited: the entry of the reversal came beside those that were there.
    expect((await bench.rows('select 1 from client_money_line')).length).toBe(lines.length + 2);
    await expect(bench.desk.undo(id, settlementId, 'Again.', bench.who)).rejects.toMatchObject(
      problem('desk-request-unfit'),
    );
    await bench.desk.assign(id, 30_000n, [{ claimId: claim.claimId, minor: 30_000n }], bench.who);
    const log = await bench.rows<{ action: string }>(
      `select action from operator_audit_entry where subject_id = $1 order by id`,
      [id],
    );
    expect(log.map(({ action }) => action).sort()).toEqual([
      'payment.assigned',
      'payment.assigned',
      'payment.assignment-undone',
    ]);
  });

  it('splits over claims, all of it or nothing', async () => {
    const [one, two] = [await bench.addClaim(), await bench.addClaim({ currency: 'EUR' })];
    const { id } = await unmatched(50_000n);
    const both = [
      { claimId: one.claimId, minor: 20_000n },
      { claimId: two.claimId, minor: 10_000n },
    ];
    await expect(bench.desk.assign(id, 50_000n, both, bench.who)).rejects.toMatchObject(
      problem('settlement-unfit'),
    );
    expect(await bench.claim(one.claimId)).toMatchObject({ paidMinor: 0n });
    const three = await bench.addClaim();
    const shares = [
      { claimId: one.claimId, minor: 20_000n },
      { claimId: three.claimId, minor: 10_000n },
    ];
    const { row } = await bench.desk.assign(id, 50_000n, shares, bench.who);
    expect(row).toMatchObject({ state: 'open', allocatedMinor: 30_000n });
    // A person who saw the page before, or a repeated request, books nothing on what is not as it was seen.
    await expect(bench.desk.assign(id, 50_000n, shares, bench.who)).rejects.toMatchObject(
      problem('open-amount-differs'),
    );
    await expect(
      bench.desk.assign(id, 20_000n, [{ claimId: one.claimId, minor: 20_001n }], bench.who),
    ).rejects.toMatchObject(problem('desk-request-unfit'));
  });

  it('sends back what was too much or meant for somebody else, and gets it back when the bank refuses', async () => {
    const { id } = await unmatched(8_000n);
    const asked = { openSeen: 8_000n, to: TO, reference: TEXT, why: 'return' } as const;
    await bench.sending.send(id, { ...asked, minor: 5_000n }, bench.who);
    expect((await bench.desk.one(id)).row).toMatchObject({ state: 'open', goneMinor: 5_000n });
    const [order] = await bench.rows<{ id: string }>(`select id from payout where transaction_id = $1`, [id]);
    await bench.database.asOperator((tx) => bench.payouts.cancel(tx, order?.id ?? '', 'No.', bench.who));
    expect((await bench.desk.one(id)).row).toMatchObject({
      state: 'open',
      goneMinor: 0n,
      reason: 'return-cancelled',
    });
    await bench.sending.send(id, { ...asked, minor: 8_000n }, bench.who);
    expect((await bench.desk.one(id)).row).toMatchObject({ state: 'sent-back', reason: 'return' });
  });

  it('puts money away, takes it up again, and takes out what was told twice', async () => {
    const { id } = await unmatched(900n);
    expect((await bench.desk.putAside(id, 'Asked the payer.', bench.who)).row.state).toBe('set-aside');
    expect((await bench.desk.list({ state: 'open', limit: 500 })).some(({ row }) => row.id === id)).toBe(
      false,
    );
    expect((await bench.desk.takeUp(id, bench.who)).row.state).toBe('open');
    expect((await bench.desk.dismiss(id, 'On the statement of the day before.', bench.who)).row.state).toBe(
      'dismissed',
    );
    await expect(
      bench.desk.assign(id, 900n, [{ claimId: (await bench.addClaim()).claimId, minor: 900n }], bench.who),
    ).rejects.toMatchObject(problem('bank-transaction-state'));
  });

  it('counts a likeness after all when a person says so', async () => {
    await unmatched(1_700n, '');
    await bench.takeIn(statement([entry([payment(1_700n)])]));
    const like = await bench.last();
    expect(like).toMatchObject({ state: 'duplicate', reason: 'looks-told-before' });
    await bench.desk.count(like.id, 'Two people paid alike.', bench.who);
    await bench.book();
    expect((await bench.desk.one(like.id)).row).toMatchObject({ state: 'open' });
  });

  it('lets a person name the payment that the bank took back', async () => {
    const claim = await bench.addClaim();
    await bench.takeIn(notification([entry([payment(2_300n, { kid: claim.kid })])]));
    const paid = await bench.last();
    const back = payment(2_300n, { direction: 'debit', text: 'Retur' });
    await bench.takeIn(notification([entry([back], { direction: 'debit', isReversal: true })]));
    const left = await bench.last();
    expect(left).toMatchObject({ state: 'left', reason: 'reversal-unknown' });
    await expectAccountedFor(bench);
    await bench.reversals.link(left.id, paid.id, bench.who);
    expect((await bench.desk.one(left.id)).row.state).toBe('reversal');
    expect((await bench.desk.one(paid.id)).row.state).toBe('taken-back');
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 0n });
  });

  it('accounts for every øre, whatever comes and whatever people do', async () => {
    const claims: BuiltClaim[] = [];
    for (let made = 0; made < 6; made += 1) claims.push(await bench.addClaim({ principalMinor: 10_000n }));
    const sent: string[] = [];
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 10 }), async (steps) => {
        for (const one of steps) await play(one, claims, sent);
        await bench.book(2);
        await expectAccountedFor(bench);
      }),
      { numRuns: 8, seed: 20_260_302 },
    );
  }, 240_000);

  const amount = fc.integer({ min: 1, max: 15_000 }).map(BigInt);
  const told = fc.record({ amount, claim: fc.option(fc.nat(6)), twice: fc.boolean(), back: fc.boolean() });
  type Told = { amount: bigint; claim: number | null; twice: boolean; back: boolean };
  type Step =
    | { do: 'file'; statement: boolean; told: Told[]; again: boolean }
    | {
        do: 'assign' | 'split' | 'undo' | 'aside' | 'up' | 'dismiss' | 'send' | 'count';
        nth: number;
        claim: number;
      };
  const step: fc.Arbitrary<Step> = fc.oneof(
    fc.record({
      do: fc.constant('file' as const),
      statement: fc.boolean(),
      told: fc.array(told, { minLength: 1, maxLength: 4 }),
      again: fc.boolean(),
    }),
    fc.record({
      do: fc.constantFrom('assign', 'split', 'undo', 'aside', 'up', 'dismiss', 'send', 'count' as const),
      nth: fc.nat(50),
      claim: fc.nat(5),
    }) as fc.Arbitrary<Step>,
  );

  async function play(one: Step, claims: readonly BuiltClaim[], sent: string[]): Promise<void> {
    if (one.do === 'file') {
      const entries = one.told.flatMap(({ amount: minor, claim, twice, back }, index) => {
        const kid = claim === null ? {} : { kid: claims[claim]?.kid ?? '99999999995' };
        const endToEnd = `E${sent.length}-${index}`;
        const paid = entry(Array.from({ length: twice ? 2 : 1 }, () => payment(minor, { ...kid, endToEnd })));
        const taken = payment(minor, { ...kid, endToEnd, direction: 'debit' });
        return back ? [paid, entry([taken], { direction: 'debit', isReversal: true })] : [paid];
      });
      sent.push((one.statement ? statement : notification)(entries));
      await bench.takeIn(sent.at(-1) ?? '');
      if (one.again)
        await bench.takeIn((sent.at(-2) ?? sent.at(-1) ?? '').replace('<MsgId>', '<MsgId>again'));
      return;
    }
    const row = await pick(one.do, one.nth);
    if (!row) return;
    const open = row.minor - row.allocatedMinor - row.goneMinor;
    const claimId = claims[one.claim]?.claimId as BuiltClaim['claimId'];
    const next = claims[(one.claim + 1) % 6]?.claimId as BuiltClaim['claimId'];
    const deeds = {
      assign: () => bench.desk.assign(row.id, open, [{ claimId, minor: open }], bench.who),
      split: () =>
        bench.desk.assign(
          row.id,
          open,
          [
            { claimId, minor: open / 3n },
            { claimId: next, minor: open / 2n },
          ],
          bench.who,
        ),
      undo: async () => {
        const [live] = (await bench.desk.one(row.id)).allocations.filter(
          ({ undoneById }) => undoneById === null,
        );
        if (live) await bench.desk.undo(row.id, live.settlementId as never, 'Wrong.', bench.who);
      },
      aside: () => bench.desk.putAside(row.id, 'Later.', bench.who),
      up: () => bench.desk.takeUp(row.id, bench.who),
      dismiss: () => bench.desk.dismiss(row.id, 'Twice.', bench.who),
      send: () =>
        bench.sending.send(
          row.id,
          { openSeen: open, minor: open, to: TO, reference: TEXT, why: 'refund' },
          bench.who,
        ),
      count: () => bench.desk.count(row.id, 'Once more.', bench.who),
    };
    await deeds[one.do]().catch((error: unknown) => {
      // People may ask for what cannot be; it must be refused, and leave nothing.
      if (!(error instanceof ProblemError)) throw error;
    });
  }

  async function pick(deed: string, nth: number): Promise<TransactionRow | undefined> {
    const rows = await bench.transactions();
    const fit = rows.filter(({ state, direction, allocatedMinor }) => {
      if (deed === 'undo') return allocatedMinor > 0n;
      if (deed === 'count') return state === 'duplicate' && direction === 'credit';
      return state === 'open' || state === 'set-aside';
    });
    return fit.length === 0 ? undefined : fit[nth % fit.length];
  }
});
