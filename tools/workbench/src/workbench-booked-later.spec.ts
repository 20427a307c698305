import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from '@app/connectors';
import { XledgerSimulator } from '@app/sandbox';
import { runWorkbench } from './workbench.js';

describe('the workbench, with a ledger that books later', () => {
  let simulator: XledgerSimulator;
  let url: string;
  let folder: string;
  let out: string[];

  beforeEach(async () => {
    simulator = new XledgerSimulator({ seed: 3, postingJob: 'by-hand' });
    ({ url } = await simulator.start());
    folder = mkdtempSync(join(tmpdir(), 'workbench-'));
  });

  afterEach(async () => {
    await simulator.stop();
    rmSync(folder, { recursive: true });
  });

  const file = (name: string, value: object): string => {
    const path = join(folder, name);
    writeFileSync(path, JSON.stringify(value));
    return path;
  };
  const run = async (...argv: string[]): Promise<number> => {
    out = [];
    return runWorkbench(argv, {
      transport: createTransport(),
      clock: simulator.clock,
      environment: { XLEDGER_API_URL: url },
      sleep: (ms) => Promise.resolve(simulator.clock.advanceMs(ms)),
      out: (line) => void out.push(line),
      err: () => undefined,
    });
  };
  const lines = (type: string): Record<string, unknown>[] =>
    out.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['type'] === type);

  it('says that it is being confirmed, and finds the posting when it is run again', async () => {
    const { companyId, token } = simulator.addCompany({ name: 'Skogheim Bygg AS' });
    const { id: customerId } = simulator.bookkeeper.addCustomer(companyId);
    const invoice = simulator.bookkeeper.addInvoice(companyId, { customerId, amount: '1000.00' });
    const settings = file('settings.json', { token });
    const instruction = {
      key: 'k1',
      kind: 'payment',
      ledgerItemId: String(invoice.id),
      ledgerDebtorId: String(customerId),
      invoiceNumber: invoice.invoiceNumber,
      invoicedOn: invoice.invoiceDate,
      bookOn: simulator.state().today,
      text: 'KH-1',
      amount: { amount: '400.00', currency: 'NOK' },
      target: { accountCode: '1579' },
    };
    const company = ['--company', String(companyId)];
    const path = file('instruction.json', { instruction });
    expect(await run('xledger', 'post', '--settings', settings, ...company, '--instruction', path)).toBe(0);
    expect(lines('find')).toMatchObject([{ outcome: 'being-confirmed' }]);
    simulator.runPostingJob();
    const again = file('again.json', { instruction, baseline: lines('baseline')[0]?.['baseline'] });
    expect(await run('xledger', 'post', '--settings', settings, ...company, '--instruction', again)).toBe(0);
    expect(lines('find')).toMatchObject([{ outcome: 'posted' }]);
    expect(simulator.ledger(companyId).importRows).toHaveLength(2);
  });
});
