import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { ask, TripletexTestClient } from '../testing/tripletex-client.js';
import { TripletexScene } from '../testing/tripletex-scene.js';
import { TripletexSimulator } from './simulator.js';

describe('sessions of the simulated Tripletex', () => {
  const clock = new ManualClock(new Date('2026-09-14T10:00:00Z'));
  let scene: TripletexScene;

  beforeEach(async () => {
    clock.moveTo(new Date('2026-09-14T10:00:00Z'));
    scene = await TripletexScene.open({ clock });
  });
  afterEach(async () => scene.close());

  const create = (body: Record<string, unknown>) =>
    ask(`${scene.url}/token/session/:create`, { method: 'POST', body });
  const tokens = () => ({
    consumerToken: scene.simulator.credentials.consumerToken,
    employeeToken: scene.employeeToken,
  });

  it('answers 201 with a token whose text is base64 of a test token', async () => {
    const answer = await create({ ...tokens(), expirationDate: '2026-09-15' });
    expect(answer.status).toBe(201);
    expect(answer.json['value']).toMatchObject({
      version: 1,
      expirationDate: '2026-09-15',
      encryptionKey: null,
    });
    const inner = JSON.parse(Buffer.from(String(answer.json['value']?.['token']), 'base64').toString()) as {
      token: string;
    };
    expect(inner.token).toMatch(/^test-/);
    expect(answer.headers['x-tlx-request-id']).toMatch(/^[0-9a-f-]{36}$/);
  });

  it.each(['2026-09-14', '2026-09-01'])('refuses %s, which is today or before', async (expirationDate) => {
    const answer = await create({ ...tokens(), expirationDate });
    expect(answer.status).toBe(422);
    expect(answer.json).toMatchObject({ code: 18000, validationMessages: [{ field: 'expirationDate' }] });
  });

  it('counts today in Norway, not in UTC', async () => {
    clock.moveTo(new Date('2026-09-14T22:30:00Z'));
    expect((await create({ ...tokens(), expirationDate: '2026-09-15' })).status).toBe(422);
    expect((await create({ ...tokens(), expirationDate: '2026-09-16' })).status).toBe(201);
  });

  it('ends at midnight in Oslo, at the start of the expiration date', async () => {
    const session = await create({ ...tokens(), expirationDate: '2026-09-15' });
    const authorization = `Basic ${Buffer.from(`0:${String(session.json['value']?.['token'])}`).toString('base64')}`;
    const whoAmI = () => ask(`${scene.url}/token/session/%3EwhoAmI`, { authorization });
    clock.moveTo(new Date('2026-09-14T21:59:59Z'));
    expect((await whoAmI()).status).toBe(200);
    clock.moveTo(new Date('2026-09-14T22:00:00Z'));
    const refused = await whoAmI();
    expect(refused.status).toBe(401);
    expect(refused.json).toEqual({
      status: 401,
      code: 3000,
      message: 'Unauthorized',
      link: 'https://tripletex.no/v2-docs/',
      developerMessage: 'Could not log in. Check login info in Authorization header.',
      validationMessages: null,
      requestId: refused.headers['x-tlx-request-id'],
    });
  });

  it('names the wrong token the way the vendor does', async () => {
    const answer = await create({ ...tokens(), consumerToken: 'bm9wZQ==', expirationDate: '2026-09-16' });
    expect(answer.json).toMatchObject({
      status: 422,
      code: 18000,
      validationMessages: [
        { field: 'arg:consumerToken', message: 'The consumer token is invalid or does not exist.' },
      ],
    });
  });

  it('refuses the older form with secrets in the address', async () => {
    const answer = await ask(`${scene.url}/token/session/:create?consumerToken=a`, { method: 'PUT' });
    expect(answer.json).toMatchObject({ status: 400, code: 4000, message: 'HTTP 405 Method Not Allowed' });
  });

  it('forgets a deleted session', async () => {
    const { client } = scene;
    const path = `/token/session/${encodeURIComponent(client.sessionToken)}`;
    const answer = await ask(scene.url + path, { method: 'DELETE', authorization: client.authorization });
    expect(answer.status).toBe(204);
    expect((await client.get('/token/session/>whoAmI')).status).toBe(401);
  });

  it('lists no clients for an ordinary token', async () => {
    const answer = await scene.client.get('/company/>withLoginAccess');
    expect(answer.status).toBe(200);
    expect(answer.json['values']).toEqual([]);
  });

  describe('with the accountant key', () => {
    let accountant: TripletexTestClient;

    beforeEach(async () => {
      accountant = await TripletexTestClient.login(
        scene.simulator,
        scene.url,
        scene.simulator.credentials.accountantToken,
      );
    });

    it('lists its clients and works in each by its id', async () => {
      const list = await accountant.get('/company/>withLoginAccess');
      expect(list.json['values']).toMatchObject([
        { id: scene.companyId, name: 'Granly Bygg AS', customerCompanyId: scene.companyId },
      ]);
      const whoAmI = await accountant.as(scene.companyId).get('/token/session/>whoAmI');
      expect(whoAmI.json['value']).toMatchObject({ companyId: scene.companyId, language: 'no' });
      expect((await accountant.as(scene.companyId).get('/invoice/paymentType')).status).toBe(200);
    });

    it('may do almost nothing in its own company', async () => {
      expect((await accountant.get('/token/session/>whoAmI')).status).toBe(200);
      const refused = await accountant.get('/invoice/paymentType');
      expect(refused.status).toBe(403);
      expect(String(refused.json['message'])).toContain('can only access /token/session/>whoAmI');
    });

    it('loses a client whose access is withdrawn', async () => {
      scene.simulator.bookkeeper.withdrawAccess(scene.companyId);
      expect((await accountant.get('/company/>withLoginAccess')).json['values']).toEqual([]);
      expect((await accountant.as(scene.companyId).get('/customer')).json).toMatchObject({
        status: 403,
        code: 9000,
      });
    });
  });

  it('keeps other companies closed to an ordinary token', async () => {
    const other = scene.simulator.addCompany();
    expect((await scene.client.as(other.companyId).get('/customer')).status).toBe(403);
  });

  it('gives the same tokens for the same seed', () => {
    const tokensOf = (seed: number) => new TripletexSimulator({ seed, clock, companies: [{}] }).credentials;
    expect(tokensOf(3)).toEqual(tokensOf(3));
    expect(tokensOf(3).consumerToken).not.toBe(tokensOf(4).consumerToken);
  });
});
