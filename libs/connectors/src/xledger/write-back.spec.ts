import { afterEach, describe, expect, it } from '@jest/globals';
import type { LedgerItemId, LedgerPosting } from '@app/domain';
import {
  BookedLaterError,
  OutcomeUnknownError,
  RecordRefusedError,
  type WriteBack,
  type WriteBackInstruction,
} from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const errorOf = (call: Promise<unknown>): Promise<Error> =>
  call.then(
    () => Promise.reject(new Error('It succeeded.')),
    (error: Error) => error,
  );

interface Sent {
  readonly id: LedgerItemId;
  readonly writeBack: WriteBack;
  readonly instruction: WriteBackInstruction;
  readonly baseline: Awaited<ReturnType<WriteBack['prepare']>>;
}

/** An invoice of 1000.00 with a payment of 400.00 in the import table. */
async function sent(): Promise<Sent> {
  const id = office.addInvoice();
  const { writeBack } = office;
  const instruction = await office.instruction(id, 40_000n);
  const baseline = await writeBack.prepare(instruction);
  expect(await errorOf(writeBack.post(instruction, baseline))).toBeInstanceOf(BookedLaterError);
  return { id, writeBack, instruction, baseline };
}

async function posted(): Promise<Sent & { readonly posting: LedgerPosting }> {
  const made = await sent();
  office.simulator.runPostingJob();
  const found = await made.writeBack.find(made.instruction, made.baseline);
  if (found.outcome !== 'posted') throw new Error(`It is ${found.outcome}.`);
  return { ...made, posting: found.posting };
}

const movementsOf = async (id: LedgerItemId) => (await office.session().readItems([id])).found[0]?.movements;

describe('a staged booking', () => {
  it('is being confirmed until the job has posted it, and nothing of it is shown before', async () => {
    office = await Office.open();
    const { id, writeBack, instruction, baseline } = await sent();
    expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'being-confirmed' });
    expect(await movementsOf(id)).toEqual([]);
    office.simulator.runPostingJob();
    const found = await writeBack.find(instruction, baseline);
    expect(found).toMatchObject({ outcome: 'posted', posting: { bookedOn: office.today } });
  });

  it('needs a person to match it, and says which voucher with which invoice', async () => {
    office = await Office.open();
    const { id, writeBack, instruction, posting } = await posted();
    const waiting = await writeBack.verify(instruction, posting);
    expect(waiting).toEqual({
      outcome: 'needs-matching',
      detail: expect.stringMatching(
        new RegExp(`^Voucher ${posting.voucherId} .* invoice ${instruction.invoiceNumber} `),
      ),
    });
    expect(await movementsOf(id)).toEqual([]);
    office.simulator.bookkeeper.match(office.companyId, [Number(id), Number(posting.postingId)]);
    expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'verified' });
    expect(await movementsOf(id)).toMatchObject([{ postingId: posting.postingId, kind: 'payment' }]);
  });

  it('carries our key back, so that it never looks like a direct payment', async () => {
    office = await Office.open({ unverified: { autoMatchOnImport: 'exact' } });
    const id = office.addInvoice();
    const key = '01a2b3c4-d5e6-7f80-9123-456789abcdef';
    const instruction = await office.instruction(id, 40_000n, key);
    const baseline = await office.writeBack.prepare(instruction);
    await errorOf(office.writeBack.post(instruction, baseline));
    office.simulator.runPostingJob();
    office.simulator.bookkeeper.receivePayment(office.companyId, Number(id), { amount: '400.00' });
    const movements = await movementsOf(id);
    expect(movements?.map(({ writeBackKey }) => writeBackKey)).toEqual([key, undefined]);
  });

  it('is looked for before it is sent, the first time too', async () => {
    office = await Office.open();
    const { writeBack, instruction, baseline } = await sent();
    office.simulator.checkpoint();
    expect(await errorOf(writeBack.post(instruction, baseline))).toBeInstanceOf(BookedLaterError);
    expect(office.imports()).toBe(0);
    office.simulator.runPostingJob();
    expect(await writeBack.post(instruction, baseline)).toMatchObject({ change: { minor: -40_000n } });
    expect(office.imports()).toBe(0);
    expect(office.simulator.ledger(office.companyId).importRows).toHaveLength(2);
  });

  it('is not sent when the look before it fails', async () => {
    office = await Office.open();
    const { writeBack } = office;
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const baseline = await writeBack.prepare(instruction);
    office.simulator.faults.install({ operation: 'query glImportItems', kind: 'error-500', times: 10 });
    office.simulator.checkpoint();
    expect(await errorOf(writeBack.post(instruction, baseline))).toMatchObject({ kind: 'retryable' });
    expect(office.imports()).toBe(0);
  });

  it('tells the posting job’s own words, and is posted when the cause was mended', async () => {
    office = await Office.open();
    const { writeBack, instruction, baseline } = await sent();
    const { bookkeeper } = office.simulator;
    bookkeeper.setPeriodClosed(office.companyId, office.today.slice(0, 7), true);
    office.simulator.runPostingJob();
    const error = await errorOf(writeBack.find(instruction, baseline));
    expect(error).toBeInstanceOf(RecordRefusedError);
    expect(error).toMatchObject({
      code: 'refused-by-posting-job',
      message: expect.stringMatching(/Perioden for .* er lukket/),
    });
    bookkeeper.setPeriodClosed(office.companyId, office.today.slice(0, 7), false);
    office.simulator.runPostingJob();
    expect(await writeBack.find(instruction, baseline)).toMatchObject({ outcome: 'posted' });
  });

  it('is refused when Xledger knows an account no more, and nothing is left in the import table', async () => {
    office = await Office.open();
    const { writeBack } = office;
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const baseline = await writeBack.prepare(instruction);
    office.simulator.bookkeeper.setAccountActive(office.companyId, 1579, false);
    const error = await errorOf(writeBack.post(instruction, baseline));
    expect(error).toMatchObject({ kind: 'record-refused', message: expect.stringMatching(/account\.code/) });
    expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'absent' });
  });

  it('leaves half a voucher to a person, and sends no other half', async () => {
    office = await Office.open({ unverified: { batchAtomic: false } });
    const { writeBack } = office;
    const instruction = await office.instruction(office.addInvoice(), 40_000n);
    const baseline = await writeBack.prepare(instruction);
    office.simulator.bookkeeper.setAccountActive(office.companyId, 1579, false);
    expect(await errorOf(writeBack.post(instruction, baseline))).toBeInstanceOf(OutcomeUnknownError);
    office.simulator.bookkeeper.setAccountActive(office.companyId, 1579, true);
    expect(await errorOf(writeBack.find(instruction, baseline))).toMatchObject({ code: 'half-imported' });
    office.simulator.checkpoint();
    expect(await errorOf(writeBack.post(instruction, baseline))).toMatchObject({ code: 'half-imported' });
    expect(office.imports()).toBe(0);
  });

  it('is found by its customer when the invoice’s number was lost on the way', async () => {
    office = await Office.open();
    const { writeBack, instruction, baseline } = await posted();
    const renamed = { ...instruction, invoiceNumber: 'another' };
    expect(await writeBack.find(renamed, baseline)).toMatchObject({ outcome: 'posted' });
  });
});

