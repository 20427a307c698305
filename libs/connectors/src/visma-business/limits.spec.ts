import { setTimeout as delay } from 'node:timers/promises';
import { afterEach, describe, expect, it } from '@jest/globals';
import { RetryableLedgerError } from '../contract/index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const inProgress = (): number | undefined =>
  office.simulator.state().companies.find(({ companyId }) => companyId === office.companyId)
    ?.requestsInProgress;

describe('requests in progress', () => {
  it('are not left behind when the caller calls off', async () => {
    office = await Office.open();
    const id = office.addInvoice();
    const session = office.session();
    await session.identify();
    office.simulator.faults.install({ operation: 'query *', kind: 'slow', delayMs: 100 });
    const stop = new AbortController();
    const reading = session.readItems([id], stop.signal);
    await delay(20);
    stop.abort();
    await expect(reading).rejects.toBeInstanceOf(RetryableLedgerError);
    await office.simulator.idle();
    // A client that leaves would keep its place for half an hour.
    expect(inProgress()).toBe(0);
  });

  it('that are too many are told as such, for a read and for a posting, and nothing was booked', async () => {
    office = await Office.open({ limits: { inProgressMax: 0 } });
    const id = office.addInvoice();
    await expect(office.session().readItems([id])).rejects.toMatchObject({ name: 'RetryableLedgerError' });
    const instruction = {
      key: 'key-1',
      kind: 'payment',
      ledgerItemId: id,
      ledgerDebtorId: String(office.customerNo),
      amountInBooks: { minor: 100n, currency: 'NOK' },
    } as never;
    const baseline = { customerNo: office.customerNo, reference: '1', accountNo: 1579, voucherSeriesNo: 9 };
    await expect(office.writeBack().post(instruction, baseline)).rejects.toMatchObject({
      name: 'RetryableLedgerError',
    });
    expect(office.batchesWaiting).toBe(0);
  });

  it('are few: what a page, a settlement and a check cost', async () => {
    office = await Office.open();
    const ids = Array.from({ length: 40 }, () => office.addInvoice());
    const session = office.session();
    await session.identify();
    const cost = async (call: () => Promise<unknown>): Promise<number> => {
      const before = office.simulator.state().requests;
      await call();
      return office.simulator.state().requests - before;
    };
    await session.readItems(ids.slice(0, 1));
    expect(
      await cost(() =>
        session.pullOpenItems({ pageSize: 50, invoicedFrom: '2000-01-01' as typeof office.today }),
      ),
    ).toBe(3);
    const instruction = await office.instruction(ids[0] ?? ids[1] ?? office.addInvoice());
    const { writeBack } = session;
    if (!writeBack) throw new Error('There is no write-back.');
    let baseline = {};
    expect(await cost(async () => (baseline = await writeBack.prepare(instruction)))).toBe(5);
    let posting: Awaited<ReturnType<typeof writeBack.post>> | undefined;
    expect(await cost(async () => (posting = await writeBack.post(instruction, baseline)))).toBe(5);
    expect(await cost(async () => posting && writeBack.verify(instruction, posting))).toBe(2);
  });
});
