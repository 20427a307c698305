import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VismaBusinessScene } from './testing/visma-business-scene.js';

type Items = readonly Record<string, unknown>[];

describe('reading', () => {
  let scene: VismaBusinessScene;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
  });
  afterEach(async () => scene.close());

  const itemsOf = async (selection: string): Promise<Items> => {
    const field = /^\w+/.exec(selection)?.[0] ?? '';
    return (await scene.read(selection))[field]?.['items'] as unknown as Items;
  };
  const keys = async (args: string): Promise<unknown[]> =>
    (await itemsOf(`openCustomerEntry${args} { items { invoiceNo } }`)).map(({ invoiceNo }) => invoiceNo);

  it('shows an open invoice with what the ledger knows of it and of its debtor', async () => {
    const row = scene.invoice('12500.50', { dueDate: '2026-07-15' });
    expect(
      await scene.read(`openCustomerEntry(first: 500) {
        totalCount pageInfo { hasNextPage hasPreviousPage startCursor endCursor }
        items {
          voucherJournalNo auditNo customerNo invoiceNo dueDate dueDateAsDate readyForReminder outstandingAmountDomestic
          amountDomestic currencyNo debtCollectionCaseNo noReminders cid reference paidStatus stopCollectionDate
          stopCollectionDateAsDate changedTimestamp
          joinup_Associate_via_Customer { associateNo name companyNo addressLine1 addressLine2 postCode postalArea joinup_Country_via_Country { countryNo name } }
        }
      }`),
    ).toEqual({
      openCustomerEntry: {
        totalCount: 1,
        pageInfo: { hasNextPage: false, hasPreviousPage: false, startCursor: 'MQ==', endCursor: 'MQ==' },
        items: [
          {
            voucherJournalNo: 4001,
            auditNo: 1,
            customerNo: scene.customerNo,
            invoiceNo: '100000',
            dueDate: 20260715,
            dueDateAsDate: '2026-07-15',
            readyForReminder: 20260718,
            outstandingAmountDomestic: 12500.5,
            amountDomestic: 12500.5,
            currencyNo: 0,
            debtCollectionCaseNo: 0,
            noReminders: 0,
            cid: row.cid,
            reference: '100000',
            paidStatus: 1,
            stopCollectionDate: 0,
            stopCollectionDateAsDate: null,
            changedTimestamp: '2026-09-14T12:00:00.0000000',
            joinup_Associate_via_Customer: {
              associateNo: 801,
              name: 'Måsevik Kafé AS',
              companyNo: expect.stringMatching(/^3\d{8}$/) as unknown,
              addressLine1: 'Prøveveien 1',
              addressLine2: '',
              postCode: '0580',
              postalArea: 'OSLO',
              joinup_Country_via_Country: { countryNo: 47, name: 'Norge' },
            },
          },
        ],
      },
    });
  });

  it('deletes the open entry of a settled invoice, and keeps its transaction', async () => {
    const { bookkeeper } = scene.simulator;
    const [paid, late, credited, mixed, lost] = ['1', '2', '3', '4', '5'].map((amount) =>
      scene.invoice(`${amount}00.00`, { dueDate: '2026-09-14' }),
    );
    bookkeeper.receivePayment(scene.companyId, paid?.id ?? 0, { amount: '40' });
    bookkeeper.receivePayment(scene.companyId, late?.id ?? 0, { date: '2026-09-15' });
    bookkeeper.addCreditNote(scene.companyId, credited?.id ?? 0);
    bookkeeper.addCreditNote(scene.companyId, mixed?.id ?? 0, { amount: '150' });
    bookkeeper.receivePayment(scene.companyId, mixed?.id ?? 0);
    bookkeeper.writeOff(scene.companyId, lost?.id ?? 0);
    expect(await keys('')).toEqual(['100000']);
    expect(
      await itemsOf(`customerTransaction(filter: { amountDomestic: { _gt: 0 } }) {
        items { amountDomestic outstandingAmountDomestic paidStatus paidLast creditedAmountDomestic }
      }`),
    ).toEqual(
      [
        [100, 60, 2, 20260914, 0],
        [200, 0, 3, 20260915, 0],
        [300, 0, 4, 0, 300],
        [400, 0, 4, 20260914, 150],
        [500, 0, 4, 20260914, 0],
      ].map(([amount, outstanding, status, last, creditedAmount]) => ({
        amountDomestic: amount,
        outstandingAmountDomestic: outstanding,
        paidStatus: status,
        paidLast: last,
        creditedAmountDomestic: creditedAmount,
      })),
    );
  });

  it('shows unmatched money as a negative entry, and a reversed match as an open invoice again', async () => {
    const { bookkeeper } = scene.simulator;
    const row = scene.invoice('100.00');
    bookkeeper.receiveOnAccount(scene.companyId, scene.customerNo, { amount: '70' });
    const payment = bookkeeper.receivePayment(scene.companyId, row.id);
    expect(
      await itemsOf(
        'openCustomerEntry(filter: { outstandingAmountDomestic: { _lt: 0 } }) { items { outstandingAmountDomestic invoiceNo } }',
      ),
    ).toEqual([{ outstandingAmountDomestic: -70, invoiceNo: '' }]);
    bookkeeper.reverseRow(scene.companyId, payment.id);
    expect(
      await itemsOf(
        'openCustomerEntry(filter: { outstandingAmountDomestic: { _gt: 0 } }) { items { outstandingAmountDomestic paidStatus } }',
      ),
    ).toEqual([{ outstandingAmountDomestic: 100, paidStatus: 1 }]);
    const { receivables, invoices } = scene.simulator.ledger(scene.companyId);
    expect([receivables, invoices[0]?.paymentVoucherIds]).toEqual(['30.00', []]);
  });

  it('keeps a late payment as an entry without remainder until its interest is calculated', async () => {
    const { bookkeeper } = scene.simulator;
    bookkeeper.changeCompany(scene.companyId, { calculatesInterest: true });
    const row = scene.invoice('100.00');
    bookkeeper.receivePayment(scene.companyId, row.id);
    const selection = 'openCustomerEntry { items { outstandingAmountDomestic paidStatus } }';
    expect(await itemsOf(selection)).toEqual([{ outstandingAmountDomestic: 0, paidStatus: 3 }]);
    bookkeeper.calculateInterest(scene.companyId);
    expect(await itemsOf(selection)).toEqual([]);
  });

  it.each([0, 5] as const)('produces no open entries with matching method %d', async (matchingMethod) => {
    scene.simulator.bookkeeper.changeCompany(scene.companyId, { matchingMethod });
    scene.invoice('100.00');
    expect(await scene.read('openCustomerEntry { totalCount } customerTransaction { totalCount }')).toEqual({
      openCustomerEntry: { totalCount: 0 },
      customerTransaction: { totalCount: 1 },
    });
  });

  it("keeps foreign currency beside the company's own", async () => {
    const row = scene.invoice('100.00', { currency: 'EUR' });
    scene.simulator.bookkeeper.receivePayment(scene.companyId, row.id, { amount: '40.00' });
    expect(
      await itemsOf(
        'openCustomerEntry { items { currencyNo amountDomestic amountInCurrency outstandingAmountDomestic outstandingAmountInCurrency exchangeRate } }',
      ),
    ).toEqual([
      {
        currencyNo: 99,
        amountDomestic: 1150,
        amountInCurrency: 100,
        outstandingAmountDomestic: 690,
        outstandingAmountInCurrency: 60,
        exchangeRate: 11.5,
      },
    ]);
    expect(await itemsOf('currency(filter: { currencyNo: { _eq: 99 } }) { items { isoCode } }')).toEqual([
      { isoCode: 'EUR' },
    ]);
  });

  it('shows holds, cases and reminders', async () => {
    const { bookkeeper } = scene.simulator;
    const { id } = scene.invoice('100.00');
    bookkeeper.changeRow(scene.companyId, id, {
      noReminders: 3,
      debtCollectionCaseNo: 77,
      debtCollectionStatus: 'Sendt',
      stopCollectionDate: '2026-10-01',
      paymentSuggested: 1,
    });
    bookkeeper.addReminder(scene.companyId, id, { amount: '35', date: '2026-08-01' });
    expect(
      await itemsOf(
        'openCustomerEntry { items { noReminders debtCollectionCaseNo stopCollectionDate paymentSuggested noOfRemindersSent lastReminderDate amountDomestic } }',
      ),
    ).toEqual([
      {
        noReminders: 3,
        debtCollectionCaseNo: 77,
        stopCollectionDate: 20261001,
        paymentSuggested: 1,
        noOfRemindersSent: 1,
        lastReminderDate: 20260801,
        amountDomestic: 100,
      },
      {
        noReminders: 0,
        debtCollectionCaseNo: 0,
        stopCollectionDate: 0,
        paymentSuggested: 0,
        noOfRemindersSent: 0,
        lastReminderDate: 0,
        amountDomestic: 35,
      },
    ]);
  });

  it.each([
    ['no-due-date', { dueDate: 0, dueDateAsDate: null }],
    ['no-customer', { customerNo: 0, joinup_Associate_via_Customer: null }],
    ['three-decimals', { outstandingAmountDomestic: 100.005 }],
  ] as const)('shows a malformed row: %s', async (malformed, shown) => {
    scene.invoice('100.00', { malformed });
    const [item] = await itemsOf(
      'openCustomerEntry { items { dueDate dueDateAsDate customerNo outstandingAmountDomestic joinup_Associate_via_Customer { name } } }',
    );
    expect(item).toMatchObject(shown);
  });

  it('keeps a Swedish company in kronor of its own', async () => {
    const { companyId } = scene.simulator.addCompany({ name: 'Lingon AB', currency: 'SEK' });
    const { customerNo } = scene.simulator.bookkeeper.addCustomer(companyId, { country: 'SE' });
    scene.simulator.bookkeeper.addInvoice(companyId, { customerNo, amount: '99.00' });
    const { json } = await scene.ask(
      `{ useCompany(no: ${companyId}) { openCustomerEntry { items { currencyNo cid } } generalLedgerAccount(filter: { name: { _like: "inkasso%" } }) { items { accountNo } } } }`,
    );
    expect(json['data']?.['useCompany']).toMatchObject({
      openCustomerEntry: { items: [{ currencyNo: 0 }] },
      generalLedgerAccount: { items: [{ accountNo: 1689 }] },
    });
  });

  it('tells its set-up: organisation number, matching method, series', async () => {
    expect(
      await scene.read(
        'companyInformation { items { companyNo matchingMethodForCustomer } } voucherSeries(filter: { voucherSeriesNo: { _eq: 9 } }) { items { name firstVoucherNo lastVoucherNo nextVoucherNo } } country { totalCount }',
      ),
    ).toEqual({
      companyInformation: {
        items: [
          {
            companyNo: scene.simulator.credentials.companies[0]?.organizationNumber,
            matchingMethodForCustomer: 4,
          },
        ],
      },
      voucherSeries: {
        items: [{ name: 'Inkasso', firstVoucherNo: 90000, lastVoucherNo: 99999, nextVoucherNo: 90000 }],
      },
      country: { totalCount: 4 },
    });
  });
});
