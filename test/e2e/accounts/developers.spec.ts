import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId } from '@app/domain';
import { CreditorAccess } from '../../../apps/hub/src/accounts/creditor-access.js';
import { EventFeeds } from '../../../apps/hub/src/events/event-feeds.js';
import { EVENT_TYPE_NAMES } from '../../../apps/hub/src/events/event-types.js';
import type { Browser } from '../../support/browser.js';
import { testClock } from '../../support/clock.js';
import { DeveloperStory, type MadeKey } from '../../support/developer-story.js';
import type { TestHub } from '../../support/hub.js';
import type { Problem } from '../../support/hub-api.js';

const DAY_MS = 86_400_000;
const OUT_OF_REACH = '404 creditor-not-found';
const OPERATOR = { kind: 'user', id: 'test' };

describe('developers', () => {
  const clock = testClock();
  let story: DeveloperStory;
  let hub: TestHub;
  let owner: Browser;
  let collector: string;
  let north: CreditorId;
  let south: CreditorId;

  beforeAll(async () => {
    story = await DeveloperStory.begin(clock, { API_KEY_REQUESTS_PER_MINUTE: '40' });
    ({ hub, owner, collector, north, south } = story);
  });
  afterAll(() => hub.close());

  const organisation = (kind: string, creditorId?: string) => story.organisation(kind, creditorId);
  const makeKey = (organisationId: string, scopes: string[], more?: object) =>
    story.makeKey(organisationId, scopes, more);
  const program = (key: MadeKey) => story.program(key);

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
      expect(await outcome('GET', '/me/live')).toBe('403 for-people-only');
      const { headers } = await ask('GET', `/creditors/${north}/claims`);
      const same = await fetch(`${hub.url}/api/v1/creditors/${north}/claims`, {
        headers: {
          authorization: `Bearer ${key.secret}`,
          'if-none-match': String(headers.get('etag')),
          // Otherwise fetch adds "no-cache", which asks for the whole answer.
          'cache-control': 'max-age=0',
        },
      });
      expect(same.status).toBe(304);
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

  describe('events', () => {
    interface Page {
      readonly events: readonly { sequence: number; id: string; type: string; creditorId: string }[];
      readonly next: number;
      readonly more: boolean;
    }
    const listener = async (key: MadeKey) => {
      const { ask } = program(key);
      const read = async (after = 0, limit = 100) =>
        (await (await ask('GET', `/events?after=${after}&limit=${limit}`)).json()) as Page;
      // The first look opens the feed.
      expect(await read()).toEqual({ events: [], next: 0, more: false });
      return { read };
    };
    const nobody = { read: async (): Promise<Page> => ({ events: [], next: 0, more: false }) };
    let all = nobody as { read(after?: number, limit?: number): Promise<Page> };
    let ofSouth = all;

    beforeAll(async () => {
      all = await listener(await makeKey(collector, ['see']));
      ofSouth = await listener(await makeKey(await organisation('creditor', south), ['see']));
    });

    it('that commit late get a later number: who follows misses none', async () => {
      const { next: before } = await all.read();
      const late = Promise.withResolvers<void>();
      const written = Promise.withResolvers<void>();
      const slow = hub.db.database.asCreditor(north, async (tx) => {
        await story.writeLine(tx);
        written.resolve();
        await late.promise;
      });
      await written.promise;
      await story.happens(south);
      await story.teller.tell();
      const first = await all.read(before);
      expect(first.events.map(({ creditorId }) => creditorId)).toEqual([south]);
      late.resolve();
      await slow;
      await story.teller.tell();
      const second = await all.read(first.next);
      expect(second.events).toMatchObject([{ sequence: first.next + 1, creditorId: north }]);
    });

    it('that are rolled back are not told, and leave no gap', async () => {
      const { next } = await all.read(0, 500);
      await hub.db.database
        .asCreditor(north, async (tx) => {
          await story.writeLine(tx);
          throw new Error('rolled back');
        })
        .catch(() => undefined);
      await story.happens(north);
      await story.teller.tell();
      expect((await all.read(next)).events).toMatchObject([{ sequence: next + 1 }]);
    });

    it('have numbers without a gap for each organisation, of what it reaches alone, whoever numbers them', async () => {
      const was = { all: (await all.read(0, 500)).next, south: (await ofSouth.read(0, 500)).next };
      const tellers = async () => {
        for (let turn = 0; turn < 5; turn += 1) await Promise.all([story.teller.tell(), story.teller.tell()]);
      };
      await Promise.all([
        ...[north, south, north, south, north].map((creditorId) => story.happens(creditorId, undefined, 7)),
        tellers(),
      ]);
      await story.teller.tell();
      const told = (await all.read(was.all, 500)).events;
      expect(told.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 35 }, (_, n) => was.all + n + 1),
      );
      expect(new Set(told.map(({ id }) => id)).size).toBe(35);
      const toSouth = (await ofSouth.read(was.south, 500)).events;
      expect(toSouth.map(({ sequence }) => sequence)).toEqual(
        Array.from({ length: 14 }, (_, n) => was.south + n + 1),
      );
      expect(new Set(toSouth.map(({ creditorId }) => creditorId))).toEqual(new Set([south]));
      const pages: number[] = [];
      for (let page = await all.read(was.all, 10); ; page = await all.read(page.next, 10)) {
        pages.push(page.events.length);
        if (!page.more) break;
      }
      expect(pages).toEqual([10, 10, 10, 5]);
    });

    it('of a creditor that takes its access back are gone at once, and others go on', async () => {
      const firm = await organisation('accounting-firm');
      const access = hub.app.get(CreditorAccess, { strict: false });
      const { read } = await listener(await makeKey(firm, ['see']));
      for (const creditorId of [north, south])
        await access.grant(creditorId, { id: firm, name: 'Firm' }, OPERATOR);
      await story.happens(north);
      await story.happens(south);
      await story.teller.tell();
      expect((await read()).events.map(({ creditorId }) => creditorId)).toEqual([north, south]);
      await access.end(north, firm, OPERATOR);
      expect(await read()).toMatchObject({ events: [{ creditorId: south }], next: 2, more: false });
    });

    it('that are not kept any more are said to be missing', async () => {
      const { next } = await all.read(0, 500);
      clock.advanceMs(8 * DAY_MS);
      await story.happens(north);
      await story.teller.tell();
      await hub.app.get(EventFeeds, { strict: false }).forgetOld(7);
      const fresh = program(await makeKey(collector, ['see']));
      expect(await fresh.outcome('GET', `/events?after=${next - 1}`)).toBe('410 events-forgotten');
      expect((await all.read(next)).events).toMatchObject([{ sequence: next + 1 }]);
    });

    it('are for those who may see, and a person says for which organisation', async () => {
      const blind = program(await makeKey(collector, ['operate']));
      expect(await blind.outcome('GET', '/events')).toBe('422 organisation-unclear');
      expect(await owner.outcome('GET', `/events?organisationId=${collector}&limit=1&after=100000`)).toBe(
        '200',
      );
      expect(await owner.outcome('GET', `/events?organisationId=${newId(clock)}`)).toBe(
        '422 organisation-unclear',
      );
    });

    it('are of the types that are documented, and every documented one is told', async () => {
      const functions = await hub.db.database.asOperator((tx) =>
        tx.query<{ body: string }>(`select prosrc as body from pg_proc where proname like 'tell\\_of\\_%'`),
      );
      const [postings] = await hub.db.database.asOperator((tx) =>
        tx.query<{ body: string }>(
          `select pg_get_triggerdef(oid) as body from pg_trigger where tgname = 'tell_of_posting'`,
        ),
      );
      const literals = functions.flatMap(({ body }) => [...body.matchAll(/'([a-z]+\.[a-z-]+)'/g)]);
      const states = [...String(postings?.body).matchAll(/'([a-z-]+)'/g)].map(
        ([, state]) => `posting.${state}`,
      );
      const told = [...literals.map(([, type]) => type), ...states];
      expect([...new Set(told)].toSorted()).toEqual(EVENT_TYPE_NAMES.toSorted());
    });
  });
});
