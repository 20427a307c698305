import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Browser } from 'playwright-core';
import { PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { PHONE, startChromium, Visit, type VisitOptions } from '../support/chromium.js';
import { freePort } from '../support/node-process.js';
import { makeOwner, OWNER } from '../support/portal-story.js';
import { tellStory } from '../support/story.js';

const OLA = { email: 'ola@inkasso.example', name: 'Ola Prøve', password: OWNER.password };
const port = await freePort();

describe('two persons at the portal', () => {
  const story = tellStory({ environment: { PORT: String(port), REQUESTS_PER_MINUTE: '1000000' } });
  let browser: Browser;
  beforeAll(async () => {
    browser = await startChromium();
    const owner = await makeOwner(story.hub);
    const me = await owner.get<{ userId: string; memberships: { organisationId: string }[] }>('/me');
    const people = story.hub.app.get(PeopleService, { strict: false });
    const organisationId = String(me.memberships[0]?.organisationId);
    const { id } = await people.invite(me.userId, organisationId, OLA.email, 'owner');
    await people.join(id, OLA);
  });
  afterAll(() => browser?.close());

  const comesTo = async (
    path: string,
    { email, password }: { readonly email: string; readonly password: string },
    options: Omit<VisitOptions, 'url'> = {},
  ): Promise<Visit> => {
    const visit = await Visit.begin(browser, { ...options, url: story.hub.url });
    await visit.open('/');
    await visit.signIn(email, password);
    await visit.open(path);
    return visit;
  };

  it('one asks, the other finds it on the start page, sees what it does, and says yes or no', async () => {
    const company = await story.company({ approval: 'approve' });
    company.invoice('1000.00');
    await company.pullNow();
    const base = `/companies/${company.creditorId}`;

    const kari = await comesTo(`${base}/second-person`, OWNER);
    await kari.page.getByText('Ingenting venter').waitFor();
    await kari.assertAccessible();
    await kari.page.getByLabel('Å slippe krav til inkasso').check();
    await kari.page.getByRole('button', { name: 'Lagre' }).click();
    await kari.page.getByText('Det gjelder fra nå.').waitFor();
    await kari.open(base);
    await kari.page.getByLabel('Velg alle som venter').check();
    await kari.page.getByRole('button', { name: 'Godkjenn 1' }).click();
    await kari.page.getByText('Ett godkjent krav venter på en person til.').waitFor();
    await kari.page.getByRole('cell', { name: 'Venter på en person til' }).waitFor();
    await kari.assertAccessible();
    await kari.page.getByRole('link', { name: 'Se hva som venter' }).click();
    await kari.page.getByText('Du er den første av de to. En annen må si ja.').waitFor();
    expect(await kari.page.getByRole('button', { name: 'Bekreft' }).count()).toBe(0);
    await kari.page.getByRole('button', { name: 'Trekk tilbake' }).waitFor();
    await kari.assertAccessible();

    const ola = await comesTo('/', OLA, { viewport: PHONE });
    await ola.page.getByRole('link', { name: 'Noe venter på en person til.' }).first().click();
    await ola.page.getByText('Kari Prøve ba om dette').waitFor();
    await ola.page.getByText('Ett krav på').waitFor();
    await ola.settled();
    await ola.assertAccessible();
    await ola.page.getByRole('button', { name: 'Bekreft' }).click();
    await ola.page.getByText('Ett krav er på vei til inkasso.').waitFor();
    await ola.page.getByText('Ola Prøve bekreftet').waitFor();
    await ola.assertAccessible();
    // The hub tells the open page of the other: nobody loads it again.
    await kari.page.getByText('Ola Prøve bekreftet').waitFor();

    await kari.page.getByLabel('Å slippe krav til inkasso').uncheck();
    await kari.page.getByRole('button', { name: 'Lagre' }).click();
    await kari.page.getByText('Det venter på en person til.').waitFor();
    await ola.page.getByRole('cell', { name: 'Én person er nok' }).waitFor();
    await ola.page.getByRole('button', { name: 'Avslå' }).click();
    await ola.page.getByLabel('Hvorfor?').fill('Vi er fortsatt to.');
    await ola.page.getByRole('dialog').getByRole('button', { name: 'Avslå' }).click();
    await kari.page.getByText('Vi er fortsatt to.').waitFor();
    expect(await kari.page.getByLabel('Å slippe krav til inkasso').isChecked()).toBe(true);
    await kari.assertAccessible();
    await kari.end();
    await ola.end();
    await story.quiet();
  });
});
