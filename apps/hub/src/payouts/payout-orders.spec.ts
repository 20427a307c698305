import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, localDate, ManualClock, newId } from '@app/domain';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { AuditLog } from '../audit/audit-log.js';
import type { MoneyAccount } from '../client-money/accounts.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf } from '../client-money/money-entry.js';
import { COLLECTOR } from '../client-money/owner.js';
import { API_ACTOR } from '../audit/actor.js';
import { explainPayout } from './explain-payout.js';
import { PayingAccounts } from './paying-accounts.js';
import { PAYOUT_STATES, type Payout, type PayoutOrder } from './payout.js';
import { type PayoutEnd, PayoutListeners } from './payout-listeners.js';
import { PayoutOrders } from './payout-orders.js';

const clock = new ManualClock(new Date('2026-03-02T09:00:00Z'));
const day = localDate('2026-03-02');
const book = new ClientMoneyBook(clock);
const audit = new AuditLog(clock);
const ends: [key: string, end: PayoutEnd][] = [];
const listeners = new PayoutListeners();
listeners.on('remittance', (_, { key }, end) => Promise.resolve(void ends.push([key, end])));
const orders = new PayoutOrders(book, listeners, audit, clock);
const accounts = new PayingAccounts(audit, clock);

const place = '86011117947';
const bankAccountId = newId(clock);
const creditorId = newId<'CreditorId'>(clock) as CreditorId;
const bank: MoneyAccount = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place };
const creditor: MoneyAccount = { owner: creditorId, kind: 'creditor', currency: 'NOK', place: '' };

function remittance(key: string, minor: bigint, choice: Partial<PayoutOrder> = {}): PayoutOrder {
  return {
    owner: creditorId,
    from: 'creditor',
    purpose: 'remittance',
    minor,
    currency: 'NOK',
    bankAccountId,
    key,
    to: { name: 'Fjord & Sønn AS', kind: 'iban', number: 'NO9386011117947' },
    reference: { kind: 'text', value: `Oppgjør ${key}` },
    ...choice,
  };
}

