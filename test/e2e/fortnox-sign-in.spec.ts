import { describe, expect, it } from '@jest/globals';
import { FortnoxSimulator } from '@app/sandbox';
import { tellSignInStory } from '../support/sign-in-story.js';

describe('an accountant who signs in at Fortnox, company after company', () => {
  const story = tellSignInStory({
    connectorKey: 'fortnox',
    country: 'SE',
    make: (clock) => new FortnoxSimulator({ seed: 7, clock }),
    addresses: ['FORTNOX_API_URL', 'FORTNOX_AUTH_URL'],
  });
  const client = (): { clientId: string; clientSecret: string } => {
    const { clientId, clientSecret } = story.vendor.credentials;
    return { clientId, clientSecret };
  };

  it('goes the whole road: page, return, overdue invoice, claim, money, one payment, verified', async () => {
    const { tenantId, name, organizationNumber } = story.vendor.addCompany({ name: 'Granliden Bygg AB' });
    const page = await story.vendorsPage(name, {
      ...client(),
      expectedOrganisationNumber: organizationNumber,
    });
    const back = await story.browser.open(page.link(organizationNumber));
    expect(back.address).toContain(`${story.hub.url}/sign-in/callback?`);
    expect(back.text).toContain('Anslutningen ”Granliden Bygg AB” är sparad.');

    const grantId = await story.grantNamed(name);
    const organisationNumber = organizationNumber.replace('-', '');
    expect(await story.companies(grantId)).toEqual([
      { companyKey: String(tenantId), name, organisationNumber, standing: 'free' },
    ]);
    const company = await story.company(grantId, String(tenantId));
    const { bookkeeper } = story.vendor;
    const { number: customerNumber } = bookkeeper.addCustomer(tenantId);
    const { number } = bookkeeper.addInvoice(tenantId, { customerNumber, amount: '12500.50' });
    await company.pullNow();
    const invoice = { id: number };
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      principal: { amount: '12500.50', currency: 'SEK' },
    });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open', messages: ['hand-over'] });

    const { settlement, writeBack } = await company.settlesAndBooks(invoice, { amount: '12500.50' });
    expect(settlement).toMatchObject({ principal: '12500.50', surplus: '0.00' });
    expect(writeBack).toMatchObject({ state: 'verified', attempts: 1, remedy: null });
    const { invoices, payments, sideEffects } = story.vendor.ledger(tenantId);
    expect(invoices).toMatchObject([
      { documentNumber: number, outstanding: '0.00', draftPaymentNumbers: [] },
    ]);
    expect(payments).toMatchObject([
      { number: writeBack.posting?.postingId, mode: 'INK', amount: '12500.50' },
    ]);
    expect(sideEffects).toEqual([]);
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      outstanding: { amount: '0.00' },
    });
    expect(await company.reconcile()).toMatchObject({ claimsCompared: 1, differences: 0 });
  });

  it('connects each company by an access of its own', async () => {
    const made = ['Lillåns Rör AB', 'Storåns Rör AB'].map((name) => story.vendor.addCompany({ name }));
    for (const { name, organizationNumber } of made) {
      const page = await story.vendorsPage(name, client());
      await story.browser.open(page.link(organizationNumber));
    }
    for (const { name, tenantId } of made) {
      expect(await story.companies(await story.grantNamed(name))).toMatchObject([
        { companyKey: String(tenantId), name },
      ]);
    }
  });

  it('is refused in clear words when another company is chosen than the one that was meant', async () => {
    const meant = story.vendor.addCompany({ name: 'Meningens El AB' });
    const other = story.vendor.addCompany({ name: 'Grannens El AB' });
    const before = await story.grants();
    const settings = { ...client(), expectedOrganisationNumber: meant.organizationNumber };
    const wrong = await story.vendorsPage(meant.name, settings);
    const back = await story.browser.open(wrong.link(other.organizationNumber));
    expect(back.text).toContain('another company than the one that was meant');
    expect(back.text).toContain('Nothing was stored.');
    expect(back.text).toContain('choose the right company there');
    expect(await story.grants()).toEqual(before);

    const right = await story.vendorsPage(meant.name, settings);
    await story.browser.open(right.link(meant.organizationNumber));
    expect(await story.companies(await story.grantNamed(meant.name))).toMatchObject([{ name: meant.name }]);
  });

  it.each([
    [
      'calls it off',
      (): void => story.vendor.answerSignIn({ outcome: 'deny' }),
      'was not completed',
      'Sign in again',
    ],
    [
      'has no licence for it',
      (): void => story.vendor.answerSignIn({ outcome: 'missing-license' }),
      'has no Fortnox licence',
      'Order customer invoicing',
    ],
    [
      'has a locked account, so that nothing but the address comes back',
      (): void => story.vendor.answerSignIn({ outcome: 'account-locked' }),
      'begun too long ago, was finished already, or was not begun here',
      'Begin the sign-in again',
    ],
  ])('%s: is told so with what to do, and loses nothing', async (_, arrange, cause, remedy) => {
    const { tenantId, name, organizationNumber } = story.vendor.addCompany({});
    const before = await story.grants();
    arrange();
    const back = await story.vendorsPage(name, client());
    story.vendor.answerSignIn({ outcome: 'page' });
    expect(back.text).toContain(cause);
    expect(back.text).toContain('Nothing was stored.');
    expect(back.text).toContain(remedy);
    expect(await story.grants()).toEqual(before);

    const again = await story.vendorsPage(name, client());
    await story.browser.open(again.link(organizationNumber));
    expect(await story.companies(await story.grantNamed(name))).toMatchObject([
      { companyKey: String(tenantId) },
    ]);
  });

  it('comes back too late, or a second time: nothing is stored twice', async () => {
    const { name, organizationNumber } = story.vendor.addCompany({});
    const late = await story.vendorsPage(name, client());
    story.later({ minutes: 16 });
    const tooLate = await story.browser.open(late.link(organizationNumber));
    expect(tooLate.text).toContain('Begin the sign-in again');

    const page = await story.vendorsPage(name, client());
    const back = await story.browser.open(page.link(organizationNumber));
    const after = await story.grants();
    const reloaded = await story.browser.open(back.address);
    expect(reloaded.text).toContain('was finished already');
    expect(await story.grants()).toEqual(after);
  });

  it('comes back while Fortnox is out of order: is told to begin again, since the code is gone', async () => {
    const { name, organizationNumber } = story.vendor.addCompany({});
    const before = await story.grants();
    const page = await story.vendorsPage(name, client());
    story.vendor.faults.install({ operation: 'POST /oauth-v1/token', kind: 'error-500', times: 20 });
    const back = await story.browser.open(page.link(organizationNumber));
    story.vendor.faults.clear();
    expect(back.text).toContain('Begin the sign-in again');
    expect(await story.grants()).toEqual(before);
  });

  it('has the access withdrawn and signs in anew: the connection goes on, with its claims', async () => {
    const { tenantId, name, organizationNumber } = story.vendor.addCompany({ name: 'Återkomsten AB' });
    const page = await story.vendorsPage(name, client());
    await story.browser.open(page.link(organizationNumber));
    const grantId = await story.grantNamed(name);
    const company = await story.company(grantId, String(tenantId));
    const { bookkeeper } = story.vendor;
    const { number: customerNumber } = bookkeeper.addCustomer(tenantId);
    const { number } = bookkeeper.addInvoice(tenantId, { customerNumber, amount: '800.00' });
    await company.pullNow();
    story.vendor.revoke({ tenantId, what: 'grant' });
    await company.pull();
    expect(await company.connection()).toMatchObject({
      state: 'blocked',
      blocked: { remedy: expect.stringContaining('signs in at Fortnox') },
    });

    // Another company than before is refused, though nobody has named one: the access is this company's.
    const other = story.vendor.addCompany({ name: 'Förväxlingen AB' });
    const wrong = await story.vendorsPage(name, client(), grantId);
    const refused = await story.browser.open(wrong.link(other.organizationNumber));
    expect(refused.text).toContain('another company than the one that was meant');
    expect(await company.connection()).toMatchObject({ state: 'blocked' });

    const again = await story.vendorsPage(name, client(), grantId);
    await story.browser.open(again.link(organizationNumber));
    await company.pullNow();
    expect(await company.connection()).toMatchObject({ state: 'active' });
    expect(await company.claims()).toHaveLength(1);
    expect(await company.claimOf({ id: number })).toMatchObject({ state: 'in-collection' });
  });
});
