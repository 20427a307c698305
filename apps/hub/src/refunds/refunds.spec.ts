import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, newId, type SettlementId } from '@app/domain';
import { type BuiltCase, DeskBench } from '../case-desk/testing/desk-bench.js';
import type { AccountKind, MoneyAccount } from '../client-money/accounts.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf } from '../client-money/money-entry.js';
import { COLLECTOR } from '../client-money/owner.js';
import { API_ACTOR } from '../audit/actor.js';
import type { Transaction } from '../database/transaction.js';
import { PayingAccounts } from '../payouts/paying-accounts.js';
import type { Payee } from '../payouts/payout.js';
import { PayoutFiles } from '../payouts/payout-files.js';
import { PayoutListeners } from '../payouts/payout-listeners.js';
import { PayoutOrders } from '../payouts/payout-orders.js';
import { LostCostsBooking } from './lost-costs.js';
import { overpayments } from './overpayments.js';
import { PayerAccounts } from './payer-accounts.js';
import { RefundSchedule } from './refund-schedule.js';
import { RefundSettingsStore } from './refund-settings.js';
import { type RefundWish, Refunds } from './refunds.js';

const place = '86011117947';
const payee: Payee = { name: 'Test Testesen', kind: 'bban', number: '86011117947' };

describe('money that is a debtor’s', () => {
  let bench: DeskBench;
  let book: ClientMoneyBook;
  let orders: PayoutOrders;
  let refunds: Refunds;
  let lost: LostCostsBooking;
  let bankAccountId: string;
  let payer: Payee | undefined;

  const operator = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    bench.test.database.asOperator(work);
  const account = (kind: AccountKind): MoneyAccount => ({
    owner: bench.creditorId,
    kind,
    currency: 'NOK',
    place: '',
  });
  const bank: MoneyAccount = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place };
  const held = async (kind: AccountKind): Promise<bigint> => {
    const balances = await operator((tx) => book.balances(tx, bench.creditorId));
    return -(balances.find((one) => one.kind === kind)?.minor ?? 0n);
  };
  const refund = (claimId: ClaimId, choice: Partial<RefundWish> = {}) =>
    operator((tx) =>
      refunds.refund(
        tx,
        bench.creditorId,
        { claimId, to: payee, bankAccountId, message: 'For mye betalt', key: claimId, ...choice },
        API_ACTOR,
      ),
    );
  const caseOf = async ({ caseId }: BuiltCase) => {
    const [row] = await bench.rows<{ overpaid: bigint }>(
      'select overpaid_minor as overpaid from debt_case where id = $1',
      [caseId],
    );
    const movements = await bench.rows<{ line: string }>(
      `select kind || ' ' || part || ' ' || amount_minor as line from case_movement where case_id = $1 order by number`,
      [caseId],
    );
    return { overpaid: row?.overpaid, movements: movements.map(({ line }) => line) };
  };
  const costsOwed = async ({ caseId }: BuiltCase): Promise<bigint> =>
    bench.tx(async (tx) => {
      const [record] = await bench.reader.some(tx, [caseId]);
      const { counter } = await bench.pass.terms(tx, bench.creditorId);
      return counter.balance(record!, bench.today).total.costs;
    });

  /** Costs of 38.00 are paid on the claim, and lie on the account of whoever they belong to. */
  async function payCosts({ caseId, claimIds }: BuiltCase, kind: 'earned' | 'creditor'): Promise<void> {
    const claimId = claimIds[0]!;
    await bench.charge(caseId, { claimId });
    const settlementId = newId(bench.clock) as SettlementId;
    await bench.tx((tx) => bench.book.move(tx, [movement(settlementId, caseId, claimId, 38_00n)]));
    const about = { claimId, settlementId };
    const lines = linesOf([bank, 38_00n], [account(kind), -38_00n, about]);
    const entry = { key: `allocated:${settlementId}`, kind: 'allocated', bookedOn: bench.today, lines };
    await operator((tx) => book.post(tx, [entry]));
  }

  function movement(
    settlementId: SettlementId,
    caseId: BuiltCase['caseId'],
    claimId: ClaimId,
    amountMinor: bigint,
  ) {
    return {
      caseId,
      source: 'settlement',
      sourceId: settlementId,
      line: 1,
      kind: amountMinor > 0n ? ('payment' as const) : ('payment-reversed' as const),
      part: 'costs' as const,
      claimId,
      amountMinor,
      valueOn: bench.today,
      detail: {},
    };
  }

  async function overpay({ claimIds }: BuiltCase, minor: bigint): Promise<void> {
    const claimId = claimIds[0]!;
    const lines = linesOf([bank, minor], [account('debtors'), -minor, { claimId }]);
    const entry = { key: `allocated:${newId(bench.clock)}`, kind: 'allocated', bookedOn: bench.today, lines };
    await operator((tx) => book.post(tx, [entry]));
    await bench.rows(
      'update debt_case set overpaid_minor = $2 where id = (select case_id from case_claim where claim_id = $1)',
      [claimId, minor],
    );
  }

  beforeAll(async () => {
    bench = await DeskBench.open();
    const { clock, audit, creditors, test } = bench;
    book = new ClientMoneyBook(clock);
    const listeners = new PayoutListeners();
    orders = new PayoutOrders(book, listeners, audit, clock);
    const payers = new PayerAccounts();
    payers.from(() => Promise.resolve(payer));
    refunds = new Refunds(orders, listeners, payers, book, bench.book, creditors);
    refunds.onModuleInit();
    lost = new LostCostsBooking({ every: () => undefined } as never, test.database, book);
    bankAccountId = newId(clock);
    const own = {
      country: 'NO',
      holderName: 'Kravhub Inkasso AS',
      numberKind: 'bban',
      number: place,
    } as const;
    const how = { bic: 'DNBANOKK', customerId: '00999999', messageVersion: 'pain.001.001.03' } as const;
    const described = {
      id: bankAccountId,
      place,
      currency: 'NOK',
      ...own,
      ...how,
      approveFromMinor: null,
    } as const;
    await operator((tx) => new PayingAccounts(audit, clock).put(tx, described, API_ACTOR));
  });
  afterAll(() => bench.close());

  it('is listed by claim, ordered back once, and counted in the case until the bank refuses it', async () => {
    const built = await bench.addCase();
    const claimId = built.claimIds[0]!;
    await overpay(built, 99_50n);
    const list = () => operator((tx) => overpayments(tx, { creditorId: bench.creditorId }));
    expect(await list()).toMatchObject([
      { claimId, caseId: built.caseId, heldMinor: 99_50n, invoiceNumber: '1010' },
    ]);
    await expect(refund(claimId, { minor: 99_51n, key: 'more' })).rejects.toMatchObject({
      problem: { code: 'not-enough-money' },
    });
    const [payout] = [await refund(claimId), await refund(claimId)];
    expect(payout).toMatchObject({ minor: 99_50n, purpose: 'refund', from: 'debtors', caseId: built.caseId });
    expect(await list()).toEqual([]);
    expect(await caseOf(built)).toEqual({ overpaid: 0n, movements: ['refund overpaid -9950'] });
    await operator((tx) => new PayoutFiles(bench.audit, bench.clock).make(tx, bankAccountId, API_ACTOR));
    await operator((tx) => orders.failed(tx, payout.id, 'AC04'));
    expect(await caseOf(built)).toEqual({
      overpaid: 99_50n,
      movements: ['refund overpaid -9950', 'refund overpaid 9950'],
    });
    expect(await list()).toMatchObject([{ heldMinor: 99_50n }]);
    // To the account that the bank told, under another key.
    await expect(
      operator((tx) =>
        refunds.refund(tx, bench.creditorId, { claimId, bankAccountId, message: 'x', key: 'b' }, API_ACTOR),
      ),
    ).rejects.toMatchObject({ problem: { code: 'payer-account-unknown' } });
    payer = payee;
    const again = await operator((tx) =>
      refunds.refund(tx, bench.creditorId, { claimId, bankAccountId, message: 'x', key: 'b' }, API_ACTOR),
    );
    expect(again).toMatchObject({ state: 'planned', to: payee });
    await expect(refund(newId(bench.clock) as ClaimId)).rejects.toMatchObject({
      problem: { code: 'nothing-overpaid' },
    });
  });

  it('is also what was paid of costs that fell away, out of what the collector earned', async () => {
    const built = await bench.addCase();
    await payCosts(built, 'earned');
    expect(await costsOwed(built)).toBe(0n);
    await bench.charge(built.caseId, { claimId: built.claimIds[0]!, entry: 'lost', amountMinor: -38_00n });
    expect(await caseOf(built)).toEqual({
      overpaid: 38_00n,
      movements: ['payment costs 3800', 'costs-lost costs -3800', 'costs-lost overpaid 3800'],
    });
    expect(await costsOwed(built)).toBe(0n);
    const before = await held('earned');
    expect(await operator((tx) => lost.bookAll(tx))).toBe(1);
    expect(await operator((tx) => lost.bookAll(tx))).toBe(0);
    expect(await held('earned')).toBe(before - 38_00n);
    const list = await operator((tx) => overpayments(tx, { claimId: built.claimIds[0]! }));
    expect(list).toMatchObject([{ heldMinor: 38_00n }]);
  });

  it('goes back where it was when the bank takes such a payment back', async () => {
    const built = await bench.addCase();
    await payCosts(built, 'earned');
    await bench.charge(built.caseId, { claimId: built.claimIds[0]!, entry: 'waiver', amountMinor: -30_00n });
    await operator((tx) => lost.bookAll(tx));
    expect((await caseOf(built)).overpaid).toBe(30_00n);
    const taken = newId(bench.clock) as SettlementId;
    await bench.tx((tx) => bench.book.move(tx, [movement(taken, built.caseId, built.claimIds[0]!, -38_00n)]));
    expect((await caseOf(built)).overpaid).toBe(0n);
    expect(await costsOwed(built)).toBe(8_00n);
    const before = await held('debtors');
    expect(await operator((tx) => lost.bookAll(tx))).toBe(1);
    expect(await held('debtors')).toBe(before - 30_00n);
  });

  it('is laid out for a creditor whose own fee it was and who has got it, and waits for what the collector took out', async () => {
    await bench.newCreditor();
    const own = await bench.addCase();
    await payCosts(own, 'creditor');
    const to = {
      owner: bench.creditorId,
      purpose: 'remittance',
      currency: 'NOK',
      bankAccountId,
      to: payee,
    } as const;
    const text = { kind: 'text', value: 'x' } as const;
    await operator((tx) =>
      orders.order(tx, { ...to, from: 'creditor', minor: 30_00n, reference: text, key: 'out' }),
    );
    await bench.charge(own.caseId, { claimId: own.claimIds[0]!, entry: 'lost', amountMinor: -38_00n });
    expect(await operator((tx) => lost.bookAll(tx))).toBe(1);
    expect([await held('creditor'), await held('advanced'), await held('debtors')]).toEqual([
      0n,
      -30_00n,
      38_00n,
    ]);
    const taken = await bench.addCase();
    await payCosts(taken, 'earned');
    await operator((tx) =>
      orders.order(tx, { ...to, from: 'earned', purpose: 'fee', minor: 38_00n, reference: text, key: 'fee' }),
    );
    await bench.charge(taken.caseId, { claimId: taken.claimIds[0]!, entry: 'lost', amountMinor: -38_00n });
    expect(await operator((tx) => lost.bookAll(tx))).toBe(0);
  });

  it('goes back by itself where it is small, old enough and nothing is owed beside it, and once', async () => {
    await bench.newCreditor();
    const settings = new RefundSettingsStore(bench.audit, bench.creditors, bench.clock);
    const schedule = new RefundSchedule(
      { every: () => undefined } as never,
      bench.test.database,
      refunds,
      bench.clock,
    );
    const [small, large, owing] = [await bench.addCase(), await bench.addCase(), await bench.addCase()];
    await bench.rows(
      `update debt_case set principal_minor = 0, interest_minor = 0, costs_minor = 0, court_minor = 0 where id = any($1)`,
      [[small.caseId, large.caseId]],
    );
    for (const [built, minor] of [
      [small, 99_50n],
      [large, 500_01n],
      [owing, 10_00n],
    ] as const)
      await overpay(built, minor);
    payer = payee;
    expect(await schedule.run()).toBe(0);
    const wanted = { upToMinor: 500_00n, afterDays: 2, bankAccountId };
    const inForce = await operator((tx) => settings.set(tx, bench.creditorId, wanted, API_ACTOR));
    expect(inForce).toEqual({ version: 1, ...wanted });
    expect(await operator((tx) => settings.current(tx, bench.creditorId))).toEqual(inForce);
    expect(await schedule.run()).toBe(0);

    bench.clock.advanceMs(2 * 24 * 3_600_000);
    payer = undefined;
    expect(await schedule.run()).toBe(0);
    payer = payee;
    expect([await schedule.run(), await schedule.run()]).toEqual([1, 0]);
    const made = await bench.rows(
      `select claim_id as claim, amount_minor as minor, state from payout where creditor_id = $1`,
      [bench.creditorId],
    );
    expect(made).toEqual([{ claim: small.claimIds[0], minor: 99_50n, state: 'planned' }]);
  });
});
