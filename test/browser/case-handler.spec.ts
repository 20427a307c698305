import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { addDays, type LocalDate } from '@app/domain';
import type { Browser, Page } from 'playwright-core';
import { entry, notification, payment } from '../../apps/hub/src/payments/testing/bank-messages.js';
import { openPost } from '../support/case-story.js';
import { PHONE, startChromium, Visit } from '../support/chromium.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
import type { Named } from '../support/hub-company.js';
import { freePort } from '../support/node-process.js';
import { makeOwner, OWNER } from '../support/portal-story.js';
import { tellStory } from '../support/story.js';

const post = await openPost();
const port = await freePort();

describe('a case handler at the portal', () => {
  const story = tellStory({
    environment: { ...post.environment, PORT: String(port), REQUESTS_PER_MINUTE: '1000000' },
  });
  let browser: Browser;
  let visit: Visit;
  let page: Page;
  let desk: CollectionStory;
  let invoice: Named;
  let creditorId: string;
  beforeAll(async () => {
    browser = await startChromium();
    await makeOwner(story.hub);
  });
  afterAll(async () => {
    await browser?.close();
    await post.stop();
  });

  const button = (name: string | RegExp, exact = false) => page.getByRole('button', { name, exact });
  const order = async (title: string): Promise<void> => {
    await button('Gjør noe').click();
    await page.getByRole('menuitem', { name: title }).click();
  };
  const send = (name: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const comesIn = async (path: string): Promise<void> => {
    visit = await Visit.begin(browser, { url: story.hub.url });
    ({ page } = visit);
    await visit.open(path);
    await visit.signIn(OWNER.email, OWNER.password);
  };
  const why = (text: string) => page.getByRole('dialog').getByLabel('Hvorfor?').fill(text);
  const part = async (name: string): Promise<void> => {
    await page.getByRole('tab', { name }).click();
    await visit.settled();
    await visit.assertAccessible();
  };

  it('finds a case, gives time, writes it down, and has done with the day’s work', async () => {
    const company = await story.company();
    creditorId = company.creditor.replace(/.*\//, '');
    desk = new CollectionStory(story, company);
    await desk.takeOver();
    invoice = company.invoice('1200.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    await desk.untilLetter(invoice, 'reminder');
    const found = await desk.of(invoice);

    await comesIn('/cases');
    await page.getByRole('link', { name: A_PERSON.name }).waitFor();
    await visit.assertAccessible();
    await page.getByLabel('Søk').fill('nobody at all');
    await button('Søk').click();
    await page.getByText('Ingen saker her').waitFor();
    await visit.assertAccessible();
    await page.getByLabel('Søk').fill('teste');
    await button('Søk').click();
    await page.getByRole('link', { name: A_PERSON.name }).click();

    await page.getByRole('heading', { name: A_PERSON.name, level: 1 }).waitFor();
    await visit.settled();
    await page.getByText(found.reference).first().waitFor();
    await visit.assertAccessible();
    await part('Slik ble saldoen til');
    await page.getByText('Purregebyr').first().waitFor();
    await page.getByText(/% av/).first().waitFor();
    await part('Brev');
    await page.getByRole('link', { name: 'Åpne PDF' }).first().waitFor();
    await part('Hendelser');

    await order('Gi utsettelse');
    await page.getByLabel('Antall dager').fill('90');
    await page.getByLabel('Hvorfor?').fill('Ny jobb fra april.');
    await visit.assertAccessible();
    await send('Gi utsettelse');
    await page.getByText('Det er mer enn kreditors fullmakt tillater.').waitFor();
    await page.getByLabel('Antall dager').fill('14');
    await send('Gi utsettelse');
    await page.getByText('Det er gjort.').waitFor();
    expect(await desk.holds(invoice)).toContain('deferral');
    await part('Avtaler og stans');
    await page.getByText('Ny jobb fra april.').waitFor();

    await order('Skriv notat');
    await page.getByLabel('Hva vil du skrive ned?').fill('Ringte, fikk ikke svar.');
    await send('Lagre notat');
    await order('Lag oppgave');
    await page.getByLabel('Hva skal gjøres?').fill('Ring tilbake etter arbeidstid.');
    await send('Lag oppgave');
    await part('Oppgaver og notater');
    await page.getByText('Ringte, fikk ikke svar.').waitFor();

    await page.getByRole('link', { name: 'Arbeidsliste' }).click();
    await button('Ta den: Ring tilbake etter arbeidstid.').click();
    await page.getByText('· din').waitFor();
    await visit.assertAccessible();
    await button('Ferdig: Ring tilbake etter arbeidstid.').click();
    await page.getByLabel('Hva kom ut av det?').fill('Avtalt at hun betaler i april.');
    await send('Ferdig');
    await page.getByText('Oppgaven er ferdig.').waitFor();
    await page.getByText('Alt er gjort').waitFor();
    expect(await desk.told(invoice)).toEqual(
      expect.arrayContaining(['deferral-granted', 'noted', 'task-opened', 'task-moved', 'task-done']),
    );

    await page.goBack();
    await page.getByRole('link', { name: A_PERSON.name }).click();
    await page.getByRole('heading', { name: 'Avtalt før' }).waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await visit.end();
  }, 240_000);

  it('sees how to reach a debtor on purpose, and changes what is known of them', async () => {
    const { id } = await desk.of(invoice);
    await comesIn(`/cases/${creditorId}/${id}`);
    await button('Vis adresse og numre').click();
    await page.getByText(/blir skrevet i innsynsloggen/).waitFor();
    await visit.assertAccessible();
    await page.getByLabel('Hvorfor trenger du det?').fill('Skal ringe om utsettelsen.');
    await send('Vis');
    await page.getByText(A_PERSON.address.line1).waitFor();
    await page.getByRole('link', { name: A_PERSON.email }).waitFor();
    await visit.assertAccessible();

    await page.getByRole('link', { name: A_PERSON.name }).click();
    await page.getByRole('heading', { name: 'Slik kan skyldneren nås' }).waitFor();
    await visit.settled();
    // What was shown on the page before is not carried along.
    expect(await page.getByText(A_PERSON.address.line1).count()).toBe(0);
    await button('Legg til telefon eller e-post').click();
    await page.getByLabel('Telefonnummer eller e-post').fill('+4790000001');
    await page.getByRole('dialog').getByLabel('Samtykke').selectOption({ label: 'Har samtykket' });
    await why('Sa det på telefon.');
    await visit.assertAccessible();
    await send('Legg til');
    await page.getByText('Det er gjort.').waitFor();
    await button('Legg til', true).click();
    await page.getByRole('menuitem', { name: 'Har det vanskelig' }).click();
    await page.getByLabel('Hvor langt kan Kravhub gå?').selectOption({ label: 'Tilpasset tempo' });
    await page.getByLabel('Siden').fill(story.today);
    await why('Syk siden jul.');
    await send('Lagre');
    await page.getByText('Husk dette').waitFor();
    await button('Vis adresse og numre').click();
    await page.getByLabel('Hvorfor trenger du det?').fill('Retter opp.');
    await send('Vis');
    await page.getByRole('link', { name: '+4790000001' }).waitFor();
    await page.getByText(/Tilpasset tempo/).waitFor();
    await button('Endre: Har det vanskelig').click();
    expect(await page.getByLabel('Siden').inputValue()).toBe(story.today);
    await page.getByLabel('Hvor langt kan Kravhub gå?').selectOption({ label: 'Bare samtaler' });
    await why('Legen har ringt.');
    await send('Lagre');
    await page.getByText(/^Bare samtaler, /).waitFor();
    await button('Endre postadresse').click();
    expect(await page.getByLabel('Gate og nummer').inputValue()).toBe(A_PERSON.address.line1);
    await page.getByLabel('Gate og nummer').fill('Eksempelveien 7');
    await why('Har flyttet.');
    await send('Lagre adressen');
    await page.getByText('Eksempelveien 7').waitFor();
    await button('Gjelder ikke lenger: Har det vanskelig').click();
    await why('Frisk igjen.');
    await send('Gjelder ikke lenger');
    await page.getByText('Ingenting særskilt er kjent.').waitFor();
    await visit.assertAccessible();
    await visit.end();
  }, 240_000);

  it('lets a claim rest that is said to be paid to the creditor, until the ledger shows it', async () => {
    const { id } = await desk.of(invoice);
    await story.api.post(`${desk.company.path}/resume`);
    await comesIn(`/cases/${creditorId}/${id}`);
    await order('Betalt til kreditor');
    await page.getByLabel('Betalt beløp').fill('300');
    await page.getByLabel('Hvordan vet du det?').fill('Sendte kvittering fra banken.');
    await visit.assertAccessible();
    await send('Meld betalingen');
    await page.getByText(/^Kravet hviler. Regnskapet viser ikke betalingen ennå/).waitFor();
    expect(await desk.holds(invoice)).toContain('paid-directly');
    await part('Avtaler og stans');
    await page.getByText(/ikke sett i regnskapet ennå/).waitFor();
    await page.getByText('Sendte kvittering fra banken.').waitFor();
    await button('Ikke betalt likevel').click();
    await why('Kvitteringen gjaldt en annen faktura.');
    await send('Avslutt');
    await page.getByText('Det er gjort.').waitFor();
    expect(await desk.holds(invoice)).not.toContain('paid-directly');
    await visit.assertAccessible();
    await visit.end();
  }, 120_000);

  it('has the creditor say yes to principal given up, and makes another plan of one that runs', async () => {
    const { id } = await desk.of(invoice);
    const path = `/cases/${creditorId}/${id}`;
    await comesIn(path);
    await order('Gi opp hovedstol');
    await page.getByLabel('Hvor mye gis opp?').fill('200');
    await why('Varen kom for sent.');
    await page.getByLabel(/Spør kreditor/).check();
    await page.getByLabel('Jeg vet at dette ikke kan angres').check();
    await visit.assertAccessible();
    await send('Gi opp for godt');
    await page.getByText('Det er mer enn fullmakten tillater. Kreditor er spurt.').waitFor();
    await part('Avtaler og stans');
    await page.getByText(/^Gi opp 200,00/).waitFor();
    await button('Svar ja eller nei').waitFor();

    await visit.open('/');
    await page.getByRole('link', { name: /^Ett spørsmål fra inkasso/ }).click();
    await page.getByRole('heading', { name: 'Spørsmål til dere', level: 1 }).waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await button(/^Si ja/).click();
    await page.getByText(/faller bort for godt/).waitFor();
    await page.getByLabel('Hva vil dere si til det?').fill('Ja, det var vår feil.');
    await visit.assertAccessible();
    await send('Si ja');
    await page.getByText('Ingen spørsmål venter').waitFor();
    expect(await desk.told(invoice)).toEqual(
      expect.arrayContaining(['creditor-asked', 'creditor-answered', 'principal-reduced']),
    );
    expect((await desk.owes(invoice)).principal).toBe('1000.00');

    const due = addDays(story.today as LocalDate, 30);
    await visit.open(path);
    await order('Foreslå avdragsavtale');
    await page.getByLabel('Beløp per måned').fill('400');
    await page.getByLabel('Første avdrag').fill(due);
    await why('Kan betale litt.');
    await send('Foreslå');
    await part('Avtaler og stans');
    await button('Skyldneren sa ja').click();
    await why('Sa det på telefon.');
    await send('Sett i gang avtalen');
    await button('Ny avtale i stedet').click();
    expect(await page.getByLabel('Beløp per måned').inputValue()).toBe('400,00');
    expect(await page.getByLabel('Første avdrag').inputValue()).toBe(due);
    await page.getByLabel('Beløp per måned').fill('300');
    await why('Fikk mindre lønn.');
    await send('Inngå den nye avtalen');
    await page.getByText('Erstattet').waitFor();
    await visit.assertAccessible();
    await visit.end();
  }, 240_000);

  it('hands files of the bank in, and sees what became of each', async () => {
    const hands = await Visit.begin(browser, { url: story.hub.url });
    await hands.open('/bank-files');
    await hands.signIn(OWNER.email, OWNER.password);
    await hands.page.getByText('Ingen filer ennå').waitFor();
    await hands.assertAccessible();
    const sound = notification([entry([payment(125_050n, { text: 'takk' })])]);
    await hands.page.locator('input[type=file]').setInputFiles([
      { name: 'camt054.xml', mimeType: 'application/xml', buffer: Buffer.from(sound) },
      { name: 'halv.xml', mimeType: 'application/xml', buffer: Buffer.from(sound.slice(0, 400)) },
    ]);
    await hands.page.getByText('Lest', { exact: true }).waitFor();
    await hands.page.getByText('Avvist', { exact: true }).waitFor();
    await hands.page.getByText('Ingenting av den er ført.').waitFor();
    await hands.settled();
    await hands.assertAccessible();
    await hands.end();
  }, 60_000);

  it('reads the list on a phone, in Swedish', async () => {
    const phone = await Visit.begin(browser, { url: story.hub.url, locale: 'sv-SE', viewport: PHONE });
    await phone.open('/cases?order=largest');
    await phone.signIn(OWNER.email, OWNER.password);
    await phone.page.getByRole('heading', { name: 'Ärenden', level: 1 }).waitFor();
    await phone.page.getByRole('link', { name: A_PERSON.name }).waitFor();
    expect(new URL(phone.page.url()).search).toBe('?order=largest');
    await phone.page.getByRole('button', { name: 'Fler val' }).click();
    await phone.page.getByLabel('Borgenär').first().waitFor();
    await phone.assertAccessible();
    const debtor = (await desk.debtor(await desk.of(invoice))).replace(/.*\//, '');
    for (const path of [
      `/debtors/${creditorId}/${debtor}`,
      `/debtors/${creditorId}/${debtor}/data`,
      `/companies/${creditorId}/personal-data`,
      `/companies/${creditorId}/requests`,
      `/companies/${creditorId}/history`,
      `/companies/${creditorId}/rules`,
    ]) {
      await phone.open(path);
      await phone.assertAccessible();
      // Nothing is cut or pushed sideways.
      const isWhole = await phone.page.evaluate('document.documentElement.scrollWidth <= window.innerWidth');
      expect([path, isWhole]).toEqual([path, true]);
    }
    await phone.end();
  });

  it('tells who looked, gives the person a copy, and erases what may go', async () => {
    const { id } = await desk.of(invoice);
    const debtor = (await desk.debtor({ id })).replace(/.*\//, '');
    await comesIn(`/debtors/${creditorId}/${debtor}`);
    await page.getByRole('link', { name: 'Personopplysninger' }).click();
    await page.getByText(/^Ingenting kan slettes i dag/).waitFor();
    await page.getByText('Skal ringe om utsettelsen.').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    const [copy] = await Promise.all([page.waitForEvent('download'), button('Hent kopien').click()]);
    expect(copy.suggestedFilename()).toBe(`debtor-${debtor}.json`);
    await page.getByText('Kopien er lagret på maskinen din.').waitFor();

    await visit.open(`/companies/${creditorId}/personal-data`);
    await page.getByText('Kopien av alt').waitFor();
    await button('Vis bare det Kari Prøve har åpnet').first().click();
    await page.getByText('Viser bare det Kari Prøve har åpnet.').waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await visit.open(`/cases/${creditorId}/${id}`);
    await order('Trekk saken tilbake');
    await why('Kreditor tar den selv.');
    await send('Trekk tilbake');
    await page.getByText('Det er gjort.').waitFor();
    await visit.end();
    // The case is closed by a job, and what counts is the day that it was closed.
    await story.quiet();

    story.later({ days: 190 });
    await comesIn(`/debtors/${creditorId}/${debtor}/data`);
    await button('Slett det som kan slettes …').click();
    await page.getByLabel('Hvorfor slettes det?').fill('Skyldneren ba om det.');
    expect(await page.getByRole('dialog').getByRole('button', { name: 'Slett for godt' }).isDisabled()).toBe(
      true,
    );
    await page.getByLabel(/for å bekrefte$/).fill(A_PERSON.name);
    await visit.assertAccessible();
    await send('Slett for godt');
    await page.getByText('Det er slettet.').waitFor();
    await page.getByText('Slettet', { exact: true }).waitFor();
    await visit.settled();
    await visit.assertAccessible();
    await visit.end();
  }, 240_000);
});
