import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { Test } from '@nestjs/testing';
import request from 'supertest';
import { testClock } from '../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { ApiModule } from '../api/api.module.js';
import { BaseModule } from '../base.module.js';
import { readEnvironment } from '../config/environment.js';
import { sleep } from '../config/sleep.js';
import { prepareHttp } from '../http-app.js';
import { HubLogger } from '../logging/hub-logger.js';
import { Metrics } from '../metrics/metrics.js';
import { parseSecretKeys } from '../secrets/secret-keys.js';
import { ConnectionsModule } from './connections.module.js';
import { CONNECTOR_DEFINITIONS } from './ledger-catalogue.js';
import {
  OTHER_SETTINGS,
  PRETEND_SETTINGS,
  PretendLedger,
  REFUSED_SETTINGS,
} from './testing/pretend-ledger.js';

describe('the API of connections', () => {
  const ledger = new PretendLedger();
  const log: string[] = [];
  const answers: string[] = [];
  let db: TestDatabase;
  let app: NestExpressApplication;

  beforeAll(async () => {
    db = await createTestDatabase();
    const SECRET_KEYS = `test:${randomBytes(32).toString('base64url')}`;
    const environment = readEnvironment({
      NODE_ENV: 'test',
      PORT: '0',
      DATABASE_URL: db.url,
      SECRET_KEYS,
      HUB_ROLES: 'api',
    });
    const metrics = new Metrics();
    const secretKeys = parseSecretKeys(SECRET_KEYS);
    const parts = {
      environment,
      clock: testClock(),
      sleep,
      callTime: { sleep },
      database: db.database,
      databaseUrl: db.url,
      secretKeys,
      metrics,
    };
    const testing = Test.createTestingModule({
      imports: [BaseModule.register(parts), ApiModule, ConnectionsModule],
    });
    const built = await testing
      .overrideProvider(CONNECTOR_DEFINITIONS)
      .useValue([ledger.definition])
      .compile();
    const logger = new HubLogger({ level: 'trace', pretty: false, write: (line) => void log.push(line) });
    app = built.createNestApplication<NestExpressApplication>({ bodyParser: false, logger });
    prepareHttp(app, environment, metrics);
    await app.listen(0, '127.0.0.1');
  });
  afterAll(async () => {
    await app.close();
    await db.drop();
  });

  const call = async (
    method: 'get' | 'post' | 'put',
    path: string,
    body?: object,
    key: string = randomUUID(),
  ) => {
    const sending = request(app.getHttpServer())[method](`/api/v1${path}`).set('Idempotency-Key', key);
    const answer = await (body ? sending.send(body) : sending);
    answers.push(answer.text);
    return answer;
  };
  const newGrant = (settings: object = PRETEND_SETTINGS, key?: string) =>
    call('post', '/grants', { connectorKey: 'pretend', label: 'Fjord Regnskap', settings }, key);

  it('describes the ledgers well enough to draw a form', async () => {
    const { body } = await call('get', '/ledgers');
    expect(body).toMatchObject([
      {
        key: 'pretend',
        countries: ['NO'],
        signIn: false,
        settings: [{ secret: true, required: true }, { name: 'employeeToken' }],
      },
    ]);
    expect(body[0].settings[0].label).toEqual({
      nb: expect.any(String),
      sv: expect.any(String),
      en: expect.any(String),
    });
  });

  it('walks from an access to a running connection', async () => {
    const grant = await newGrant();
    expect(grant.status).toBe(201);
    const { grantId } = grant.body;
    const companies = await call('get', `/grants/${grantId}/companies`);
    expect(companies.body[0]).toEqual({
      companyKey: '1',
      name: 'Nordlys Rør AS',
      organisationNumber: '899999993',
      standing: 'free',
    });
    const policy = {
      graceDays: 10,
      minimums: [{ currency: 'NOK', amount: '75.50' }],
      startOn: '2026-01-01',
      excludedCustomerNumbers: [],
      excludedCustomerGroups: [],
      approval: 'automatic',
    };
    const connection = await call('post', `/grants/${grantId}/connections`, { companyKey: '1', policy });
    expect(connection.status).toBe(201);
    const { creditorId, connectionId } = connection.body;
    const path = `/creditors/${creditorId}/connections/${connectionId}`;
    expect(connection.body).toMatchObject({
      state: 'setting-up',
      creditorName: 'Nordlys Rør AS',
      toDo: [expect.stringContaining('preflight'), expect.any(String)],
    });
    expect((await call('post', `${path}/activate`)).body).toMatchObject({
      status: 409,
      code: 'preflight-missing',
      remedy: 'Run preflight first.',
    });
    const preflight = await call('post', `${path}/preflight`);
    expect(preflight.body.findings).toEqual([]);
    expect((await call('get', `${path}/write-back-targets`)).body).toEqual(preflight.body.writeBackTargets);
    const { target } = preflight.body.writeBackTargets[0];
    expect((await call('put', `${path}/write-back`, { target, mode: 'automatic' })).body.writeBack).toEqual({
      target,
      mode: 'automatic',
      interestAccount: null,
      feesAccount: null,
    });
    const active = await call('post', `${path}/activate`);
    expect(active.body).toMatchObject({
      state: 'active',
      toDo: [],
      health: { nextSyncAt: '2026-03-02T09:00:00.000Z' },
    });
    expect((await call('post', `${path}/pause`)).body.state).toBe('paused');
    expect((await call('post', `${path}/resume`)).body.state).toBe('active');
    expect((await call('get', path)).body).toEqual(active.body);
    expect((await call('get', '/connections?state=active')).body).toEqual({
      connections: [active.body],
      nextAfter: null,
    });
    expect((await call('get', `/creditors/${creditorId}/policy`)).body).toEqual({ version: 1, ...policy });
    const changed = await call('put', `/creditors/${creditorId}/policy`, { ...policy, graceDays: 21 });
    expect(changed.body).toEqual({ version: 2, ...policy, graceDays: 21 });
    const again = await call('post', `/grants/${grantId}/connections`, { companyKey: '1' });
    expect([again.status, again.body.connectionId]).toEqual([200, connectionId]);
    expect((await call('get', `/grants/${grantId}`)).body.connections).toBe(1);
  });

  it('answers a repeated POST with the first answer', async () => {
    const first = await newGrant(PRETEND_SETTINGS, 'the-same-key');
    const second = await newGrant(PRETEND_SETTINGS, 'the-same-key');
    expect(second.body).toEqual(first.body);
    const { body } = await call('get', '/grants');
    expect(
      (body as { grantId: string }[]).filter(({ grantId }) => grantId === first.body.grantId),
    ).toHaveLength(1);
  });

  it('pages through connections', async () => {
    const { body: grant } = await newGrant(OTHER_SETTINGS);
    await call('post', `/grants/${grant.grantId}/connections`, { companyKey: '1' });
    await call('post', `/grants/${grant.grantId}/connections`, { companyKey: '2' });
    const first = await call('get', '/connections?limit=1');
    const second = await call('get', `/connections?limit=1&after=${first.body.nextAfter}`);
    const names = [first, second].map(({ body }) => body.connections[0].creditorName as string);
    expect(names.sort()).toEqual(['Nordlys Rør AS', 'Vestfjord Bygg AS']);
    expect(second.body.nextAfter).toBeNull();
  });

  it.each<[string, () => ReturnType<typeof call>, number, string]>([
    [
      'settings that the ledger refuses',
      () => newGrant(REFUSED_SETTINGS),
      422,
      'ledger-refuses-credentials-refused',
    ],
    ['settings of another shape', () => newGrant({ employeeToken: 5 }), 422, 'settings-refused'],
    [
      'a field that is not known',
      () => call('post', '/grants', { connectorKey: 'pretend', label: 'x', settings: {}, token: 'x' }),
      422,
      'unfit-fields',
    ],
    [
      'a ledger that is not known',
      () => call('post', '/grants', { connectorKey: 'abacus', label: 'x', settings: {} }),
      422,
      'unknown-ledger',
    ],
    ['an id that is none', () => call('get', '/grants/7'), 404, 'not-an-id'],
    [
      'an access that is not stored',
      () => call('get', `/grants/${randomUUID()}/companies`),
      404,
      'grant-not-found',
    ],
    [
      'a creditor that does not exist',
      () => call('get', `/creditors/${randomUUID()}/policy`),
      404,
      'creditor-not-found',
    ],
    [
      'a connection that does not exist',
      () => call('get', `/creditors/${randomUUID()}/connections/${randomUUID()}`),
      404,
      'connection-not-found',
    ],
    ['a page without end', () => call('get', '/connections?limit=1000000'), 422, 'unfit-fields'],
  ])('refuses %s with cause, consequence and remedy', async (_, ask, status, code) => {
    const { body } = await ask();
    expect(body).toMatchObject({
      status,
      code,
      detail: expect.any(String),
      consequence: expect.any(String),
      remedy: expect.any(String),
    });
  });

  it('has shown no secret in any answer, log line or table', async () => {
    const { body } = await newGrant();
    await call('put', `/grants/${body.grantId}/settings`, { settings: REFUSED_SETTINGS });
    await call('put', `/grants/${body.grantId}/settings`, { settings: OTHER_SETTINGS });
    const tables = [
      'ledger_grant',
      'sealed_secret',
      'idempotent_request',
      'operator_audit_entry',
      'audit_entry',
      'connection',
      'call_budget',
    ];
    const stored = await db.database.asOperator(async (tx) => {
      const contents: unknown[] = [];
      for (const table of tables) contents.push(await tx.query(`select to_jsonb(t) as row from ${table} t`));
      return contents;
    });
    for (const text of [answers.join(), log.join(), JSON.stringify(stored)]) {
      expect(text.length).toBeGreaterThan(100);
      expect(text).not.toMatch(/(consumer|employee|replaced|revoked)Secret/);
    }
  });
});
