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

  it('pages by position: a row that vanishes moves the others up', async () => {
    for (let i = 0; i < 5; i += 1) scene.invoice('100.00');
    const page = async (args: string) =>
      (
        await scene.read(
          `openCustomerEntry(${args}) { totalCount pageInfo { hasNextPage hasPreviousPage endCursor startCursor } items { invoiceNo } }`,
        )
      )['openCustomerEntry'];
    const first = await page('first: 2');
    expect(first).toMatchObject({ totalCount: 5, pageInfo: { hasNextPage: true, hasPreviousPage: false } });
    const after = `after: "${String(first?.['pageInfo']?.['endCursor'])}"`;
    expect(await keys(`(first: 2, ${after})`)).toEqual(['100002', '100003']);
    expect(await keys(`(first: 2, skip: 1, ${after})`)).toEqual(['100003', '100004']);
    expect(await page(`first: 3, ${after}`)).toMatchObject({
      pageInfo: { hasNextPage: false, hasPreviousPage: true },
    });
    const last = await page('last: 2');
    expect(await keys('(last: 2)')).toEqual(['100003', '100004']);
    const before = `before: "${String(last?.['pageInfo']?.['startCursor'])}"`;
    expect(await keys(`(last: 2, ${before})`)).toEqual(['100001', '100002']);
    expect(await keys(`(first: 1, ${before})`)).toEqual(['100000']);
    scene.simulator.faults.install({ operation: 'query openCustomerEntry', kind: 'row-vanishes' });
    expect(await keys(`(first: 2, ${after})`)).toEqual(['100003', '100004']);
    scene.simulator.faults.install({ operation: 'query openCustomerEntry', kind: 'row-appears' });
    expect(await keys(`(first: 2, ${after})`)).toEqual(['100002', '100003']);
  });

  it.each([
    'first: 0',
    'first: -1',
    'last: 0',
    'skip: 0',
    'first: 1, after: "%%"',
    'groupBy: [{ currencyNo: DEFAULT }], first: 1',
  ])('refuses a page of %s beside what else was asked for', async (args) => {
    const { json } = await scene.ask(
      `{ useCompany(no: ${scene.companyId}) { openCustomerEntry(${args}) { totalCount } batch { totalCount } } }`,
    );
    expect(json['errors']).toHaveLength(1);
    expect(json['data']).toEqual({ useCompany: { openCustomerEntry: null, batch: { totalCount: 0 } } });
  });

  it('filters by every operator', async () => {
    scene.invoice('100.00', { dueDate: '2026-07-01', invoiceNo: 'A-1' });
    scene.invoice('200.00', { dueDate: '2026-07-02', invoiceNo: 'a-2' });
    scene.invoice('300.00', { dueDate: '2026-07-03', invoiceNo: 'B%3' });
    const where = async (filter: string) => keys(`(filter: { ${filter} })`);
    expect(await where('dueDate: { _lt: 20260702 }')).toEqual(['A-1']);
    expect(await where('dueDate: { _lte: 20260702, _gt: 20260701 }')).toEqual(['a-2']);
    expect(await where('outstandingAmountDomestic: { _gte: 200.005 }')).toEqual(['B%3']);
    expect(await where('outstandingAmountDomestic: { _not_eq: 200 }')).toEqual(['A-1', 'B%3']);
    expect(await where('invoiceNo: { _like: "a%" }')).toEqual(['A-1', 'a-2']);
    expect(await where('invoiceNo: { _like: "_-1" }')).toEqual(['A-1']);
    expect(await where('invoiceNo: { _eq: "a-1 " }')).toEqual(['A-1']);
    expect(await where('invoiceNo: { _in: ["A-2", "B%3"] }')).toEqual(['a-2', 'B%3']);
    expect(await where('invoiceNo: { _not_in: ["A-2"] }')).toEqual(['A-1', 'B%3']);
    expect(
      await where('_or: [{ dueDate: { _eq: 20260701 } }, { _and: [{ dueDate: { _eq: 20260703 } }] }]'),
    ).toEqual(['A-1', 'B%3']);
  });

  it('sorts by columns in the order asked for, then by the key', async () => {
    const days = ['2026-07-02', '2026-07-01', '2026-07-02'];
    for (const dueDate of days) scene.invoice('100.00', { dueDate });
    expect(await keys('(orderBy: [{ dueDate: DESC }])')).toEqual(['100000', '100002', '100001']);
    expect(
      await keys('(orderBy: [{ dueDate: ASC }, { auditNo: DESC }, { voucherJournalNo: DESC }])'),
    ).toEqual(['100001', '100002', '100000']);
  });

  it("stamps in the server's local time, with null for rows of old, which no filter of time finds", async () => {
    const old = scene.invoice('100.00', { isOld: true });
    scene.clock.advanceMs(1_234);
    scene.invoice('200.00');
    const changed = async (since: string) =>
      itemsOf(
        `customerTransaction(filter: { changedTimestamp: { _gte: "${since}" } }) { items { changedTimestamp } }`,
      );
    expect(await itemsOf('customerTransaction { items { changedTimestamp } }')).toEqual([
      { changedTimestamp: null },
      { changedTimestamp: '2026-09-14T12:00:01.2340000' },
    ]);
    expect(await changed('2026-09-14 12:00:01.234')).toHaveLength(1);
    expect(await changed('2026-09-14T12:00:01.2340001')).toEqual([]);
    scene.simulator.bookkeeper.changeRow(scene.companyId, old.id, { noReminders: 2 });
    expect(await changed('2000-01-01T00:00:00')).toHaveLength(2);
    const query = `query($s: DateTime!) { useCompany(no: ${scene.companyId}) { customerTransaction(filter: { changedTimestamp: { _gte: $s } }) { totalCount } } }`;
    expect((await scene.ask(query, { s: '2026-09-14T10:00:00Z' })).json['errors']).toHaveLength(1);
  });

  it('gives equal timestamps to rows over the edge of a page', async () => {
    for (let i = 0; i < 3; i += 1) {
      scene.invoice('100.00');
      scene.clock.advanceMs(1_000);
    }
    scene.simulator.faults.install({ operation: 'query *', kind: 'equal-timestamps' });
    const items = await itemsOf(
      'customerTransaction(orderBy: [{ changedTimestamp: ASC }], first: 2) { items { changedTimestamp } }',
    );
    expect(new Set(items.map(({ changedTimestamp }) => changedTimestamp)).size).toBe(1);
  });

  it('groups and sums, with the debtor of a group by customer', async () => {
    scene.invoice('100.10');
    scene.invoice('200.20');
    scene.invoice('50.00', { currency: 'EUR' });
    expect(
      await itemsOf(
        'openCustomerEntry(groupBy: [{ customerNo: DEFAULT }, { currencyNo: DEFAULT }]) { items { currencyNo dueDate aggregates { sum { outstandingAmountDomestic } count { auditNo } } joinup_Associate_via_Customer { name } } }',
      ),
    ).toEqual([
      {
        currencyNo: 0,
        dueDate: null,
        aggregates: { sum: { outstandingAmountDomestic: 300.3 }, count: { auditNo: 2 } },
        joinup_Associate_via_Customer: { name: 'Måsevik Kafé AS' },
      },
      {
        currencyNo: 99,
        dueDate: null,
        aggregates: { sum: { outstandingAmountDomestic: 575 }, count: { auditNo: 1 } },
        joinup_Associate_via_Customer: { name: 'Måsevik Kafé AS' },
      },
    ]);
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
