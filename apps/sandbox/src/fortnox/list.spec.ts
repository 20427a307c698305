import { afterEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../testing/tripletex-client.js';
import type { FortnoxSimulatorOptions } from './simulator.js';
import { FortnoxScene } from './testing/fortnox-scene.js';

describe('lists', () => {
  let scene: FortnoxScene;
  const open = async (options: FortnoxSimulatorOptions = {}): Promise<FortnoxScene> =>
    (scene = await FortnoxScene.open(options));
  afterEach(async () => scene.close());

  const rows = (json: Json, name = 'Invoices'): readonly Json[] => json[name] as unknown as readonly Json[];
  const numbers = (json: Json): unknown[] => rows(json).map((row) => row['DocumentNumber']);

  it('say 0 pages when there is nothing', async () => {
    await open();
    expect((await scene.get('/invoices/')).json).toEqual({
      MetaInformation: { '@TotalResources': 0, '@TotalPages': 0, '@CurrentPage': 1 },
      Invoices: [],
    });
  });

  it('page by number, and shift when a row goes', async () => {
    await open();
    const made = Array.from({ length: 5 }, () => scene.invoice('100.00'));
    const first = await scene.get('/invoices?limit=2&page=1');
    expect(first.json['MetaInformation']).toEqual({
      '@TotalResources': 5,
      '@TotalPages': 3,
      '@CurrentPage': 1,
    });
    scene.simulator.bookkeeper.removeInvoice(scene.tenantId, made[0] ?? '');
    const second = await scene.get('/invoices?limit=2&page=2');
    expect(numbers(second.json)).toEqual(made.slice(3, 5));
    expect(numbers((await scene.get('/invoices?limit=2&page=9')).json)).toEqual([]);
  });

  it.each([
    ['/invoices?Limit=1', 2000588],
    ['/invoices?limit=501', 2000588],
    ['/invoices?limit=0', 2000588],
    ['/invoices?page=0', 2000588],
    ['/invoices?filter=open', 2000587],
    ['/invoices?sortby=duedate', 2000588],
    ['/invoices?lastmodified=yesterday', 2000588],
    ['/invoicepayments?fromdate=2026-01-01', 2000588],
    ['/currencies?lastmodified=2026-01-01', 2000588],
  ])('refuse %s with %i', async (path, code) => {
    await open();
    const answer = await scene.get(path);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ ErrorInformation: { error: 1, code } });
  });

  it('write errors in two cases, by kind or by the switch', async () => {
    await open();
    expect((await scene.get('/invoices/1')).json).toEqual({
      ErrorInformation: { Error: 1, Message: 'Kan inte hitta fakturan.', Code: 2000434 },
    });
    await scene.close();
    await open({ unverified: { errorCasing: 'lower' } });
    expect((await scene.get('/customers/1')).json).toMatchObject({ ErrorInformation: { code: 2000433 } });
  });

  it('escape slashes and letters beyond ASCII', async () => {
    await open();
    const { text } = await scene.get('/customers');
    expect(text).toContain('https:\\/\\/api.fortnox.se\\/3\\/customers\\/101');
    expect(text).toContain('Caf\\u00e9');
  });

  it('lack what only the single invoice has, with its types', async () => {
    await open();
    const number = scene.invoice('1250.00', { taxReduction: { type: 'rot', amount: '300.00' } });
    const item = rows((await scene.get('/invoices')).json)[0];
    for (const name of ['Credit', 'TotalToPay', 'Address1', 'Reminders'])
      expect(item).not.toHaveProperty(name);
    expect(item).toMatchObject({ CurrencyRate: '1', OCR: expect.stringMatching(/^\d+$/) });
    expect((await scene.get(`/invoices/${number}`)).json['Invoice']).toMatchObject({
      Credit: 'false',
      CreditInvoiceReference: '0',
      CurrencyRate: 1,
      Total: 1250,
      TotalToPay: 950,
      TotalVAT: 250,
      HouseWork: true,
      InvoiceRows: [{ DeliveredQuantity: '1.00' }],
    });
  });

  it('filter what is unpaid, overdue, paid, cancelled and unbooked', async () => {
    await open();
    const { bookkeeper } = scene.simulator;
    const overdue = scene.invoice('100.00');
    const dueToday = scene.invoice('100.00', { dueDate: '2026-09-14' });
    const paid = scene.invoice('100.00');
    bookkeeper.registerPayment(scene.tenantId, paid, { amount: '100.00' });
    const unbooked = scene.invoice('100.00', { isBooked: false });
    const cancelled = scene.invoice('100.00', { isBooked: false });
    bookkeeper.cancelInvoice(scene.tenantId, cancelled);
    const credit = bookkeeper.addCreditNote(scene.tenantId, overdue, { isSettled: false }).number;
    const of = async (filter: string): Promise<unknown[]> =>
      numbers((await scene.get(`/invoices?filter=${filter}`)).json);
    expect(await of('unpaid')).toEqual([overdue, dueToday, credit]);
    expect(await of('unpaidoverdue')).toEqual([overdue]);
    expect(await of('fullypaid')).toEqual([paid]);
    expect(await of('cancelled')).toEqual([cancelled]);
    expect(await of('unbooked')).toEqual([unbooked]);
    expect((await scene.get(`/invoices/${overdue}`)).json['Invoice']).toMatchObject({
      CreditInvoiceReference: credit,
    });
    expect((await scene.get(`/invoices/${credit}`)).json['Invoice']).toMatchObject({
      Credit: 'true',
      InvoiceReference: overdue,
      Total: -100,
    });
  });

  it.each([true, false])('move an invoice’s change time with a payment: %s', async (paymentBumpsInvoice) => {
    await open({ unverified: { paymentBumpsInvoice } });
    const number = scene.invoice('100.00');
    scene.clock.advanceMs(600_000);
    scene.simulator.bookkeeper.registerPayment(scene.tenantId, number, { amount: '10.00' });
    // 12:10 in Stockholm.
    const since = 'lastmodified=2026-09-14%2012:05';
    expect(numbers((await scene.get(`/invoices?${since}`)).json)).toEqual(
      paymentBumpsInvoice ? [number] : [],
    );
    expect(rows((await scene.get(`/invoicepayments?${since}`)).json, 'InvoicePayments')).toHaveLength(1);
    expect(
      rows((await scene.get('/invoicepayments?lastmodified=2026-09-14%2012:15')).json, 'InvoicePayments'),
    ).toHaveLength(0);
  });

  it('search by what a text contains, whatever its case', async () => {
    await open();
    for (let i = 0; i < 10; i += 1) scene.simulator.bookkeeper.addCustomer(scene.tenantId);
    const found = await scene.get('/customers?customernumber=11');
    expect(rows(found.json, 'Customers').map((row) => row['CustomerNumber'])).toEqual(['110', '111']);
    expect(rows((await scene.get('/customers?name=SMULTRON')).json, 'Customers')).toHaveLength(1);
  });
});
