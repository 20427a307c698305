import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@app/domain';
import type pg from 'pg';
import type { Browser } from 'playwright-core';
import { PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { ACCOUNTS_POOL } from '../../apps/hub/src/database/accounts-pool.js';
import { startChromium, Visit } from '../support/chromium.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { freePort } from '../support/node-process.js';
import { OWNER } from '../support/portal-story.js';
import { signedAt, startWebhookReceiver } from '../support/webhook-receiver.js';

describe('coming in', () => {
  let hub: TestHub;
  let browser: Browser;

  beforeAll(async () => {
    hub = await startTestHub({
      environment: {
        PORT: String(await freePort()),
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
        WEBHOOKS_ON_LOOPBACK: 'true',
      },
    });
    browser = await startChromium();
  });
  afterAll(async () => {
    await browser?.close();
    await hub?.close();
  });

  it('the first account is made, its owner signs in, chooses a language, and leaves', async () => {
    const visit = await Visit.begin(browser, { url: hub.url });
    const { page } = visit;
    const secret = await hub.app.get(PeopleService, { strict: false }).firstUserSecret();
    await visit.open(`/first-user#${secret}`);
    await visit.assertAccessible();
    await page.getByLabel('Organisasjon').fill('Prøve Inkasso AS');
    await page.getByLabel('Navn').fill('Kari Prøve');
    await page.getByLabel('E-post').fill(OWNER.email);
    await page.getByLabel('Nytt passord').fill(OWNER.password);
    await page.getByRole('button', { name: 'Lag kontoen' }).click();
    await page.getByText('Kontoen er laget').waitFor();

    await visit.open('/account');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await visit.assertAccessible();
    await page.getByLabel('E-post').fill(OWNER.email);
    await page.getByLabel('Passord', { exact: true }).fill('et helt galt passord');
    await page.getByRole('button', { name: 'Logg inn' }).click();
    await page.getByText('E-post eller passord er feil.').waitFor();
    await visit.signIn(OWNER.email, OWNER.password);
    // Where the person wanted to go before.
    expect(new URL(page.url()).pathname).toBe('/account');
    await page.getByRole('heading', { name: 'Kontoen din' }).waitFor();
    await visit.assertAccessible();

    // At the collector, who sees all companies, nobody is written to who did not ask for it.
    await page.getByRole('radio', { name: 'Aldri', checked: true }).waitFor();
    await page.getByLabel('Hver morgen').click();
    await page.getByText('Lagret.').waitFor();
    await page.reload();
    await page.getByRole('radio', { name: 'Hver morgen', checked: true }).waitFor();
    await visit.assertAccessible();

    await page.getByRole('button', { name: 'Språk' }).click();
    await page.getByRole('menuitem', { name: 'Svenska' }).click();
    await page.getByRole('heading', { name: 'Ditt konto' }).waitFor();
    await page.reload();
    await page.getByRole('heading', { name: 'Ditt konto' }).waitFor();
    expect(await page.locator('html').getAttribute('lang')).toBe('sv');

    await page.getByRole('button', { name: /Ditt konto/ }).click();
    await page.getByRole('menuitem', { name: 'Logga ut' }).click();
    await page.getByRole('heading', { name: 'Logga in' }).waitFor();
    await visit.open('/');
    expect(new URL(page.url()).pathname).toBe('/sign-in');
    await visit.end();
  });

  it('an owner makes a key, is shown it once and ends it, and has webhooks sent to an address', async () => {
    const receiver = await startWebhookReceiver();
    const visit = await Visit.begin(browser, { url: hub.url });
    const { page } = visit;
    await visit.open('/developers');
    await visit.signIn(OWNER.email, OWNER.password);
    await page.getByRole('heading', { name: 'Utviklere' }).waitFor();
    await visit.assertAccessible();

    await page.getByRole('button', { name: 'Ny nøkkel' }).click();
    await page.getByLabel('Navn').fill('Nattlig import');
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Lag nøkkelen' }).click();
    const key = await page.getByText(/^kh_[\w-]{43}$/).textContent();
    const asked = await fetch(`${hub.url}/api/v1/me/companies`, {
      headers: { authorization: `Bearer ${key}` },
    });
    expect(asked.status).toBe(200);
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Jeg har tatt vare på den' }).click();
    await page.getByRole('button', { name: 'Avslutt «Nattlig import»' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Avslutt', exact: true }).click();
    await page.getByText('Avsluttet').waitFor();
    expect(await page.getByText(String(key)).count()).toBe(0);

    await page.getByRole('button', { name: 'Ny adresse' }).click();
    await page.getByRole('textbox', { name: 'Adresse' }).fill(receiver.url('/hooks'));
    await page.getByRole('button', { name: 'Lag adressen' }).click();
    const secret = await page.getByText(/^whsec_/).textContent();
    await page.getByRole('button', { name: 'Jeg har tatt vare på den' }).click();
    await page.getByRole('button', { name: 'Send en prøve' }).click();
    await page.getByText('Prøven kom frem').waitFor();
    expect(signedAt(receiver.got('/hooks')[0], secret ?? '', systemClock.now())).toMatchObject({
      type: 'webhook.test',
    });
    await page.getByRole('button', { name: 'Ny hemmelighet' }).click();
    await page.getByRole('button', { name: 'Fjern' }).first().waitFor();
    await page.getByRole('button', { name: 'Leveringer' }).click();
    await page.getByText('Ingenting er sendt hit ennå.').waitFor();
    await page.getByLabel('Fra nummer').fill('1');
    await page.getByRole('button', { name: 'Send på nytt' }).click();
    await page.getByText('Hendelsen finnes ikke lenger.').waitFor();
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Endre', exact: true }).click();
    const address = page.getByRole('dialog').getByRole('textbox', { name: 'Adresse' });
    expect(await address.inputValue()).toBe(receiver.url('/hooks'));
    await address.fill(receiver.url('/moved'));
    await visit.assertAccessible();
    await page.getByRole('dialog').getByLabel('Hendelser').first().fill('claim.paid');
    await page.getByRole('option', { name: 'claim.paid' }).click();
    await page.getByRole('dialog').getByLabel('Beskrivelse').click();
    await page.getByRole('button', { name: 'Lagre' }).click();
    // As long as the dialog fades, it tells the same.
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByText(receiver.url('/moved')).waitFor();
    await page.getByText('claim.paid').waitFor();
    await page.getByRole('button', { name: 'Send en prøve' }).click();
    await page.getByText('Prøven kom frem').waitFor();
    expect(receiver.got('/moved')).toHaveLength(1);
    await visit.end();
    await receiver.stop();
  });

  it('an owner invites a person, gives another role, signs them out and takes them out', async () => {
    const email = 'ola@inkasso.example';
    const visit = await Visit.begin(browser, { url: hub.url });
    const { page } = visit;
    await visit.open('/people');
    await visit.signIn(OWNER.email, OWNER.password);
    await page.getByRole('heading', { name: 'Personer' }).waitFor();
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Inviter' }).click();
    await page.getByLabel('E-post', { exact: true }).fill(email);
    await page.getByLabel('Saksbehandler').check();
    expect(await page.getByLabel('Språk i e-posten').inputValue()).toBe('nb');
    await page.getByLabel('Språk i e-posten').selectOption({ label: 'Svenska' });
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Send invitasjonen' }).click();
    await page.getByRole('row', { name: email }).waitFor();
    await visit.assertAccessible();

    const pool = hub.app.get<pg.Pool>(ACCOUNTS_POOL, { strict: false });
    const { rows } = await pool.query<{ id: string }>('select id from invitation where email = $1', [email]);
    const guest = await Visit.begin(browser, { url: hub.url });
    await guest.open(`/join#${rows[0]?.id}`);
    await guest.page.getByLabel('Navn').fill('Ola Prøve');
    await guest.page.getByLabel('Nytt passord').fill(OWNER.password);
    await guest.page.getByRole('button', { name: 'Ta imot invitasjonen' }).click();
    await guest.page.getByText('Invitasjonen er tatt imot.').waitFor();
    await guest.open('/');
    await guest.signIn(email, OWNER.password);
    // No right to look after people: the page is not offered.
    expect(await guest.page.getByRole('link', { name: 'Personer' }).count()).toBe(0);

    await page.reload();
    await page.getByLabel('Rollen til Ola Prøve').selectOption({ label: 'Revisor' });
    await page.getByText('Ola Prøve er nå revisor.').waitFor();
    await page.getByRole('button', { name: 'Valg for Ola Prøve' }).click();
    await page.getByRole('menuitem', { name: 'Logg ut overalt' }).click();
    await page.getByText('Ola Prøve er logget ut overalt.').waitFor();
    await guest.open('/');
    expect(new URL(guest.page.url()).pathname).toBe('/sign-in');
    await guest.end();
    await page.getByRole('button', { name: 'Valg for Ola Prøve' }).click();
    await page.getByRole('menuitem', { name: 'Ta ut' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Ta ut' }).click();
    await page.getByText('Ola Prøve er ikke med lenger.').waitFor();
    await page.getByRole('row', { name: 'Ola Prøve' }).waitFor({ state: 'detached' });

    await page.getByRole('button', { name: 'Ny organisasjon' }).click();
    await page.getByLabel('Navn på organisasjonen').fill('Regnskap & Råd AS');
    await visit.assertAccessible();
    await page.getByRole('button', { name: 'Opprett' }).click();
    await page.getByText('Regnskap & Råd AS er opprettet. Inviter den første eieren nå.').waitFor();
    await page.getByText('Organisasjonens nummer i Kravhub').waitFor();
    await visit.assertAccessible();
    await visit.end();
  });

  it('the document is never kept, what it names always, and nothing foreign may run', async () => {
    const document = await fetch(`${hub.url}/companies/whatever`, { headers: { accept: 'text/html' } });
    const policy = document.headers.get('content-security-policy') ?? '';
    expect(document.headers.get('cache-control')).toBe('no-store');
    expect(policy).toContain("script-src 'self';");
    expect(policy).toContain("connect-src 'self'");
    const [, asset] = /src="(\/assets\/[^"]+\.js)"/.exec(await document.text()) ?? [];
    const script = await fetch(`${hub.url}${asset}`);
    expect(script.headers.get('cache-control')).toBe('public, max-age=31536000, immutable');
    const missing = await fetch(`${hub.url}/assets/none.js`, { headers: { accept: 'text/html' } });
    expect(missing.status).toBe(404);
    const api = await fetch(`${hub.url}/api/v1/none`, { headers: { accept: 'text/html' } });
    expect(api.headers.get('content-type')).toContain('application/problem+json');
  });
});
