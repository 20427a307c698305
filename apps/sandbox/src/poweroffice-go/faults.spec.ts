import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { FaultKind, FaultRule } from '../faults/fault.js';
import { PowerOfficeGoScene } from '../testing/poweroffice-go-scene.js';
import type { Json } from '../testing/tripletex-client.js';

describe('faults of the simulated PowerOffice Go', () => {
  let scene: PowerOfficeGoScene;
  let invoice: ReturnType<PowerOfficeGoScene['invoice']>;
  beforeEach(async () => {
    scene = await PowerOfficeGoScene.open();
    invoice = scene.invoice('100');
  });
  afterEach(async () => scene.close());

  const REFERENCE = 'e5b0d3d8-0000-5000-8000-000000000001';
  const pay = async (signal?: AbortSignal) =>
    scene.post(
      scene.journal(100, invoice.number, { ExternalImportReference: REFERENCE }),
      signal ? { signal } : {},
    );
  const install = (kind: FaultKind, more: Partial<FaultRule> = {}) =>
    scene.simulator.faults.install({ operation: 'POST /Vouchers/BankJournals', kind, ...more });
  const booked = () => scene.payments(invoice.id).length;

  it.each([
    ['rate-limited', 429],
    ['error-500', 500],
    ['bad-gateway', 502],
    ['html-200', 200],
    ['error-in-200', 200],
  ] as const)('%s answers %d and books nothing, once', async (kind, status) => {
    install(kind);
    expect([(await pay()).status, booked()]).toEqual([status, 0]);
    expect([(await pay()).status, booked()]).toEqual([201, 1]);
  });

  it.each(['answer-lost', 'truncated-json', 'error-500-after-commit'] as const)(
    '%s books, and a repeat is refused by its reference',
    async (kind) => {
      install(kind);
      await pay().catch(() => undefined);
      expect(booked()).toBe(1);
      expect((await pay()).status).toBe(400);
      expect(booked()).toBe(1);
    },
  );

  it.each([
    ['full', '1', /statusCode/],
    ['no-reset', undefined, /statusCode/],
    ['empty', '1', /^$/],
    ['html', '1', /<html>/],
  ] as const)('rate-limited comes as %s', async (variant, retryAfter, body) => {
    install('rate-limited', { variant });
    const answer = await pay();
    expect(answer.headers['retry-after']).toBe(retryAfter);
    expect(answer.text).toMatch(body);
  });

  it('a late write lands after the client gave up', async () => {
    install('late-write');
    const giveUp = new AbortController();
    const outcome = Promise.allSettled([pay(giveUp.signal)]);
    while (scene.simulator.faults.rules()[0]?.struck !== 1) await new Promise(setImmediate);
    giveUp.abort();
    await outcome;
    await scene.simulator.idle();
    expect(booked()).toBe(1);
  });

  it('ends tokens and keys in mid-pull', async () => {
    const { companyId } = scene.company;
    const list = async () => (await scene.get('/OutgoingInvoices')).status;
    const strike = (kind: FaultKind) =>
      scene.simulator.faults.install({ operation: 'GET /OutgoingInvoices', kind, companyId });
    strike('token-revoked');
    expect([await list(), await list()]).toEqual([401, 401]);
    await scene.signIn();
    strike('company-access-withdrawn');
    expect([await list(), (await scene.askToken()).status]).toEqual([401, 400]);
  });

  it('moves rows between pages, in the order that is asked for', async () => {
    const all = [invoice.number, scene.invoice('2').number, scene.invoice('3').number];
    const page = async (number: number) => {
      const query = `PageSize=1&PageNumber=${number}&OrderBy=InvoiceNo`;
      return (await scene.get(`/OutgoingInvoices?${query}`)).json?.[0]?.['InvoiceNo'] as unknown;
    };
    expect(await page(1)).toBe(all[0]);
    scene.simulator.faults.install({ operation: 'GET /OutgoingInvoices', kind: 'row-vanishes' });
    expect(await page(2)).toBe(all[2]);
    scene.simulator.faults.install({ operation: 'GET /OutgoingInvoices', kind: 'row-appears' });
    expect(await page(2)).toBe(all[1]);
  });

  it('stamps neighbours equally', async () => {
    for (let i = 0; i < 7; i += 1) scene.invoice('5');
    scene.simulator.faults.install({ operation: 'GET /OutgoingInvoices', kind: 'equal-timestamps' });
    const rows = (await scene.get('/OutgoingInvoices')).json as unknown as Json[];
    expect(new Set(rows.map((row) => row['BalanceLastChangedDateTimeOffset'])).size).toBe(2);
  });

  it('closes the period or the account that a posting asks for', async () => {
    install('period-closed');
    expect((await pay()).json['detail']).toMatch(/lock date 2026-09-14/);
    scene.simulator.bookkeeper.changeSettings(scene.company.companyId, { lockDate: '2026-01-01' });
    install('payment-type-removed');
    expect((await pay()).json['detail']).toMatch(/not active/);
    expect(booked()).toBe(0);
  });

  it('logs operations in the vendor’s spelling, without secrets', async () => {
    install('bad-gateway');
    await pay();
    expect(scene.simulator.requests().at(-1)).toMatchObject({
      operation: 'POST /Vouchers/BankJournals',
      status: 502,
      fault: 'bad-gateway',
      companyId: scene.company.companyId,
    });
    expect(JSON.stringify(scene.simulator.requests())).not.toContain(scene.token);
  });
});