describe('orders to pay', () => {
  let db: TestDatabase;
  let transactions = 0;

  const order = (wish: PayoutOrder): Promise<Payout> =>
    db.database.asOperator((tx) => orders.order(tx, wish));
  const seen = (payout: Payout, minor = payout.minor, transactionId = newId(clock)) =>
    db.database.asOperator((tx) =>
      orders.seen(tx, {
        endToEndId: payout.endToEndId,
        minor,
        currency: payout.currency,
        bookedOn: day,
        transactionId,
      }),
    );
  const balance = async (account: MoneyAccount): Promise<bigint> => {
    const all = await db.database.asOperator((tx) => book.balances(tx, account.owner));
    return all.find(({ kind, place: at }) => kind === account.kind && at === account.place)?.minor ?? 0n;
  };
  const onItsWay: MoneyAccount = { ...creditor, kind: 'on-its-way' };
  const bring = (minor: bigint, to: MoneyAccount): Promise<unknown> => {
    transactions += 1;
    const key = `received:${transactions}`;
    const lines = linesOf([bank, minor], [to, -minor]);
    return db.database.asOperator((tx) => book.post(tx, [{ key, kind: 'received', bookedOn: day, lines }]));
  };

  beforeAll(async () => {
    db = await createTestDatabase();
    const own = {
      country: 'NO',
      holderName: 'Kravhub Inkasso AS',
      numberKind: 'bban',
      number: place,
    } as const;
    const how = { bic: 'DNBANOKK', customerId: '00999999', messageVersion: 'pain.001.001.03' } as const;
    await db.database.asOperator((tx) =>
      accounts.put(
        tx,
        { id: bankAccountId, place, currency: 'NOK', ...own, ...how, approveFromMinor: 500_000_00n },
        API_ACTOR,
      ),
    );
    await bring(10_000_00n, creditor);
  });
  afterAll(() => db.drop());

  it('are booked at once and once by their key, also when two order at the same time', async () => {
    const both = await Promise.all([
      order(remittance('one', 1_000_00n)),
      order(remittance('one', 1_000_00n)),
    ]);
    const again = await order(remittance('one', 1_000_00n));
    expect(new Set([...both, again].map(({ id }) => id)).size).toBe(1);
    expect(again).toMatchObject({ state: 'planned', minor: 1_000_00n, place, executeOn: day });
    expect(again.endToEndId).toMatch(/^KH[0-9A-F]{32}$/);
    expect([await balance(creditor), await balance(onItsWay)]).toEqual([-9_000_00n, -1_000_00n]);
    await expect(order(remittance('one', 999_00n))).rejects.toMatchObject({
      problem: { status: 409, code: 'payout-key-used-differently' },
    });
    expect(await seen(again)).toMatchObject({ kind: 'paid', again: false });
    expect(await balance(onItsWay)).toBe(0n);
  });

  it('never take more than is there', async () => {
    await expect(order(remittance('much', 9_000_01n))).rejects.toMatchObject({
      problem: { status: 409, code: 'not-enough-money' },
    });
    const [all, more] = await Promise.allSettled([
      order(remittance('all', 9_000_00n)),
      order(remittance('more', 9_000_00n)),
    ]);
    expect([all.status, more.status].sort()).toEqual(['fulfilled', 'rejected']);
    const first = [all, more].find((result) => result.status === 'fulfilled');
    await db.database.asOperator((tx) =>
      orders.cancel(tx, first!.value.id, 'The creditor asked.', API_ACTOR),
    );
    expect([await balance(creditor), await balance(onItsWay)]).toEqual([-9_000_00n, 0n]);
  });

  it('end when the statement shows their sum, and name what differs without booking it', async () => {
    const payout = await order(remittance('seen', 100_00n));
    expect(await seen(payout, 100_01n)).toMatchObject({ kind: 'difference', why: 'other-amount' });
    const before = await balance(bank);
    const transactionId = newId(clock);
    expect(await seen(payout, 100_00n, transactionId)).toMatchObject({ kind: 'paid', again: false });
    expect(await seen(payout, 100_00n, transactionId)).toMatchObject({ kind: 'paid', again: true });
    expect(await balance(bank)).toBe(before - 100_00n);
    expect(await seen(payout)).toMatchObject({ kind: 'difference', why: 'paid-twice' });
    expect(await seen({ ...payout, endToEndId: 'NOTPROVIDED' })).toMatchObject({ why: 'unknown-id' });
    expect(await balance(bank)).toBe(before - 100_00n);
  });

  it('go back where they were when what was paid comes back to the account', async () => {
    const payout = await order(remittance('closed account', 80_00n));
    const payment = {
      endToEndId: payout.endToEndId,
      minor: 80_00n,
      currency: 'NOK',
      bookedOn: day,
      transactionId: newId(clock),
    } as const;
    const back = (minor: bigint) =>
      db.database.asOperator((tx) => orders.cameBack(tx, { ...payment, minor }, 'AC04'));
    expect(await back(80_00n)).toMatchObject({ kind: 'difference', why: 'not-paid' });
    await seen(payout);
    const unallocated: MoneyAccount = { ...bank, kind: 'unallocated' };
    await bring(80_00n, unallocated);
    const before = await balance(creditor);
    expect(await back(79_00n)).toMatchObject({ kind: 'difference', why: 'other-amount' });
    expect(await back(80_00n)).toMatchObject({
      kind: 'came-back',
      again: false,
      payout: { state: 'failed' },
    });
    expect(await back(80_00n)).toMatchObject({ kind: 'came-back', again: true });
    expect([await balance(creditor), await balance(unallocated)]).toEqual([before - 80_00n, 0n]);
    expect(ends.at(-1)).toEqual(['closed account', 'failed']);
  });

  it('wait for a person where somebody asked for it, and tell the one who ordered how they ended', async () => {
    const asked = await order(remittance('asked', 50_00n, { approve: true }));
    expect(asked.state).toBe('proposed');
    const approved = await db.database.asOperator((tx) => orders.approve(tx, asked.id, API_ACTOR));
    expect(approved.state).toBe('planned');
    const cancelled = await db.database.asOperator((tx) =>
      orders.cancel(tx, asked.id, 'Wrong sum.', API_ACTOR),
    );
    expect(cancelled).toMatchObject({ state: 'cancelled', reason: 'Wrong sum.' });
    expect(ends.at(-1)).toEqual(['asked', 'cancelled']);
    expect(await seen(asked)).toMatchObject({ kind: 'difference', why: 'was-cancelled' });
    await bring(600_000_00n, creditor);
    const large = await order(remittance('large', 500_000_00n));
    expect(large.state).toBe('proposed');
    await expect(db.database.asOperator((tx) => orders.failed(tx, large.id, 'x'))).rejects.toMatchObject({
      problem: { code: 'payout-in-another-state' },
    });
  });

  it('take unallocated money back to the account it came to', async () => {
    const unallocated: MoneyAccount = { ...bank, kind: 'unallocated' };
    await bring(70_00n, unallocated);
    const back = await order(
      remittance('return:1', 70_00n, { owner: COLLECTOR, from: 'unallocated', purpose: 'return' }),
    );
    expect(await balance(unallocated)).toBe(0n);
    expect(await seen(back)).toMatchObject({ kind: 'paid' });
    expect(await balance({ ...onItsWay, owner: COLLECTOR })).toBe(0n);
  });

  it.each<[string, Partial<PayoutOrder>]>([
    ['a sum of nothing', { minor: 0n }],
    ['an IBAN with a wrong digit', { to: { name: 'A', kind: 'iban', number: 'NO9386011117948' } }],
    ['a bankgiro number for NOK', { to: { name: 'A', kind: 'bankgiro', number: '9912346' } }],
    ['a KID with a wrong digit', { reference: { kind: 'kid', value: '1234567' } }],
    ['a payee without a name', { to: { name: ' ', kind: 'iban', number: 'NO9386011117947' } }],
    ['another currency than the account', { currency: 'SEK' }],
    ['an account nobody described', { bankAccountId: newId(clock) }],
  ])('are refused for %s', async (_, choice) => {
    await expect(order(remittance('unfit', 1_00n, choice))).rejects.toMatchObject({
      problem: { status: 422 },
    });
  });

  it('let a creditor read its own and write none', async () => {
    const own = await db.database.asCreditor(creditorId, (tx) => tx.query('select id from payout'));
    expect(own.length).toBeGreaterThan(3);
    const other = newId<'CreditorId'>(clock) as CreditorId;
    expect(await db.database.asCreditor(other, (tx) => tx.query('select id from payout'))).toEqual([]);
    const forged = db.database.asCreditor(creditorId, (tx) => tx.query(`update payout set to_number = '1'`));
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });

  it('explain each state in one sentence of each language', () => {
    for (const state of PAYOUT_STATES)
      for (const language of ['nb', 'sv', 'en'] as const)
        expect(explainPayout(state, language)).toMatch(/^[A-ZÅÄÖ][^.]+\.$/u);
  });
});
