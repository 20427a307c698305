import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import {
  type ClaimId,
  type CreditorId,
  type LocalDate,
  localDate,
  newId,
  type SettlementId,
} from '@app/domain';
import fc from 'fast-check';
import { all, readTransferFile, textAt } from '../../../../libs/bank-files/src/testing/read-transfer-file.js';
import { DeskBench } from '../case-desk/testing/desk-bench.js';
import type { AccountKind, MoneyAccount } from '../client-money/accounts.js';
import { ClientMoneyBook } from '../client-money/client-money-book.js';
import { linesOf } from '../client-money/money-entry.js';
import { COLLECTOR } from '../client-money/owner.js';
import { Environment } from '../config/environment.js';
import { API_ACTOR } from '../audit/actor.js';
import type { Transaction } from '../database/transaction.js';
import { PayingAccounts } from '../payouts/paying-accounts.js';
import { PayoutFiles } from '../payouts/payout-files.js';
import { PayoutListeners } from '../payouts/payout-listeners.js';
import { PayoutOrders } from '../payouts/payout-orders.js';
import { feeBasis } from './fee-basis.js';
import { nextRemittanceOn } from './next-remittance.js';
import { PayoutDeadlines, waitingOf } from './payout-deadlines.js';
import { otherMinor, totalsOf } from './remittance-line.js';
import type { RemittanceSettings } from './remittance-settings.js';
import { Remittances } from './remittances.js';
import { RemittanceSettingsStore } from './settings-store.js';
import { Statements } from './statements.js';

const place = '86011117947';

interface Paid {
  readonly principal?: bigint;
  readonly interest?: bigint;
  readonly fees?: bigint;
  readonly surplus?: bigint;
  /** Of the fees. */
  readonly collectors?: bigint;
}

