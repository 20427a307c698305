import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId } from '@app/domain';
import { CreditorAccess } from '../../../apps/hub/src/accounts/creditor-access.js';
import { PeopleService } from '../../../apps/hub/src/accounts/people.service.js';
import { Browser } from '../../support/browser.js';
import { testClock } from '../../support/clock.js';
import { startTestHub, type TestHub } from '../../support/hub.js';
import type { Problem } from '../../support/hub-api.js';
import { freePort } from '../../support/node-process.js';

const DAY_MS = 86_400_000;
const OUT_OF_REACH = '404 creditor-not-found';
const PERSON = { name: 'Kari Prøve', email: 'kari@inkasso.example', password: 'fire greve gråter aldri' };
const OPERATOR = { kind: 'user', id: 'test' };

interface MadeKey {
  readonly id: string;
  readonly secret?: string;
  readonly state: string;
  readonly lastUsedAt: string | null;
}

describe('developers', () => {
  const clock = testClock();
  let hub: TestHub;
  let owner: Browser;
  let collector: string;
  const [north, south] = [1, 2].map(() => newId<'CreditorId'>(clock) as CreditorId) as [
    CreditorId,
    CreditorId,
  ];

  beforeAll(async () => {
    hub = await startTestHub({
      clock,
      environment: {
        PORT: String(await freePort()),
        REQUESTS_PER_MINUTE: '1000000',
        API_KEY_REQUESTS_PER_MINUTE: '40',
      },
    });
    for (const creditorId of [north, south]) {
      await hub.db.database.asCreditor(creditorId, (tx) =>
        tx.query(
          `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
           values ($1, 'Granly Bygg AS', '314000048', 'NO', 'NOK', $2)`,
          [creditorId, clock.now()],
        ),
      );
      await hub.db.database.asCreditor(creditorId, (tx) =>
        tx.query(
          `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
             approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'approve', $2, 'test')`,
          [creditorId, clock.now()],
        ),
      );
    }
    const people = hub.app.get(PeopleService, { strict: false });
    await people.makeFirstUser(String(await people.firstUserSecret()), 'Prøve Inkasso AS', PERSON);
    owner = new Browser(hub.url);
    await owner.signIn(PERSON.email, PERSON.password);
    const me = await owner.get<{ memberships: { organisationId: string }[] }>('/me');
    collector = String(me.memberships[0]?.organisationId);
  });
  afterAll(() => hub.close());

  const organisation = async (kind: string, creditorId?: string): Promise<string> => {
    const made = await owner.send('POST', '/api/v1/organisations', { name: 'Granly', kind, creditorId });
    return ((await made.json()) as { organisationId: string }).organisationId;
  };
  const makeKey = async (organisationId: string, scopes: string[], more: object = {}): Promise<MadeKey> => {
    const path = `/api/v1/organisations/${organisationId}/api-keys`;
    const made = await owner.send('POST', path, { name: 'Nightly import', scopes, ...more });
    expect(made.status).toBe(201);
    return (await made.json()) as MadeKey;
  };
  const program = (key: MadeKey) => {
    const ask = (method: string, path: string, body?: object): Promise<Response> =>
      fetch(`${hub.url}/api/v1${path}`, {
        method,
        headers: {
          authorization: `Bearer ${key.secret}`,
          'content-type': 'application/json',
          'idempotency-key': randomUUID(),
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const outcome = async (method: string, path: string, body?: object): Promise<string> => {
      const answer = await ask(method, path, body);
      if (answer.status < 400) return String(answer.status);
      return `${answer.status} ${((await answer.json()) as Problem).code}`;
    };
    return { ask, outcome };
  };

  describe('API keys', () => {
    it('reach what their organisation reaches, and do what their scopes say', async () => {
      const key = await makeKey(await organisation('creditor', north), ['see', 'connect']);
      expect(key.secret).toMatch(/^kh_[\w-]{43}$/);
      const { ask, outcome } = program(key);
      expect(await outcome('GET', `/creditors/${north}/claims`)).toBe('200');
      expect(await outcome('GET', `/creditors/${south}/claims`)).toBe(OUT_OF_REACH);
      expect(await outcome('POST', `/creditors/${south}/claims/approve`, {})).toBe(OUT_OF_REACH);
      expect(await outcome('POST', `/creditors/${north}/claims/approve`, {})).toBe('403 scope-missing');
      expect(await outcome('GET', '/connections')).toBe('403 scope-missing');
      const companies = (await (await ask('GET', '/me/companies')).json()) as { companies: object[] };
      expect(companies.companies).toMatchObject([{ creditorId: north }]);
    });

    it('of an accounting firm see a creditor as long as it lets the firm in', async () => {
      const firm = await organisation('accounting-firm');
      const { outcome } = program(await makeKey(firm, ['see']));
      const access = hub.app.get(CreditorAccess, { strict: false });
      expect(await outcome('GET', `/creditors/${north}/claims`)).toBe(OUT_OF_REACH);
      await access.grant(north, { id: firm, name: 'Firm' }, OPERATOR);
      expect(await outcome('GET', `/creditors/${north}/claims`)).toBe('200');
      await access.end(north, firm, OPERATOR);
      expect(await outcome('GET', `/creditors/${north}/claims`)).toBe(OUT_OF_REACH);
    });

    it('are shown once, and kept as digests', async () => {
      const path = `/api/v1/organisations/${collector}/api-keys`;
      const request = { name: 'Once', scopes: ['see'] };
      const twice = { 'idempotency-key': randomUUID() };
      const first = (await (await owner.send('POST', path, request, twice)).json()) as MadeKey;
      const again = (await (await owner.send('POST', path, request, twice)).json()) as MadeKey;
      expect([again.id, again.secret]).toEqual([first.id, undefined]);
      const listed = await owner.get<MadeKey[]>(`/organisations/${collector}/api-keys`);
      expect(listed.filter(({ id }) => id === first.id)).toEqual([again]);
      await program(first).ask('GET', '/me/companies');
      const kept = await hub.db.database.asOperator((tx) =>
        tx.query<{ all: string }>(
          `select (select jsonb_agg(a)::text from operator_audit_entry a) || (select jsonb_agg(i)::text from idempotent_request i) as all`,
        ),
      );
      for (const place of [kept[0]?.all, hub.log()]) expect(place).not.toContain(first.secret);
      await expect(
        hub.db.database.asOperator((tx) => tx.query('select * from accounts.api_key')),
      ).rejects.toThrow(/permission denied/);
    });

    it('cannot be given what no key, no such organisation, or not its maker may do', async () => {
      const creditors = await organisation('creditor', south);
      for (const [organisationId, scope] of [
        [collector, 'manage-people'],
        [creditors, 'move-money'],
        [creditors, 'operate'],
      ]) {
        const body = { name: 'Too much', scopes: ['see', scope] };
        expect(await owner.outcome('POST', `/organisations/${organisationId}/api-keys`, body)).toBe(
          '422 unfit-fields',
        );
      }
      const everything = ['see', 'connect', 'approve', 'work-cases', 'lead-cases', 'move-money', 'operate'];
      const strongest = program(await makeKey(collector, everything));
      for (const method of ['GET', 'POST'])
        expect(await strongest.outcome(method, `/organisations/${collector}/api-keys`)).toBe(
          '403 scope-missing',
        );
      expect(await strongest.outcome('GET', '/connections')).toBe('200');
    });

    it('are refused with the remedy when they are unknown, expired or revoked, also where no token is asked for', async () => {
      const refused = async (key: MadeKey) => {
        const answer = await program(key).ask('GET', '/me/companies');
        const { code, remedy } = (await answer.json()) as Problem;
        expect(remedy).toContain('Developers in the portal');
        return `${answer.status} ${code}`;
      };
      const key = await makeKey(collector, ['see'], { validDays: 1 });
      expect(await refused({ ...key, secret: `kh_${'x'.repeat(43)}` })).toBe('401 api-key-unknown');
      expect(await refused({ ...key, secret: 'kh_' })).toBe('401 api-key-unknown');
      expect(await program(key).outcome('GET', '/me/companies')).toBe('200');
      const revoked = await makeKey(collector, ['see']);
      const path = `/organisations/${collector}/api-keys/${revoked.id}`;
      for (let twice = 0; twice < 2; twice += 1) expect(await owner.outcome('DELETE', path)).toBe('204');
      expect(await refused(revoked)).toBe('401 api-key-revoked');
      clock.advanceMs(DAY_MS);
      expect(await refused(key)).toBe('401 api-key-expired');
    });

    it('say when they were used last, to the minute', async () => {
      const key = await makeKey(collector, ['see']);
      const lastUsedAt = async () => {
        const keys = await owner.get<MadeKey[]>(`/organisations/${collector}/api-keys`);
        return keys.find(({ id }) => id === key.id)?.lastUsedAt;
      };
      const at = clock.now();
      expect(await lastUsedAt()).toBeNull();
      const seen: unknown[] = [];
      for (const _ of [1, 2, 3]) {
        await program(key).ask('GET', '/me/companies');
        seen.push(await lastUsedAt());
        clock.advanceMs(30_000);
      }
      const first = at.toISOString();
      expect(seen).toEqual([first, first, new Date(at.getTime() + 60_000).toISOString()]);
    });

    it('sign what they do, and have a count of their own', async () => {
      const key = await makeKey(collector, ['see', 'lead-cases']);
      const pause = {
        reason: 'Flom i dalen.',
        name: 'flom',
        acts: ['legal-action'],
        fromOn: '2026-01-01',
        untilOn: '2099-01-31',
      };
      expect(await program(key).outcome('POST', `/creditors/${north}/crisis-pauses`, pause)).toMatch(/^20/);
      const deed = await hub.db.database.asCreditor(north, (tx) =>
        tx.query(
          `select actor_kind as kind, actor_id as id from audit_entry order by at desc, id desc limit 1`,
        ),
      );
      expect(deed).toEqual([{ kind: 'api-key', id: key.id }]);
      const second = await program(key).ask('GET', '/me/companies');
      expect(second.headers.get('ratelimit-policy')).toBe('"api-key";q=40;w=60');
      expect(second.headers.get('ratelimit')).toMatch(/^"api-key";r=38;t=\d+$/);
      const statuses = new Set<number>();
      for (let request = 0; request < 38; request += 1)
        statuses.add((await program(key).ask('GET', '/me/companies')).status);
      expect([...statuses]).toEqual([200]);
      const last = await program(key).ask('GET', '/me/companies');
      expect([last.status, Number(last.headers.get('retry-after')) > 0]).toEqual([429, true]);
      expect(await program(await makeKey(collector, ['see'])).outcome('GET', '/me/companies')).toBe('200');
    });
  });
});
