import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, localDate } from '@app/domain';
import { BankBalances } from '../client-money/bank-balances.js';
import { PayerAccounts } from '../refunds/payer-accounts.js';
import { BankKnowledge } from './bank-knowledge.js';
import { ROWS_PER_STATEMENT } from './files/file-stage.js';
import { entry, notification, payment, statement } from './testing/bank-messages.js';
import { type BuiltClaim, IBAN, OTHER_IBAN, PaymentsBench } from './testing/payments-bench.js';
import { expectAccountedFor } from './testing/proof.js';

describe('money that comes in', () => {
  let bench: PaymentsBench;
  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });
  afterEach(() => expectAccountedFor(bench));
  afterAll(() => bench.close());

  const pay = (claim: BuiltClaim, minor: bigint, more: Parameters<typeof payment>[1] = {}) =>
    bench.takeIn(notification([entry([payment(minor, { kid: claim.kid, ...more })])]));

  it('is booked on the claim that its reference names, once, whatever is sent again', async () => {
    const claim = await bench.addClaim();
    const file = notification([entry([payment(40_000n, { kid: claim.kid })])]);
    expect(await bench.takeIn(file)).toMatchObject({ state: 'taken-in', transactions: 1, toldBefore: 0 });
    expect(await bench.last()).toMatchObject({ state: 'allocated', allocatedMinor: 40_000n });
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 60_000n, paidMinor: 40_000n });
    const again = await bench.takeIn(file);
    expect(again).toMatchObject({ state: 'duplicate', transactions: 0 });
    expect(again.sentence).toContain('received before');
    // The same money in another file, with another message id.
    const copied = await bench.takeIn(file.replace(/<MsgId>[^<]*/, '<MsgId>another'));
    expect(copied).toMatchObject({ state: 'duplicate', transactions: 1, toldBefore: 1 });
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 60_000n });
  });

  it('counts two equal payments of one file, and neither of them again', async () => {
    const claim = await bench.addClaim();
    const two = [payment(10_000n, { kid: claim.kid }), payment(10_000n, { kid: claim.kid })];
    await bench.takeIn(notification([entry(two)]));
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 80_000n });
    await bench.takeIn(statement([entry(two)]));
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 80_000n });
    await bench.takeIn(statement([entry([...two, payment(10_000n, { kid: claim.kid })])]));
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 70_000n });
  });

  it('counts equal payments of one file however far they stand apart, and tells them from the next file', async () => {
    const claim = await bench.addClaim();
    const between = Array.from({ length: 2 * ROWS_PER_STATEMENT }, (_, at) =>
      payment(1n, { endToEnd: `BETWEEN-${at}` }),
    );
    const equal = payment(10_000n, { kid: claim.kid });
    const file = notification([entry([equal, ...between, equal])]);
    expect(await bench.takeIn(file)).toMatchObject({ transactions: between.length + 2, toldBefore: 0 });
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 80_000n });
    const more = notification([entry([equal, ...between, equal, equal])]);
    expect(await bench.takeIn(more)).toMatchObject({ toldBefore: between.length + 2 });
    expect(await bench.claim(claim.claimId)).toMatchObject({ outstandingMinor: 70_000n });
  });

  it('knows the statement’s line by the bank’s reference, though all else differs', async () => {
    const claim = await bench.addClaim();
    await pay(claim, 30_000n, { reference: 'REF-1' });
    const line = entry([payment(30_000n, { reference: 'REF-1', text: 'Innbetaling' })], {
      on: localDate('2026-03-01'),
    });
    expect(await bench.takeIn(statement([line]))).toMatchObject({ state: 'duplicate', toldBefore: 1 });
  });

  it('counts a statement’s lump not again when its single payments were told', async () => {
    const [one, two] = [await bench.addClaim(), await bench.addClaim()];
    const parts = [payment(11_100n, { kid: one.kid }), payment(22_300n, { kid: two.kid })];
    await bench.takeIn(notification([entry(parts, { reference: 'LUMP-1' })]));
    await bench.takeIn(statement([entry([payment(33_400n)], { reference: 'LUMP-1' })]));
    expect(await bench.last()).toMatchObject({ state: 'duplicate', reason: 'told-in-batch' });
  });

  it('hands the money of a lump that came first over to its single payments', async () => {
    const [one, two] = [await bench.addClaim(), await bench.addClaim()];
    const parts = [payment(12_100n, { kid: one.kid }), payment(21_900n, { kid: two.kid })];
    await bench.takeIn(statement([entry([payment(34_000n)], { reference: 'LUMP-2' })]));
    const lump = await bench.last();
    expect(lump).toMatchObject({ state: 'open', reason: 'no-reference' });
    await expectAccountedFor(bench);
    await bench.takeIn(notification([entry(parts, { reference: 'LUMP-2' })]));
    expect((await bench.desk.one(lump.id)).row.state).toBe('parted');
    expect(await bench.last()).toMatchObject({ state: 'allocated', insideId: lump.id });
    expect(await bench.claim(one.claimId)).toMatchObject({ paidMinor: 12_100n });
  });

  it('refuses a broken file whole, with line and cause, and keeps its bytes', async () => {
    const claim = await bench.addClaim();
    const whole = notification([entry([payment(5_000n, { kid: claim.kid })])]);
    const before = (await bench.transactions()).length;
    const cut = await bench.takeIn(whole.slice(0, -60));
    expect(cut).toMatchObject({ state: 'refused', cause: 'not-well-formed' });
    expect(cut.line).toBeGreaterThan(1);
    const wrong = await bench.takeIn(whole.replace('<Sum>50.00', '<Sum>60.00'));
    expect(wrong).toMatchObject({ state: 'refused', cause: 'totals' });
    expect(wrong.sentence).toContain('5000 was read');
    expect((await bench.transactions()).length).toBe(before);
    const bytes: Uint8Array[] = [];
    for await (const piece of await bench.files.content(cut.id)) bytes.push(piece);
    expect(Buffer.concat(bytes).toString()).toBe(whole.slice(0, -60));
  });

  it('sets a record aside with its text, and takes the rest in', async () => {
    const claim = await bench.addClaim();
    const good = payment(5_000n, { kid: claim.kid });
    const file = notification([entry([good]), entry([payment(100n)])])
      .replaceAll('<Amt Ccy="NOK">1.00</Amt>', '<Amt Ccy="NOK">-1.00</Amt>')
      .replace(/<TxsSummry>.*<\/TxsSummry>/s, '');
    expect(await bench.takeIn(file)).toMatchObject({ state: 'taken-in', transactions: 1, setAside: 1 });
    const [latest] = await bench.files.list({ limit: 1 });
    const [record] = latest ? await bench.files.setAside(latest.id, 0, 10) : [];
    expect(record).toMatchObject({ reason: expect.stringMatching(/^amount-/) });
    expect(record?.rawText).toContain('-1.00');
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 5_000n });
  });

  it('counts nothing of a test, of a copy, of an unknown account, or of a day to come, until it may', async () => {
    const claim = await bench.addClaim();
    const money = (more = {}): string => notification([entry([payment(1_000n, { kid: claim.kid })])], more);
    await bench.takeIn(money({ copy: 'DUPL' }));
    const copy = await bench.last();
    expect(copy).toMatchObject({ state: 'copy', reason: 'DUPL' });
    await bench.desk.count(copy.id, 'The first never came.', bench.who);
    await bench.book();
    expect((await bench.desk.one(copy.id)).row.state).toBe('allocated');

    await bench.takeIn(notification([entry([payment(2_000n)])], { iban: OTHER_IBAN, currency: 'SEK' }));
    const unknown = await bench.last();
    expect(unknown).toMatchObject({ state: 'waiting-account', reason: 'account-unknown' });
    await bench.accounts.add(
      { kind: 'iban', number: OTHER_IBAN, currency: 'SEK', name: 'Sweden' },
      bench.who,
    );
    await bench.book();
    expect((await bench.desk.one(unknown.id)).row).toMatchObject({ state: 'open', reason: 'no-reference' });

    await bench.takeIn(
      notification([entry([payment(3_000n, { kid: claim.kid })], { on: localDate('2026-03-04') })]),
    );
    const future = await bench.last();
    expect(future).toMatchObject({ state: 'waiting-day', reason: 'future-date' });
    await bench.database.asOperator((tx) => bench.tick.wake(tx));
    expect(await bench.book()).toBe(0);
    bench.clock.advanceMs(2 * 86_400_000);
    await bench.database.asOperator((tx) => bench.tick.wake(tx));
    await bench.book();
    expect((await bench.desk.one(future.id)).row.state).toBe('allocated');
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 4_000n });
  });

  it('goes to whom it belongs: creditor, collector, debtors', async () => {
    const mine = { kind: 'compensation', amountMinor: 7_000n };
    const claim = await bench.addClaim({ charges: [mine, { kind: 'own-work', amountMinor: 35_000n }] });
    const before = { creditor: await bench.balance('creditor'), earned: await bench.balance('earned') };
    // Costs first, by the law's order: 70 of compensation, the creditor's own, which takes the place of as much of the
    // collector's 350 (forsinkelsesrenteloven § 3 a).
    await pay(claim, 30_000n);
    expect((await bench.balance('creditor')) - before.creditor).toBe(7_000n);
    expect((await bench.balance('earned')) - before.earned).toBe(23_000n);
    await pay(claim, 105_000n, { text: 'rest' });
    expect(await bench.claim(claim.claimId)).toMatchObject({ state: 'closed', outstandingMinor: 0n });
    expect((await bench.balance('creditor')) - before.creditor).toBe(107_000n);
    expect((await bench.balance('earned')) - before.earned).toBe(28_000n);
  });

  it('tells what the bank says lies there, and from which account a claim was paid', async () => {
    const [balances, payers] = [new BankBalances(), new PayerAccounts()];
    new BankKnowledge(balances, payers).onModuleInit();
    // The day that the made-up statements close on.
    const day = localDate('2026-11-27');
    const lies = () => bench.database.asOperator((tx) => balances.on(tx, day));
    const account = 'NO9386011117947';
    const [paid, nameless] = [await bench.addClaim(), await bench.addClaim()];
    const from = { payer: 'Prøve Testesen', account };
    const told = [payment(1_100n, { kid: paid.kid, ...from }), payment(1_200n, { kid: nameless.kid })];
    const before = await lies();
    await bench.takeIn(statement([entry(told)], { copy: 'DUPL' }));
    expect(await lies()).toEqual(before);
    await bench.takeIn(statement([entry(told)]));
    await bench.takeIn(statement([entry([payment(100n, { direction: 'debit' })], { direction: 'debit' })]));
    // The newest statement of the day is the bank's word.
    expect(await lies()).toEqual([{ place: IBAN, currency: 'NOK', minor: -100n }]);
    const payer = ({ claimId }: { readonly claimId: ClaimId }) =>
      bench.database.asOperator((tx) => payers.of(tx, { creditorId: bench.creditorId, claimId }));
    expect(await payer(paid)).toEqual({ name: 'Prøve Testesen', kind: 'iban', number: account });
    expect(await payer(nameless)).toBeUndefined();
  });

  it('passes on what one reference pays for the whole case, and leaves a surplus to a person', async () => {
    const claim = await bench.addClaim();
    const other = await bench.addClaim({ caseId: claim.caseId });
    await pay(claim, 200_000n + 55n);
    expect(await bench.claim(claim.claimId)).toMatchObject({ state: 'closed' });
    expect(await bench.claim(other.claimId)).toMatchObject({ state: 'closed' });
    const row = await bench.last();
    expect(row).toMatchObject({ state: 'open', reason: 'surplus', allocatedMinor: 200_000n });
    await pay(claim, 700n);
    const late = await bench.last();
    expect(late).toMatchObject({ state: 'open', reason: 'closed-claim' });
    expect((await bench.desk.one(late.id)).proposals).toMatchObject([{ claimId: claim.claimId }]);
  });

  it('belongs to the debtor when the creditor was paid as well', async () => {
    const claim = await bench.addClaim();
    await bench.database.asCreditor(bench.creditorId, async (tx) => {
      const locked = await bench.claims.lock(tx, claim.claimId);
      const movement = {
        source: 'ledger',
        sourceId: 'L1',
        kind: 'paid',
        amountMinor: 100_000n,
        occurredOn: bench.today,
      } as const;
      await bench.claims.addMovement(tx, locked, movement);
      await bench.claims.recount(tx, locked, { actor: 'system', byPipeline: false });
    });
    const debtors = await bench.balance('debtors');
    await pay(claim, 100_000n);
    const row = await bench.last();
    expect(row).toMatchObject({ state: 'open', reason: 'closed-claim' });
    await bench.desk.assign(row.id, 100_000n, [{ claimId: claim.claimId, minor: 100_000n }], bench.who);
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 100_000n, outstandingMinor: 0n });
    expect((await bench.balance('debtors')) - debtors).toBe(100_000n);
  });

  it.each([
    ['a claim that was withdrawn', { state: 'withdrawn' }, {}, 'closed-claim'],
    ['a claim in another currency', { currency: 'EUR' as const }, {}, 'wrong-currency'],
    ['somebody else’s reference', {}, { kid: '99999999995' }, 'foreign-reference'],
    ['a reference with a wrong digit', {}, { kid: '99999999994' }, 'check-digit-wrong'],
  ])('waits for a person on %s', async (_, of, more, reason) => {
    const claim = await bench.addClaim(of);
    await pay(claim, 4_200n, more);
    expect(await bench.last()).toMatchObject({ state: 'open', reason, allocatedMinor: 0n });
  });

  it('is proposed by an invoice’s number, and by payer and amount', async () => {
    const claim = await bench.addClaim();
    await bench.takeIn(notification([entry([payment(50_000n, { text: `Faktura ${claim.invoiceNumber}` })])]));
    const proposed = await bench.last();
    expect(proposed).toMatchObject({ state: 'open', reason: 'invoice-number-in-text' });
    expect((await bench.desk.one(proposed.id)).proposals).toMatchObject([{ claimId: claim.claimId }]);
    await bench.takeIn(notification([entry([payment(100_000n, { text: claim.invoiceNumber })])]));
    expect(await bench.last()).toMatchObject({ state: 'allocated' });
  });

  it('is taken back by the bank with all that followed, also from a creditor who has been paid out', async () => {
    const claim = await bench.addClaim({ charges: [{ kind: 'own-work', amountMinor: 5_000n }] });
    await pay(claim, 45_000n, { endToEnd: 'E2E-1' });
    const before = { creditor: await bench.balance('creditor'), advanced: await bench.balance('advanced') };
    const back = payment(45_000n, { endToEnd: 'E2E-1', kid: claim.kid, direction: 'debit' });
    await bench.takeIn(notification([entry([back], { direction: 'debit', isReversal: true })]));
    expect(await bench.last()).toMatchObject({ state: 'reversal' });
    expect(await bench.claim(claim.claimId)).toMatchObject({ paidMinor: 0n, outstandingMinor: 100_000n });
    expect(before.creditor - (await bench.balance('creditor'))).toBe(40_000n);
    expect(await bench.balance('advanced')).toBe(before.advanced);
  });

  it('knows which of our orders left, and what left without one', async () => {
    await bench.takeIn(notification([entry([payment(9_000n, { text: 'hei' })])]));
    const row = await bench.last();
    const to = { name: 'Prøve Testesen', kind: 'iban' as const, number: 'NO9386011117947' };
    const reference = { kind: 'text' as const, value: 'Feil mottaker' };
    await bench.sending.send(
      row.id,
      { openSeen: 9_000n, minor: 9_000n, to, reference, why: 'return' },
      bench.who,
    );
    expect((await bench.desk.one(row.id)).row.state).toBe('sent-back');
    const [order] = await bench.rows<{ id: string }>(
      `select end_to_end_id as id from payout order by created_at desc limit 1`,
    );
    const out = (id: string) =>
      entry([payment(9_000n, { endToEnd: id, direction: 'debit' })], { direction: 'debit' });
    await bench.takeIn(statement([out(order?.id ?? '')]));
    expect(await bench.last()).toMatchObject({ state: 'payout' });
    await bench.takeIn(statement([out('NOT-OURS')]));
    const left = await bench.last();
    expect(left).toMatchObject({ state: 'left', reason: 'not-ordered' });
    await expectAccountedFor(bench);

    // The payee's account was closed: what comes back is that order's money, and lies open where it was before.
    await bench.takeIn(notification([entry([payment(8_999n, { endToEnd: order?.id ?? '' })])]));
    expect(await bench.last()).toMatchObject({ state: 'open', reason: 'payout-other-amount' });
    const back = entry([payment(9_000n, { endToEnd: order?.id ?? '' })]);
    await bench.takeIn(notification([back]));
    expect(await bench.last()).toMatchObject({ state: 'payout', reason: 'payout-came-back' });
    expect((await bench.desk.one(row.id)).row).toMatchObject({ state: 'open', goneMinor: 0n });
    expect(await bench.rows(`select state from payout where end_to_end_id = $1`, [order?.id])).toEqual([
      { state: 'failed' },
    ]);
  });
});
