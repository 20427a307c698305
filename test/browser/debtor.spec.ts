import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { addDays } from '@app/domain';
import { openPost } from '../support/case-story.js';
import { PHONE, startChromium, Visit } from '../support/chromium.js';
import { A_PERSON, CollectionStory } from '../support/collection-story.js';
import { tellStory } from '../support/story.js';

const post = await openPost();

describe('the debtor’s page in a browser', () => {
  const story = tellStory({ environment: { ...post.environment, PUBLIC_URL: 'https://hub.example' } });
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await post.stop();
  });

  it('opens with the letter’s code on a phone, and agrees on a plan', async () => {
    const company = await story.company();
    const desk = new CollectionStory(story, company);
    await desk.takeOver();
    const invoice = company.invoice('1200.00', { customerId: company.customer(A_PERSON).id });
    await company.pullNow();
    await desk.untilLetter(invoice, 'reminder');
    const path = `${await desk.path(invoice)}/debtor-page/keys`;
    const key = await story.api.post<{ secretAddress: string; secretCode: string }>(path);

    const visit = await Visit.begin(browser, { url: story.hub.url, viewport: PHONE });
    const { page } = visit;
    await visit.open(new URL(key.secretAddress).pathname);
    await visit.assertAccessible();
    await page.getByLabel('Kode fra brevet').fill('AAAA-AAAA');
    await page.getByRole('button', { name: 'Åpne siden' }).click();
    await page.getByText('Lenken og koden passer ikke sammen.').waitFor();
    await page.getByLabel('Kode fra brevet').fill(key.secretCode);
    await page.getByRole('button', { name: 'Åpne siden' }).click();
    await page.getByText('Til Prøve T.').waitFor();
    await visit.assertAccessible();

    await page.getByRole('button', { name: 'Betale litt om gangen' }).click();
    await page.getByLabel('Hver måned').fill('500');
    await page.getByLabel('Første gang').fill(addDays(story.today, 14));
    await page.getByRole('button', { name: 'Send' }).click();
    await page.getByRole('heading', { name: 'Avdragene dine' }).waitFor();
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Ja, det passer' }).click();
    await page.getByRole('heading', { name: 'Avtalen din' }).waitFor();
    expect(await desk.told(invoice)).toContain('plan-agreed');
    await page.getByRole('button', { name: 'Lukk siden' }).click();
    await page.getByLabel('Kode fra brevet').waitFor();
    await visit.end();
  }, 240_000);
});
