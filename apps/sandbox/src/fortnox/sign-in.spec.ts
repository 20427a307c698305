import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { FortnoxScene, send } from './testing/fortnox-scene.js';

const CALLBACK = 'http://127.0.0.1:4000/callback';

describe('sign-in', () => {
  let scene: FortnoxScene;
  beforeEach(async () => {
    scene = await FortnoxScene.open();
  });
  afterEach(async () => scene.close());

  const authUrl = (more: Readonly<Record<string, string>> = {}): string => {
    const query = new URLSearchParams({
      client_id: scene.simulator.credentials.clientId,
      response_type: 'code',
      state: 'st-1',
      scope: 'invoice customer payment companyinformation settings',
      redirect_uri: CALLBACK,
      access_type: 'offline',
      account_type: 'service',
      ...more,
    });
    return `${scene.authUrl}/auth?${query.toString()}`;
  };
  const callback = async (url = authUrl()): Promise<URLSearchParams> => {
    const { status, headers } = await send(url);
    expect(status).toBe(302);
    return new URL(String(headers['location'])).searchParams;
  };
  const exchange = async (code: string) =>
    scene.ask('token', { grant_type: 'authorization_code', code, redirect_uri: CALLBACK });

  it('shows a page whose links are the companies, and gives a code of single use', async () => {
    const page = await send(authUrl());
    expect(page.status).toBe(200);
    const link = /href="([^"]*sandbox_decision=\d+)"/.exec(page.text)?.[1]?.replaceAll('&amp;', '&') ?? '';
    const back = await callback(`${scene.authUrl}/${link}`);
    expect(back.get('state')).toBe('st-1');
    const code = back.get('code') ?? '';
    const { status, json } = await exchange(code);
    expect(status).toBe(200);
    expect(Object.keys(json)).toEqual(['access_token', 'expires_in', 'token_type', 'scope', 'refresh_token']);
    expect((await exchange(code)).json).toMatchObject({ error: 'invalid_grant' });
    scene.token = String(json['access_token']);
    expect((await scene.get('/companyinformation')).json['CompanyInformation']).toMatchObject({
      DatabaseNumber: scene.tenantId,
    });
  });

  it('then works with client credentials, until the customer withdraws', async () => {
    scene.simulator.answerSignIn({ outcome: 'approve', tenantId: scene.tenantId });
    await exchange((await callback()).get('code') ?? '');
    const ask = async () =>
      scene.ask('token', { grant_type: 'client_credentials' }, { TenantId: String(scene.tenantId) });
    const { json } = await ask();
    expect(json).not.toHaveProperty('refresh_token');
    scene.token = String(json['access_token']);
    expect((await scene.get('/invoices')).status).toBe(200);
    scene.simulator.revoke({ tenantId: scene.tenantId, what: 'grant' });
    expect(await scene.get('/invoices')).toMatchObject({ status: 401, text: '{"message":"unauthorized"}' });
    expect(await ask()).toMatchObject({ status: 400 });
  });

  it('answers in each of the ways a person can end it', async () => {
    scene.simulator.answerSignIn({ outcome: 'deny' });
    expect((await callback()).get('error')).toBe('access_denied');
    scene.simulator.answerSignIn({ outcome: 'missing-license' });
    expect((await callback()).get('error')).toBe('error_missing_license');
    scene.simulator.answerSignIn({ outcome: 'account-locked' });
    expect([...(await callback())]).toEqual([]);
    scene.simulator.bookkeeper.changeCompany(scene.tenantId, { withoutLicence: 'payment' });
    scene.simulator.answerSignIn({ outcome: 'approve', tenantId: scene.tenantId });
    expect((await callback()).get('error')).toBe('error_missing_license');
    expect((await callback(authUrl({ scope: 'invoice everything' }))).get('error')).toBe('invalid_scope');
    expect((await callback(authUrl({ state: '' }))).get('error')).toBe('invalid_request');
    expect((await send(authUrl({ client_id: 'other' }))).status).toBe(400);
    expect((await send(authUrl({ redirect_uri: 'https://elsewhere.example' }))).status).toBe(400);
  });

  it('rotates refresh tokens: the old one ends at once', async () => {
    const { refreshToken } = scene.simulator.issueTokens(scene.tenantId);
    const ask = async (text: string) =>
      scene.ask('token', { grant_type: 'refresh_token', refresh_token: text });
    const first = await ask(refreshToken);
    expect(first.status).toBe(200);
    const old = await ask(refreshToken);
    expect(old).toMatchObject({
      status: 400,
      text: '{"error":"invalid_grant","error_description":"Invalid refresh token"}',
    });
    expect(old.headers['content-type']).toBe('text/html; charset=UTF-8');
    const next = String(first.json['refresh_token']);
    scene.clock.advanceMs(45 * 86_400_000);
    expect((await ask(next)).status).toBe(400);
  });

  it('loses a connection when the answer to a renewal is lost', async () => {
    const { refreshToken: refresh_token } = scene.simulator.issueTokens(scene.tenantId);
    const form = { grant_type: 'refresh_token', refresh_token };
    scene.simulator.faults.install({ operation: 'POST /oauth-v1/token', kind: 'answer-lost' });
    await expect(scene.ask('token', form)).rejects.toThrow();
    expect((await scene.ask('token', form)).json).toMatchObject({ error: 'invalid_grant' });
  });

  it('refuses a wrong secret with 401 in plain text, and revokes anything', async () => {
    const wrong = await scene.ask('token', { grant_type: 'refresh_token' }, {}, 'wrong');
    expect(wrong).toMatchObject({ status: 401, json: { error: 'invalid_client' } });
    expect(wrong.headers['content-type']).toBe('text/plain;charset=UTF-8');
    const { refreshToken: token } = scene.simulator.issueTokens(scene.tenantId);
    for (const text of ['anything', token]) {
      expect((await scene.ask('revoke', { token: text })).text).toBe('{"revoked":true}');
    }
    const form = { grant_type: 'refresh_token', refresh_token: token };
    expect((await scene.ask('token', form)).status).toBe(400);
  });

  it('ends access tokens after an hour', async () => {
    scene.clock.advanceMs(3_599_000);
    expect((await scene.get('/invoices')).status).toBe(200);
    scene.clock.advanceMs(1_000);
    expect((await scene.get('/invoices')).status).toBe(401);
    expect((await scene.api('/invoices', { token: 'nobody' })).status).toBe(401);
  });

  it.each([400, 403] as const)('refuses a missing scope with %i', async (missingScopeStatus) => {
    const other = await FortnoxScene.open({ unverified: { missingScopeStatus } });
    other.token = other.simulator.issueTokens(other.tenantId, ['invoice']).accessToken;
    const answer = await other.get('/invoicepayments');
    await other.close();
    expect(answer.status).toBe(missingScopeStatus);
    expect(answer.json['ErrorInformation']).toMatchObject({ code: 2000663 });
  });

  it('may give a token that opens nothing when there is no consent', async () => {
    const other = await FortnoxScene.open({ unverified: { missingConsent: 'dead-token' } });
    const form = { grant_type: 'client_credentials' };
    const answer = await other.ask('token', form, { TenantId: String(other.tenantId) });
    other.token = String(answer.json['access_token']);
    const { status } = await other.get('/invoices');
    await other.close();
    expect([answer.status, status]).toEqual([200, 500]);
  });
});
