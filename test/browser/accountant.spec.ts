import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Page } from 'playwright-core';
import { localDateAt } from '@app/domain';
import { PHONE, type Visit } from '../support/chromium.js';
import { HubApi } from '../support/hub-api.js';
import { PortalStory } from '../support/portal-story.js';

interface Claims {
  readonly claims: readonly {
    readonly id: string;
    readonly outstanding: { readonly amount: string; readonly currency: string };
  }[];
}

/** From an approval until its claim leaves. */
const UNDO_SECONDS = 600;

describe('an accountant at the portal', () => {
  const story = new PortalStory();
  let visit: Visit;
  let page: Page;
  let companyId: number;
  let employeeToken: string;
  let creditorId: string;

  beforeAll(async () => {
    await story.start({ APPROVAL_UNDO_SECONDS: String(UNDO_SECONDS) });
    ({ companyId, employeeToken } = story.tripletex.addCompany({ name: 'Granly Bygg AS', isClient: false }));
    const { bookkeeper } = story.tripletex;
    for (const amount of ['12500.50', '900.00', '45.00']) {
      const customerId = bookkeeper.addCustomer(companyId).id;
      bookkeeper.addInvoice(companyId, { customerId, amount });
    }
    visit = await story.visit();
    ({ page } = visit);
  });
  afterAll(() => story.stop());

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const link = (name: string | RegExp) => page.getByRole('link', { name });

  it('finds an empty start page that says what to do', async () => {
    await page.getByText('Ingen selskaper ennå').waitFor();
    await visit.assertAccessible();
  });

  it('connects Tripletex with keys, and is told where to find each', async () => {
    const { consumerToken } = story.tripletex.credentials;
    await link('Koble til et selskap').click();
    await link(/Tripletex/).click();
    await page.getByText('Selskap → Vår kundekonto → API-tilgang').waitFor();
    await visit.assertAccessible();
    await page.getByLabel('Navn på tilgangen').fill('Fjordtall Regnskap');
    await page.getByLabel('Forbrukernøkkel').fill(consumerToken);
    await page.getByLabel(/^Brukernøkkel/).fill('feil-nøkkel-som-ikke-virker');
    await button('Kontroller og lagre').click();
    await page.getByRole('alert').waitFor();
    await page.getByLabel(/^Brukernøkkel/).fill(employeeToken);
    await button('Kontroller og lagre').click();
    await page.getByRole('heading', { name: 'Velg selskaper' }).waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await button('Koble til: Granly Bygg AS').click();

    await page.getByRole('heading', { name: 'Sett opp Granly Bygg AS' }).waitFor();
    await button('Neste').click();
    await page.getByLabel('Minste beløp (NOK)').waitFor();
    expect(new URL(page.url()).search).toBe('?step=rules');
    await visit.assertAccessible();
    await page.getByLabel('Minste beløp (NOK)').fill('100,00');
    await page.getByLabel('Bare fakturaer fra og med').fill('2025-01-01');
    await button('Lagre og gå videre').click();
    await page.getByText('Konto for innbetalinger').waitFor();
    await visit.assertAccessible();
    // Back, away and in again: nothing is lost.
    await page.goBack();
    expect(await page.getByLabel('Minste beløp (NOK)').inputValue()).toBe('100,00');
    await page.goForward();
    await button('Lagre og gå videre').click();
    await button('Start og vis fakturaene').click();
    await page.getByRole('heading', { name: 'Åpne fakturaer' }).waitFor();
  });

  it('sees each invoice with the reason, leaves one out, approves the other, and may think better of it', async () => {
    await story.quiet();
    await page.reload();
    await visit.settled();
    await page.getByText('er under minstebeløpet').waitFor();
    await visit.assertAccessible();
    const rows = page.getByRole('row').filter({ hasText: 'Venter på godkjenning' });
    expect(await rows.count()).toBe(2);
    await rows
      .first()
      .getByRole('button', { name: /^Mer om faktura/ })
      .click();
    await page.getByRole('menuitem', { name: 'Hva koster det kunden?' }).click();
    await page.getByRole('dialog').getByText('Betalingsoppfordring').waitFor();
    await page.getByText('Renter kommer i tillegg').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await page.keyboard.press('Escape');
    await button('Velg periode eller kunde').click();
    await page.getByLabel('Forfall til og med').fill('2020-01-01');
    await page.getByText('Ingen fakturaer passer til valget').waitFor();
    await visit.assertAccessible();
    await button('Vis alle igjen').click();
    await rows.first().getByRole('checkbox').check();
    await button('Hold 1 utenfor').click();
    await page.getByLabel('Hvorfor?').fill('Kunden har klaget.');
    await page.getByRole('dialog').getByRole('button', { name: 'Hold 1 utenfor' }).click();
    await page.getByRole('row').filter({ hasText: 'Holdt utenfor' }).waitFor();
    await page.getByLabel('Velg alle som venter').check();
    await button('Godkjenn 1').click();
    await page.getByText('Ett krav er godkjent').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await page.getByRole('alert').getByRole('button', { name: 'Angre' }).click();
    await page.getByText('Godkjenningen er angret').waitFor();
    await page.getByLabel('Velg alle som venter').check();
    await button('Godkjenn 1').click();
    const approved = page.getByRole('row').filter({ hasText: /Sendes \d\d:\d\d/ });
    await approved.waitFor();
    await approved.getByRole('button', { name: /^Angre: / }).click();
    await rows.first().waitFor();
    await page.getByLabel('Velg alle som venter').check();
    await button('Godkjenn 1').click();
    await approved.waitFor();
    await approved.getByRole('checkbox').check();
    await button('Angre 1').waitFor();
    story.clock.advanceMs(UNDO_SECONDS * 1_000);
    await story.quiet();
    await page.reload();
    await page.getByRole('row').filter({ hasText: 'Til inkasso' }).waitFor();
  });

  it('follows the claim until it is paid and booked', async () => {
    [, creditorId = ''] = /companies\/([\w-]+)/.exec(page.url()) ?? [];
    const api = new HubApi(story.hub.url);
    const { claims } = await api.get<Claims>(`/creditors/${creditorId}/claims?state=in-collection`);
    expect(claims).toHaveLength(1);
    for (const { id, outstanding } of claims)
      await api.post(`/creditors/${creditorId}/settlements`, {
        claimId: id,
        pipelineReference: 'bank-1',
        kind: 'payment',
        receivedOn: localDateAt(story.clock.now(), 'NO'),
        ...outstanding,
      });
    await story.quiet();
    // The hub tells the open page: nobody loads it again.
    await page.getByRole('row').filter({ hasText: 'Avsluttet' }).waitFor();
    for (const [tab, heading, state] of [
      ['Penger', 'Penger', 'Innbetaling'],
      ['Bokføring', 'Bokføring i regnskapet', 'Bokført og kontrollert'],
    ] as const) {
      await page.getByLabel('Sider om selskapet').getByRole('link', { name: tab }).click();
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await page.getByRole('row').filter({ hasText: state }).waitFor();
    }
    await visit.assertAccessible();
  });

  it('leaves a customer in peace for good, from the row', async () => {
    await page.getByLabel('Sider om selskapet').getByRole('link', { name: 'Fakturaer' }).click();
    const row = page.getByRole('row').filter({ hasText: 'er under minstebeløpet' });
    await row.getByRole('button', { name: /^Mer om faktura/ }).click();
    await page.getByRole('menuitem', { name: 'Aldri denne kunden' }).click();
    await page.getByRole('dialog').getByText('blir ikke krav lenger').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await page.getByRole('dialog').getByRole('button', { name: 'Aldri denne kunden' }).click();
    await page.getByText('er unntatt fra nå av').waitFor();
    story.clock.advanceMs(2 * 3_600_000);
    await story.quiet();
    await page.reload();
    await page.getByText('er unntatt i kreditors regler').waitFor();
  });

  it('looks at every other page of the company', async () => {
    for (const [name, heading] of [
      ['Penger', 'Penger'],
      ['Bokføring', 'Bokføring i regnskapet'],
      ['Avvik', 'Avvik'],
      ['Rapport', 'Rapport'],
      ['Lesinger', 'Lesinger av regnskapet'],
      ['Regler', 'Regler'],
      ['Tilkobling', 'Tilkobling'],
      ['Fire øyne', 'Fire øyne'],
      ['Tilgang', 'Tilgang'],
    ] as const) {
      await page.getByLabel('Sider om selskapet').getByRole('link', { name }).click();
      await page.getByRole('heading', { name: heading, level: 1 }).waitFor();
      await visit.settled();
      await visit.assertAccessible();
    }
    await page.getByLabel('Sider om selskapet').getByRole('link', { name: 'Rapport' }).click();
    const file = await page.request.get(String(await link('Excel').getAttribute('href')));
    expect(file.headers()['content-disposition']).toMatch(/filename="portfolio-[\d-]+\.xlsx"/);
    expect((await file.body()).subarray(0, 2).toString()).toBe('PK');
    await link('Uplasserte penger').click();
    await page.getByText('Ingen penger venter').waitFor();
    await visit.assertAccessible();
  });

  it('tries again what could not be read, once it is mended in the ledger', async () => {
    const { bookkeeper } = story.tripletex;
    const wrong = [{ customer: null }, { customer: null }].map((malformed: { customer?: null }) => {
      const customerId = bookkeeper.addCustomer(companyId).id;
      const { id } = bookkeeper.addInvoice(companyId, { customerId, amount: '640.00', malformed });
      return () => {
        delete malformed.customer;
        bookkeeper.changeInvoice(companyId, id, {});
      };
    });
    await visit.open(`/companies/${creditorId}/history`);
    await button('Les nå').click();
    await story.quiet();
    await page.reload();
    await page
      .getByText(/^Den siste lesingen brukte \d+ kall til regnskapet\. \d+ av [\d\s]+ tillatte/)
      .waitFor();
    await button(/^Fakturaen mangler kunde/)
      .first()
      .click();
    await button('Prøv igjen').first().click();
    await page.getByText(/^Posten kan fremdeles ikke leses/).waitFor();
    await visit.settled();
    await visit.assertAccessible();
    wrong[0]?.();
    await button('Prøv alle igjen').click();
    await story.quiet();
    await page.getByText('Prøvd igjen: 1 er lest, 1 kunne fremdeles ikke leses').waitFor();
    await visit.assertAccessible();
    wrong[1]?.();
    await button('Prøv alle igjen').click();
    await story.quiet();
    await page.getByText('Alt er lest.').waitFor();
  });

  it('chooses where the collector takes over', async () => {
    await visit.open(`/companies/${creditorId}/rules`);
    await page.getByLabel('Fra purringen').check();
    await button('Endre hvor vi overtar').click();
    await page.getByText('Reglene er ikke godkjent').waitFor();
    await visit.assertAccessible();
    await button('Jeg har lest reglene og godkjenner dem').click();
    await page.getByText('Reglene er ikke godkjent').waitFor({ state: 'detached' });
    await page.reload();
    await visit.settled();
    expect(await page.getByLabel('Fra purringen').isChecked()).toBe(true);
  });

  it('changes what the collector may grant, and leaves the rest to the standard', async () => {
    await page.getByText('Mer enn dette blir et spørsmål til dere').waitFor();
    expect(await page.getByText('Eget valg').count()).toBe(0);
    await button('Endre fullmakten').click();
    await page.getByLabel('Utsettelse i en sak (dager)').fill('for alltid');
    await page.getByText('Antall eller beløp er ikke gyldig').waitFor();
    await visit.assertAccessible();
    await page.getByLabel('Utsettelse i en sak (dager)').fill('45');
    await page.getByLabel('Renter som kan ettergis i en sak (NOK)').fill('1 250,5');
    await page.getByLabel('Hvorfor endres den?').fill('Avtalt på telefon.');
    await button('Lagre').last().click();
    await page.getByRole('row', { name: /Utsettelse i en sak 45 dager Eget valg/ }).waitFor();
    await page
      .getByRole('row', { name: /Renter som kan ettergis i en sak 1\s250,50\skr Eget valg/ })
      .waitFor();
    expect(await page.getByText('Eget valg').count()).toBe(2);
    await visit.assertAccessible();
  });

  it('mends a connection whose key was taken away', async () => {
    const { consumerToken } = story.tripletex.credentials;
    story.tripletex.revoke({ employeeToken });
    story.clock.advanceMs(2 * 3_600_000);
    await story.quiet();
    await visit.open('/');
    await page.getByText('Regnskapet slipper oss ikke inn lenger. Logg inn på nytt.').waitFor();
    await visit.assertAccessible();
    await link('Regnskapet slipper oss ikke inn lenger. Logg inn på nytt.').click();
    await page.getByText('Tilkoblingen er stoppet').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    const { bookkeeper } = story.tripletex;
    await page.getByLabel('Forbrukernøkkel').fill(consumerToken);
    await page.getByLabel(/^Brukernøkkel/).fill(bookkeeper.adopt(bookkeeper.company(companyId), false).token);
    await button('Kontroller og lagre').click();
    await page.getByText('Tilkoblingen går igjen.').waitFor();
    await visit.open('/');
    await page.getByText('Granly Bygg AS').waitFor();
    expect(await page.getByText('slipper oss ikke inn').count()).toBe(0);
  });

  it('connects Fortnox by signing in there, on a phone and in Swedish', async () => {
    const { name, organizationNumber } = story.fortnox.addCompany({ name: 'Granliden Bygg AB' });
    const { clientId, clientSecret } = story.fortnox.credentials;
    const phone = await story.visit({ locale: 'sv-SE', viewport: PHONE });
    await phone.page.getByRole('button', { name: 'Meny' }).click();
    await phone.page.getByRole('link', { name: 'Anslut', exact: true }).click();
    await phone.page.getByRole('link', { name: /Fortnox/ }).click();
    await phone.page.getByLabel('Namn på åtkomsten').fill(name);
    await phone.page.getByLabel('Klient-ID').fill(clientId);
    await phone.page.getByLabel('Klienthemlighet').fill(clientSecret);
    await phone.assertAccessible();
    await phone.page.getByRole('button', { name: 'Logga in hos Fortnox' }).click();
    await phone.page.getByRole('link', { name: new RegExp(organizationNumber) }).click();
    await phone.page.getByRole('heading', { name: 'Välj företag' }).waitFor();
    await phone.page.getByRole('button', { name: `Anslut: ${name}` }).click();
    await phone.page.getByRole('heading', { name: `Ställ in ${name}` }).waitFor();
    await phone.settled();
    await phone.assertAccessible();
    await phone.end();
  });

  it.each([
    ['PowerOffice Go', () => atPowerOffice()],
    ['Visma Business NXT', () => atVisma()],
    ['Xledger', () => withXledgersToken()],
  ])('connects %s as its sandbox lets one in', async (ledger, signIn) => {
    await visit.open('/connect');
    await link(new RegExp(ledger)).click();
    await page.getByLabel('Navn på tilgangen').fill('Fjordtall Regnskap');
    const name = await signIn();
    await page.getByRole('heading', { name: 'Velg selskaper' }).waitFor();
    await button(`Koble til: ${name}`).click();
    await page.getByRole('heading', { name: `Sett opp ${name}` }).waitFor();
  });

  async function atPowerOffice(): Promise<string> {
    const { name } = story.powerOffice.addCompany({ name: 'Granlund Rør AS', isOnboarded: false });
    const { applicationKey, subscriptionKey } = story.powerOffice.credentials;
    await page.getByLabel('Applikasjonsnøkkel').fill(applicationKey);
    await page.getByLabel('Abonnementsnøkkel').fill(subscriptionKey);
    await button('Logg inn hos PowerOffice Go').click();
    await page.getByLabel(name).check();
    await button('Godkjenn').click();
    return name;
  }

  async function atVisma(): Promise<string> {
    const { name } = story.visma.addCompany({ name: 'Granheim Elektro AS' });
    const { web, people } = story.visma.credentials;
    await page.getByLabel('Klient-ID').fill(web.clientId);
    await page.getByLabel('Klienthemmelighet').fill(web.clientSecret);
    await button('Logg inn hos Visma Business NXT').click();
    await link(String(people[0]?.name)).click();
    return name;
  }

  async function withXledgersToken(): Promise<string> {
    const { name } = story.xledger.addCompany({ name: 'Granvik Drift AS' });
    await page.getByLabel('API-nøkkel').fill(story.xledger.credentials.token);
    await button('Kontroller og lagre').click();
    return name;
  }

  it('has met no complaint on any page', () => visit.end());
});
