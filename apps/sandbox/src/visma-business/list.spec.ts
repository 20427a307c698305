import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { VismaBusinessScene } from './testing/visma-business-scene.js';

type Items = readonly Record<string, unknown>[];

describe('a list', () => {
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
    expect(await where('exchangeRate: { _eq: 1 }')).toHaveLength(3);
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

  it.each([
    ['{ voucherJournalNo: { _eq: 4003 } }', ['100002']],
    ['{ voucherJournalNo: { _in: [4001, 4004, 4099] } }', ['100000', '100003']],
    ['{ voucherJournalNo: { _gt: 4002 } }', ['100002', '100003']],
    ['{ voucherJournalNo: { _gte: 4002, _lt: 4004 } }', ['100001', '100002']],
    [
      '{ _or: [{ voucherJournalNo: { _gt: 4003 } }, { _and: [{ voucherJournalNo: { _eq: 4001 } }, { auditNo: { _eq: 1 } }] }] }',
      ['100000', '100003'],
    ],
    [
      '{ _or: [{ voucherJournalNo: { _eq: 4001 } }, { auditNo: { _eq: 1 } }] }',
      ['100000', '100001', '100002', '100003'],
    ],
    [
      '{ _and: [{ customerNo: { _eq: 10001 } }, { voucherJournalNo: { _gte: 4003 } }] }',
      ['100002', '100003'],
    ],
    ['{ customerNo: { _not_in: [10001] } }', []],
    ['{ customerNo: { _in: [] } }', []],
  ])('finds by an index what a look at every row would: %s', async (filter, found) => {
    for (let i = 0; i < 4; i += 1) scene.invoice('100.00');
    expect(await keys(`(filter: ${filter})`)).toEqual(found);
  });
});
