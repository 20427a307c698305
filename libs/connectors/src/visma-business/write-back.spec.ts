import { afterEach, describe, expect, it } from '@jest/globals';
import { formatDecimal, type LedgerPosting } from '@app/domain';
import type { FaultKind } from '@app/sandbox';
import {
  LedgerError,
  OutcomeUnknownError,
  RecordRefusedError,
  type WriteBackInstruction,
} from '../contract/index.js';
import { tokenOf } from './keys.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

/** Requests of a posting, in their order; the look at the end is the second of its kind. */
const STEPS = [
  { operation: 'query batch+voucher*', skip: 0 },
  { operation: 'mutation batch_create', skip: 0 },
  { operation: 'query voucher+batch', skip: 0 },
  { operation: 'mutation updateBatch', skip: 0 },
  { operation: 'query batch+voucher*', skip: 1 },
];
/** As often as the kit repeats a read. */
const TIMES = 3;

const FAULTS: readonly FaultKind[] = [
  'rate-limited',
  'error-500',
  'bad-gateway',
  'connection-reset',
  'html-200',
  'error-in-200',
  'token-revoked',
  'error-500-after-commit',
  'answer-lost',
  'truncated-json',
];

/** As the hub does it: look, and post again only when nothing is there. */
async function until(instruction: WriteBackInstruction): Promise<LedgerPosting> {
  const writeBack = office.writeBack();
  for (let attempt = 0; attempt < 3; attempt += 1) {
    const found = await writeBack.find(instruction, {});
    if (found.outcome === 'posted') return found.posting;
    expect(found).toEqual({ outcome: 'absent' });
    await writeBack.post(instruction, await writeBack.prepare(instruction)).catch((error: unknown) => {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    });
  }
  throw new Error('It was not posted within three attempts.');
}

