import { afterEach, describe, expect, it } from '@jest/globals';
import { type Answer, TripletexTestClient } from '../testing/tripletex-client.js';
import { TripletexScene } from '../testing/tripletex-scene.js';
import { UNVERIFIED_DEFAULTS, type UnverifiedBehaviour } from './unverified.js';

describe('each behaviour the vendor leaves open can be switched', () => {
  let scene: TripletexScene;
  afterEach(async () => scene.close());

  const open = async (unverified: Partial<UnverifiedBehaviour>) => {
    scene = await TripletexScene.open({ unverified });
  };
  const pay = (invoiceId: number, paidAmount: string, paymentDate = '2026-09-10') =>
    scene.client.put(
      `/invoice/${invoiceId}/:payment?paymentDate=${paymentDate}&paidAmount=${paidAmount}&paymentTypeId=${scene.paymentType('Betalt til bank')}`,
    );
  const accountant = (username: string | number = 0) =>
    TripletexTestClient.login(
      scene.simulator,
      scene.url,
      scene.simulator.credentials.accountantToken,
      String(username),
    );

  /** By switch: what differs between its values. */
  const cases: { [K in keyof UnverifiedBehaviour]?: (value: UnverifiedBehaviour[K]) => Promise<void> } = {
    outstandingCurrency: async (value) => {
      const { id } = scene.invoice('1000', { currency: 'EUR' });
      const answer = await scene.client.get(
        `/invoice/${id}?fields=amountOutstanding,amountCurrencyOutstanding`,
      );
      expect(answer.json['value']).toEqual({
        amountOutstanding: value === 'invoice' ? 1000 : 11_500,
        amountCurrencyOutstanding: 1000,
      });
    },
    isCreditedShown: async (value) => {
      const { id } = scene.invoice('100');
      scene.simulator.bookkeeper.addCreditNote(scene.companyId, id);
      expect((await scene.client.get(`/invoice/${id}`)).json['value']?.['isCredited']).toBe(value);
    },
    partialCreditListedOnOriginal: async (value) => {
      const { id } = scene.invoice('100');
      scene.simulator.bookkeeper.addCreditNote(scene.companyId, id, { amount: 40 });
      const answer = await scene.client.get(`/invoice/${id}?fields=postings(id),amountOutstanding`);
      expect(answer.json['value']).toMatchObject({ amountOutstanding: 60 });
      expect(answer.json['value']?.['postings']).toHaveLength(value ? 2 : 1);
    },
    accountNumberToExclusive: async (value) => {
      scene.invoice('100');
      const answer = await scene.client.get(
        '/ledger/posting/openPost?date=2027-01-01&accountNumberFrom=1500&accountNumberTo=1500',
      );
      expect(answer.json['values']).toHaveLength(value ? 0 : 1);
    },
    externalVoucherNumberUnique: async (value) => {
      const accounts = (await scene.client.get('/ledger/account?number=1579&fields=id')).json['values'];
      const account = { id: accounts?.[0]?.['id'] };
      const line = (row: number, amountGross: number) => ({ row, account, amountGross });
      const body = {
        date: '2026-09-10',
        externalVoucherNumber: 'twice',
        postings: [line(1, 5), line(2, -5)],
      };
      await scene.client.post('/ledger/voucher', body);
      const again = await scene.client.post('/ledger/voucher', body);
      expect([again.status, again.json['code']]).toEqual(value ? [409, 14000] : [201, undefined]);
    },
    remindersInTotal: async (value) => {
      const { id } = scene.invoice('100');
      scene.simulator.bookkeeper.addReminder(scene.companyId, id, { type: 'REMINDER', charge: 38 });
      expect((await scene.client.get(`/invoice/${id}`)).json['value']?.['amountOutstandingTotal']).toBe(
        value ? 138 : 100,
      );
    },
    changedSinceWorks: async (value) => {
      const answer = await scene.client.get('/customer?changedSince=2030-01-01');
      expect(answer.json['values']).toHaveLength(value ? 0 : 1);
    },
    customerIdFindsInactive: async (value) => {
      const { id } = scene.simulator.bookkeeper.addCustomer(scene.companyId, { isInactive: true });
      expect((await scene.client.get(`/customer?id=${id}`)).json['values']).toHaveLength(value ? 1 : 0);
    },
    clientUsername: async (value) => {
      const client = await accountant();
      const row = (await client.get('/company/>withLoginAccess')).json['values']?.[0];
      const [right, wrong] = value === 'id' ? ['id', 'id'] : ['id', 'customerCompanyId'];
      expect((await client.as(String(row?.[right])).get('/customer')).status).toBe(200);
      expect((await client.as(String(row?.[wrong])).get('/customer')).status).toBe(
        value === 'id' ? 200 : 403,
      );
    },
    accountantAtHomeStatus: async (value) => {
      expect((await (await accountant()).get('/customer')).status).toBe(value);
    },
    noAccessStatus: async (value) => {
      const client = await accountant(scene.companyId);
      scene.simulator.bookkeeper.withdrawAccess(scene.companyId);
      expect((await client.get('/customer')).status).toBe(value);
    },
    paymentInClosedPeriod: async (value) => {
      scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', true);
      expectAccepted(await pay(scene.invoice('100').id, '100'), value === 'accept');
    },
    paymentInFuture: async (value) => {
      expectAccepted(await pay(scene.invoice('100').id, '100', '2026-09-15'), value === 'accept');
    },
    paymentOnCredited: async (value) => {
      const { id } = scene.invoice('100');
      scene.simulator.bookkeeper.addCreditNote(scene.companyId, id);
      expectAccepted(await pay(id, '100'), value === 'accept');
    },
    paymentBelowMinorUnit: async (value) => {
      expectAccepted(await pay(scene.invoice('100').id, '99.995'), value === 'round');
    },
    bareReference: async (value) => {
      const { id } = scene.invoice('100');
      const customer = (await scene.client.get(`/invoice/${id}?fields=customer`)).json['value']?.['customer'];
      expect(Object.keys(customer ?? {})).toEqual(value === 'id' ? ['id'] : ['id', 'url']);
    },
    budgetPer: async (value) => {
      await scene.close();
      scene = await TripletexScene.open({ unverified: { budgetPer: value }, limits: { requestsMax: 1 } });
      const other = scene.simulator.addCompany();
      const client = await accountant(scene.companyId);
      expect((await client.get('/customer')).status).toBe(200);
      expect((await client.as(other.companyId).get('/customer')).status).toBe(value === 'token' ? 429 : 200);
    },
  };

  const values: { [K in keyof UnverifiedBehaviour]?: readonly UnverifiedBehaviour[K][] } = {
    outstandingCurrency: ['invoice', 'company'],
    clientUsername: ['id', 'customerCompanyId'],
    accountantAtHomeStatus: [403, 401, 422],
    noAccessStatus: [403, 401, 404],
    paymentInClosedPeriod: ['refuse', 'accept'],
    paymentInFuture: ['accept', 'refuse'],
    paymentOnCredited: ['accept', 'refuse'],
    paymentBelowMinorUnit: ['round', 'refuse'],
    bareReference: ['id', 'id-and-url'],
    budgetPer: ['token', 'company'],
  };

  const rows = Object.keys(cases).flatMap((name) => {
    const key = name as keyof UnverifiedBehaviour;
    return (values[key] ?? [true, false]).map((value): [keyof UnverifiedBehaviour, unknown] => [key, value]);
  });

  it.each(rows)('%s = %s', async (name, value) => {
    await open({ [name]: value });
    await (cases[name] as (value: unknown) => Promise<void>)(value);
  });

  it('and every switch has a default and a test', async () => {
    await open({});
    // These are tested where the subject is: payment.spec.ts, voucher.spec.ts, list.spec.ts.
    const elsewhere = [
      'postingRuleIdOnPayments',
      'voucherInvoiceNumberPays',
      'closePostingsPays',
      'digestSeesPayments',
    ];
    expect([...Object.keys(cases), ...elsewhere].sort()).toEqual(Object.keys(UNVERIFIED_DEFAULTS).sort());
  });

  function expectAccepted(answer: Answer, isAccepted: boolean): void {
    expect(answer.status).toBe(isAccepted ? 200 : 422);
  }
});
