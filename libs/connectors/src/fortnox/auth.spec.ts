import { describe, expect, it } from '@jest/globals';
import type { JsonObject } from '@app/domain';
import { ConnectionBlockedError, RetryableLedgerError } from '../contract/index.js';
import { tokenName } from './auth.js';
import { openClient } from './open.js';
import { readCompany } from './identity.js';
import {
  COMPANY_ANSWER,
  type FakeAnswer,
  FakeFortnox,
  type FakeRequest,
  INVALID_GRANT,
  SETTINGS,
  TOKEN_LINE,
  tokenAnswer,
} from './testing/fake-fortnox.js';

const NAME = tokenName('https://auth.test', SETTINGS);
const EXPIRED = '2026-03-18T09:00:00.000Z';

/** Answers the token requests in turn, the last one for ever, and lets everybody with a token in. */
function fake(tokenAnswers: readonly FakeAnswer[], stored?: JsonObject): FakeFortnox {
  let asked = 0;
  const answer = ({ line }: FakeRequest): FakeAnswer => {
    if (line !== TOKEN_LINE) return COMPANY_ANSWER;
    asked += 1;
    return tokenAnswers[Math.min(asked, tokenAnswers.length) - 1] ?? { status: 500, json: {} };
  };
  return new FakeFortnox(answer, stored ? { [NAME]: stored } : {});
}

const signIns = ({ lines }: FakeFortnox): number => lines.filter((line) => line === TOKEN_LINE).length;

describe('client credentials', () => {
  it('sign in with the tenant’s number, once for many, and store before use', async () => {
    const fortnox = fake([tokenAnswer('access-1')]);
    const client = openClient(SETTINGS, fortnox.tools);
    await Promise.all([readCompany(client), readCompany(client), readCompany(client)]);
    expect(signIns(fortnox)).toBe(1);
    const [request, first] = fortnox.requests;
    expect(request).toMatchObject({ body: 'grant_type=client_credentials' });
    expect(request?.headers['tenantid']).toBe('9104471');
    expect(first?.headers['authorization']).toBe('Bearer access-1');
    expect((await fortnox.tokens.read(NAME))?.value['accessToken']).toBe('access-1');
  });

  it('renew ahead of the hour', async () => {
    const fortnox = fake([tokenAnswer('access-1'), tokenAnswer('access-2')]);
    const client = openClient(SETTINGS, fortnox.tools);
    await readCompany(client);
    fortnox.clock.advanceMs(56 * 60_000);
    await readCompany(client);
    expect(fortnox.requests.at(-1)?.headers['authorization']).toBe('Bearer access-2');
  });

  it.each([400, 401, 403])('block the connection without a consent (%s)', async (status) => {
    const fortnox = fake([{ status, json: { error: 'invalid_grant' } }]);
    await expect(readCompany(openClient(SETTINGS, fortnox.tools))).rejects.toMatchObject({
      kind: 'connection-blocked',
      reason: 'credentials-refused',
    });
  });

  it('need a sign-in first', async () => {
    const { tenantId: _, ...without } = SETTINGS;
    const fortnox = fake([]);
    await expect(readCompany(openClient(without, fortnox.tools))).rejects.toMatchObject({
      reason: 'configuration',
    });
    expect(fortnox.lines).toEqual([]);
  });
});

describe('a rotating refresh token', () => {
  const stored = { accessToken: 'old', expiresAt: EXPIRED, refreshToken: 'refresh-1' };

  it('is used once by many callers, and its successor is stored before use', async () => {
    const fortnox = fake([tokenAnswer('access-2', 'refresh-2')], stored);
    const client = openClient(SETTINGS, fortnox.tools);
    await Promise.all(Array.from({ length: 50 }, () => readCompany(client)));
    expect(signIns(fortnox)).toBe(1);
    expect(fortnox.requests[0]?.body).toBe('grant_type=refresh_token&refresh_token=refresh-1');
    expect((await fortnox.tokens.read(NAME))?.value).toMatchObject({
      accessToken: 'access-2',
      refreshToken: 'refresh-2',
    });
  });

  it('ends in “reconnect” once when an answer was lost after rotation, and never in a storm', async () => {
    const fortnox = fake(['lost', INVALID_GRANT], stored);
    const client = openClient(SETTINGS, fortnox.tools);
    await expect(readCompany(client)).rejects.toBeInstanceOf(RetryableLedgerError);
    expect(signIns(fortnox)).toBe(1);
    for (let call = 0; call < 20; call += 1) {
      await expect(readCompany(client)).rejects.toBeInstanceOf(ConnectionBlockedError);
    }
    // The refresh token once more, and client credentials once.
    expect(signIns(fortnox)).toBe(3);
    await expect(readCompany(openClient(SETTINGS, fortnox.tools))).rejects.toMatchObject({
      reason: 'credentials-refused',
    });
    expect(signIns(fortnox)).toBe(3);
  });

  it('is saved by the company’s consent where there is one', async () => {
    const fortnox = fake([INVALID_GRANT, tokenAnswer('access-3')], stored);
    await readCompany(openClient(SETTINGS, fortnox.tools));
    expect((await fortnox.tokens.read(NAME))?.value).not.toHaveProperty('refreshToken');
    expect(fortnox.requests.at(-1)?.headers['authorization']).toBe('Bearer access-3');
  });

  it('survives a failing token endpoint', async () => {
    const fortnox = fake([{ status: 500, json: {} }, tokenAnswer('access-2', 'refresh-2')], stored);
    const client = openClient(SETTINGS, fortnox.tools);
    await expect(readCompany(client)).rejects.toBeInstanceOf(RetryableLedgerError);
    await readCompany(client);
    expect(fortnox.requests.at(-1)?.headers['authorization']).toBe('Bearer access-2');
  });
});

it('replaces a token that is refused, once', async () => {
  let valid = 'access-2';
  const fortnox = new FakeFortnox(
    ({ line, headers }) => {
      if (line === TOKEN_LINE) return tokenAnswer(valid);
      if (headers['authorization'] === 'Bearer access-2') return COMPANY_ANSWER;
      return { status: 401, json: { message: 'unauthorized' } };
    },
    { [NAME]: { accessToken: 'access-1', expiresAt: '2026-03-18T11:00:00.000Z' } },
  );
  await readCompany(openClient(SETTINGS, fortnox.tools));
  expect(signIns(fortnox)).toBe(1);
  valid = 'dead';
  await fortnox.tokens.renew(NAME, 2, () =>
    Promise.resolve({ accessToken: 'x', expiresAt: '2026-03-18T11:00:00.000Z' }),
  );
  await expect(readCompany(openClient(SETTINGS, fortnox.tools))).rejects.toMatchObject({
    reason: 'credentials-refused',
  });
});
