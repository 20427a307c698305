import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/tripletex-client.js';
import { VismaBusinessScene } from './testing/visma-business-scene.js';

const PING = '{ __typename }';

describe('the surface', () => {
  let scene: VismaBusinessScene;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
  });
  afterEach(async () => scene.close());

  it.each(['', 'Bearer nobody', 'Basic YTpi'])('answers "%s" with 401 in HTML', async (authorization) => {
    const answer = await scene.post({ query: PING }, { headers: { authorization } });
    expect(answer.status).toBe(401);
    expect(answer.headers['content-type']).toBe('text/html');
    expect(answer.text).toContain('<h1>401 Authorization Required</h1>');
  });

  it('knows two endpoints, each for its own tokens', async () => {
    const service = { authorization: `Bearer ${scene.simulator.issueServiceToken()}` };
    const at = async (endpoint: string, headers: Readonly<Record<string, string>> = {}) =>
      (await scene.post({ query: PING }, { endpoint, headers })).status;
    expect(await at('graphql')).toBe(200);
    expect(await at('graphql-service')).toBe(401);
    expect(await at('graphql', service)).toBe(401);
    expect(await at('graphql-service', service)).toBe(200);
    const withoutScope = scene.simulator.issueTokens(undefined, ['openid', 'email']).accessToken;
    expect(await at('graphql', { authorization: `Bearer ${withoutScope}` })).toBe(401);
    expect(await at('other')).toBe(404);
    expect((await ask(`${scene.url}/graphql`)).status).toBe(404);
  });

  it('answers introspection with a token', async () => {
    const { json } = await scene.ask(
      'query I($name: String!) { __type(name: $name) { name fields { name type { kind name } } } }',
      { name: 'OpenCustomerEntry' },
    );
    const fields = json['data']?.['__type']?.['fields'] as unknown as { name: string }[];
    expect(fields.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['voucherJournalNo', 'auditNo', 'cid', 'dueDateAsDate', 'changedTimestamp']),
    );
    expect(fields).toContainEqual({
      name: 'outstandingAmountDomestic',
      type: { kind: 'SCALAR', name: 'Decimal' },
    });
  });

  it('refuses an unknown field in the words of its library, with HTTP 200 and no data', async () => {
    const query = `{ useCompany(no: ${scene.companyId}) { openCustomerEntry { items {\n remainingAmount } } } }`;
    const { status, json } = await scene.ask(query);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(['errors', 'extensions']);
    expect(json['errors']).toEqual([
      {
        message:
          "GraphQL.Validation.Errors.FieldsOnCorrectTypeError: Cannot query field 'remainingAmount' on type 'OpenCustomerEntry'.",
        locations: [{ line: 2, column: 2 }],
        extensions: { code: 'FIELDS_ON_CORRECT_TYPE', codes: ['FIELDS_ON_CORRECT_TYPE'] },
      },
    ]);
  });

  it.each([
    ['{ useCompany(no: "x") { batch { totalCount } } }', {}, 'ARGUMENTS_OF_CORRECT_TYPE'],
    ['{ useCompany { batch { totalCount } } }', {}, 'PROVIDED_NON_NULL_ARGUMENTS'],
    ['query($c: Int!) { useCompany(no: $c) { batch { totalCount } } }', { c: 'x' }, 'INVALID_VALUE'],
    ['{ useCompany(no: 1) { batch ', {}, 'SYNTAX_ERROR'],
    ['', {}, 'INVALID_REQUEST'],
  ])('refuses %s', async (query, variables, code) => {
    const { status, json } = await scene.ask(query, variables);
    expect(status).toBe(200);
    expect(json).not.toHaveProperty('data');
    expect(json['errors']?.[0]?.['extensions']?.['code']).toBe(code);
  });

  it('answers up to 32 operations sent as an array', async () => {
    const { json } = await scene.post(Array.from({ length: 32 }, () => ({ query: PING })));
    expect(json).toHaveLength(32);
    expect(json[0]).toMatchObject({ data: { __typename: 'Query' } });
    const more = await scene.post(Array.from({ length: 33 }, () => ({ query: PING })));
    expect(more.json['errors']).toHaveLength(1);
  });

  it('refuses a company to which there is no access beside what it can answer', async () => {
    const { companyId } = scene.simulator.addCompany({ isOutsideFirm: true });
    const { json } = await scene.ask(`{
      mine: useCompany(no: ${scene.companyId}) { batch { totalCount } }
      other: useCompany(no: ${companyId}) { openCustomerEntry { totalCount } }
    }`);
    expect(json).toMatchObject({
      errors: [
        {
          message: `Error: Could not get authorize user using VismaNetCompanyId: ${companyId}. Description: External integration error. Status: 18.`,
        },
      ],
      data: { mine: { batch: { totalCount: 0 } }, other: { openCustomerEntry: null } },
    });
    expect(json['extensions']?.['vbnxt-trace-id']).toMatch(/^[0-9a-f]{32}$/);
  });

  it('lists companies that it then refuses, and those that an access group opens', async () => {
    const { companyId } = scene.simulator.addCompany({ name: 'Aasen Listing AS' });
    scene.simulator.bookkeeper.setAccess(companyId, 'listed');
    const { json } = await scene.ask(
      '{ availableCompanies(orderBy: [{ name: ASC }]) { totalCount items { name vismaNetCompanyId organizationNo } } }',
    );
    expect(json['data']?.['availableCompanies']).toMatchObject({
      totalCount: 2,
      items: [{ name: 'Aasen Listing AS', vismaNetCompanyId: companyId }, { name: 'Granly Bygg AS' }],
    });
    const refused = await scene.ask(`{ useCompany(no: ${companyId}) { batch { totalCount } } }`);
    expect(refused.json['data']).toEqual({ useCompany: { batch: null } });
  });

  it('lists companies by customer, and customers', async () => {
    const person = scene.simulator.credentials.people[0]?.id ?? '';
    const { companyId } = scene.simulator.addCompany({ name: 'Egen Konsern AS', isOutsideFirm: true });
    scene.simulator.bookkeeper.setAccess(companyId, 'full', person);
    const customers = (
      await scene.ask('{ availableCustomers { totalCount items { name vismaNetCustomerId } } }')
    ).json['data']?.['availableCustomers'];
    expect(customers).toMatchObject({
      totalCount: 2,
      items: [{ name: 'Skogstad Regnskap AS' }, { name: 'Egen Konsern AS' }],
    });
    const own = Number(customers?.['items']?.[1]?.['vismaNetCustomerId']);
    const ofCustomer = async (more: string) =>
      (await scene.ask(`{ availableCompanies(${more}) { totalCount items { vismaNetCompanyId } } }`)).json;
    expect((await ofCustomer(`customerNo: ${own}`))['data']?.['availableCompanies']).toEqual({
      totalCount: 1,
      items: [{ vismaNetCompanyId: companyId }],
    });
    expect((await ofCustomer('first: 1, last: 1'))['data']?.['availableCompanies']?.['items']).toEqual([
      { vismaNetCompanyId: scene.companyId },
    ]);
    expect((await ofCustomer('first: 0'))['errors']).toHaveLength(1);
  });

  it('lets a reader read and not write', async () => {
    scene.simulator.bookkeeper.setAccess(scene.companyId, 'read-only');
    expect(await scene.read('batch { totalCount }')).toEqual({ batch: { totalCount: 0 } });
    expect((await scene.write('batch_delete { affectedRows }')).json).toMatchObject({
      errors: [
        { path: ['useCompany', 'batch_delete'], extensions: { data: { status_name: 'AccessDenied' } } },
      ],
      data: { useCompany: { batch_delete: null } },
    });
    scene.simulator.bookkeeper.setAccess(scene.companyId, 'full');
    scene.token = scene.simulator.issueTokens(undefined, [
      'openid',
      'business-graphql-api:access-group-based-readonly',
    ]).accessToken;
    expect((await scene.write('batch_delete { affectedRows }')).json['errors']).toHaveLength(1);
  });

  it('lets 600 requests of one header through in any minute, at the gateway', async () => {
    await scene.close();
    scene = await VismaBusinessScene.open({ limits: { requestsPerMinute: 3 } });
    for (let i = 0; i < 3; i += 1) expect((await scene.ask(PING)).status).toBe(200);
    expect((await scene.ask(PING)).status).toBe(429);
    const other = { authorization: 'Bearer other' };
    expect((await scene.post({ query: PING }, { headers: other })).status).toBe(401);
    scene.clock.advanceMs(59_999);
    expect((await scene.ask(PING)).status).toBe(429);
    scene.clock.advanceMs(1);
    expect((await scene.ask(PING)).status).toBe(200);
  });

  it('works on so many requests of a company at once, and keeps the place of one that was left', async () => {
    await scene.close();
    scene = await VismaBusinessScene.open({ limits: { inProgressMax: 2 } });
    const query = `{ useCompany(no: ${scene.companyId}) { batch { totalCount } } }`;
    scene.simulator.faults.install({ operation: 'query batch', kind: 'late-write', times: 2 });
    const giveUp = new AbortController();
    const left = [1, 2].map(async () => scene.post({ query }, { signal: giveUp.signal }));
    const outcomes = Promise.allSettled(left);
    while (scene.simulator.faults.rules()[0]?.struck !== 2) await new Promise(setImmediate);
    expect(await scene.ask(query)).toMatchObject({
      status: 200,
      json: {
        errors: [
          {
            message: `Company ${scene.companyId} has 2 requests in progress. Limit is 2.`,
            extensions: { code: 'OUTSTANDING_LIMIT_EXCEEDED', limit: 2 },
          },
        ],
      },
    });
    giveUp.abort();
    expect(await outcomes).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
    await scene.simulator.idle();
    expect((await scene.ask(query)).json['errors']).toHaveLength(1);
    expect((await scene.ask(PING)).json['errors']).toBeUndefined();
    scene.clock.advanceMs(30 * 60_000);
    expect((await scene.ask(query)).json['errors']).toBeUndefined();
  });

  it('answers a request that takes too long with an error, and goes on with it', async () => {
    await scene.close();
    scene = await VismaBusinessScene.open({ limits: { timeoutMs: 1 } });
    const invoice = scene.invoice('100.00');
    const batchNo = await scene.createBatch('100.00', invoice.reference);
    scene.simulator.faults.install({ operation: 'mutation updateBatch', kind: 'slow', delayMs: 25 });
    expect((await scene.updateBatch(batchNo)).json).toMatchObject({
      errors: [{ extensions: { code: 'TIMEOUT' } }],
    });
    expect(scene.row(invoice.id).outstanding).toBe('100.00');
    await scene.simulator.idle();
    expect(scene.row(invoice.id).outstanding).toBe('0.00');
  });
});
