import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Browser, Page } from 'playwright-core';
import { DESKTOP, PHONE, startChromium } from '../../test/support/chromium-launch.js';
import { workOnCases } from './desk.js';
import { askForTwo } from './two-persons.js';

/** Takes a picture of every page: `main.ts --hub URL --email … --password …`. */
const { values } = parseArgs({
  options: {
    hub: { type: 'string', default: 'http://127.0.0.1:3800' },
    email: { type: 'string', default: '' },
    password: { type: 'string', default: '' },
    only: { type: 'string', default: '' },
    full: { type: 'boolean', default: false },
  },
});
const FOLDER = join(import.meta.dirname, '..', '..', 'out', 'screenshots');
const LOOKS = [
  { name: 'desktop', viewport: DESKTOP, colorScheme: 'light', locale: 'nb-NO' },
  { name: 'phone', viewport: PHONE, colorScheme: 'light', locale: 'sv-SE' },
  { name: 'dark', viewport: DESKTOP, colorScheme: 'dark', locale: 'en-GB' },
] as const;

interface Companies {
  readonly companies: readonly {
    readonly creditorId: string;
    readonly connections: readonly { readonly connectionId: string; readonly grantId: string }[];
  }[];
}

const PUBLIC_PAGES = { 'sign-in': '/sign-in', 'first-user': '/first-user#x', join: '/join#x' };

/** Pages by the name of their picture; those of a company for the first one. */
async function pages(page: Page): Promise<Readonly<Record<string, string>>> {
  const answer = await page.request.get('/api/v1/me/companies');
  const { companies } = (await answer.json()) as Companies;
  const company = companies[0];
  const connection = company?.connections[0];
  if (!company || !connection) return { start: '/' };
  await askForTwo(page.request, values.hub, {
    creditorId: company.creditorId,
    connectionId: connection.connectionId,
  });
  const base = `/companies/${company.creditorId}`;
  const setUp = `/connect/${company.creditorId}/${connection.connectionId}`;
  return {
    start: '/',
    invoices: base,
    payments: `${base}/payments`,
    postings: `${base}/postings`,
    differences: `${base}/differences`,
    reports: `${base}/reports`,
    history: `${base}/history`,
    rules: `${base}/rules`,
    connection: `${base}/connection`,
    money: '/money',
    'bank-files': '/bank-files',
    connect: '/connect',
    'connect-keys': '/connect/ledger/tripletex',
    'connect-sign-in': '/connect/ledger/fortnox',
    'connect-companies': `/connect/access/${connection.grantId}`,
    'set-up-check': `${setUp}?step=check`,
    'set-up-rules': `${setUp}?step=rules`,
    'set-up-accounts': `${setUp}?step=accounts`,
    'set-up-go': `${setUp}?step=go`,
    'second-person': `${base}/second-person`,
    access: `${base}/access`,
    people: '/people',
    developers: '/developers',
    account: '/account',
    'not-found': '/nowhere',
  };
}

async function shoot(page: Page, look: string, all: Readonly<Record<string, string>>): Promise<void> {
  for (const [name, path] of Object.entries(all)) {
    if (!name.includes(values.only)) continue;
    await page.goto(path);
    await page.waitForLoadState('networkidle');
    await page.screenshot({ path: join(FOLDER, `${name}-${look}.png`), fullPage: values.full });
  }
}

async function takeAll(browser: Browser): Promise<void> {
  for (const { name, ...look } of LOOKS) {
    const context = await browser.newContext({ baseURL: values.hub, reducedMotion: 'reduce', ...look });
    const page = await context.newPage();
    await shoot(page, name, PUBLIC_PAGES);
    await page.request.post('/api/auth/sign-in/email', {
      data: { email: values.email, password: values.password },
      headers: { origin: values.hub },
    });
    await shoot(page, name, { ...(await pages(page)), ...(await workOnCases(page.request, values.hub)) });
    await context.close();
  }
}

await mkdir(FOLDER, { recursive: true });
const browser = await startChromium();
try {
  await takeAll(browser);
} finally {
  await browser.close();
}
process.stdout.write(`Pictures are in ${FOLDER}\n`);
