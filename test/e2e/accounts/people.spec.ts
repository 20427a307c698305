import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId, systemClock } from '@app/domain';
import { PeopleService } from '../../../apps/hub/src/accounts/people.service.js';
import { RIGHTS, rolesOf } from '../../../apps/hub/src/accounts/rights.js';
import { nameOfAsked, rightAsked } from '../../../apps/hub/src/accounts/route-rights.js';
import { Browser } from '../../support/browser.js';
import type { Post } from '../../support/case-story.js';
import type { TestHub } from '../../support/hub.js';
import { OTHER, PASSWORD, PeopleStory } from '../../support/people-story.js';

const OUT_OF_REACH = '404 creditor-not-found';
const FOR_EVERYBODY = ['first-user', 'join', 'sign-in-options'].map((path) => `/api/v1/${path}`);

interface RouteLayer {
  readonly route?: { readonly path: string; readonly methods: Readonly<Record<string, boolean>> };
}

interface People {
  readonly roles: readonly string[];
  readonly members: readonly { readonly userId: string; readonly role: string; readonly sessions: number }[];
  readonly invitations: readonly { readonly email: string }[];
}

describe('people', () => {
  let story: PeopleStory;
  let post: Post;
  let hub: TestHub;
  let owner: Browser;
  let north: CreditorId;
  let south: CreditorId;

  beforeAll(async () => {
    story = await PeopleStory.begin();
    ({ post, hub, owner, north, south } = story);
  });
  afterAll(() => story.end());

  const linkIn = (to: string, path: string) => story.linkIn(to, path);
  const organisation = (name: string, kind: string, creditorId?: string) =>
    story.organisation(name, kind, creditorId);
  const joined = (organisationId: string, role: string) => story.joined(organisationId, role);

  it('the first account is made by the printed link, once', async () => {
    const secret = await hub.app.get(PeopleService, { strict: false }).firstUserSecret();
    const person = { name: 'Kari Prøve', email: 'kari@inkasso.example', organisation: 'Prøve Inkasso AS' };
    const first = { ...person, secret, password: PASSWORD };
    expect(await owner.outcome('POST', '/first-user', { ...first, password: 'kort' })).toBe(
      '422 unfit-fields',
    );
    expect(await owner.outcome('POST', '/first-user', first)).toBe('204');
    expect(await owner.outcome('POST', '/first-user', first)).toBe('410 link-no-longer-holds');
    expect(await hub.app.get(PeopleService, { strict: false }).firstUserSecret()).toBeUndefined();
    expect((await owner.signIn(person.email, PASSWORD)).status).toBe(200);
    const me = await owner.get<{ memberships: { kind: string; rights: string[] }[] }>('/me');
    expect(me.memberships).toMatchObject([{ kind: 'collector', rights: [...RIGHTS] }]);
  });

  it('nobody makes an account from outside', async () => {
    const stranger = new Browser(hub.url);
    const answer = await stranger.send('POST', '/api/auth/sign-up/email', {
      name: 'X',
      email: 'x@x.example',
      password: PASSWORD,
    });
    expect(answer.status).toBeGreaterThanOrEqual(400);
    expect((await stranger.signIn('x@x.example', PASSWORD)).status).toBe(401);
  });

  it('a creditor lets a firm in, and takes it back, with effect from the next request', async () => {
    const firm = await organisation('Regnskap & Råd AS', 'accounting-firm');
    const ofNorth = await joined(await organisation('Granly', 'creditor', north), 'owner');
    const accountant = await joined(firm, 'accountant');
    const claims = (creditorId: string): string => `/creditors/${creditorId}/claims`;
    const overview = async (browser: Browser): Promise<readonly string[]> => {
      const { companies } = await browser.get<{ companies: { creditorId: string }[] }>('/me/companies');
      return companies.map(({ creditorId }) => creditorId);
    };
    expect(await overview(accountant)).toEqual([]);
    expect(await overview(ofNorth)).toEqual([north]);
    expect(await overview(owner)).toEqual([north, south].sort());
    expect(await accountant.outcome('GET', claims(north))).toBe(OUT_OF_REACH);
    expect(await ofNorth.outcome('POST', `/creditors/${north}/access`, { organisationId: firm })).toBe('204');
    expect(await ofNorth.outcome('POST', `/creditors/${south}/access`, { organisationId: firm })).toBe(
      OUT_OF_REACH,
    );
    expect(await accountant.outcome('GET', claims(north))).toBe('200');
    expect(await overview(accountant)).toEqual([north]);
    expect(await accountant.outcome('GET', claims(south))).toBe(OUT_OF_REACH);
    expect(await accountant.outcome('POST', `${claims(north)}/approve`, {})).toBe('403 not-allowed');
    expect(await accountant.outcome('GET', '/connections')).toBe('403 not-allowed');
    expect(await ofNorth.outcome('DELETE', `/creditors/${north}/access/${firm}`)).toBe('204');
    expect(await accountant.outcome('GET', claims(north))).toBe(OUT_OF_REACH);
    expect(await overview(accountant)).toEqual([]);
  });

  it('an owner looks after the people of the own organisation, and of no other', async () => {
    const firm = await organisation('Tall & Tid AS', 'accounting-firm');
    const people = `/organisations/${firm}`;
    const boss = await joined(firm, 'owner');
    const reader = await joined(firm, 'reader');
    const list = () => boss.get<People>(`${people}/people`);
    const { members, roles } = await list();
    expect(roles).toEqual(rolesOf('accounting-firm'));
    expect(members.map(({ role, sessions }) => [role, sessions])).toEqual(
      expect.arrayContaining([
        ['owner', 1],
        ['reader', 1],
      ]),
    );
    const idOf = (role: string): string => members.find((member) => member.role === role)?.userId ?? '';
    const of = (role: string, what = ''): string => `${people}/members/${idOf(role)}${what}`;

    expect(await reader.outcome('GET', `${people}/people`)).toBe('403 not-allowed');
    const foreign = await joined(await organisation('Andre Tall AS', 'accounting-firm'), 'owner');
    for (const [method, path] of [
      ['GET', `${people}/people`],
      ['PUT', of('reader', '/role')],
      ['DELETE', of('reader')],
      ['DELETE', of('reader', '/sessions')],
    ] as const)
      expect(await foreign.outcome(method, path, method === 'PUT' ? { role: 'owner' } : undefined)).toBe(
        '403 not-allowed',
      );
    expect(await boss.outcome('GET', '/organisations')).toBe('403 not-allowed');
    expect(await owner.get<unknown[]>('/organisations')).toEqual(
      expect.arrayContaining([expect.objectContaining({ organisationId: firm, kind: 'accounting-firm' })]),
    );

    expect(await boss.outcome('PUT', of('owner', '/role'), { role: 'reader' })).toBe('409 last-owner');
    expect(await boss.outcome('DELETE', of('owner'))).toBe('409 last-owner');
    expect(await boss.outcome('PUT', of('reader', '/role'), { role: 'lead' })).toBe('422 unfit-fields');
    expect(await boss.outcome('PUT', of('reader', '/role'), { role: 'approver' })).toBe('204');
    const me = await reader.get<{ memberships: { role: string }[] }>('/me');
    expect(me.memberships).toMatchObject([{ role: 'approver' }]);
    expect(await boss.outcome('DELETE', of('reader', '/sessions'))).toBe('204');
    expect(await reader.outcome('GET', '/me')).toBe('401 not-signed-in');
    expect(await boss.outcome('DELETE', of('reader'))).toBe('204');
    expect(await boss.outcome('DELETE', of('reader'))).toBe('404 member-not-found');
    expect((await list()).members).toHaveLength(1);
  });

  it('an invitation that was withdrawn opens nothing, and the list does not tell its link', async () => {
    const firm = await organisation('Tall & Takt AS', 'accounting-firm');
    const email = 'ny@kontor.example';
    const people = `/organisations/${firm}`;
    expect(await owner.outcome('POST', `${people}/invitations`, { email, role: 'reader' })).toBe('204');
    const invitationId = await linkIn(email, 'join');
    const { invitations } = await owner.get<People>(`${people}/people`);
    expect(invitations).toMatchObject([{ email, role: 'reader' }]);
    expect(JSON.stringify(invitations)).not.toContain(invitationId);
    expect(await owner.outcome('POST', `${people}/invitations/withdrawals`, { email })).toBe('204');
    expect(await owner.outcome('POST', `${people}/invitations/withdrawals`, { email })).toBe(
      '404 invitation-not-found',
    );
    const stranger = new Browser(hub.url);
    expect(await stranger.outcome('POST', '/join', { invitationId, name: 'Ny', password: PASSWORD })).toBe(
      '410 link-no-longer-holds',
    );
    expect((await owner.get<People>(`${people}/people`)).invitations).toEqual([]);
  });

  it('an invitation gives rights and takes none: a last owner stays one, and the mail speaks the chosen language', async () => {
    const firm = await organisation('Post & Bilag AS', 'accounting-firm');
    const boss = await joined(firm, 'owner');
    const people = `/organisations/${firm}`;
    const { email } = await boss.get<{ email: string }>('/me');
    const invited = async (role: string, language?: string): Promise<string> => {
      expect(await owner.outcome('POST', `${people}/invitations`, { email, role, language })).toBe('204');
      const invitationId = await linkIn(email, 'join');
      return boss.outcome('POST', '/join', { invitationId, name: 'Prøve', password: PASSWORD });
    };
    const role = async () => (await boss.get<People>(`${people}/people`)).members.map((one) => one.role);
    expect(await invited('reader', 'sv')).toBe('409 member-already');
    expect(JSON.stringify(story.post.mails().at(-1))).toContain('Du är inbjuden att arbeta i Kravhub');
    expect(await role()).toEqual(['owner']);
    expect(await invited('owner')).toBe('204');
    expect(await role()).toEqual(['owner']);

    const reader = await joined(firm, 'reader');
    const { email: theirs } = await reader.get<{ email: string }>('/me');
    await owner.outcome('POST', `${people}/invitations`, { email: theirs, role: 'approver' });
    const invitationId = await linkIn(theirs, 'join');
    expect(await reader.outcome('POST', '/join', { invitationId, name: 'Prøve', password: PASSWORD })).toBe(
      '204',
    );
    expect((await role()).toSorted()).toEqual(['approver', 'owner']);
  });

  it('the companies within reach come page by page, each once', async () => {
    interface Companies {
      readonly companies: readonly { readonly creditorId: string; readonly toDo: readonly unknown[] }[];
      readonly nextAfter: string | null;
    }
    const first = await owner.get<Companies>('/me/companies?limit=1');
    expect(first.companies).toMatchObject([{ toDo: [] }]);
    expect(first.nextAfter).toBe(first.companies[0]?.creditorId);
    const second = await owner.get<Companies>(`/me/companies?limit=1&after=${first.nextAfter}`);
    expect(second.nextAfter).toBeNull();
    const seen = [...first.companies, ...second.companies].map(({ creditorId }) => creditorId);
    expect(seen).toEqual([north, south].sort());
    expect(await owner.outcome('GET', '/me/companies?limit=201')).toMatch(/^4/);
  });

  it('no route answers another tenant’s ids, or tells that they exist', async () => {
    const foreign = await joined(await organisation('Sørby', 'creditor', south), 'owner');
    const nobody = newId(systemClock);
    const walked: string[] = [];
    for (const { method, path } of routes()) {
      if (!path.includes(':creditorId')) continue;
      const address = (creditorId: string): string =>
        path.replace(':creditorId', creditorId).replaceAll(/:\w+/g, nobody).replace('/api/v1', '');
      const body = method === 'GET' ? undefined : {};
      const ofNorth = await foreign.outcome(method, address(north), body);
      const ofNobody = await foreign.outcome(method, address(nobody), body);
      expect([path, ofNorth]).toEqual([path, OUT_OF_REACH]);
      expect([path, ofNobody]).toEqual([path, OUT_OF_REACH]);
      walked.push(`${method} ${path}`);
    }
    process.stdout.write(
      `\nTenant walk: ${walked.length} routes with another tenant’s ids, 0 answered, 0 hints\n`,
    );
    expect(walked.length).toBeGreaterThan(50);
  });

  it('every route asks for a right, and every role has those of the matrix', () => {
    const asked = new Map<string, number>();
    const unthought: string[] = [];
    for (const { method, path } of routes()) {
      // Outside are health, metrics, documents and hooks; two prove themselves by a link, and one says how to sign in.
      if (!path.startsWith('/api/v1/') || FOR_EVERYBODY.includes(path)) continue;
      const right = rightAsked({ method, template: path.replace('/api/v1/', '') });
      if (right === undefined) unthought.push(`${method} ${path}`);
      else asked.set(nameOfAsked(right), (asked.get(nameOfAsked(right)) ?? 0) + 1);
    }
    expect(unthought).toEqual([]);
    process.stdout.write(
      `\nRights asked by routes: ${[...asked].map(([right, count]) => `${right} ${count}`).join(', ')}\n` +
        `Roles: collector ${rolesOf('collector').join(', ')}; firm and creditor ${rolesOf('creditor').join(', ')}\n`,
    );
  });

  it('what a person does bears their name, and nobody else’s', async () => {
    const { userId } = await owner.get<{ userId: string }>('/me');
    const newestDeed = () =>
      hub.db.database.asCreditor(north, (tx) =>
        tx.query(
          `select actor_kind as kind, actor_id as id from audit_entry order by at desc, id desc limit 1`,
        ),
      );
    const approval = `/creditors/${north}/collection-settings/approvals/process`;
    expect(await owner.outcome('POST', approval, {})).toBe('200');
    expect(await newestDeed()).toEqual([{ kind: 'user', id: userId }]);
    const acts = ['legal-action'];
    const pause = {
      by: 'somebody-else',
      reason: 'Flom i dalen.',
      name: 'flom',
      acts,
      fromOn: '2026-01-01',
      untilOn: '2099-01-31',
    };
    expect(await owner.outcome('POST', `/creditors/${north}/crisis-pauses`, pause)).toMatch(/^20/);
    expect(await newestDeed()).toEqual([{ kind: 'user', id: userId }]);
  });

  it('another site cannot send on a person’s behalf', async () => {
    const body = { name: 'X', kind: 'accounting-firm' };
    const foreign = { origin: 'https://evil.example' };
    expect(await owner.outcome('POST', '/organisations', body, foreign)).toBe('403 foreign-origin');
  });

  it('guessing ends after eight wrong passwords, for addresses without an account too', async () => {
    for (const email of ['kari@inkasso.example', 'nobody@inkasso.example']) {
      const guesser = new Browser(hub.url);
      const statuses: number[] = [];
      for (let guess = 0; guess < 9; guess += 1) statuses.push((await guesser.signIn(email, OTHER)).status);
      expect(statuses).toEqual([401, 401, 401, 401, 401, 401, 401, 401, 429]);
      expect((await guesser.signIn(email, PASSWORD)).status).toBe(429);
    }
    // Whoever is inside stays inside.
    expect(await owner.outcome('GET', '/me')).toBe('200');
  });

  it('a new password by mail ends the sessions there are', async () => {
    const handler = await joined(await organisation('Prøve Inkasso to', 'collector'), 'case-handler');
    const email =
      post.mails().length > 0
        ? /case-handler\.\w+@kontor\.example/.exec(JSON.stringify(post.mails().at(-1)))?.[0]
        : '';
    const asked = await handler.send('POST', '/api/auth/request-password-reset', { email });
    expect(asked.status).toBe(200);
    const token = await linkIn(String(email), 'reset-password');
    const set = await new Browser(hub.url).send('POST', '/api/auth/reset-password', {
      newPassword: OTHER,
      token,
    });
    expect(set.status).toBe(200);
    expect(await handler.outcome('GET', '/me')).toBe('401 not-signed-in');
    expect((await handler.signIn(String(email), OTHER)).status).toBe(200);
    expect(await handler.outcome('GET', '/me')).toBe('200');
  });

  it('a password’s hash is out of reach for every other role', async () => {
    await expect(
      hub.db.database.asOperator((tx) => tx.query('select * from accounts."user"')),
    ).rejects.toThrow(/permission denied/);
  });

  function routes(): { method: string; path: string }[] {
    const express = hub.app.getHttpAdapter().getInstance() as { router: { stack: readonly RouteLayer[] } };
    return express.router.stack.flatMap(({ route }) =>
      route === undefined
        ? []
        : Object.keys(route.methods).map((method) => ({ method: method.toUpperCase(), path: route.path })),
    );
  }
});
