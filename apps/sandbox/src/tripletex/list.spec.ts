import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { TripletexScene } from '../testing/tripletex-scene.js';

const YEAR = 'invoiceDateFrom=2026-01-01&invoiceDateTo=2027-01-01';

describe('lists of the simulated Tripletex', () => {
  let scene: TripletexScene;

  beforeEach(async () => {
    scene = await TripletexScene.open();
  });
  afterEach(async () => scene.close());

  const values = (answer: { json: Record<string, unknown> }) =>
    answer.json['values'] as Record<string, unknown>[];
  const get = async (path: string, headers: Record<string, string> = {}) => scene.client.get(path, headers);

  describe('paging', () => {
    it('says from + count + 1 while more rows follow, and the truth on the last page', async () => {
      for (let i = 0; i < 5; i += 1) scene.invoice('100');
      const page = async (from: number) =>
        (await get(`/invoice?${YEAR}&from=${from}&count=2&fields=id`)).json;
      expect(await page(0)).toMatchObject({ fullResultSize: 3, from: 0, count: 2 });
      expect(await page(2)).toMatchObject({ fullResultSize: 5, from: 2, count: 2 });
      expect(await page(4)).toMatchObject({ fullResultSize: 5, from: 4, count: 1 });
      expect(await page(6)).toMatchObject({ fullResultSize: 5, from: 6, count: 0, values: [] });
    });

    it('pages over live data: a row that vanishes moves the later ones up', async () => {
      const [first, , third] = [scene.invoice('1'), scene.invoice('2'), scene.invoice('3')];
      const page = async (from: number) =>
        values(await get(`/invoice?${YEAR}&from=${from}&count=1&fields=id`));
      expect(await page(0)).toEqual([{ id: first.id }]);
      scene.simulator.bookkeeper.removeInvoice(scene.companyId, first.id);
      expect(await page(1)).toEqual([{ id: third.id }]);
    });

    it('refuses a result set beyond its limit', async () => {
      await scene.close();
      scene = await TripletexScene.open({ resultRowsMax: 2 });
      for (let i = 0; i < 3; i += 1) scene.invoice('100');
      const answer = await get(`/invoice?${YEAR}&count=1`);
      expect(answer.json).toMatchObject({
        status: 422,
        code: 23000,
        message: 'Result set too large. Limit of 2 reached.',
      });
    });

    it.each([
      ['count=x', 21000],
      ['from=-1', 15000],
    ])('refuses %s with code %d', async (query, code) => {
      expect((await get(`/invoice?${YEAR}&${query}`)).json).toMatchObject({ status: 422, code });
    });
  });

  describe('windows of days', () => {
    it('lists both dates that are missing, the later one first', async () => {
      const answer = await get('/invoice');
      expect(answer.json).toMatchObject({
        status: 422,
        code: 15000,
        message: 'Validation failed',
        validationMessages: [
          { field: 'invoiceDateTo', message: 'Kan ikke være null.', path: null, rootId: null },
          { field: 'invoiceDateFrom', message: 'Kan ikke være null.', path: null, rootId: null },
        ],
      });
    });

    it('excludes the day of the upper end', async () => {
      const { id } = scene.invoice('100', { date: '2026-06-01' });
      const ids = async (to: string) =>
        values(await get(`/invoice?invoiceDateFrom=2026-06-01&invoiceDateTo=${to}&fields=id`));
      expect(await ids('2026-06-02')).toEqual([{ id }]);
      expect((await get('/invoice?invoiceDateFrom=2026-06-01&invoiceDateTo=2026-06-01')).json).toMatchObject({
        status: 422,
        validationMessages: [{ message: expect.stringContaining('greater than or equal') }],
      });
    });

    it('excludes the day of openPost', async () => {
      scene.invoice('100', { date: '2026-06-01' });
      expect(values(await get('/ledger/posting/openPost?date=2026-06-01'))).toHaveLength(0);
      expect(values(await get('/ledger/posting/openPost?date=2026-06-02'))).toHaveLength(1);
    });
  });

  describe('filters', () => {
    it('ignores parameters it does not know', async () => {
      scene.invoice('100');
      expect(
        values(await get(`/invoice?${YEAR}&invoiceStatus=PAID&customerName=none&fields=id`)),
      ).toHaveLength(1);
    });

    it('finds by id, number, KID, customer and voucher', async () => {
      const { id, number } = scene.invoice('100');
      scene.invoice('200', { customerId: scene.simulator.bookkeeper.addCustomer(scene.companyId).id });
      const row = values(await get(`/invoice?${YEAR}&id=${id}&fields=kid,voucher(id)`))[0];
      const voucherId = (row?.['voucher'] as { id: number } | undefined)?.id;
      for (const filter of [
        `invoiceNumber=${number}`,
        `kid=${String(row?.['kid'])}`,
        `customerId=${scene.customerId}`,
        `voucherId=${voucherId},1`,
      ]) {
        expect(values(await get(`/invoice?${YEAR}&${filter}&fields=id`))).toEqual([{ id }]);
      }
    });

    it('hides drafts from the list, but not from the id', async () => {
      const { id } = scene.invoice('0', { isDraft: true });
      expect(values(await get(`/invoice?${YEAR}`))).toHaveLength(0);
      expect((await get(`/invoice/${id}`)).json['value']).toMatchObject({
        invoiceNumber: 0,
        voucher: null,
        isCharged: false,
        isApproved: true,
        isCreditNote: true,
      });
    });

    it('hides inactive customers from the list, but not from the id', async () => {
      const { id } = scene.simulator.bookkeeper.addCustomer(scene.companyId, { isInactive: true });
      expect(values(await get(`/customer?id=${id}`))).toHaveLength(0);
      expect(values(await get(`/customer?id=${id}&isInactive=true&fields=id`))).toEqual([{ id }]);
      expect((await get(`/customer/${id}`)).status).toBe(200);
    });

    it('empties the ledger for a token without the right, without an error', async () => {
      scene.invoice('100');
      scene.simulator.bookkeeper.setRights(scene.companyId, { ledger: false });
      expect(values(await get('/ledger/posting/openPost?date=2027-01-01'))).toEqual([]);
      expect(values(await get(`/invoice?${YEAR}&fields=id`))).toHaveLength(1);
    });
  });

  describe('fields and sorting', () => {
    it('writes references with id and url by default, and amounts as decimals', async () => {
      scene.invoice('12500.5');
      const answer = await get(`/invoice?${YEAR}`);
      const [row] = values(answer);
      expect(row?.['customer']).toEqual({
        id: scene.customerId,
        url: `api-test.tripletex.tech/v2/customer/${scene.customerId}`,
      });
      expect(row).not.toHaveProperty('changes');
      expect(answer.text).toContain('"amount":12500.5');
      expect(answer.text).toContain('"amountRoundoff":0.0');
      expect(answer.text).toContain('"sumRemits":0,');
    });

    it('writes only what is asked for, expands as asked, and a bare reference with its id alone', async () => {
      scene.invoice('100');
      const [row] = values(
        await get(`/invoice?${YEAR}&fields=amount,currency(code),customer,voucher(number),changes`),
      );
      expect(Object.keys(row ?? {}).sort()).toEqual(['amount', 'changes', 'currency', 'customer', 'voucher']);
      expect(row).toMatchObject({
        amount: 100,
        currency: { code: 'NOK' },
        customer: { id: scene.customerId },
      });
      expect(row?.['customer']).not.toHaveProperty('url');
    });

    it('expands deeply, and over everything', async () => {
      const answer = await get(`/customer/${scene.customerId}?fields=*,postalAddress(*,country(*))`);
      expect(answer.json['value']).toMatchObject({
        name: 'Måsevik Kafé AS',
        postalAddress: { city: 'Oslo', country: { isoAlpha2Code: 'NO' } },
      });
    });

    it('expands the account of a posting even when it is only named', async () => {
      scene.invoice('100');
      const [row] = values(await get('/ledger/posting/openPost?date=2027-01-01&fields=account'));
      expect(row?.['account']).toMatchObject({ number: 1500, ledgerType: 'CUSTOMER', vatLocked: true });
    });

    it.each([
      ['dueDate', 'dueDate', 'InvoiceDTO'],
      ['id,customer(id,ssn)', 'ssn', 'CustomerDTO'],
      ['*,payments(*)', 'payments', 'InvoiceDTO'],
    ])('refuses fields=%s in the recorded words', async (fields, name, model) => {
      expect((await get(`/invoice?${YEAR}&fields=${encodeURIComponent(fields)}`)).json).toMatchObject({
        status: 400,
        code: 11000,
        message: `Illegal field in fields filter: ${name}. ${name} does not match a field in the model: ${model}`,
      });
    });

    it('sorts by fields, also through references, and refuses unknown ones', async () => {
      const [small, large] = [
        scene.invoice('100', { date: '2026-06-02' }),
        scene.invoice('200', { date: '2026-06-01' }),
      ];
      const ids = async (sorting: string) =>
        values(await get(`/invoice?${YEAR}&fields=id&sorting=${sorting}`)).map((row) => row['id']);
      expect(await ids('')).toEqual([small.id, large.id]);
      expect(await ids('-amount')).toEqual([large.id, small.id]);
      expect(await ids('customer.name,invoiceDate')).toEqual([large.id, small.id]);
      expect((await get(`/invoice?${YEAR}&sorting=dueOn`)).json).toMatchObject({
        status: 422,
        code: 17000,
        message: "Field specified for use in sorting does not exist: 'dueOn'",
        validationMessages: [],
      });
    });
  });

  describe('digest', () => {
    it('comes with If-None-Match only, and answers 304 while nothing changed', async () => {
      const { id } = scene.invoice('100');
      const path = `/invoice?${YEAR}`;
      expect((await get(path)).json['versionDigest']).toBe("'If-None-Match' header not specified");
      const digest = String((await get(path, { 'if-none-match': 'x' })).json['versionDigest']);
      const unchanged = await get(path, { 'if-none-match': digest });
      expect([unchanged.status, unchanged.text]).toEqual([304, '']);
      scene.simulator.bookkeeper.registerPayment(scene.companyId, id, { amount: 40 });
      expect((await get(path, { 'if-none-match': digest })).status).toBe(200);
    });

    it('does not see payments where the switch says so', async () => {
      await scene.close();
      scene = await TripletexScene.open({ unverified: { digestSeesPayments: false } });
      const { id } = scene.invoice('100');
      const path = `/invoice?${YEAR}`;
      const digest = String((await get(path, { 'if-none-match': 'x' })).json['versionDigest']);
      scene.simulator.bookkeeper.registerPayment(scene.companyId, id, { amount: 40 });
      expect((await get(path, { 'if-none-match': digest })).status).toBe(304);
    });
  });
});
