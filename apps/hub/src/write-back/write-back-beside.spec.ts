import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, type LedgerItemId, localDate, type SettlementId, type WriteBackId } from '@app/domain';
import { byHandFromJson } from './by-hand-json.js';
import { instructionFromJson } from './instruction-json.js';
import { WriteBackBench } from './testing/write-back-bench.js';
import { writeBackDto } from './write-back-view.js';

const ACCOUNTS = `'{"interest":{"accountNo":8055},"fees":{"accountNo":3950}}'`;
/** 400.00 on the invoice, 12.34 late interest, and fees of 105.00 of which 35.00 are the creditor's own. */
const PARTED = { principal: '400.00', interest: '12.34', fees: '105.00', ownFees: '35.00' };
const INTEREST = {
  kind: 'interest',
  amount: { minor: 1_234n, currency: 'NOK' },
  account: { accountNo: 8055 },
};
const FEES = { kind: 'fees', amount: { minor: 3_500n, currency: 'NOK' }, account: { accountNo: 3950 } };

describe('interest and fees beside the principal', () => {
  let bench: WriteBackBench;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
  });
  afterAll(() => bench.close());
  afterEach(async () => {
    await bench.setConnection(`write_back_accounts = '{}', write_back_mode = 'automatic'`);
    await creditor(`interest_to = 'creditor', own_fees_to = 'creditor'`);
    bench.capabilities = ['write-back', 'write-back-lines'];
    bench.ledger.closedUntil = undefined;
    bench.ledger.posted.splice(0);
  });

  const creditor = (sql: string): Promise<unknown> =>
    bench.database.asOperator((tx) =>
      tx.query(`update creditor set ${sql} where creditor_id = $1`, [bench.creditorId]),
    );
  const left = async (id: SettlementId): Promise<readonly string[]> =>
    byHandFromJson((await bench.writeBackOf(id)).byHand).map(
      ({ kind, amount, reason }) => `${kind} ${amount.minor} ${reason}`,
    );
  const order = async (id: SettlementId, ...rest: OrderTail) =>
    bench.writeBacks.order(bench.creditorId, (await bench.writeBackOf(id)).id as WriteBackId, ...rest);
  const settled = async (
    more: object = PARTED,
  ): Promise<{ id: SettlementId; claimId: ClaimId; item: LedgerItemId }> => {
    const { claimId, item } = await bench.addClaim();
    const { id } = await bench.take(claimId, more);
    return { id, claimId, item };
  };

  it('go into the posting, on the accounts that are chosen, and the collector’s costs do not', async () => {
    await bench.setConnection(`write_back_accounts = ${ACCOUNTS}`);
    const { id, claimId } = await settled();
    await bench.drain();
    expect(await bench.writeBackOf(id)).toMatchObject({ state: 'verified' });
    expect(bench.ledger.posted).toHaveLength(1);
    expect(bench.ledger.posted[0]).toMatchObject({
      amountInBooks: { minor: 40_000n },
      lines: [INTEREST, FEES],
    });
    expect(await left(id)).toEqual([]);
    // The claim counts its principal alone.
    expect((await bench.claim(claimId)).outstandingMinor).toBe(60_000n);
  });

  it.each<[string, string, string | null, readonly string[]]>([
    ['nobody has chosen accounts', '', null, ['interest 1234 no-account', 'fees 3500 no-account']],
    ['the interest is the collector’s', '', `interest_to = 'collector'`, ['fees 3500 no-account']],
    ['all of it is the collector’s', '', `interest_to = 'collector', own_fees_to = 'collector'`, []],
    [
      'only one account is chosen',
      `write_back_accounts = '{"interest":{"accountNo":8055}}'`,
      null,
      ['fees 3500 no-account'],
    ],
  ])('are left to be booked by hand where %s', async (_name, connection, shares, wanted) => {
    if (connection !== '') await bench.setConnection(connection);
    if (shares !== null) await creditor(shares);
    const { id } = await settled();
    await bench.drain();
    expect((await bench.writeBackOf(id)).state).toBe('verified');
    expect(await left(id)).toEqual(wanted);
  });

  it('are left where the ledger books a payment alone, and where nothing is for the invoice', async () => {
    await bench.setConnection(`write_back_accounts = ${ACCOUNTS}`);
    const interestOnly = await settled({ principal: '0', interest: '12.34' });
    expect((await bench.writeBackOf(interestOnly.id)).state).toBe('not-needed');
    expect(await left(interestOnly.id)).toEqual(['interest 1234 nothing-on-invoice']);
    bench.capabilities = ['write-back'];
    const { id } = await settled();
    await bench.drain();
    expect(bench.ledger.posted[0]?.lines ?? []).toEqual([]);
    expect(await left(id)).toEqual(['interest 1234 ledger-cannot', 'fees 3500 ledger-cannot']);
    const shown = writeBackDto(await bench.writeBackOf(id), [], 'nb');
    expect(shown.beside).toHaveLength(2);
    for (const { explanation, booked } of shown.beside)
      expect([booked, explanation]).toEqual(['by-hand', expect.stringContaining('for hånd')]);
  });

  it('are taken back as they were booked, whatever is chosen since', async () => {
    await bench.setConnection(`write_back_accounts = ${ACCOUNTS}`);
    const { id, claimId } = await settled();
    await bench.drain();
    const { instruction } = await bench.writeBackOf(id);
    await bench.setConnection(`write_back_accounts = '{}', write_back_target = '{"type":"2"}'`);
    const { pipelineReference } = await bench.settlements.one(bench.creditorId, id);
    const back = await bench.take(claimId, { kind: 'reversal', reverses: pipelineReference });
    await bench.drain();
    await bench.setConnection(`write_back_target = '{"type":"1"}'`);
    const reversal = instructionFromJson((await bench.writeBackOf(back.id)).instruction);
    expect(reversal).toMatchObject({ kind: 'reversal', target: { type: '1' }, lines: [INTEREST, FEES] });
    expect(reversal.lines).toEqual(instructionFromJson(instruction).lines);
  });

  it('follow what is chosen when a person orders the booking', async () => {
    await bench.setConnection(`write_back_mode = 'approve'`);
    const { id } = await settled();
    expect(await left(id)).toEqual(['interest 1234 no-account', 'fees 3500 no-account']);
    await bench.setConnection(`write_back_accounts = ${ACCOUNTS}`);
    await order(id, 'approve');
    await bench.drain();
    expect(bench.ledger.posted[0]?.lines).toEqual([INTEREST, FEES]);
    expect(await left(id)).toEqual([]);
  });

  it('are a person’s once the person has booked the payment by hand', async () => {
    await bench.setConnection(`write_back_accounts = ${ACCOUNTS}, write_back_mode = 'approve'`);
    const { id, claimId, item } = await settled();
    const { postingId, voucherId, bookedOn } = bench.ledger.bookDirectly(item, 40_000n);
    await order(id, 'confirm', { posting: { postingId, voucherId, bookedOn } });
    await bench.drain();
    expect(await bench.writeBackOf(id)).toMatchObject({ state: 'verified', postingId });
    expect(bench.ledger.posted).toEqual([]);
    expect(await left(id)).toEqual(['interest 1234 booked-by-hand', 'fees 3500 booked-by-hand']);
    expect((await bench.claim(claimId)).outstandingMinor).toBe(60_000n);
  });

  it('a closed period: refused by name, and booked on the first open day when a person says so', async () => {
    bench.ledger.closedUntil = localDate('2026-02-28');
    const { id } = await settled({ amount: '400.00', receivedOn: '2026-02-20' });
    await bench.drain();
    const row = await bench.writeBackOf(id);
    expect(row).toMatchObject({ state: 'refused', refusalCode: 'period-closed', offeredOn: '2026-03-01' });
    const ways = (await bench.writeBacks.waysOn(bench.creditorId, [row])).get(row.id) ?? [];
    const shown = writeBackDto(row, ways, 'sv');
    expect(shown).toMatchObject({ firstOpenDay: '2026-03-01', obstacle: { outcome: 'period-closed' } });
    expect(shown.ways.map(({ order: way }) => way)).toEqual(['retry', 'confirm', 'cancel']);
    for (const bookOn of ['2026-01-01', '2026-03-03', '2026-02-30']) {
      await expect(order(id, 'retry', { bookOn })).rejects.toMatchObject({
        problem: { code: 'booking-day-unfit' },
      });
    }
    await order(id, 'retry', { onFirstOpenDay: true });
    await bench.drain();
    expect(bench.ledger.posted[0]).toMatchObject({
      bookOn: '2026-03-01',
      text: expect.stringMatching(/, betalt 2026-02-20$/),
    });
    expect(await bench.writeBackOf(id)).toMatchObject({ state: 'verified', offeredOn: null });
  });

  it('a refusal that is cancelled can be thought better of, unless the money went back', async () => {
    bench.ledger.closedUntil = localDate('2026-03-02');
    const { id, claimId } = await settled({ amount: '400.00' });
    await bench.drain();
    await order(id, 'cancel');
    bench.ledger.closedUntil = undefined;
    await order(id, 'retry');
    await bench.drain();
    expect((await bench.writeBackOf(id)).state).toBe('verified');
    const { pipelineReference: second, id: other } = await bench.take(claimId, { amount: '100.00' });
    await order(other, 'cancel');
    await bench.take(claimId, { kind: 'reversal', reverses: second });
    await expect(order(other, 'retry')).rejects.toMatchObject({ problem: { code: 'settlement-reversed' } });
  });
});

type OrderTail =
  Parameters<WriteBackBench['writeBacks']['order']> extends [unknown, unknown, ...infer Rest] ? Rest : never;
