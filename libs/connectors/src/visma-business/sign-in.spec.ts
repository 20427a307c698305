import { createHash } from 'node:crypto';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@app/domain';
import { type SignInResult, type TokenStore } from '../contract/index.js';
import { checkSettings, MemoryTokenStore } from '../kit/index.js';
import { tokenName } from './auth.js';
import { vismaBusiness } from './index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const REDIRECT = 'http://127.0.0.1:3000/sign-in/callback';
const VERIFIER = 'a-verifier-a-verifier-a-verifier-a-verifier-0000';
const REQUEST = {
  state: 'state-1',
  redirectUri: REDIRECT,
  codeChallenge: createHash('sha256').update(VERIFIER).digest('base64url'),
};

const { signIn } = vismaBusiness;

async function visit(): Promise<Readonly<Record<string, string>>> {
  const { url } = (await signIn?.begin(office.settings('user'), REQUEST, office.tools())) ?? { url: '' };
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? REDIRECT);
  return Object.fromEntries(back.searchParams);
}

async function complete(
  query: Readonly<Record<string, string>>,
  codeVerifier = VERIFIER,
): Promise<SignInResult> {
  if (!signIn) throw new Error('There is no sign-in.');
  return signIn.complete(
    office.settings('user'),
    {},
    { query, redirectUri: REDIRECT, codeVerifier },
    office.tools(),
  );
}

function approve(): void {
  const [person] = office.simulator.credentials.people;
  office.simulator.answerSignIn({ outcome: 'approve', personId: person?.id ?? '' });
}

const signIns = (): number =>
  office.simulator.requests().filter(({ operation, status }) => /token/.test(operation) && status === 200)
    .length;

describe('signing in', () => {
  it('gives one grant for every company of the person, by a code and its verifier', async () => {
    office = await Office.open();
    approve();
    const query = await visit();
    expect(query['state']).toBe('state-1');
    const { settings, tokens } = await complete(query);
    const check = checkSettings(vismaBusiness, settings);
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    const grant = vismaBusiness.openGrant(check.settings, office.tools(new MemoryTokenStore(tokens)));
    const companies = await grant.listCompanies();
    expect(companies.map(({ name }) => name).sort()).toEqual(['Fjellvik Handel AS', 'Lyngmo Transport AS']);
    for (const { key, name } of companies)
      expect(await grant.openCompany(key).identify()).toMatchObject({ key, name, currency: 'NOK' });
    // 600 calls a minute are counted for all companies together, under names that give nothing away.
    const calls = [...office.budgetKeys].filter((key) => key.endsWith(':calls'));
    expect(calls).toHaveLength(1);
    expect(office.said.join() + [...office.budgetKeys].join()).not.toContain(check.settings.clientSecret);
  });

  it('takes a code once, and only with its own verifier', async () => {
    office = await Office.open();
    approve();
    const query = await visit();
    await complete(query);
    await expect(complete(query)).rejects.toMatchObject({ reason: 'credentials-refused' });
    await expect(complete(await visit(), `${VERIFIER}1`)).rejects.toMatchObject({
      reason: 'credentials-refused',
    });
  });

  it('says what to do when the person declines, or the application lacks the scope or offline access', async () => {
    office = await Office.open();
    office.simulator.answerSignIn({ outcome: 'deny' });
    await expect(complete(await visit())).rejects.toMatchObject({
      name: 'ConnectionBlockedError',
      reason: 'credentials-refused',
    });
    await expect(complete({ error: 'invalid_scope' })).rejects.toMatchObject({
      reason: 'permission-missing',
    });
  });

  it('is not for an application that works alone', async () => {
    office = await Office.open();
    await expect(signIn?.begin(office.settings(), REQUEST, office.tools())).rejects.toMatchObject({
      name: 'ConnectionBlockedError',
      reason: 'configuration',
    });
  });
});

describe('the tokens of a person', () => {
  async function signedIn(options: Parameters<typeof Office.open>[0] = {}): Promise<MemoryTokenStore> {
    office = await Office.open(options);
    const { refreshToken } = office.simulator.issueTokens();
    const name = tokenName(office.addresses['VISMA_CONNECT_URL'] ?? '', office.settings('user'));
    return new MemoryTokenStore({ [name]: { refreshToken } });
  }
  const identify = (store: TokenStore): Promise<unknown> =>
    vismaBusiness.openGrant(office.settings('user'), office.tools(store)).openCompany(office.key).identify();

  it('are renewed once for many, and the new refresh token is stored before the access token is used', async () => {
    const store = await signedIn();
    const saved: JsonObject[] = [];
    let before = -1;
    const watched: TokenStore = {
      read: (name) => store.read(name),
      renew: async (name, seen, make) => {
        const token = await store.renew(name, seen, make);
        before = office.simulator.requests().filter(({ operation }) => operation.startsWith('query')).length;
        saved.push(token.value);
        return token;
      },
    };
    await Promise.all([identify(watched), identify(watched), identify(watched)]);
    expect(signIns()).toBe(1);
    expect(before).toBe(0);
    expect(saved[0]?.['refreshToken']).not.toBe(saved[0]?.['accessToken']);
    office.simulator.clock.advanceMs(3_600_000);
    await identify(store);
    expect(signIns()).toBe(2);
  });

  it.each(['same', 'absent'] as const)(
    'keep the refresh token when a renewal answers it %s',
    async (renewedToken) => {
      const store = await signedIn({ unverified: { renewedToken, reusedRefreshToken: 'accepted' } });
      for (let hour = 0; hour < 3; hour += 1) {
        await identify(store);
        office.simulator.clock.advanceMs(3_600_000);
      }
      expect(signIns()).toBe(3);
    },
  );

  it('ask for a new sign-in when a renewal was lost and the old token is not taken again', async () => {
    const store = await signedIn();
    office.simulator.faults.install({ operation: 'POST /connect/token', kind: 'answer-lost' });
    await expect(identify(store)).rejects.toMatchObject({ name: 'RetryableLedgerError' });
    await expect(identify(store)).rejects.toMatchObject({ reason: 'credentials-refused' });
  });

  it('need no new sign-in when Visma takes the old token again', async () => {
    const store = await signedIn({ unverified: { reusedRefreshToken: 'accepted' } });
    office.simulator.faults.install({ operation: 'POST /connect/token', kind: 'answer-lost' });
    await expect(identify(store)).rejects.toMatchObject({ name: 'RetryableLedgerError' });
    expect(await identify(store)).toMatchObject({ key: office.key });
  });

  it.each(['html-401', 'json-403'] as const)(
    'are refused at the other endpoint, told by %s',
    async (wrongEndpoint) => {
      const store = await signedIn({ unverified: { wrongEndpoint } });
      const user = office.settings('user');
      const tools = office.tools(store);
      const misled = {
        ...tools,
        transport: ((request) =>
          tools.transport({
            ...request,
            url: request.url.replace(/graphql$/, 'graphql-service'),
          })) as typeof tools.transport,
      };
      await expect(
        vismaBusiness.openGrant(user, misled).openCompany(office.key).identify(),
      ).rejects.toMatchObject({
        name: 'ConnectionBlockedError',
      });
    },
  );

  it('lead nowhere before somebody has signed in', async () => {
    office = await Office.open();
    await expect(identify(new MemoryTokenStore())).rejects.toMatchObject({ reason: 'configuration' });
  });
});
