import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ask } from '../testing/tripletex-client.js';
import { CALLBACK, VERIFIER, VismaBusinessScene } from './testing/visma-business-scene.js';

const SERVICE_SCOPE = 'business-graphql-service-api:access-group-based';
const COMPANIES = '{ availableCompanies { items { vismaNetCompanyId } } }';

describe('sign-in', () => {
  let scene: VismaBusinessScene;
  beforeEach(async () => {
    scene = await VismaBusinessScene.open();
  });
  afterEach(async () => scene.close());

  const callback = async (url = scene.authorizeUrl()): Promise<URLSearchParams> => {
    const { status, headers } = await ask(url);
    expect(status).toBe(302);
    return new URL(String(headers['location'])).searchParams;
  };
  const exchange = async (code: string, more: Readonly<Record<string, string>> = {}) =>
    scene.tokenRequest({
      grant_type: 'authorization_code',
      code,
      redirect_uri: CALLBACK,
      code_verifier: VERIFIER,
      ...more,
    });
  const signedIn = async () => {
    const [person] = scene.simulator.credentials.people;
    scene.simulator.answerSignIn({ outcome: 'approve', personId: person?.id ?? '' });
    return exchange((await callback()).get('code') ?? '');
  };
  const renew = async (refreshToken: unknown) =>
    scene.tokenRequest({ grant_type: 'refresh_token', refresh_token: String(refreshToken) });

  it('shows a page whose links are people, and gives a code of single use for a verifier', async () => {
    const page = await ask(scene.authorizeUrl());
    expect(page.status).toBe(200);
    const link = /href="([^"]*sandbox_decision=[\w-]{36})"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&');
    const back = await callback(`${scene.connectUrl}/connect/${link ?? ''}`);
    expect(back.get('state')).toBe('st-1');
    const code = back.get('code') ?? '';
    const { status, json } = await exchange(code);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual([
      'id_token',
      'access_token',
      'expires_in',
      'token_type',
      'refresh_token',
      'scope',
    ]);
    expect(await exchange(code)).toMatchObject({ status: 400, text: '{"error":"invalid_grant"}' });
    scene.token = String(json['access_token']);
    expect((await scene.ask(COMPANIES)).json['data']).toEqual({
      availableCompanies: { items: [{ vismaNetCompanyId: scene.companyId }] },
    });
  });

  it('refuses a wrong verifier, and a request without a challenge', async () => {
    const [person] = scene.simulator.credentials.people;
    scene.simulator.answerSignIn({ outcome: 'approve', personId: person?.id ?? '' });
    const code = (await callback()).get('code') ?? '';
    expect((await exchange(code, { code_verifier: 'other' })).json).toEqual({ error: 'invalid_grant' });
    expect((await callback(scene.authorizeUrl({ code_challenge: '' }))).get('error')).toBe('invalid_request');
    const plain = scene.authorizeUrl({ code_challenge_method: 'plain' });
    expect((await callback(plain)).get('error')).toBe('invalid_request');
  });

  it('answers what a person or a wrong request brings about', async () => {
    scene.simulator.answerSignIn({ outcome: 'deny' });
    expect([...(await callback())]).toEqual([
      ['error', 'access_denied'],
      ['state', 'st-1'],
    ]);
    expect((await callback(scene.authorizeUrl({ scope: 'openid everything' }))).get('error')).toBe(
      'invalid_scope',
    );
    expect((await callback(scene.authorizeUrl({ response_type: 'token' }))).get('error')).toBe(
      'unsupported_response_type',
    );
    const { service } = scene.simulator.credentials;
    expect((await ask(scene.authorizeUrl({ client_id: 'other' }))).status).toBe(400);
    expect((await ask(scene.authorizeUrl({ client_id: service.clientId }))).status).toBe(400);
    expect((await ask(scene.authorizeUrl({ redirect_uri: 'https://elsewhere.example' }))).status).toBe(400);
  });

  it('writes tokens as JWTs whose claims name endpoint, scopes and life', async () => {
    const { json } = await signedIn();
    const part = (place: number): unknown =>
      JSON.parse(
        Buffer.from(String(json['access_token']).split('.')[place] ?? '', 'base64url').toString(),
      ) as unknown;
    expect(part(0)).toMatchObject({ typ: 'at+JWT' });
    expect(part(1)).toMatchObject({
      iss: 'https://connect.visma.com',
      aud: 'https://business.visma.net/api/graphql',
      client_id: scene.simulator.credentials.web.clientId,
      sub: scene.simulator.credentials.people[0]?.id,
    });
    const claims = part(1) as { exp: number; iat: number; scope: string[] };
    expect(claims.exp - claims.iat).toBe(3_600);
    expect(claims.scope).toContain('business-graphql-api:access-group-based');
  });

  it('renews with a token that turns over, so that the old one ends', async () => {
    const first = (await signedIn()).json['refresh_token'];
    const second = (await renew(first)).json['refresh_token'];
    expect(second).not.toEqual(first);
    expect(await renew(first)).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
    expect((await renew(second)).status).toBe(200);
    expect(await renew('nothing')).toMatchObject({ status: 400, json: { error: 'invalid_grant' } });
  });

  it('loses a consent when the answer to a renewal is lost', async () => {
    const { refreshToken } = scene.simulator.issueTokens();
    scene.simulator.faults.install({ operation: 'POST /connect/token', kind: 'answer-lost' });
    await expect(renew(refreshToken)).rejects.toThrow();
    expect((await renew(refreshToken)).json).toEqual({ error: 'invalid_grant' });
  });

  it('gives no refresh token without offline access, and lets one last as long as the portal says', async () => {
    scene.simulator.answerSignIn({
      outcome: 'approve',
      personId: scene.simulator.credentials.people[0]?.id ?? '',
    });
    const scope = 'openid business-graphql-api:access-group-based';
    const without = await exchange((await callback(scene.authorizeUrl({ scope }))).get('code') ?? '');
    expect(without.json).not.toHaveProperty('refresh_token');
    const { refreshToken } = scene.simulator.issueTokens();
    scene.clock.advanceMs(365 * 86_400_000 - 1);
    const next = (await renew(refreshToken)).json['refresh_token'];
    scene.clock.advanceMs(365 * 86_400_000);
    expect((await renew(next)).status).toBe(400);
  });

  it('signs a service in by itself, with the secret in the form or as Basic, and nothing to renew', async () => {
    const { clientId, clientSecret } = scene.simulator.credentials.service;
    const form = { grant_type: 'client_credentials', scope: SERVICE_SCOPE };
    const answers = [
      await scene.tokenRequest(form, 'service'),
      await ask(`${scene.connectUrl}/connect/token`, {
        method: 'POST',
        headers: { 'content-type': 'application/x-www-form-urlencoded' },
        body: new URLSearchParams({
          ...form,
          client_id: clientId,
          client_secret: clientSecret,
        }).toString(),
      }),
    ];
    for (const { json } of answers) {
      expect(Object.keys(json)).toEqual(['access_token', 'expires_in', 'token_type', 'scope']);
      const headers = { authorization: `Bearer ${String(json['access_token'])}` };
      const { json: read } = await scene.post({ query: COMPANIES }, { endpoint: 'graphql-service', headers });
      expect(read['data']).toBeDefined();
    }
  });

  it.each([
    [{ grant_type: 'client_credentials', scope: 'all' }, 'service', 400, 'invalid_scope'],
    [{ grant_type: 'client_credentials', scope: SERVICE_SCOPE }, 'web', 400, 'unauthorized_client'],
    [{ grant_type: 'refresh_token', refresh_token: 'x' }, 'service', 400, 'unauthorized_client'],
    [{ grant_type: 'password' }, 'web', 400, 'unsupported_grant_type'],
  ] as const)('refuses %j of the application for %s', async (form, kind, status, error) => {
    expect(await scene.tokenRequest(form, kind)).toMatchObject({ status, json: { error } });
  });

  it('refuses a wrong secret, and a body that is no form', async () => {
    const headers = { 'content-type': 'application/x-www-form-urlencoded' };
    const body = 'grant_type=client_credentials&client_id=isv_sandkasse_service&client_secret=wrong';
    const url = `${scene.connectUrl}/connect/token`;
    expect(await ask(url, { method: 'POST', headers, body })).toMatchObject({
      status: 401,
      json: { error: 'invalid_client' },
    });
    expect(await ask(url, { method: 'POST', body: {} })).toMatchObject({
      status: 400,
      json: { error: 'invalid_request' },
    });
  });

  it('tells who signed in, revokes what it is told, and ends everything with the consent', async () => {
    const { json } = await signedIn();
    const authorization = `Bearer ${String(json['access_token'])}`;
    const me = async () => ask(`${scene.connectUrl}/connect/userinfo`, { authorization });
    expect((await me()).json).toMatchObject({
      sub: scene.simulator.credentials.people[0]?.id,
      name: 'Runa Regnvær',
      email_verified: true,
    });
    const { clientId, clientSecret } = scene.simulator.credentials.web;
    const revoked = await ask(`${scene.connectUrl}/connect/revoke`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: new URLSearchParams({
        client_id: clientId,
        client_secret: clientSecret,
        token: String(json['access_token']),
      }).toString(),
    });
    expect(revoked).toMatchObject({ status: 200, text: '' });
    expect((await me()).status).toBe(401);
    scene.simulator.revoke({ what: 'grant' });
    expect((await renew(json['refresh_token'])).json).toEqual({ error: 'invalid_grant' });
  });

  it('ends access tokens after an hour, or after the life that the application has', async () => {
    scene.clock.advanceMs(3_599_000);
    expect((await scene.ask(COMPANIES)).status).toBe(200);
    scene.clock.advanceMs(1_000);
    expect((await scene.ask(COMPANIES)).status).toBe(401);
    const short = await VismaBusinessScene.open({ apps: { web: { accessSeconds: 5 } } });
    short.clock.advanceMs(5_000);
    const { status } = await short.ask(COMPANIES);
    await short.close();
    expect(status).toBe(401);
  });

  it('publishes its addresses, and keeps to registered redirects where an application has any', async () => {
    const { json } = await ask(`${scene.connectUrl}/.well-known/openid-configuration`);
    expect(json).toMatchObject({
      issuer: 'https://connect.visma.com',
      authorization_endpoint: `${scene.connectUrl}/connect/authorize`,
      token_endpoint: `${scene.connectUrl}/connect/token`,
    });
    expect((await ask(`${scene.connectUrl}/connect/endsession`)).status).toBe(200);
    const strict = await VismaBusinessScene.open({
      apps: { web: { redirectUris: ['https://hub.example/callback'] } },
    });
    const refused = await ask(strict.authorizeUrl());
    const shown = await ask(strict.authorizeUrl({ redirect_uri: 'https://hub.example/callback' }));
    await strict.close();
    expect([refused.status, shown.status]).toEqual([400, 200]);
  });
});
