import { afterEach, describe, expect, it } from '@jest/globals';
import type { JsonObject, LedgerCompanyKey } from '@app/domain';
import { checkSettings } from '../kit/index.js';
import { powerOfficeGo } from './index.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const REDIRECT = 'http://localhost:3000/sign-in/callback';
const REQUEST = { state: 'state-1', redirectUri: REDIRECT, codeChallenge: 'unused' };

async function visit(): Promise<Readonly<Record<string, string>>> {
  const { url } = (await powerOfficeGo.signIn?.begin(
    office.settings({ 'no-client-key': '' }),
    REQUEST,
    office.tools,
  )) ?? { url: '' };
  const answer = await fetch(url, { redirect: 'manual' });
  const back = new URL(answer.headers.get('location') ?? REDIRECT);
  return Object.fromEntries(back.searchParams);
}

function complete(query: Readonly<Record<string, string>>): Promise<{ readonly settings: JsonObject }> {
  const answer = { query, redirectUri: REDIRECT, codeVerifier: 'unused' };
  const { signIn } = powerOfficeGo;
  if (!signIn) throw new Error('There is no sign-in.');
  return signIn.complete(office.settings({ 'no-client-key': '' }), {}, answer, office.tools);
}

describe('signing in', () => {
  it.each(['token', 'onboarding_token'] as const)(
    'gives one grant for every chosen company, by %s',
    async (onboardingTokenName) => {
      office = await Office.open({ unverified: { onboardingTokenName } });
      office.simulator.setOnboarding({ kind: 'approve' });
      const query = await visit();
      expect(query['state']).toBe('state-1');
      const { settings } = await complete(query);
      const check = checkSettings(powerOfficeGo, settings);
      if (!check.ok) throw new Error(JSON.stringify(check.problems));
      const grant = office.grant(check.settings);
      const companies = await grant.listCompanies();
      expect(companies.map(({ name }) => name)).toEqual(['Fjellvik Handel AS', 'Lyngmo Transport AS']);
      for (const { key, name } of companies)
        expect(await grant.openCompany(key).identify()).toMatchObject({ key, name });
      // Ten calls a second are counted for all companies together, under a name that gives nothing away.
      expect(office.budgetKeys.size).toBe(1);
      expect([...office.budgetKeys].join()).not.toContain(office.simulator.credentials.subscriptionKey);
    },
  );

  it.each(['Canceled', 'ClientNotFound', 'NoClientAccess', 'IntegrationBlocked'] as const)(
    '%s blocks, with a remedy',
    async (status) => {
      office = await Office.open();
      office.simulator.setOnboarding({ kind: 'refuse', status });
      await expect(complete(await visit())).rejects.toMatchObject({
        name: 'ConnectionBlockedError',
        reason: 'credentials-refused',
      });
    },
  );

  it('takes a token once', async () => {
    office = await Office.open();
    office.simulator.setOnboarding({ kind: 'approve' });
    const query = await visit();
    await complete(query);
    await expect(complete(query)).rejects.toMatchObject({ name: 'ConnectionBlockedError' });
    await expect(complete({ state: 'state-1' })).rejects.toMatchObject({ name: 'ConnectionBlockedError' });
  });

  it('keeps companies of an earlier sign-in, and knows when a client key opens another company', async () => {
    office = await Office.open();
    const [first, second] = office.simulator.credentials.companies;
    const clients = JSON.stringify([
      { clientKey: first?.clientKey, name: 'Fjellvik', organisationNumber: second?.organizationNumber },
    ]);
    const session = office
      .grant(office.settings({ clients }))
      .openCompany((second?.organizationNumber ?? '') as LedgerCompanyKey);
    await expect(session.identify()).rejects.toMatchObject({
      name: 'ConnectionBlockedError',
      reason: 'configuration',
    });
  });
});