describe('before a booking', () => {
  it('counts settlements that nobody has matched yet', async () => {
    office = await Office.open();
    const { id, writeBack } = await posted();
    const more = await office.instruction(id, 60_001n, 'office-2');
    expect(await errorOf(writeBack.prepare(more))).toMatchObject({ code: 'less-outstanding' });
    const rest = await office.instruction(id, 60_000n, 'office-3');
    expect(await writeBack.prepare(rest)).toMatchObject({ counterAccount: '1579' });
  });

  it('stops at an equal unmatched payment of somebody else’s', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    office.simulator.bookkeeper.receiveOnAccount(office.companyId, office.customerId, { amount: '400.00' });
    const instruction = await office.instruction(id, 40_000n);
    expect(await errorOf(office.writeBack.prepare(instruction))).toMatchObject({
      code: 'equal-payment-exists',
    });
    const other = await office.instruction(id, 40_001n);
    expect(await office.writeBack.prepare(other)).toMatchObject({ subledger: expect.any(String) });
  });

  it('books nothing on an invoice in another currency', async () => {
    office = await Office.open();
    const instruction = await office.instruction(office.addInvoice('1000.00', { currency: 'EUR' }), 40_000n);
    expect(await errorOf(office.writeBack.prepare(instruction))).toMatchObject({ code: 'foreign-currency' });
  });

  it.each([true, false])('names the company as the schema wants it (entity: %s)', async (entityInput) => {
    office = await Office.open({ unverified: { entityInput } });
    const { baseline } = await sent();
    expect(baseline['ownerInput']).toBe(entityInput ? 'entity' : 'owner');
    expect(office.simulator.ledger(office.companyId).importRows).toHaveLength(2);
  });
});

describe('taking back', () => {
  it('posts the opposite voucher, and knows the two by each other while nobody has matched them', async () => {
    office = await Office.open();
    const { id, writeBack, instruction, posting } = await posted();
    const back: WriteBackInstruction = {
      ...instruction,
      key: 'office-back' as WriteBackInstruction['key'],
      kind: 'reversal',
      reverses: posting,
    };
    const baseline = await writeBack.prepare(back);
    await errorOf(writeBack.post(back, baseline));
    office.simulator.runPostingJob();
    const found = await writeBack.find(back, baseline);
    if (found.outcome !== 'posted') throw new Error(found.outcome);
    expect(found.posting.change.minor).toBe(40_000n);
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'reversed' });
    expect(await writeBack.verify(back, found.posting)).toMatchObject({ outcome: 'needs-matching' });
    expect(await errorOf(writeBack.prepare(back))).toMatchObject({ code: 'already-reversed' });
    const rows = [Number(posting.postingId), Number(found.posting.postingId)];
    office.simulator.bookkeeper.match(office.companyId, rows);
    expect(await writeBack.verify(back, found.posting)).toEqual({ outcome: 'verified' });
    expect(await movementsOf(id)).toEqual([]);
  });

  it('sees that a person matched the line with something else, or took it out', async () => {
    office = await Office.open();
    const { writeBack, instruction, posting } = await posted();
    const other = office.addInvoice('400.00');
    office.simulator.bookkeeper.match(office.companyId, [Number(other), Number(posting.postingId)]);
    expect(await writeBack.verify(instruction, posting)).toMatchObject({
      outcome: 'needs-matching',
      detail: expect.stringMatching(/something else/),
    });
    office.simulator.bookkeeper.removeRow(office.companyId, Number(posting.postingId));
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'reversed' });
  });
});
