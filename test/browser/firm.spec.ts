import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import type { CompanyCredentials } from '@app/sandbox';
import { PHONE, type Visit, type VisitOptions } from '../support/chromium.js';
import { PortalStory } from '../support/portal-story.js';

describe('an accounting firm’s people at the portal', () => {
  const story = new PortalStory();
  let company: CompanyCredentials;

  beforeAll(async () => {
    await story.start();
    company = story.tripletex.addCompany({ name: 'Granly Bygg AS', isClient: false });
  });
  afterAll(() => story.stop());

  const accountantOf = (name: string, options?: Omit<VisitOptions, 'url'>): Promise<Visit> =>
    story.visitOf({ name, kind: 'accounting-firm' }, options);
  const enterKeys = async ({ page }: Visit, employeeToken: string): Promise<void> => {
    await page.getByLabel('Forbrukernøkkel').fill(story.tripletex.credentials.consumerToken);
    await page.getByLabel(/^Brukernøkkel/).fill(employeeToken);
    await page.getByRole('button', { name: 'Kontroller og lagre' }).click();
  };
  const newKey = (): string => {
    const { bookkeeper } = story.tripletex;
    return bookkeeper.adopt(bookkeeper.company(company.companyId), false).token;
  };

  it('connect a company by themselves, and find it on their start page', async () => {
    const fjord = await accountantOf('Fjord Regnskap');
    const { page } = fjord;
    await page.getByText('Ingen selskaper ennå').waitFor();
    await fjord.assertAccessible();
    await page.getByRole('link', { name: 'Koble til et selskap' }).click();
    await page.getByRole('link', { name: /Tripletex/ }).click();
    await page.getByLabel('Navn på tilgangen').fill('Kontoret');
    await enterKeys(fjord, company.employeeToken);
    await page.getByRole('heading', { name: 'Velg selskaper' }).waitFor();
    await page.getByRole('button', { name: 'Slett tilgangen' }).waitFor();
    await fjord.settled();
    await fjord.assertAccessible();
    await page.getByRole('button', { name: 'Koble til: Granly Bygg AS' }).click();
    await page.getByRole('heading', { name: 'Sett opp Granly Bygg AS' }).waitFor();
    await page.getByRole('button', { name: 'Neste' }).click();
    await page.getByLabel('Bare fakturaer fra og med').fill('2025-01-01');
    await page.getByRole('button', { name: 'Lagre og gå videre' }).click();
    await page.getByText('Konto for innbetalinger').waitFor();
    await page.getByRole('button', { name: 'Lagre og gå videre' }).click();
    await page.getByRole('button', { name: 'Start og vis fakturaene' }).click();
    await page.getByRole('heading', { name: 'Åpne fakturaer', exact: true }).waitFor();
    await story.quiet();
    await fjord.open('/');
    await page.getByText('Granly Bygg AS').waitFor();
    await fjord.end();
  });

  it('sign in at the vendor, and come back as who they are', async () => {
    const { name, organizationNumber } = story.fortnox.addCompany({ name: 'Granliden Bygg AB' });
    const { clientId, clientSecret } = story.fortnox.credentials;
    const vik = await accountantOf('Vik Regnskap', { viewport: PHONE });
    const { page } = vik;
    await vik.open('/connect/ledger/fortnox');
    const itsLink = new RegExp(organizationNumber);
    const goToVendor = async (): Promise<void> => {
      await page.getByLabel('Navn på tilgangen').fill('Kontoret');
      await page.getByLabel('Klient-ID').fill(clientId);
      await page.getByLabel('Klienthemmelighet').fill(clientSecret);
      await page.getByRole('button', { name: 'Logg inn hos Fortnox' }).click();
      await page.getByRole('link', { name: itsLink }).waitFor();
    };
    await goToVendor();
    // In the hands of somebody else, who is let in there, the same page stores nothing.
    const stranger = await story.browser.newPage();
    await stranger.goto(page.url());
    await stranger.getByRole('link', { name: itsLink }).click();
    await stranger.getByRole('heading', { name: 'This sign-in was begun by somebody else.' }).waitFor();
    await stranger.close();
    await page.goBack();
    await vik.settled();
    await goToVendor();
    await page.getByRole('link', { name: itsLink }).click();
    await page.getByRole('heading', { name: 'Velg selskaper' }).waitFor();
    await page.getByRole('button', { name: `Koble til: ${name}` }).waitFor();
    await vik.end();
  });

  it('are told why a company of others cannot be connected, and remove what is of no use', async () => {
    const other = await accountantOf('Sund Regnskap', { viewport: PHONE });
    const { page } = other;
    await other.open('/connect/ledger/tripletex');
    await page.getByLabel('Navn på tilgangen').fill('Kontoret');
    await enterKeys(other, newKey());
    await page.getByText('har ikke sluppet organisasjonen din inn').waitFor();
    expect(await page.getByRole('button', { name: /^Koble til/ }).count()).toBe(0);
    await other.settled();
    await other.assertAccessible();
    await page.getByRole('button', { name: 'Slett tilgangen' }).click();
    await page.getByRole('dialog').getByText('Nøklene blir borte her.').waitFor();
    await other.assertAccessible();
    await page.getByRole('dialog').getByRole('button', { name: 'Slett tilgangen' }).click();
    await page.getByText('Tilgangen er slettet.').waitFor();
    await page.getByRole('heading', { name: 'Koble til et regnskap' }).waitFor();
    await page.getByText('Tilganger du har lagret').waitFor({ state: 'detached' });
    await other.end();
  });

  it('mend a connection with an access of their own when the one there is is not theirs', async () => {
    story.tripletex.revoke({ employeeToken: company.employeeToken });
    story.clock.advanceMs(2 * 3_600_000);
    await story.quiet();
    const [blocked] = await story.hub.db.database.asOperator((tx) =>
      tx.query<{ creditorId: CreditorId }>(
        `select creditor_id as "creditorId" from connection where state = 'blocked'`,
      ),
    );
    const eva = await story.visitOf({
      name: 'Granly Bygg AS',
      kind: 'creditor',
      creditorId: blocked?.creditorId,
    });
    const { page } = eva;
    await page.getByRole('link', { name: /slipper oss ikke inn lenger/ }).click();
    await page.getByText('Tilgangen tilhører en annen').waitFor();
    await eva.settled();
    await eva.assertAccessible();
    await page.getByLabel('Navn på tilgangen').fill('Vårt eget');
    await enterKeys(eva, newKey());
    await page.getByText('Den går videre med denne tilgangen').waitFor();
    await eva.settled();
    await eva.assertAccessible();
    await page.getByRole('button', { name: 'Koble til: Granly Bygg AS' }).click();
    await page.getByRole('heading', { name: 'Sett opp Granly Bygg AS' }).waitFor();
    await story.quiet();
    await eva.open('/');
    await page.getByText('Granly Bygg AS').waitFor();
    expect(await page.getByText('slipper oss ikke inn').count()).toBe(0);
    await eva.end();
  });
});
