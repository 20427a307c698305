import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser, Page } from 'playwright-core';
import { openPost } from '../support/case-story.js';
import { PHONE, startChromium, Visit } from '../support/chromium.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
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
  beforeAll(async () => {
    browser = await startChromium();
    await makeOwner(story.hub);
  });
  afterAll(async () => {
    await browser?.close();
    await post.stop();
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const order = async (title: string): Promise<void> => {
    await button('Gjør noe').click();
    await page.getByRole('menuitem', { name: title }).click();
  };
  const send = (name: string): Promise<void> =>
    page.getByRole('dialog').getByRole('button', { name, exact: true }).click();
  const part = async (name: string): Promise<void> => {
    await page.getByRole('tab', { name }).click();
    await visit.settled();
    await visit.assertAccessible();
  };

  it('finds a case, gives time, writes it down, and has done with the day’s work', async () => {
    const company = await story.company();
    const desk = new CollectionStory(story, company);
    await desk.takeOver();
    const invoice = company.invoice('1200.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    await desk.untilLetter(invoice, 'reminder');
    const found = await desk.of(invoice);

    visit = await Visit.begin(browser, { url: story.hub.url });
    ({ page } = visit);
    await visit.open('/cases');
    await visit.signIn(OWNER.email, OWNER.password);
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
    await phone.end();
  });
});