describe('money passed on to a creditor', () => {
  let bench: DeskBench;
  let book: ClientMoneyBook;
  let orders: PayoutOrders;
  let files: PayoutFiles;
  let remittances: Remittances;
  let settings: RemittanceSettingsStore;
  let statements: Statements;
  let deadlines: PayoutDeadlines;
  let bankAccountId: string;

  const operator = <T>(work: (tx: Transaction) => Promise<T>): Promise<T> =>
    bench.test.database.asOperator(work);
  const account = (kind: AccountKind): MoneyAccount => ({
    owner: bench.creditorId,
    kind,
    currency: 'NOK',
    place: '',
  });
  const bank: MoneyAccount = { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place };
  const standard = (): Omit<RemittanceSettings, 'version'> => ({
    rhythm: { every: 'week', weekday: 1 },
    currency: 'NOK',
    minimumMinor: 0n,
    payTo: { name: 'Granly Bygg AS', kind: 'iban', number: 'NO9386011117947' },
    bankAccountId,
    approve: false,
    language: 'nb',
    promptDays: 14,
  });
  const set = (choice: Partial<RemittanceSettings> = {}) =>
    operator((tx) => settings.set(tx, bench.creditorId, { ...standard(), ...choice }, API_ACTOR));
  const remit = (cutOffOn: LocalDate = bench.today) =>
    operator((tx) => remittances.remit(tx, bench.creditorId, API_ACTOR, cutOffOn));
  const balance = async (kind: AccountKind): Promise<bigint> => {
    const balances = await operator((tx) => book.balances(tx, bench.creditorId));
    return balances.find((one) => one.kind === kind)?.minor ?? 0n;
  };

  /** Money in, as journal entries tell it: received and allocated in one. */
  async function pay(
    paid: Paid,
    on: LocalDate = bench.today,
    claimId = newId(bench.clock) as ClaimId,
  ): Promise<SettlementId> {
    bench.clock.advanceMs(1);
    const id = newId(bench.clock) as SettlementId;
    const { principal = 0n, interest = 0n, fees = 0n, surplus = 0n, collectors = 0n } = paid;
    await settlement(id, claimId, 'payment', on, [principal, interest, fees, surplus]);
    const about = { claimId, settlementId: id };
    const lines = linesOf(
      [bank, principal + interest + fees + surplus],
      [account('creditor'), -(principal + interest + fees - collectors), about],
      [account('earned'), -collectors, about],
      [account('debtors'), -surplus, about],
    );
    await operator((tx) =>
      book.post(tx, [{ key: `allocated:${id}`, kind: 'allocated', bookedOn: on, lines }]),
    );
    return id;
  }

  /** The bank takes a payment of principal back: what is no longer there is laid out. */
  async function takeBack(principal: bigint): Promise<void> {
    bench.clock.advanceMs(1);
    const id = newId(bench.clock) as SettlementId;
    const claimId = newId(bench.clock) as ClaimId;
    await settlement(id, claimId, 'reversal', bench.today, [principal, 0n, 0n, 0n]);
    const held = -(await balance('creditor'));
    const own = held < principal ? held : principal;
    const about = { claimId, settlementId: id };
    const parts = linesOf(
      [account('creditor'), own, about],
      [account('advanced'), principal - own, about],
      [bank, -principal],
    );
    await operator((tx) =>
      book.post(tx, [{ key: `taken-back:${id}`, kind: 'taken-back', bookedOn: bench.today, lines: parts }]),
    );
  }

  async function settlement(
    id: SettlementId,
    claimId: ClaimId,
    kind: 'payment' | 'reversal',
    on: LocalDate,
    parts: readonly bigint[],
  ): Promise<void> {
    const row: unknown[] = [bench.creditorId, id, claimId, id, kind, on];
    await bench.rows(
      `insert into settlement (creditor_id, id, claim_id, pipeline_reference, kind, received_on, currency, principal_minor,
         interest_minor, fees_minor, own_fees_minor, surplus_minor, principal_in_books_minor, request, created_at, passed_on_minor)
       values ($1, $2, $3, $4, $5, $6, 'NOK', $7, $8, $9, 0, $10, $7, '{}', now(), 0)`,
      row.concat(parts),
    );
  }

  beforeAll(async () => {
    bench = await DeskBench.open();
    const { clock, audit, creditors } = bench;
    book = new ClientMoneyBook(clock);
    orders = new PayoutOrders(book, new PayoutListeners(), audit, clock);
    files = new PayoutFiles(audit, clock);
    settings = new RemittanceSettingsStore(audit, creditors, clock);
    deadlines = new PayoutDeadlines(new Environment());
    remittances = new Remittances(settings, creditors, deadlines, orders, book, audit, clock);
    statements = new Statements(creditors, settings);
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

  it('goes the whole road: in, remitted with a statement right to the øre, in a file, seen', async () => {
    await bench.newCreditor();
    await pay({ principal: 12_500_00n, interest: 131_25n, fees: 750_00n, collectors: 700_00n });
    await pay({ principal: 1_200_50n, surplus: 99_50n });
    expect(await remit()).toEqual({ kind: 'not-remitted', why: 'nobody-said-where' });
    await set();
    const both = await Promise.all([remit(), remit()]);
    const made = both.flatMap((result) => (result.kind === 'remitted' ? [result.remittance] : []));
    expect(made).toHaveLength(1);
    expect(made[0]).toMatchObject({ number: 1, paidMinor: 13_881_75n, withheldMinor: 0n, lines: 2 });
    expect([await balance('creditor'), await balance('on-its-way')]).toEqual([0n, -13_881_75n]);
    const file = await operator((tx) => files.make(tx, bankAccountId, API_ACTOR));
    const { content } = await operator((tx) => files.content(tx, file!.id));
    const [transfer] = all(
      readTransferFile(content, 'pain.001.001.03'),
      'CstmrCdtTrfInitn/PmtInf/CdtTrfTxInf',
    );
    expect(textAt(transfer!, 'Amt/InstdAmt')).toBe('13881.75');
    expect(textAt(transfer!, 'RmtInf/Ustrd')).toBe('Oppgjør 1');
    const seen = await operator((tx) =>
      orders.seen(tx, {
        endToEndId: textAt(transfer!, 'PmtId/EndToEndId')!,
        minor: 13_881_75n,
        currency: 'NOK',
        bookedOn: bench.today,
        transactionId: newId(bench.clock),
      }),
    );
    expect(seen.kind).toBe('paid');
    const data = await operator((tx) => statements.data(tx, bench.creditorId, made[0]!.id));
    expect(data.totals).toEqual({
      principalMinor: 13_700_50n,
      interestMinor: 131_25n,
      feesMinor: 750_00n,
      surplusMinor: 99_50n,
      collectorsFeeMinor: 700_00n,
      keptForDebtorMinor: 99_50n,
      advancedMinor: 0n,
      toCreditorMinor: 13_881_75n,
    });
    expect(otherMinor(data.totals)).toBe(0n);
    expect(await balance('on-its-way')).toBe(0n);
    const { payout } = await operator((tx) => statements.one(tx, bench.creditorId, made[0]!.id));
    expect(payout?.state).toBe('paid');
  });

  it('withholds first what was laid out, and tells of a payment that came back', async () => {
    await bench.newCreditor();
    await set();
    await pay({ principal: 1_000_00n });
    const first = await remit();
    await takeBack(1_000_00n);
    expect(await balance('advanced')).toBe(1_000_00n);
    expect(await remit()).toEqual({ kind: 'not-remitted', why: 'nothing' });
    await pay({ principal: 400_00n });
    expect(await remit()).toMatchObject({
      remittance: { withheldMinor: 400_00n, paidMinor: 0n, payoutId: null },
    });
    await pay({ principal: 900_00n });
    expect(await remit()).toMatchObject({ remittance: { withheldMinor: 600_00n, paidMinor: 300_00n } });
    expect(await balance('advanced')).toBe(0n);
    // The bank refuses the first payment after all: its money is the creditor's again, and the next statement says so.
    const payoutId = first.kind === 'remitted' ? first.remittance.payoutId! : '';
    await operator((tx) => files.make(tx, bankAccountId, API_ACTOR));
    await operator((tx) => orders.failed(tx, payoutId, 'AC04'));
    const again = await remit();
    expect(again).toMatchObject({ remittance: { number: 4, paidMinor: 1_000_00n, lines: 1 } });
    const id = again.kind === 'remitted' ? again.remittance.id : '';
    const { rows } = await operator((tx) => statements.data(tx, bench.creditorId, id));
    expect(rows).toMatchObject([{ what: 'came-back', toCreditorMinor: 1_000_00n, principalMinor: 0n }]);
  });

  it('tells every entry once, and pays their sum, whatever came and went', async () => {
    const event = fc.oneof(
      fc.record({
        kind: fc.constant('pay' as const),
        principal: fc.bigInt(1n, 9_999n),
        collectors: fc.bigInt(0n, 500n),
      }),
      fc.record({ kind: fc.constant('back' as const), principal: fc.bigInt(1n, 9_999n) }),
      fc.constant({ kind: 'remit' as const }),
      fc.constant({ kind: 'fail' as const }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(event, { minLength: 3, maxLength: 12 }), async (events) => {
        await bench.newCreditor();
        await set();
        let failing: string | null = null;
        for (const one of events) {
          if (one.kind === 'pay')
            await pay({ principal: one.principal, fees: one.collectors, collectors: one.collectors });
          else if (one.kind === 'back') await takeBack(one.principal);
          else if (one.kind === 'remit') {
            const result = await remit();
            if (result.kind === 'remitted') failing = result.remittance.payoutId ?? failing;
          } else if (failing !== null) {
            await operator((tx) => orders.cancel(tx, failing!, 'A test.', API_ACTOR));
            failing = null;
          }
        }
        await remit();
        const made = await operator((tx) => statements.list(tx, bench.creditorId, 100));
        let told = 0;
        for (const { id, lines, toCreditorMinor } of made) {
          const one = await operator((tx) => statements.one(tx, bench.creditorId, id));
          expect(one.lines).toHaveLength(lines);
          expect(totalsOf(one.lines).toCreditorMinor).toBe(toCreditorMinor);
          for (const line of one.lines) if (line.kind !== 'order-failed') expect(otherMinor(line)).toBe(0n);
          told += lines;
        }
        const entries = await bench.rows<{ many: number }>(
          `select count(distinct entry_id)::int as many from client_money_line
           where creditor_id = $1 and entry_kind in ('allocated', 'taken-back', 'order-failed')`,
          [bench.creditorId],
        );
        // What is not told yet is what did not make a remittance: nothing of it lies on the account beyond what was laid out.
        expect(told).toBeLessThanOrEqual(entries[0]!.many);
        if (told < entries[0]!.many) expect(await balance('creditor')).toBe(0n);
      }),
      { numRuns: 12 },
    );
  }, 120_000);

  it('waits below the least sum, but not beyond the day that the law or a promise gives', async () => {
    await bench.newCreditor();
    await set({ minimumMinor: 500_00n });
    await pay({ principal: 100_00n });
    expect(await remit()).toEqual({ kind: 'not-remitted', why: 'below-minimum' });
    const waiting = await operator((tx) => deadlines.waiting(tx, bench.today, bench.creditorId));
    expect(waiting).toMatchObject([
      { heldMinor: 100_00n, oldestReceivedOn: bench.today, state: 'in-time', obstacle: null },
    ]);
    bench.clock.advanceMs(13 * 86_400_000);
    expect(await remit()).toMatchObject({ remittance: { paidMinor: 100_00n } });
  });

  it('never reaches another creditor, nor is written by one', async () => {
    const mine = bench.creditorId;
    const other = newId<'CreditorId'>(bench.clock) as CreditorId;
    const read = (id: CreditorId) =>
      bench.test.database.asCreditor(id, (tx) => tx.query('select id from remittance'));
    expect((await read(mine)).length).toBeGreaterThan(0);
    expect(await read(other)).toEqual([]);
    const forged = bench.rows(`insert into remittance_line (creditor_id) values ($1)`, [mine]);
    await expect(forged).rejects.toMatchObject({ code: '42501' });
  });
});

describe('the next day of a rhythm', () => {
  it.each([
    ['2026-03-06', { every: 'day' }, '2026-03-09'],
    ['2026-03-02', { every: 'week', weekday: 1 }, '2026-03-09'],
    ['2026-03-01', { every: 'week', weekday: 1 }, '2026-03-02'],
    // Easter Monday: the Tuesday after; and on that Tuesday the next is the Monday after.
    ['2026-04-05', { every: 'week', weekday: 1 }, '2026-04-07'],
    ['2026-04-06', { every: 'week', weekday: 1 }, '2026-04-07'],
    ['2026-04-07', { every: 'week', weekday: 1 }, '2026-04-13'],
    ['2026-01-28', { every: 'month', day: 28 }, '2026-03-02'],
    ['2026-12-28', { every: 'month', day: 1 }, '2027-01-04'],
  ] as const)('after %s %j is %s', (after, rhythm, next) => {
    expect(nextRemittanceOn(rhythm, localDate(after), 'NO')).toBe(next);
  });
});

describe('until when money may wait', () => {
  const row = { creditorId: 'c' as CreditorId, country: 'NO', currency: 'NOK', heldMinor: 1n } as const;
  const rest = { oldestReceivedOn: localDate('2026-03-02'), promptDays: 30, payCurrency: 'NOK' } as const;

  it('is fourteen days under the new Norwegian act, and before it what the collector promised', () => {
    const set = { 'NO-2026': localDate('2026-01-01') };
    const law = waitingOf({ ...row, ...rest }, localDate('2026-03-02'), set);
    // The 16th is a Monday: the bank's last day before it is the Friday.
    expect(law).toMatchObject({ deadlineOn: '2026-03-16', orderBy: '2026-03-13', state: 'in-time' });
    expect(waitingOf({ ...row, ...rest }, localDate('2026-03-12'), set).state).toBe('soon');
    expect(waitingOf({ ...row, ...rest }, localDate('2026-03-14'), set).state).toBe('late');
    const before = waitingOf({ ...row, ...rest, payCurrency: null }, localDate('2026-03-02'), {
      'NO-2026': 'not-set',
    });
    expect(before).toMatchObject({ deadlineOn: '2026-04-01', obstacle: 'nobody-said-where' });
  });
});

describe('what a creditor is invoiced for', () => {
  const period = {
    creditorId: 'c' as CreditorId,
    country: 'NO',
    currency: 'NOK',
    from: localDate('2026-03-01'),
    to: localDate('2026-03-31'),
  } as const;
  const lines = [700_00n, -350_00n].map((earnedMinor) => ({
    bookedOn: localDate('2026-03-02'),
    entryKey: 'k',
    invoiceNumber: null,
    earnedMinor,
  }));

  it('is the tax on top where the creditor may deduct it, and nothing more where the costs contain it', () => {
    expect(feeBasis({ ...period, vatLiable: true }, lines)).toMatchObject({
      earnedMinor: 350_00n,
      netMinor: 350_00n,
      vatMinor: 87_50n,
      grossMinor: 437_50n,
      payableMinor: 87_50n,
    });
    expect(feeBasis({ ...period, vatLiable: false }, lines)).toMatchObject({
      netMinor: 280_00n,
      vatMinor: 70_00n,
      grossMinor: 350_00n,
      payableMinor: 0n,
    });
  });
});
