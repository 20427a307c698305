import { afterEach, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/tripletex-client.js';
import type { VismaBusinessSimulatorOptions } from './simulator.js';
import { batchCreate, VismaBusinessScene } from './testing/visma-business-scene.js';
import type { VismaBusinessUnverified } from './unverified.js';

const PING = '{ __typename }';
const SERVICE = {
  grant_type: 'client_credentials',
  scope: 'business-graphql-service-api:access-group-based',
};

describe('what the vendor leaves open', () => {
  let scene: VismaBusinessScene;
  const open = async (
    unverified: Partial<VismaBusinessUnverified>,
    options: VismaBusinessSimulatorOptions = {},
  ): Promise<VismaBusinessScene> =>
    (scene = await VismaBusinessScene.open({
      ...options,
      unverified: { trailingBlanks: false, ...unverified },
    }));
  afterEach(async () => scene.close());

  const renew = async (refreshToken: string) =>
    scene.tokenRequest({ grant_type: 'refresh_token', refresh_token: refreshToken });
  const items = async (selection: string): Promise<unknown> => {
    const field = /^\w+/.exec(selection)?.[0] ?? '';
    return (await scene.read(selection))[field]?.['items'];
  };

  it.each([400, 401] as const)('invalid_client is %d', async (invalidClientStatus) => {
    await open({ invalidClientStatus });
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const url = `${scene.connectUrl}/connect/token`;
    const body = 'grant_type=refresh_token&client_id=nobody&client_secret=x';
    expect((await ask(url, { method: 'POST', headers, body })).status).toBe(invalidClientStatus);
  });

  it.each(['rotates', 'same', 'absent'] as const)('a renewed refresh token %s', async (renewedToken) => {
    await open({ renewedToken });
    const { refreshToken } = scene.simulator.issueTokens();
    const { json } = await renew(refreshToken);
    const next = json['refresh_token'] as unknown;
    expect(next === undefined ? 'absent' : next === refreshToken ? 'same' : 'rotates').toBe(renewedToken);
    expect((await renew(refreshToken)).status).toBe(renewedToken === 'rotates' ? 400 : 200);
  });

  it.each([
    ['refused', 400, 200],
    ['accepted', 200, 200],
    ['ends-grant', 400, 400],
  ] as const)('a refresh token used twice is/has %s', async (reusedRefreshToken, second, successor) => {
    await open({ reusedRefreshToken });
    const { refreshToken } = scene.simulator.issueTokens();
    const next = String((await renew(refreshToken)).json['refresh_token']);
    expect((await renew(refreshToken)).status).toBe(second);
    expect((await renew(next)).status).toBe(successor);
  });

  it.each(['ignored', 'required'] as const)('tenant_id is %s', async (tenantId) => {
    await open({ tenantId });
    expect((await scene.tokenRequest(SERVICE, 'service')).status).toBe(tenantId === 'ignored' ? 200 : 400);
    expect((await scene.tokenRequest({ ...SERVICE, tenant_id: 'x' }, 'service')).status).toBe(200);
  });

  it.each([
    ['html-401', 401],
    ['json-403', 403],
  ] as const)("a token at the other's endpoint is %s", async (wrongEndpoint, status) => {
    await open({ wrongEndpoint });
    expect((await scene.post({ query: PING }, { endpoint: 'graphql-service' })).status).toBe(status);
  });

  it.each([
    ['full', /429/],
    ['no-reset', /rate limit/],
    ['empty', /^$/],
    ['html', /nginx/],
  ] as const)("the gateway's 429 looks %s", async (rateLimitFace, body) => {
    await open({ rateLimitFace }, { limits: { requestsPerMinute: 1 } });
    await scene.ask(PING);
    const answer = await scene.ask(PING);
    expect(answer.status).toBe(429);
    expect(answer.text).toMatch(body);
    expect('retry-after' in answer.headers).toBe(rateLimitFace === 'full');
  });

  it.each([
    ['one', 200],
    ['each', 429],
  ] as const)('operations sent together count as %s', async (batchedCountAs, status) => {
    await open({ batchedCountAs }, { limits: { requestsPerMinute: 2 } });
    const together = [{ query: PING }, { query: PING }, { query: PING }];
    expect((await scene.post(together)).status).toBe(status);
  });

  it.each([
    ['error-200', 200],
    ['html-504', 504],
  ] as const)('a timeout is %s', async (timeoutAnswer, status) => {
    await open({ timeoutAnswer }, { limits: { timeoutMs: 1 } });
    scene.simulator.faults.install({ operation: 'query *', kind: 'slow', delayMs: 5 });
    expect((await scene.ask(PING)).status).toBe(status);
  });

  it.each([
    ['cap', undefined],
    ['refuse', 1],
  ] as const)('a page above the maximum: %s', async (overPageSizeMax, errors) => {
    await open({ overPageSizeMax, pageSizeMax: 2 });
    for (let i = 0; i < 3; i += 1) scene.invoice('1.00');
    const { json } = await scene.ask(
      `{ useCompany(no: ${scene.companyId}) { openCustomerEntry(first: 3) { items { auditNo } } } }`,
    );
    const entry = json['data']?.['useCompany']?.['openCustomerEntry'] as unknown;
    expect((json['errors'] as unknown as unknown[] | undefined)?.length).toBe(errors);
    expect(entry === null ? 0 : (entry as { items: unknown[] }).items.length).toBe(errors ? 0 : 2);
  });

  it.each([
    [2, 5_000, 2],
    ['all', 5_000, 3],
    ['all', 2, 2],
    ['all', 'none', 3],
  ] as const)('a page that names no size: %s of at most %s', async (pageSizeDefault, pageSizeMax, rows) => {
    await open({ pageSizeDefault, pageSizeMax });
    for (let i = 0; i < 3; i += 1) scene.invoice('1.00');
    expect(await items('openCustomerEntry { items { auditNo } }')).toHaveLength(rows);
  });

  it('a cursor names a row by its key, and is refused once that row is gone', async () => {
    await open({ cursor: 'key' });
    const rows = [1, 2, 3].map(() => scene.invoice('1.00'));
    const page = await scene.read('openCustomerEntry(first: 1) { pageInfo { endCursor } }');
    const cursor = String(page['openCustomerEntry']?.['pageInfo']?.['endCursor']);
    const next = `openCustomerEntry(first: 1, after: "${cursor}") { items { invoiceNo } }`;
    expect(await items(next)).toEqual([{ invoiceNo: rows[1]?.invoiceNo }]);
    scene.simulator.bookkeeper.removeRow(scene.companyId, rows[0]?.id ?? 0);
    await expect(scene.read(next)).rejects.toThrow('not a cursor');
  });

  it.each([
    ['T', '2026-09-14T12:00:00.0000000'],
    ['blank', '2026-09-14 12:00:00.0000000'],
  ] as const)('a timestamp is written with %s', async (timestampForm, changedTimestamp) => {
    await open({ timestampForm });
    scene.invoice('1.00');
    expect(await items('openCustomerEntry { items { changedTimestamp } }')).toEqual([{ changedTimestamp }]);
  });

  it.each([
    ['both', [true, true]],
    ['T', [true, false]],
    ['blank', [false, true]],
  ] as const)('a timestamp in a filter is taken as %s', async (timestampLiteral, taken) => {
    await open({ timestampLiteral });
    const answers = [];
    for (const mark of ['T', ' ']) {
      const filter = `{ changedTimestamp: { _gt: "2026-01-01${mark}00:00:00" } }`;
      const query = `{ useCompany(no: ${scene.companyId}) { batch(filter: ${filter}) { totalCount } } }`;
      answers.push((await scene.ask(query)).json['errors'] === undefined);
    }
    expect(answers).toEqual(taken);
  });

  it.each([
    ['String', 'string'],
    ['Long', 'number'],
  ] as const)('organizationNo is a %s', async (organizationNoType, type) => {
    await open({ organizationNoType });
    const { json } = await scene.ask('{ availableCompanies { items { organizationNo } } }');
    expect(typeof json['data']?.['availableCompanies']?.['items']?.[0]?.['organizationNo']).toBe(type);
  });

  it.each([
    ['shortest', '"amountDomestic":4900.5}'],
    ['two-places', '"amountDomestic":4900.50}'],
  ] as const)('a decimal is %s', async (decimalForm, text) => {
    await open({ decimalForm });
    scene.invoice('4900.50');
    const query = `{ useCompany(no: ${scene.companyId}) { openCustomerEntry { items { amountDomestic } } } }`;
    expect((await scene.ask(query)).text).toContain(text);
  });

  it.each([
    ['zero', 0],
    ['number', 47],
  ] as const)("the company's own currency is %s", async (domesticCurrencyNo, currencyNo) => {
    await open({ domesticCurrencyNo });
    scene.invoice('1.00');
    expect(await items('openCustomerEntry { items { currencyNo } }')).toEqual([{ currencyNo }]);
  });

  it.each([true, false])('some texts end in a blank: %s', async (trailingBlanks) => {
    await open({ trailingBlanks });
    for (let i = 0; i < 3; i += 1) scene.invoice('1.00');
    const rows = (await items('openCustomerEntry { items { invoiceNo } }')) as { invoiceNo: string }[];
    expect(rows.filter(({ invoiceNo }) => invoiceNo.endsWith(' '))).toHaveLength(trailingBlanks ? 1 : 0);
    const padded = rows.find(({ invoiceNo }) => invoiceNo.endsWith(' '))?.invoiceNo.trim() ?? '100000';
    expect(
      await items(`openCustomerEntry(filter: { invoiceNo: { _eq: "${padded}" } }) { items { auditNo } }`),
    ).toHaveLength(1);
  });

  it('columns may be missing, where they are read and where they are written', async () => {
    const missingColumns = [
      'OpenCustomerEntry.cid',
      'Voucher_Input.externalReference1',
      'VbcCompany.organizationNo',
      'OpenCustomerEntry.joinup_Associate_via_Customer',
      'CompanyInformation.matchingMethodForCustomer',
    ];
    await open({ missingColumns });
    for (const query of [
      `{ useCompany(no: 1) { openCustomerEntry { items { cid } } } }`,
      `{ useCompany(no: 1) { openCustomerEntry(filter: { cid: { _eq: "1" } }) { totalCount } } }`,
      `{ useCompany(no: 1) { openCustomerEntry { items { joinup_Associate_via_Customer { name } } } } }`,
      `{ useCompany(no: 1) { companyInformation { items { matchingMethodForCustomer } } } }`,
      `{ availableCompanies { items { organizationNo } } }`,
      `mutation { useCompany(no: 1) { batch_create(values: [{ vouchers: [{ externalReference1: "x" }] }]) { affectedRows } } }`,
    ])
      expect((await scene.ask(query)).json).not.toHaveProperty('data');
  });

  it.each([true, false])('more columns of the data model are there: %s', async (moreColumns) => {
    await open({ moreColumns });
    scene.invoice('1.00');
    const { json } = await scene.ask(
      `{ useCompany(no: ${scene.companyId}) { customerTransaction { items { voucherNo currencyNo cid joinup_Associate_via_Customer { name } } } openCustomerEntry { items { voucherDate } } } }`,
    );
    expect(json['data'] !== undefined).toBe(moreColumns);
  });

  it.each([
    [true, ['KH-1', 1]],
    [false, ['', 0]],
  ] as const)('the external reference follows the voucher: %s', async (externalReferenceFollows, seen) => {
    await open({ externalReferenceFollows });
    await scene.updateBatch(await scene.createBatch('1.00', 'X'));
    const [row] = (await items('customerTransaction { items { externalReference1 } }')) as {
      externalReference1: string;
    }[];
    const posted = await scene.read(
      'updatedVoucher(filter: { externalReference1: { _eq: "KH-1" } }) { totalCount }',
    );
    expect([row?.externalReference1, posted['updatedVoucher']?.['totalCount']]).toEqual(seen);
  });

  it.each([
    ['skipped', 1],
    ['row-refused', 0],
  ] as const)('a bad field is/has its %s', async (badField, affectedRows) => {
    await open({ badField });
    const { json } = await scene.write(
      'batch_create(values: [{ voucherSeriesNo: 9 valueDate: 20260914 vouchers: [{ voucherDate: 1 }] }]) { affectedRows }',
    );
    expect(json['errors']).toHaveLength(1);
    expect(json['data']?.['useCompany']?.['batch_create']).toEqual({ affectedRows });
  });

  it.each([
    ['refused', ''],
    ['cut', 'X'.repeat(5)],
  ] as const)('a text that is too long is %s', async (longText, kept) => {
    await open({ longText, externalReferenceLength: 5, textLength: 7 });
    const { json } = await scene.write(batchCreate(scene.customerNo, '1.00', 'R', 'X'.repeat(6)));
    expect(json['errors'] === undefined).toBe(longText === 'cut');
    expect(await items('voucher { items { externalReference1 text } }')).toEqual([
      { externalReference1: kept, text: 'Inkasso' },
    ]);
  });

  it.each([true, false])('null suggests a value: %s', async (nullSuggests) => {
    await open({ nullSuggests });
    const { json } = await scene.write(batchCreate(scene.customerNo, '1.00', 'R', 'K'));
    expect(json['errors'] === undefined).toBe(nullSuggests);
    expect(await items('voucher { items { voucherNo } }')).toEqual([
      { voucherNo: nullSuggests ? 90_000 : 0 },
    ]);
  });

  it.each([
    ['both', 1, { succeeded: false, voucherJournalNo: null }],
    ['succeeded-false', 0, { succeeded: false, voucherJournalNo: null }],
    ['errors', 1, null],
  ] as const)('a refused update says so by %s', async (refusedUpdate, errors, result) => {
    await open({ refusedUpdate });
    const batchNo = await scene.createBatch('1.00', 'X');
    scene.simulator.bookkeeper.setPeriodClosed(scene.companyId, '2026-09', true);
    const { json } = await scene.updateBatch(batchNo);
    expect((json['errors'] as unknown as unknown[] | undefined)?.length ?? 0).toBe(errors);
    expect(json['data']).toEqual({ useCompany: { batch_processings: { updateBatch: result } } });
  });

  it.each([
    ['succeeded', true],
    ['not-succeeded', false],
  ] as const)('an update that finds no batch has %s', async (updateOfNothing, succeeded) => {
    await open({ updateOfNothing });
    expect((await scene.updateBatch(77)).json['data']).toEqual({
      useCompany: { batch_processings: { updateBatch: { succeeded, voucherJournalNo: null } } },
    });
  });

  it.each([
    ['present', 4_001],
    ['null', null],
  ] as const)("an update's journal number is %s", async (updatedJournalNo, voucherJournalNo) => {
    await open({ updatedJournalNo });
    const { json } = await scene.updateBatch(await scene.createBatch('1.00', 'X'));
    expect(json['data']).toEqual({
      useCompany: { batch_processings: { updateBatch: { succeeded: true, voucherJournalNo } } },
    });
  });

  it.each([
    [true, 20_260_914],
    [false, 0],
  ])('a loss counts as the last payment: %s', async (lossIsPayment, paidLast) => {
    await open({ lossIsPayment });
    scene.simulator.bookkeeper.writeOff(scene.companyId, scene.invoice('1.00').id);
    expect(
      await items('customerTransaction(filter: { amountDomestic: { _gt: 0 } }) { items { paidLast } }'),
    ).toEqual([{ paidLast }]);
  });
});
