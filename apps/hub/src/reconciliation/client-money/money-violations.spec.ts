import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, localDate, newId, type SettlementId } from '@app/domain';
import { clientMoneyViolations } from '../../../../../test/support/client-money-proof.js';
import { ClientMoneyBook } from '../../client-money/client-money-book.js';
import { linesOf, type MoneyEntry } from '../../client-money/money-entry.js';
import { COLLECTOR } from '../../client-money/owner.js';
import { WriteBackBench } from '../../write-back/testing/write-back-bench.js';
import { type MoneyFacts, moneyViolations, type ViolationKind } from './money-violations.js';

const day = localDate('2026-03-02');

/** 500 received; 400 of it the creditor's, 100 nobody's yet; 50 on its way. */
const right: MoneyFacts = {
  days: [
    { day, currency: 'NOK', kind: 'bank', minor: 500n },
    { day, currency: 'NOK', kind: 'unallocated', minor: -100n },
    { day, currency: 'NOK', kind: 'creditor', minor: -350n },
    { day, currency: 'NOK', kind: 'on-its-way', minor: -50n },
  ],
  accounts: [
    { owner: COLLECTOR, kind: 'bank', currency: 'NOK', place: 'x', balanceMinor: 500n, journalMinor: 500n },
    {
      owner: COLLECTOR,
      kind: 'unallocated',
      currency: 'NOK',
      place: 'x',
      balanceMinor: -100n,
      journalMinor: -100n,
    },
  ],
  unbalanced: [],
  settlements: [],
  unknownSettlements: [],
  payouts: [{ payout: 'p1', orderedMinor: 50n, paidMinor: 0n, failedMinor: 0n }],
};

describe('moneyViolations', () => {
  it('finds nothing in books that are right', () => {
    expect(moneyViolations(right)).toEqual([]);
  });

  it.each<[ViolationKind, Partial<MoneyFacts>]>([
    ['bank-not-explained', { days: right.days.slice(0, 3) }],
    [
      'balance-differs',
      { accounts: right.accounts.map((account) => ({ ...account, balanceMinor: null })).slice(0, 1) },
    ],
    [
      'wrong-side',
      {
        accounts: [
          {
            owner: COLLECTOR,
            kind: 'unallocated',
            currency: 'NOK',
            place: 'x',
            balanceMinor: 1n,
            journalMinor: 1n,
          },
        ],
      },
    ],
    ['entry-unbalanced', { unbalanced: [{ entryKey: 'received:1', minor: 1n, currencies: 1 }] }],
    ['settlement-unknown', { unknownSettlements: [{ entryKey: 'allocated:1', settlementId: '1' }] }],
    ['payout-differs', { payouts: [{ payout: 'p1', orderedMinor: 50n, paidMinor: 50n, failedMinor: 50n }] }],
    ['payout-differs', { payouts: [{ payout: 'p1', orderedMinor: 0n, paidMinor: 50n, failedMinor: 0n }] }],
  ])('%s', (kind, wrong) => {
    expect(moneyViolations({ ...right, ...wrong }).map((found) => found.kind)).toEqual([kind]);
  });
});

describe('client money in the database', () => {
  let bench: WriteBackBench;
  let book: ClientMoneyBook;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
    book = new ClientMoneyBook(bench.clock);
  });
  afterAll(() => bench.close());

  const entry = (
    key: string,
    kind: string,
    about: { claimId: ClaimId; settlementId: SettlementId },
    minor: bigint,
    to: 'creditor' | 'debtors' = 'creditor',
  ): MoneyEntry => ({
    key,
    kind,
    bookedOn: day,
    lines: linesOf(
      [{ owner: COLLECTOR, kind: 'unallocated', currency: 'NOK', place: 'x' }, minor],
      [{ owner: bench.creditorId, kind: to, currency: 'NOK', place: '' }, -minor, about],
    ),
  });
  const post = (...entries: MoneyEntry[]) => bench.database.asOperator((tx) => book.post(tx, entries));
  const found = () => clientMoneyViolations(bench.database);

  it('is compared with settlements: those of the bank, their reversals, and nobody else’s', async () => {
    const received = linesOf(
      [{ owner: COLLECTOR, kind: 'bank', currency: 'NOK', place: 'x' }, 100_000n],
      [{ owner: COLLECTOR, kind: 'unallocated', currency: 'NOK', place: 'x' }, -100_000n],
    );
    await post({ key: 'received:1', kind: 'received', bookedOn: day, lines: received });
    const { claimId } = await bench.addClaim();
    await bench.take(claimId);
    expect(await found()).toEqual([]);

    const paid = await bench.take(claimId);
    const about = { claimId, settlementId: paid.id };
    await post(entry(`allocated:${paid.id}`, 'allocated', about, 40_000n));
    expect(await found()).toEqual([]);

    const { claimId: of } = await bench.addClaim();
    const lost = await bench.take(of);
    await bench.database.asCreditor(bench.creditorId, (tx) =>
      tx.query(
        `insert into payment_allocation (creditor_id, settlement_id, transaction_id, claim_id, minor, received_on, actor, created_at)
         values ($1, $2, gen_random_uuid(), $3, 40000, $4, 'system', now())`,
        [bench.creditorId, lost.id, of, day],
      ),
    );
    expect(await found()).toMatchObject([
      { kind: 'settlement-differs', detail: { settlementId: lost.id, fault: 'client-money-missing' } },
    ]);
    await post(entry(`allocated:${lost.id}`, 'allocated', { claimId: of, settlementId: lost.id }, 40_000n));
    expect(await found()).toEqual([]);

    const back = await bench.take(claimId, { kind: 'reversal', reverses: paid.pipelineReference });
    expect(await found()).toMatchObject([
      { kind: 'settlement-differs', detail: { settlementId: back.id, fault: 'client-money-missing' } },
    ]);
    await post(entry(`deallocated:${back.id}`, 'deallocated', about, -40_000n));
    expect(await found()).toEqual([]);

    const twice = await bench.take(claimId);
    const other = { claimId, settlementId: twice.id };
    await post(
      entry(`allocated:${twice.id}`, 'allocated', other, 40_000n),
      entry(`allocated:${twice.id}-again`, 'allocated', other, 1n),
      entry(
        'allocated:nobody',
        'allocated',
        { claimId, settlementId: newId(bench.clock) as SettlementId },
        2n,
      ),
    );
    expect(await found()).toMatchObject([
      { kind: 'settlement-differs', detail: { settlementId: twice.id, fault: 'client-money-too-much' } },
      { kind: 'settlement-unknown', detail: { entryKey: 'allocated:nobody' } },
    ]);
  });
});
