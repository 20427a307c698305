import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CompanyCredentials, TripletexSimulator } from '@app/sandbox';
import type { Browser } from '../../support/browser.js';
import { PeopleStory } from '../../support/people-story.js';

interface Company {
  readonly companyKey: string;
  readonly standing: string;
  readonly connection?: {
    readonly creditorId: string;
    readonly connectionId: string;
    readonly moves: boolean;
  };
}
interface Connection {
  readonly creditorId: string;
  readonly connectionId: string;
  readonly grantId: string;
  readonly state: string;
}
interface Grant {
  readonly grantId: string;
  readonly owner?: { readonly name: string };
}

/** Below an access, with what a person would send there. */
const BELOW_AN_ACCESS = [
  ['GET', ''],
  ['GET', '/companies'],
  ['PUT', '/settings', { settings: {} }],
  ['POST', '/sign-ins', { settings: {} }],
  ['POST', '/connections', { companyKey: 'own' }],
  ['DELETE', ''],
] as const;

describe('an accounting firm that connects ledgers by itself', () => {
  const tripletex = new TripletexSimulator({ seed: 11, limits: { requestsMax: 100_000 } });
  let story: PeopleStory;
  let company: CompanyCredentials;
  let fjord: Browser;
  let fjordId: string;
  let vik: Browser;
  let vikId: string;
  let connection: Connection;

  beforeAll(async () => {
    const { url } = await tripletex.start();
    story = await PeopleStory.begin({ TRIPLETEX_API_URL: url });
    await story.ownerComesIn();
    [fjordId, vikId] = [
      await story.organisation('Fjord Regnskap', 'accounting-firm'),
      await story.organisation('Vik Regnskap', 'accounting-firm'),
    ];
    [fjord, vik] = [await story.joined(fjordId, 'accountant'), await story.joined(vikId, 'accountant')];
    company = tripletex.addCompany({ name: 'Nordlys Rør AS', isClient: false });
  });
  afterAll(async () => {
    await story?.end();
    await tripletex.stop();
  });

  const settings = (employeeToken: string) => ({
    consumerToken: tripletex.credentials.consumerToken,
    employeeToken,
  });
  const posted = async <T>(by: Browser, path: string, body: object): Promise<T> =>
    (await (await by.send('POST', `/api/v1${path}`, body)).json()) as T;
  const newAccess = async (by: Browser, { employeeToken }: CompanyCredentials): Promise<string> => {
    const body = { connectorKey: 'tripletex', label: 'Kontoret', settings: settings(employeeToken) };
    return (await posted<Grant>(by, '/grants', body)).grantId;
  };
  const companiesOf = (by: Browser, grantId: string) => by.get<Company[]>(`/grants/${grantId}/companies`);
  const another = (name: string) => tripletex.addCompany({ name, isClient: false });
  /** Another key to the same company, as its own people make one for a second firm. */
  const secondKey = ({ companyId, ...rest }: CompanyCredentials): CompanyCredentials => {
    const { bookkeeper } = tripletex;
    return {
      ...rest,
      companyId,
      employeeToken: bookkeeper.adopt(bookkeeper.company(companyId), false).token,
    };
  };

  it('stores an access that no other firm sees, and the collector does', async () => {
    const grantId = await newAccess(fjord, company);
    expect(await fjord.get('/grants')).toMatchObject([{ grantId, owner: { name: 'Fjord Regnskap' } }]);
    expect(await story.owner.get('/grants')).toMatchObject([{ grantId, owner: { name: 'Fjord Regnskap' } }]);
    expect(await vik.get('/grants')).toEqual([]);
    for (const [method, below, body] of BELOW_AN_ACCESS)
      expect([method, below, await vik.outcome(method, `/grants/${grantId}${below}`, body)]).toEqual([
        method,
        below,
        '404 grant-not-found',
      ]);
  });

  it('connects a company that is new here, sets it up and starts it', async () => {
    const [{ grantId = '' } = {}] = await fjord.get<Grant[]>('/grants');
    expect(await companiesOf(fjord, grantId)).toMatchObject([{ companyKey: 'own', standing: 'free' }]);
    connection = await posted(fjord, `/grants/${grantId}/connections`, { companyKey: 'own' });
    const path = `/creditors/${connection.creditorId}/connections/${connection.connectionId}`;
    expect(await fjord.outcome('POST', `${path}/preflight`)).toBe('200');
    expect(await fjord.outcome('POST', `${path}/activate`)).toBe('200');
    expect(await companiesOf(fjord, grantId)).toMatchObject([
      { standing: 'connected', connection: { connectionId: connection.connectionId, moves: false } },
    ]);
  });

  it('reaches what it has connected, as the collector does, and nobody else', async () => {
    const seen = async (by: Browser): Promise<string[]> =>
      (await by.get<{ companies: { creditorId: string }[] }>('/me/companies')).companies.map(
        ({ creditorId }) => creditorId,
      );
    expect(await seen(fjord)).toEqual([connection.creditorId]);
    expect(await seen(story.owner)).toContain(connection.creditorId);
    expect(await seen(vik)).toEqual([]);
    expect(await vik.outcome('GET', `/creditors/${connection.creditorId}/claims`)).toBe(
      '404 creditor-not-found',
    );
  });

  it('connects nothing for who only reads or approves', async () => {
    for (const role of ['reader', 'approver']) {
      const person = await story.joined(fjordId, role);
      expect(await person.outcome('GET', '/grants')).toBe('403 not-allowed');
      const body = { connectorKey: 'tripletex', label: 'x', settings: {} };
      expect(await person.outcome('POST', '/grants', body)).toBe('403 not-allowed');
    }
  });

  it('is refused a company that does not let it in, until it does', async () => {
    const grantId = await newAccess(vik, secondKey(company));
    expect(await companiesOf(vik, grantId)).toEqual([
      expect.objectContaining({ companyKey: 'own', standing: 'not-let-in' }),
    ]);
    const connect = () => vik.outcome('POST', `/grants/${grantId}/connections`, { companyKey: 'own' });
    expect(await connect()).toBe('409 company-not-let-in');
    const access = { organisationId: vikId };
    expect(await story.owner.outcome('POST', `/creditors/${connection.creditorId}/access`, access)).toBe(
      '204',
    );
    // It is connected already, and stays with the access that works.
    const answered = await posted<Connection>(vik, `/grants/${grantId}/connections`, { companyKey: 'own' });
    expect(answered.connectionId).toBe(connection.connectionId);
    expect(answered.grantId).not.toBe(grantId);
  });

  it('goes on through the company’s own access when the firm’s key is taken away', async () => {
    tripletex.revoke({ employeeToken: company.employeeToken });
    const path = `/creditors/${connection.creditorId}/connections/${connection.connectionId}`;
    expect(await fjord.outcome('POST', `${path}/preflight`)).toMatch(/^422 ledger-refuses/);
    const owners = await story.organisation('Nordlys Rør', 'creditor', connection.creditorId);
    const nordlys = await story.joined(owners, 'owner');
    const grantId = await newAccess(nordlys, secondKey(company));
    expect(await companiesOf(nordlys, grantId)).toMatchObject([{ connection: { moves: true } }]);
    const moved = await posted<Connection>(nordlys, `/grants/${grantId}/connections`, { companyKey: 'own' });
    expect(moved).toMatchObject({ connectionId: connection.connectionId, grantId, state: 'active' });
  });

  it('a creditor connects no company but its own', async () => {
    const stranger = another('Vestli Bygg AS');
    const owners = await story.organisation('Nordlys Rør to', 'creditor', connection.creditorId);
    const nordlys = await story.joined(owners, 'accountant');
    const grantId = await newAccess(nordlys, stranger);
    expect(await companiesOf(nordlys, grantId)).toMatchObject([{ standing: 'not-own' }]);
    const connect = await nordlys.outcome('POST', `/grants/${grantId}/connections`, { companyKey: 'own' });
    expect(connect).toBe('409 company-not-own');
  });

  it('forgets an access that nothing is connected through, and no other', async () => {
    const grantId = await newAccess(fjord, another('Sørli Elektro AS'));
    const outcome = await posted<Connection>(fjord, `/grants/${grantId}/connections`, { companyKey: 'own' });
    expect(outcome.state).toBe('setting-up');
    expect(await fjord.outcome('DELETE', `/grants/${grantId}`)).toBe('409 grant-in-use');
    const unused = await newAccess(fjord, another('Nordli Elektro AS'));
    expect(await fjord.outcome('DELETE', `/grants/${unused}`)).toBe('204');
    expect(await fjord.outcome('GET', `/grants/${unused}`)).toBe('404 grant-not-found');
  });

  it('who works for two firms says for which', async () => {
    const both = await story.joined(await story.organisation('Begge', 'accounting-firm'), 'accountant');
    const { email } = await both.get<{ email: string }>('/me');
    expect(
      await story.owner.outcome('POST', `/organisations/${vikId}/invitations`, { email, role: 'accountant' }),
    ).toBe('204');
    const invitationId = await story.linkIn(email, 'join');
    const person = { invitationId, name: 'Prøve', password: 'fire greve gråter aldri' };
    expect(await both.outcome('POST', '/join', person)).toBe('204');
    const body = {
      connectorKey: 'tripletex',
      label: 'Kontoret',
      settings: settings(another('Østli AS').employeeToken),
    };
    expect(await both.outcome('POST', '/grants', body)).toBe('422 unfit-fields');
    expect(await both.outcome('POST', '/grants', { ...body, organisationId: fjordId })).toBe(
      '422 unfit-fields',
    );
    expect(await posted<Grant>(both, '/grants', { ...body, organisationId: vikId })).toMatchObject({
      owner: { name: 'Vik Regnskap' },
    });
  });
});