describe('write-back', () => {
  it('names the invoice and our token, and puts the money on the interim account', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const instruction = await office.instruction(id);
    const writeBack = office.writeBack();
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    const ledger = office.simulator.ledger(office.companyId);
    expect(ledger.updatedBatches).toMatchObject([
      {
        voucherJournalNo: Number(posting.voucherId),
        description: tokenOf('office-1'),
        lines: [
          {
            amount: '400.00',
            customerNo: office.customerNo,
            crossReference: instruction.invoiceNumber,
            externalReference1: tokenOf('office-1'),
          },
        ],
      },
    ]);
    expect(ledger.vouchers.at(-1)?.postings.map(({ account, amount }) => [account, amount])).toEqual([
      [1579, '400.00'],
      [1500, '-400.00'],
    ]);
  });

  describe.each(STEPS)('when $operation fails (after $skip)', ({ operation, skip }) => {
    it.each(FAULTS)('by %s, there is exactly one posting in the end', async (kind) => {
      office = await Office.open();
      const id = office.addInvoice();
      const instruction = await office.instruction(id);
      const writeBack = office.writeBack();
      const baseline = await writeBack.prepare(instruction);
      office.simulator.faults.install({ operation, skip, kind, times: TIMES });
      const first = await writeBack.post(instruction, baseline).then(
        () => 'posted',
        (error: unknown) => (error instanceof LedgerError ? error.kind : 'no error of the contract'),
      );
      expect(['posted', 'outcome-unknown', 'retryable', 'connection-blocked']).toContain(first);
      office.simulator.faults.clear();
      expect(office.simulator.requests().map(({ fault }) => fault)).toContain(kind);
      const posting = await until(instruction);
      expect(office.paymentsOn(id)).toBe(1);
      expect(office.batchesWaiting).toBe(0);
      expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'verified' });
    });
  });

  it('carries on from a batch that was made while the answer was lost, and makes no second one', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const instruction = await office.instruction(id);
    const writeBack = office.writeBack();
    const baseline = await writeBack.prepare(instruction);
    office.simulator.faults.install({ operation: 'mutation batch_create', kind: 'answer-lost' });
    await expect(writeBack.post(instruction, baseline)).rejects.toBeInstanceOf(OutcomeUnknownError);
    expect(office.batchesWaiting).toBe(1);
    expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'absent' });
    await writeBack.post(instruction, baseline);
    const { updatedBatches } = office.simulator.ledger(office.companyId);
    expect(updatedBatches).toHaveLength(1);
    expect(office.batchesWaiting).toBe(0);
  });

  it('knows a posting whose updateBatch timed out at the server and still succeeded', async () => {
    office = await Office.open({ limits: { timeoutMs: 40 } });
    const id = office.addInvoice();
    const instruction = await office.instruction(id);
    const writeBack = office.writeBack();
    const baseline = await writeBack.prepare(instruction);
    office.simulator.faults.install({ operation: 'mutation updateBatch', kind: 'slow', delayMs: 120 });
    await expect(writeBack.post(instruction, baseline)).rejects.toBeInstanceOf(OutcomeUnknownError);
    await office.simulator.idle();
    expect(await writeBack.find(instruction, baseline)).toMatchObject({ outcome: 'posted' });
    expect(office.paymentsOn(id)).toBe(1);
  });

  it.each(['both', 'errors', 'succeeded-false'] as const)(
    'takes its batch away when the period is closed, told by %s',
    async (refusedUpdate) => {
      office = await Office.open({ unverified: { refusedUpdate } });
      const instruction = await office.instruction(office.addInvoice());
      office.simulator.bookkeeper.setPeriodClosed(office.companyId, office.today.slice(0, 7), true);
      const writeBack = office.writeBack();
      const baseline = await writeBack.prepare(instruction);
      const code = await writeBack
        .post(instruction, baseline)
        .catch((error: unknown) => (error instanceof RecordRefusedError ? error.code : error));
      expect(code).toBe(refusedUpdate === 'succeeded-false' ? 'refused-by-ledger' : 'period-closed');
      expect(office.batchesWaiting).toBe(0);
      expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'absent' });
    },
  );

  it('takes a batch away whose voucher is not as it was sent, and says so', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice());
    const writeBack = office.writeBack();
    const baseline = {
      ...(await writeBack.prepare(instruction)),
      reference: 'longer-than-a-reference-column',
    };
    const error: unknown = await writeBack.post(instruction, baseline).catch((one: unknown) => one);
    expect(error).toBeInstanceOf(RecordRefusedError);
    expect(office.batchesWaiting).toBe(0);
    expect(office.paymentsOn(instruction.ledgerItemId)).toBe(0);
  });

  it('refuses to book where the matching method is not 4, for the company or for the customer', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice());
    const { bookkeeper } = office.simulator;
    const code = (): Promise<unknown> =>
      office
        .writeBack()
        .prepare(instruction)
        .then(
          () => 'prepared',
          (error: unknown) => (error as RecordRefusedError).code,
        );
    bookkeeper.changeCompany(office.companyId, { matchingMethod: 2 });
    expect(await code()).toBe('matching-method');
    bookkeeper.changeCustomer(office.companyId, office.customerNo, { matchingMethod: 4 });
    expect(await code()).toBe('prepared');
    bookkeeper.changeCompany(office.companyId, { matchingMethod: 4 });
    bookkeeper.changeCustomer(office.companyId, office.customerNo, { matchingMethod: 1 });
    expect(await code()).toBe('matching-method');
  });

  it('tells a posting that closed another invoice, and never as that debtor’s direct payment', async () => {
    office = await Office.open();
    const older = office.addInvoice('400.00');
    const meant = office.addInvoice('1000.00');
    const instruction = await office.instruction(meant);
    const writeBack = office.writeBack();
    const baseline = await writeBack.prepare(instruction);
    // Changed between looking and posting: the oldest entry first, whatever the reference says.
    office.simulator.bookkeeper.changeCompany(office.companyId, { matchingMethod: 2 });
    const posting = await writeBack.post(instruction, baseline);
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'needs-matching' });
    const { found: items } = await office.session().readItems([older, meant]);
    const [closed, open] = [older, meant].map((id) => items.find(({ ledgerItemId }) => ledgerItemId === id));
    expect(closed?.movements.map(({ postingId }) => postingId)).toEqual([posting.postingId]);
    expect(formatDecimal(open?.outstanding ?? instruction.amount)).toBe('1000.00');
  });

  it('says that a posting needs matching when nothing was matched', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice());
    const writeBack = office.writeBack();
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    office.simulator.bookkeeper.unmatch(office.companyId, office.rowId(posting.postingId));
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'needs-matching' });
  });

  it('owes a taken-back payment again at once, before and after a person has matched the two', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const instruction = await office.instruction(id, 100_000n);
    const writeBack = office.writeBack();
    const posting = await writeBack.post(instruction, await writeBack.prepare(instruction));
    const back = {
      ...instruction,
      key: 'back-1' as typeof instruction.key,
      kind: 'reversal',
      reverses: posting,
    } as const;
    const reversal = await writeBack.post(back, await writeBack.prepare(back));
    expect(await writeBack.verify(back, reversal)).toMatchObject({ outcome: 'needs-matching' });
    const read = async (): Promise<unknown> => {
      const [item] = (await office.session().readItems([id])).found;
      const kinds = item?.movements.map(({ kind, change }) => `${kind} ${formatDecimal(change)}`);
      return [formatDecimal(item?.outstanding ?? instruction.amount), kinds];
    };
    const expected = ['1000.00', ['payment -1000.00', 'reversal 1000.00']];
    expect(await read()).toEqual(expected);
    // The invoice's own row is settled and gone from the open entries; the reversal brings it up all the same.
    const pulled = await office
      .session()
      .pullOpenItems({ pageSize: 50, invoicedFrom: '2000-01-01' as typeof office.today });
    expect(pulled.items.map(({ ledgerItemId }) => ledgerItemId)).toEqual([id]);
    const [paid, debit] = [office.rowId(posting.postingId), office.rowId(reversal.postingId)];
    office.simulator.bookkeeper.unmatch(office.companyId, paid);
    expect(await read()).toEqual(expected);
    office.simulator.bookkeeper.match(office.companyId, [paid, debit]);
    expect(await read()).toEqual(expected);
    expect(await writeBack.verify(back, reversal)).toEqual({ outcome: 'verified' });
  });

  it('tells its own postings from direct payments for 12 rounds of settling, booking and reading', async () => {
    office = await Office.open();
    const id = office.addInvoice('10000.00');
    const ours = new Set<string>();
    const session = office.session();
    let { nextCursor: cursor } = await session.settlementChanges({ pageSize: 50 });
    for (let round = 0; round < 12; round += 1) {
      if (round % 4 === 1)
        office.simulator.bookkeeper.receivePayment(office.companyId, office.rowId(id), { amount: '17.00' });
      const instruction = await office.instruction(id, 10_000n, `round-${round}`);
      const writeBack = office.writeBack();
      ours.add((await writeBack.post(instruction, await writeBack.prepare(instruction))).postingId);
      office.simulator.clock.advanceMs(3_600_000);
      const page = await session.settlementChanges({ pageSize: 50, ...(cursor ? { cursor } : {}) });
      cursor = page.nextCursor;
      const movements = page.found.find(({ ledgerItemId }) => ledgerItemId === id)?.movements ?? [];
      const [known, direct] = [true, false].map((isOurs) =>
        movements.filter(({ postingId }) => ours.has(postingId) === isOurs),
      );
      expect(known).toHaveLength(round + 1);
      expect(direct?.map(({ change }) => formatDecimal(change))).toEqual(
        Array<string>(Math.floor((round + 3) / 4)).fill('-17.00'),
      );
    }
  }, 60_000);
});
