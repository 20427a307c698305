import { afterEach, describe, expect, it } from '@jest/globals';
import { OutcomeUnknownError, type WriteBackInstruction } from '../contract/index.js';
import { createQuestion } from './batch.js';
import { readParts, type VoucherParts } from './voucher-parts.js';
import { tokenOf } from './keys.js';
import { openClient } from './open.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

interface Made {
  readonly instruction: WriteBackInstruction;
  readonly parts: VoucherParts;
}

async function instruct(options: Parameters<typeof Office.open>[0] = {}): Promise<Made> {
  office = await Office.open(options);
  const instruction = await office.instruction(office.addInvoice());
  const parts = readParts(await office.writeBack().prepare(instruction));
  if (!parts) throw new Error('The baseline holds no parts.');
  return { instruction, parts };
}

/** A batch of ours whose answer nobody waited for. */
async function leaveBatch({ instruction, parts }: Made): Promise<void> {
  const client = openClient(office.settings(), office.tools());
  const schema = await client.schema();
  await client.change(
    createQuestion(schema, office.companyId, instruction, parts, tokenOf(instruction.key), {}),
  );
}

describe('batches that wait', () => {
  it('are posted once, however many of them there are', async () => {
    const made = await instruct();
    for (let count = 0; count < 3; count += 1) await leaveBatch(made);
    expect(office.batchesWaiting).toBe(3);
    const writeBack = office.writeBack();
    expect(await writeBack.find(made.instruction, { ...made.parts })).toEqual({ outcome: 'absent' });
    await writeBack.post(made.instruction, { ...made.parts });
    expect(office.batchesWaiting).toBe(0);
    expect(office.paymentsOn(made.instruction.ledgerItemId)).toBe(1);
  });

  it('beside a posting are a person’s business', async () => {
    const made = await instruct();
    const writeBack = office.writeBack();
    await writeBack.post(made.instruction, { ...made.parts });
    await leaveBatch(made);
    expect(await writeBack.find(made.instruction, {})).toMatchObject({ outcome: 'ambiguous' });
    await expect(writeBack.post(made.instruction, { ...made.parts })).rejects.toBeInstanceOf(
      OutcomeUnknownError,
    );
    expect(office.paymentsOn(made.instruction.ledgerItemId)).toBe(1);
  });

  it('of other amounts are taken away, and ours is made', async () => {
    const made = await instruct();
    const { amount } = made.instruction;
    const other = { ...amount, minor: amount.minor + 100n };
    await leaveBatch({ ...made, instruction: { ...made.instruction, amountInBooks: other } });
    await office.writeBack().post(made.instruction, { ...made.parts });
    const { updatedBatches } = office.simulator.ledger(office.companyId);
    expect(updatedBatches.map(({ lines }) => lines.map((line) => line.amount))).toEqual([['400.00']]);
    expect(office.batchesWaiting).toBe(0);
  });

  it('that somebody suspended are taken away, and the settlement is refused with a remedy', async () => {
    const made = await instruct();
    await leaveBatch(made);
    const [batch] = office.simulator.ledger(office.companyId).batches;
    office.simulator.bookkeeper.setBatchSuspended(office.companyId, batch?.batchNo ?? 0, true);
    await expect(office.writeBack().post(made.instruction, { ...made.parts })).rejects.toMatchObject({
      name: 'RecordRefusedError',
      code: 'refused-by-ledger',
    });
    expect(office.batchesWaiting).toBe(0);
  });

  it.each([
    ['no number is suggested, and the row is kept without one', { nullSuggests: false, badField: 'skipped' }],
    ['no number is suggested, and the row is refused', { nullSuggests: false, badField: 'row-refused' }],
    [
      'our reference is too long, and the row is kept without it',
      { externalReferenceLength: 8, badField: 'skipped' },
    ],
    [
      'our reference is too long, and the row is refused',
      { externalReferenceLength: 8, badField: 'row-refused' },
    ],
    ['our reference is cut', { externalReferenceLength: 8, longText: 'cut' }],
  ] as const)('are made once more plainly when %s', async (_when, unverified) => {
    const made = await instruct({ unverified });
    const writeBack = office.writeBack();
    const posting = await writeBack.post(made.instruction, { ...made.parts });
    expect(await writeBack.find(made.instruction, {})).toEqual({ outcome: 'posted', posting });
    expect(await writeBack.verify(made.instruction, posting)).toEqual({ outcome: 'verified' });
    expect([office.batchesWaiting, office.paymentsOn(made.instruction.ledgerItemId)]).toEqual([0, 1]);
  });
});
