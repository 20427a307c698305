import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { ask } from '../testing/tripletex-client.js';
import { NOW, PowerOfficeGoScene } from '../testing/poweroffice-go-scene.js';

describe('signing in to the simulated PowerOffice Go', () => {
  const clock = new ManualClock(NOW);
  let scene: PowerOfficeGoScene;
  beforeEach(async () => {
    clock.moveTo(NOW);
    scene = await PowerOfficeGoScene.open({ clock, redirectUris: ['https://hub.example/connect/return'] });
  });
  afterEach(async () => scene.close());

  const subscription = () => ({ 'Ocp-Apim-Subscription-Key': scene.simulator.credentials.subscriptionKey });

  it('answers a bearer token with claims, for 1200 seconds, and 401 without a body after that', async () => {
    const answer = await scene.askToken();
    expect(answer.status).toBe(200);
    expect(answer.json).toMatchObject({ token_type: 'bearer', expires_in: 1200 });
    const [, payload = ''] = String(answer.json['access_token']).split('.');
    expect(JSON.parse(Buffer.from(payload, 'base64url').toString())).toMatchObject({
      goClientId: scene.company.clientId,
      role: expect.arrayContaining(['BankVoucher_Full']),
    });
    expect((await scene.get('/OrganizationSettings')).json).toMatchObject({ Id: scene.company.clientId });
    clock.advanceMs(1_200_000);
    const refused = await scene.get('/OrganizationSettings');
    expect([refused.status, refused.text]).toEqual([401, '']);
  });

  it.each([
    ['a wrong client key', { clientKey: '00000000-0000-4000-8000-000000000000' }, 'invalid_client'],
    ['no login', { authorization: undefined }, 'invalid_client'],
    ['another grant', { body: 'grant_type=password' }, 'unsupported_grant_type'],
    ['no grant', { body: '' }, 'invalid_request'],
  ])('answers 400 for %s', async (_name, more, error) => {
    const answer = await scene.askToken(more);
    expect(answer.status).toBe(400);
    expect(answer.json).toMatchObject({ error });
  });

  it('answers 400 for JSON, and the gateway’s 401 without or with a wrong subscription key', async () => {
    const json = await scene.askToken({ headers: subscription() });
    expect(json.json).toMatchObject({ error: 'invalid_request' });
    const none = await scene.askToken({ headers: {} });
    expect([none.status, none.json]).toEqual([
      401,
      { statusCode: 401, message: expect.stringContaining('missing subscription key') },
    ]);
    const wrong = await scene.get('/VatCodes?subscription-key=1');
    expect(wrong.status).toBe(200);
    const answer = await ask(`${scene.url}/VatCodes?subscription-key=1`, { authorization: 'Bearer x' });
    expect(answer.json).toMatchObject({ message: expect.stringContaining('invalid subscription key') });
  });

  it('ends with the client key, and with the application', async () => {
    scene.simulator.revoke({ clientKey: scene.company.clientKey ?? '' });
    expect((await scene.get('/VatCodes')).status).toBe(401);
    expect((await scene.askToken()).json).toMatchObject({ error: 'invalid_client' });
    scene.simulator.grantAccess(scene.company.companyId);
    const clientKey = scene.simulator.credentials.companies[0]?.clientKey ?? '';
    expect(clientKey).not.toBe(scene.company.clientKey);
    expect((await scene.askToken({ clientKey })).status).toBe(200);
    scene.simulator.revoke('application');
    expect((await scene.askToken({ clientKey })).status).toBe(400);
  });

  it('answers 403 without a body for a missing role, and a changed privilege shows in the next token', async () => {
    const { bookkeeper } = scene.simulator;
    bookkeeper.changeSettings(scene.company.companyId, { invalidPrivileges: ['OutgoingInvoice'] });
    expect((await scene.get('/OutgoingInvoices')).status).toBe(204);
    await scene.signIn();
    const refused = await scene.get('/OutgoingInvoices');
    expect([refused.status, refused.text]).toEqual([403, '']);
    expect((await scene.get('/ClientIntegrationInformation')).json).toMatchObject({
      ClientName: 'Granly Bygg AS',
      InvalidPrivileges: ['OutgoingInvoice'],
      ValidPrivileges: expect.arrayContaining(['Customer']),
    });
    expect((await scene.get('/ClientAdmin/Clients')).status).toBe(403);
  });

  const initiate = async (body: Record<string, unknown> = {}) =>
    ask(`${scene.url}/Onboarding/Initiate`, {
      method: 'POST',
      headers: subscription(),
      body: {
        ApplicationKey: scene.simulator.credentials.applicationKey,
        RedirectUri: 'https://hub.example/connect/return?state=abc',
        ...body,
      },
    });
  const finalize = async (OnboardingToken: string) =>
    ask(`${scene.url}/Onboarding/Finalize`, {
      method: 'POST',
      headers: subscription(),
      body: { OnboardingToken },
    });

  it('onboards the companies that a person picks on the page, once', async () => {
    const other = scene.simulator.addCompany({ name: 'Lyngmo Transport AS', isOnboarded: false });
    expect(other.clientKey).toBeNull();
    const { TemporaryUrl } = (await initiate()).json as unknown as { TemporaryUrl: string };
    const page = await ask(TemporaryUrl);
    expect(page.text).toContain('Lyngmo Transport AS');
    const pressed = await ask(
      `${TemporaryUrl.replace('?', '/Decide?')}&decision=approve&client=${other.clientId}`,
    );
    expect(pressed.status).toBe(302);
    const back = new URL(String(pressed.headers['location']));
    expect([back.searchParams.get('state'), back.searchParams.get('status')]).toEqual(['abc', 'Success']);
    const token = back.searchParams.get('token') ?? '';
    const answer = await finalize(token);
    expect(answer.json).toMatchObject({
      OnboardedClientsInformation: [
        { ClientName: 'Lyngmo Transport AS', ClientOrganizationNumber: other.organizationNumber },
      ],
      UserEmail: 'kari@tallrekka.example',
    });
    const clientKey = String(answer.json['OnboardedClientsInformation']?.[0]?.['ClientKey']);
    expect((await scene.askToken({ clientKey })).status).toBe(200);
    expect((await finalize(token)).status).toBe(400);
    expect((await ask(TemporaryUrl)).status).toBe(410);
  });

  it('decides at once when a script says so, and shows every way of going wrong', async () => {
    scene.simulator.setOnboarding({ kind: 'approve' });
    const visit = async (body?: Record<string, unknown>): Promise<URLSearchParams> => {
      const { TemporaryUrl } = (await initiate(body)).json as unknown as { TemporaryUrl: string };
      return new URL(String((await ask(TemporaryUrl)).headers['location'])).searchParams;
    };
    expect((await visit()).get('token')).not.toBeNull();
    expect((await visit({ ClientOrganizationNo: '399999999' })).get('status')).toBe('ClientNotFound');
    scene.simulator.setOnboarding({ kind: 'refuse', status: 'NoClientAccess' });
    const refused = await visit();
    expect([refused.get('status'), refused.get('token')]).toEqual(['NoClientAccess', null]);
    expect((await initiate({ RedirectUri: 'https://evil.example/' })).status).toBe(400);
    expect((await initiate({ ApplicationKey: '00000000-0000-4000-8000-000000000000' })).status).toBe(400);
    expect((await finalize('no such token')).status).toBe(400);
  });

  it('lets an onboarding token grow old', async () => {
    scene.simulator.setOnboarding({ kind: 'approve' });
    const { TemporaryUrl } = (await initiate()).json as unknown as { TemporaryUrl: string };
    const location = String((await ask(TemporaryUrl)).headers['location']);
    clock.advanceMs(600_000);
    expect((await finalize(new URL(location).searchParams.get('token') ?? '')).status).toBe(400);
  });

  it('removes the integration on request', async () => {
    expect((await scene.send('DELETE', '/Offboarding/RemoveIntegration')).json).toMatchObject({
      Success: true,
    });
    expect((await scene.askToken()).status).toBe(400);
  });
});

describe('the budget of the simulated PowerOffice Go', () => {
  it('lets ten requests a second through for all companies together, and counts no refused one', async () => {
    const clock = new ManualClock(NOW);
    const scene = await PowerOfficeGoScene.open({ clock, limits: {} });
    const other = scene.simulator.addCompany();
    const statuses = async (count: number): Promise<number[]> => {
      const answers: number[] = [];
      for (let i = 0; i < count; i += 1) answers.push((await scene.get('/VatCodes')).status);
      return answers;
    };
    // One was the token request; the other company's shares the budget too.
    expect((await scene.askToken({ clientKey: other.clientKey })).status).toBe(200);
    expect(await statuses(10)).toEqual([...Array<number>(8).fill(200), 429, 429]);
    clock.advanceMs(999);
    const refused = await scene.get('/VatCodes');
    expect([refused.status, refused.headers['retry-after'], refused.json]).toEqual([
      429,
      '1',
      { statusCode: 429, message: 'Rate limit is exceeded. Try again in 1 seconds.' },
    ]);
    clock.advanceMs(1);
    expect(await statuses(11)).toEqual([...Array<number>(10).fill(200), 429]);
    await scene.close();
  });
});
