import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { createTransport } from '@app/connectors';
import { TripletexSimulator } from '@app/sandbox';
import { runWorkbench } from './workbench.js';

describe('the workbench', () => {
  let simulator: TripletexSimulator;
  let url: string;
  let companyId: number;
  let customerId: number;
  let folder: string;
  let settings: string;
  let out: string[];
  let err: string[];

  beforeEach(async () => {
    simulator = new TripletexSimulator({ seed: 3 });
    const company = simulator.addCompany({ name: 'Skogheim Bygg AS' });
    companyId = company.companyId;
    customerId = simulator.bookkeeper.addCustomer(companyId, { name: 'Elvebakken Drift AS' }).id;
    ({ url } = await simulator.start());
    folder = mkdtempSync(join(tmpdir(), 'workbench-'));
    const { consumerToken } = simulator.credentials;
    settings = file('settings.json', { consumerToken, employeeToken: company.employeeToken });
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
    err = [];
    return runWorkbench(argv, {
      transport: createTransport(),
      clock: simulator.clock,
      environment: { TRIPLETEX_API_URL: url },
      sleep: (ms) => Promise.resolve(simulator.clock.advanceMs(ms)),
      out: (line) => void out.push(line),
      err: (line) => void err.push(line),
    });
  };

  const lines = (type: string): Record<string, unknown>[] =>
    out.map((line) => JSON.parse(line) as Record<string, unknown>).filter((line) => line['type'] === type);

  const addInvoice = (amount = '1000.00'): string =>
    String(simulator.bookkeeper.addInvoice(companyId, { customerId, amount }).id);

  it('says whose ledger it is', async () => {
    expect(await run('tripletex', 'identify', '--settings', settings)).toBe(0);
    expect(lines('identity')).toMatchObject([
      { key: 'own', name: 'Skogheim Bygg AS', country: 'NO', currency: 'NOK' },
    ]);
  });

  it('lists companies, findings and targets', async () => {
    expect(await run('tripletex', 'companies', '--settings', settings)).toBe(0);
    expect(lines('company')).toHaveLength(1);
    expect(await run('tripletex', 'preflight', '--settings', settings)).toBe(0);
    expect(await run('tripletex', 'targets', '--settings', settings)).toBe(0);
    expect(lines('target').filter(({ proposed }) => proposed)).toHaveLength(1);
  });

  it('pulls, keeps the cursor in a file, and goes on from it', async () => {
    const id = addInvoice('250.50');
    const cursor = join(folder, 'cursor.json');
    expect(await run('tripletex', 'pull', '--settings', settings, '--cursor', cursor)).toBe(0);
    expect(lines('item')).toMatchObject([
      { ledgerItemId: id, outstanding: { amount: '250.50', currency: 'NOK' } },
    ]);
    expect(JSON.parse(readFileSync(cursor, 'utf8'))).toMatchObject({ version: 1, state: { kind: 'rest' } });
    expect(await run('tripletex', 'pull', '--settings', settings, '--cursor', cursor)).toBe(0);
  });

  it('posts once, and looks first when it is run again with the baseline', async () => {
    const id = addInvoice();
    await run('tripletex', 'changes', '--settings', settings, '--items', id);
    const [item] = lines('item');
    await run('tripletex', 'targets', '--settings', settings);
    const target = lines('target').find(({ proposed }) => proposed)?.['target'];
    const amount = { amount: '400.00', currency: 'NOK' };
    const today = simulator.state().today;
    const { ledgerItemId, ledgerDebtorId, invoiceNumber, invoicedOn } = item ?? {};
    const instruction = {
      key: 'k1',
      kind: 'payment',
      ledgerItemId,
      ledgerDebtorId,
      invoiceNumber,
      invoicedOn,
      bookOn: today,
      text: 'KH-1',
      amount,
      target,
    };
    const path = file('instruction.json', { instruction });
    expect(await run('tripletex', 'post', '--settings', settings, '--instruction', path)).toBe(0);
    expect(lines('posting')).toMatchObject([{ change: { amount: '-400.00', currency: 'NOK' } }]);
    const again = file('again.json', { instruction, baseline: lines('baseline')[0]?.['baseline'] });
    expect(await run('tripletex', 'post', '--settings', settings, '--instruction', again)).toBe(0);
    expect(lines('find')).toMatchObject([{ outcome: 'posted' }]);
    expect(simulator.ledger(companyId).invoices[0]?.paymentVoucherIds).toHaveLength(1);
  });

  it('prints a contract error by name with its remedy, exits 1 and says no secret', async () => {
    const employeeToken = 'eyJ0b2tlbklkIjo5LCJ0b2tlbiI6ImZlaWwifQ==';
    const wrong = file('wrong.json', { consumerToken: simulator.credentials.consumerToken, employeeToken });
    expect(await run('tripletex', 'identify', '--settings', wrong)).toBe(1);
    expect(err.join('\n')).toMatch(/^ConnectionBlockedError: [\s\S]*What to do: /);
    expect(await run('tripletex', 'identify', '--settings', wrong, '--json')).toBe(1);
    expect(lines('error')).toMatchObject([
      { error: 'ConnectionBlockedError', reason: 'credentials-refused' },
    ]);
    expect([...out, ...err].join('\n')).not.toContain(employeeToken);
  });

  it.each([
    [[]],
    [['tripletex', 'dance', '--settings', 'x']],
    [['tripletex', 'identify']],
    [['tripletex', 'identify', '--settings', '/nowhere/at/all.json']],
    [['no-such-ledger', 'identify', '--settings', 'x']],
    [['tripletex', 'identify', '--bogus']],
  ])('exits 2 on wrong usage: %j', async (argv) => {
    expect(await run(...argv)).toBe(2);
    expect(err.join('\n')).toContain('--help');
  });

  it('helps', async () => {
    expect(await run('--help')).toBe(0);
    expect(out[0]).toContain('npm run connector');
  });
});
