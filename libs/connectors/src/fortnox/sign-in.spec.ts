import { describe, expect, it } from '@jest/globals';
import { ConnectionBlockedError } from '../contract/index.js';
import { tokenName } from './auth.js';
import { fortnoxSignIn } from './sign-in.js';
import type { FortnoxSettings } from './settings.js';
import {
  COMPANY_ANSWER,
  type FakeAnswer,
  FakeFortnox,
  INVALID_GRANT,
  SETTINGS,
  TOKEN_LINE,
  tokenAnswer,
} from './testing/fake-fortnox.js';

const { tenantId: _, ...ENTERED } = SETTINGS;
const REDIRECT = 'https://hub.example/sign-in/callback';

interface Answers {
  readonly code?: FakeAnswer;
  readonly consent?: FakeAnswer;
}

function fake({
  code = tokenAnswer('first', 'refresh-1'),
  consent = tokenAnswer('second'),
}: Answers = {}): FakeFortnox {
  return new FakeFortnox(({ line, body }) => {
    if (line !== TOKEN_LINE) return COMPANY_ANSWER;
    return body.startsWith('grant_type=authorization_code') ? code : consent;
  });
}

function complete(
  fortnox: FakeFortnox,
  settings: FortnoxSettings = ENTERED,
  query: Record<string, string> = { code: 'c-1' },
) {
  const answer = { query, redirectUri: REDIRECT, codeVerifier: 'unused' };
  return fortnoxSignIn.complete(settings, {}, answer, fortnox.tools);
}

describe('signing in at Fortnox', () => {
  it('sends the browser to the authorization page, for a service account', async () => {
    const request = { state: 'st-1', redirectUri: REDIRECT, codeChallenge: 'x' };
    const { url } = await fortnoxSignIn.begin(ENTERED, request, fake().tools);
    expect(url).toContain('scope=invoice%20customer%20payment%20companyinformation%20settings');
    const { origin, pathname, searchParams } = new URL(url);
    expect(origin + pathname).toBe('https://auth.test/auth');
    expect(Object.fromEntries(searchParams)).toMatchObject({
      client_id: ENTERED.clientId,
      redirect_uri: REDIRECT,
      state: 'st-1',
      access_type: 'offline',
      response_type: 'code',
      account_type: 'service',
    });
    const personal = await fortnoxSignIn.begin({ ...ENTERED, accountType: 'user' }, request, fake().tools);
    expect(personal.url).not.toContain('account_type');
  });

  it('keeps the tenant’s number and a token by client credentials, no refresh token', async () => {
    const fortnox = fake();
    const { settings, tokens } = await complete(fortnox);
    expect(settings).toEqual({ ...ENTERED, tenantId: '9104471' });
    expect(tokens[tokenName('https://auth.test', SETTINGS)]).toEqual({
      accessToken: 'second',
      expiresAt: '2026-03-18T11:00:00.000Z',
    });
    expect(fortnox.lines).toEqual([TOKEN_LINE, 'GET /3/companyinformation', TOKEN_LINE]);
  });

  it.each<[string, FakeAnswer]>([
    ['refuses them', INVALID_GRANT],
    ['does not answer', 'lost'],
  ])('keeps the refresh token where Fortnox %s', async (_what, consent) => {
    const { tokens } = await complete(fake({ consent }));
    expect(Object.values(tokens)[0]).toMatchObject({ accessToken: 'first', refreshToken: 'refresh-1' });
  });

  it('keeps the refresh token of a personal sign-in', async () => {
    const fortnox = fake();
    const { tokens } = await complete(fortnox, { ...ENTERED, accountType: 'user' });
    expect(Object.values(tokens)[0]).toMatchObject({ refreshToken: 'refresh-1' });
    expect(fortnox.lines).toHaveLength(2);
  });

  it('takes the expected company, in any writing, and refuses another', async () => {
    for (const expectedOrganisationNumber of ['5555555555', '555555-5555', '165555555555']) {
      await expect(complete(fake(), { ...ENTERED, expectedOrganisationNumber })).resolves.toBeDefined();
    }
    await expect(
      complete(fake(), { ...ENTERED, expectedOrganisationNumber: '999999-9999' }),
    ).rejects.toMatchObject({ kind: 'connection-blocked', reason: 'configuration' });
    await expect(complete(fake(), { ...ENTERED, tenantId: '1' })).rejects.toMatchObject({
      reason: 'configuration',
    });
  });

  it.each<[Record<string, string>, string]>([
    [{ error: 'access_denied' }, 'credentials-refused'],
    [{ error: 'error_missing_license' }, 'module-missing'],
    [{}, 'credentials-refused'],
  ])('says what to do when the person comes back with %j', async (query, reason) => {
    const fortnox = fake();
    await expect(complete(fortnox, ENTERED, query)).rejects.toMatchObject({
      kind: 'connection-blocked',
      reason,
    });
    expect(fortnox.lines).toEqual([]);
  });

  it('does not ask twice with one code, and names a used one', async () => {
    const lost = fake({ code: 'lost' });
    await expect(complete(lost)).rejects.toMatchObject({ kind: 'retryable' });
    expect(lost.lines).toHaveLength(1);
    await expect(complete(fake({ code: INVALID_GRANT }))).rejects.toMatchObject({
      reason: 'credentials-refused',
    });
  });

  it('blocks when the new token opens nothing', async () => {
    const fortnox = new FakeFortnox(({ line }) =>
      line === TOKEN_LINE ? tokenAnswer('first') : { status: 401, json: { message: 'unauthorized' } },
    );
    await expect(complete(fortnox)).rejects.toBeInstanceOf(ConnectionBlockedError);
  });

  it('refuses a token without the scopes it needs', async () => {
    const code: FakeAnswer = { json: { access_token: 'a', expires_in: 3600, scope: 'invoice customer' } };
    await expect(complete(fake({ code }))).rejects.toMatchObject({ reason: 'permission-missing' });
  });
});
