import { afterEach, describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import { ConnectionBlockedError } from '../contract/index.js';
import { budgetRule } from './auth.js';
import { Office } from './testing/office.js';

const SIGN_IN = 'POST /token/session/:create';

describe('sessions', () => {
  let office: Office;
  afterEach(() => office.simulator.stop());

  const signIns = (): number => office.operations().filter((operation) => operation === SIGN_IN).length;

  it.each([
    '2026-06-30T21:59:30Z',
    '2026-06-30T22:00:30Z',
    '2026-12-31T22:59:30Z',
    '2026-12-31T23:30:00Z',
    '2026-03-28T23:30:00Z',
  ])('signs in around a Norwegian midnight: %s', async (instant) => {
    office = await Office.open({ clock: new ManualClock(new Date(instant)) });
    expect((await office.session().identify()).name).toBe('Fjellvik Handel AS');
    expect(signIns()).toBe(1);
  });

  it('renews ahead of the end, so that no call is refused on the way', async () => {
    office = await Office.open({ clock: new ManualClock(new Date('2026-11-23T10:00:00Z')) });
    const session = office.session();
    for (let hour = 0; hour < 72; hour += 1) {
      await session.identify();
      office.simulator.clock.advanceMs(3_600_000);
    }
    expect(office.simulator.requests().filter(({ status }) => status === 401)).toEqual([]);
    expect(signIns()).toBe(3);
  });

  it('serves all client companies of an office with one session', async () => {
    office = await Office.open();
    office.simulator.addCompany({ name: 'Lyngmo Transport AS' });
    const grant = office.grant({
      ...office.settings,
      employeeToken: office.simulator.credentials.accountantToken,
    });
    const companies = await grant.listCompanies();
    for (const { key, name } of companies) expect((await grant.openCompany(key).identify()).name).toBe(name);
    expect(companies).toHaveLength(2);
    expect(signIns()).toBe(1);
  });

  it('blames the company, not the key, when a client withdraws', async () => {
    office = await Office.open();
    const grant = office.grant({
      ...office.settings,
      employeeToken: office.simulator.credentials.accountantToken,
    });
    const [company] = await grant.listCompanies();
    if (!company) throw new Error('no client');
    office.bookkeeper.withdrawAccess(office.companyId);
    const error = await grant
      .openCompany(company.key)
      .identify()
      .catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(ConnectionBlockedError);
    expect((error as ConnectionBlockedError).reason).toBe('company-unreachable');
  });

  it('tells an office that its own books are not reached with its key', async () => {
    office = await Office.open();
    const session = office.session('own', {
      ...office.settings,
      employeeToken: office.simulator.credentials.accountantToken,
    });
    const error = await session.identify().catch((reason: unknown) => reason);
    expect((error as ConnectionBlockedError).reason).toBe('configuration');
    expect(await session.preflight()).toMatchObject([
      { code: 'accountant-own-company', severity: 'blocks-pull' },
    ]);
  });

  it('names its budget without a secret', () => {
    const token = Buffer.from('{"tokenId": 4712, "token": "very-secret"}').toString('base64');
    expect(budgetRule(token).key).toBe('tripletex:employee-token:4712');
    expect(budgetRule('not-base64-of-json').key).toMatch(/^tripletex:employee-token:[0-9a-f]{16}$/);
  });
});
