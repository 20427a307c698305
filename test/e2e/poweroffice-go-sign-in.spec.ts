import { describe, expect, it } from '@jest/globals';
import { PowerOfficeGoSimulator } from '@app/sandbox';
import { tellSignInStory } from '../support/sign-in-story.js';

describe('an accountant who gives access at PowerOffice, for several companies in one go', () => {
  const story = tellSignInStory({
    connectorKey: 'poweroffice-go',
    country: 'NO',
    make: (clock) => new PowerOfficeGoSimulator({ seed: 7, clock }),
    addresses: ['POWEROFFICE_API_URL', 'POWEROFFICE_AUTH_URL'],
  });
  const keys = (): { applicationKey: string; subscriptionKey: string } => {
    const { applicationKey, subscriptionKey } = story.vendor.credentials;
    return { applicationKey, subscriptionKey };
  };
  const newCompany = (name: string) => story.vendor.addCompany({ name, isOnboarded: false });
  /** The person ticks these companies and approves. */
  const chooses = async (label: string, names: readonly string[], grantId?: string): Promise<string> => {
    const page = await story.vendorsPage(label, keys(), grantId);
    return (await story.browser.open(page.submission('Godkjenn', names))).text;
  };
  const names = async (grantId: string): Promise<string[]> =>
    (await story.companies(grantId)).map(({ name }) => name).sort();

  it('asks a person for keys only, and for none of what the page gives', async () => {
    const ledgers =
      await story.api.get<{ key: string; signIn: boolean; settings: { name: string }[] }[]>('/ledgers');
    const { signIn, settings } = ledgers.find(({ key }) => key === 'poweroffice-go') ?? {};
    expect(signIn).toBe(true);
    expect(settings?.map(({ name }) => name)).toEqual(['applicationKey', 'subscriptionKey', 'clientKey']);
  });

  it('gets one client key for each chosen company, and goes the whole road', async () => {
    const chosen = newCompany('Havgløtt Båt AS');
    const also = newCompany('Solgløtt Klær AS');
    const left = newCompany('Rimfrost Kjøl AS');
    const said = await chooses('Fjordtall', [chosen.name, also.name]);
    expect(said).toContain('Tilkoblingen «Fjordtall» er lagret.');
    const { companies } = story.vendor.credentials;
    const keyOf = (name: string) => companies.find((company) => company.name === name)?.clientKey;
    expect([keyOf(chosen.name), keyOf(also.name)]).toEqual([expect.any(String), expect.any(String)]);
    expect(keyOf(left.name)).toBeNull();
    const grantId = await story.grantNamed('Fjordtall');
    expect(await names(grantId)).toEqual([chosen.name, also.name]);

    const company = await story.company(grantId, chosen.organizationNumber);
    const { bookkeeper } = story.vendor;
    const customer = bookkeeper.addCustomer(chosen.companyId);
    const { document } = bookkeeper.addInvoice(chosen.companyId, {
      customerId: customer.id,
      amount: '12500.50',
    });
    await company.pullNow();
    const invoice = { id: document.uuid };
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      principal: { amount: '12500.50', currency: 'NOK' },
    });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open', messages: ['hand-over'] });

    const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount: '12500.50' });
    expect(settlement).toMatchObject({ principal: '12500.50', surplus: '0.00' });
    expect(writeBack).toMatchObject({ state: 'verified', attempts: 1, remedy: null });
    const { invoices, vouchers } = story.vendor.ledger(chosen.companyId);
    expect(invoices).toMatchObject([
      { id: document.uuid, outstanding: '0.00', paymentVoucherIds: [writeBack.posting?.voucherId] },
    ]);
    expect(vouchers.filter(({ byIntegration }) => byIntegration)).toHaveLength(1);
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      outstanding: { amount: '0.00' },
    });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('comes again for one company more: those chosen before stay connected', async () => {
    const first = newCompany('Vindkast Tak AS');
    const second = newCompany('Solbris Maling AS');
    await chooses('Kystregnskap', [first.name]);
    const grantId = await story.grantNamed('Kystregnskap');
    const company = await story.company(grantId, first.organizationNumber);

    expect(await chooses('', [second.name], grantId)).toContain('er lagret');
    expect(await names(grantId)).toEqual([second.name, first.name]);
    await company.pullNow();
    expect(await company.connection()).toMatchObject({ state: 'active' });
  });

  it('enters new keys of the integration: the companies from the page stay', async () => {
    const { name } = newCompany('Bølgeslag Fisk AS');
    await chooses('Havregnskap', [name]);
    const grantId = await story.grantNamed('Havregnskap');
    await story.api.put(`/grants/${grantId}/settings`, { settings: keys() });
    expect(await names(grantId)).toEqual([name]);
  });

  it('loses the extension in a company, and gives access anew: the connection goes on', async () => {
    const { companyId, name, organizationNumber } = newCompany('Gjenkomsten AS');
    await chooses('Fjellregnskap', [name]);
    const grantId = await story.grantNamed('Fjellregnskap');
    const company = await story.company(grantId, organizationNumber);
    const { bookkeeper } = story.vendor;
    const customer = bookkeeper.addCustomer(companyId);
    const { document } = bookkeeper.addInvoice(companyId, { customerId: customer.id, amount: '800.00' });
    await company.pullNow();
    story.vendor.withdrawAccess(companyId);
    story.vendor.revoke('tokens');
    await company.pull();
    expect(await company.connection()).toMatchObject({
      state: 'blocked',
      blocked: { remedy: expect.stringMatching(/\S/) },
    });

    await chooses('', [name], grantId);
    await company.pullNow();
    expect(await company.connection()).toMatchObject({ state: 'active' });
    expect(await company.claims()).toHaveLength(1);
    expect(await company.claimOf({ id: document.uuid })).toMatchObject({ state: 'in-collection' });
  });

  it.each([
    ['Canceled', 'called off'],
    ['NoClientAccess', 'it takes an administrator'],
    ['IntegrationBlocked', 'has blocked the integration'],
  ] as const)(
    'is sent back with %s: is told why and what to do, and loses nothing',
    async (status, cause) => {
      const { name } = newCompany(`Ombestemt ${status} AS`);
      const before = await story.grants();
      story.vendor.setOnboarding({ kind: 'refuse', status });
      const back = await story.vendorsPage(name, keys());
      story.vendor.setOnboarding({ kind: 'page' });
      expect(back.text).toContain(cause);
      expect(back.text).toContain('Nothing was stored.');
      expect(back.text).toContain('Begin the sign-in again');
      expect(await story.grants()).toEqual(before);

      expect(await chooses(name, [name])).toContain('er lagret');
    },
  );

  it('calls off an access that is connected anew: the old one goes on', async () => {
    const { name, organizationNumber } = newCompany('Standhaftig AS');
    await chooses('Dalregnskap', [name]);
    const grantId = await story.grantNamed('Dalregnskap');
    const company = await story.company(grantId, organizationNumber);
    const page = await story.vendorsPage('', keys(), grantId);
    const back = await story.browser.open(page.submission('Avbryt', []));
    expect(back.text).toContain('called off');
    await company.pullNow();
    expect(await names(grantId)).toEqual([name]);
  });

  it('comes back too late, from nowhere, or twice: nothing is stored twice', async () => {
    const { name } = newCompany('Sommel AS');
    const before = await story.grants();
    const page = await story.vendorsPage(name, keys());
    story.later({ minutes: 16 });
    const late = await story.browser.open(page.submission('Godkjenn', [name]));
    expect(late.text).toMatch(/Lenken er ugyldig|Begin the sign-in again/);

    const callback = `${story.hub.url}/sign-in/callback?state=made-up&status=Success&token=made-up`;
    expect((await story.browser.open(callback)).text).toContain('was not begun here');
    expect(await story.grants()).toEqual(before);

    const again = await story.vendorsPage(name, keys());
    const back = await story.browser.open(again.submission('Godkjenn', [name]));
    const after = await story.grants();
    expect((await story.browser.open(back.address)).text).toContain('was finished already');
    expect(await story.grants()).toEqual(after);
  });
});
