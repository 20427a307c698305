import {
  FortnoxSimulator,
  PowerOfficeGoSimulator,
  TripletexSimulator,
  VismaBusinessSimulator,
  XledgerSimulator,
} from '@app/sandbox';
import type { Browser as Chromium } from 'playwright-core';
import { type NewOrganisation, PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { Browser } from './browser.js';
import { startChromium, Visit, type VisitOptions } from './chromium.js';
import { testClock } from './clock.js';
import { startTestHub, type TestHub } from './hub.js';
import { HubDriver, movingSleep } from './hub-driver.js';
import { freePort } from './node-process.js';

export const OWNER = { email: 'kari@inkasso.example', password: 'fire greve gråter aldri' };

/** Makes the account of whoever runs the hub, as its printed link does. */
export async function makeOwner(hub: TestHub): Promise<Browser> {
  const secret = await hub.app.get(PeopleService, { strict: false }).firstUserSecret();
  const browser = new Browser(hub.url);
  const outcome = await browser.outcome('POST', '/first-user', {
    secret,
    organisation: 'Prøve Inkasso AS',
    name: 'Kari Prøve',
    ...OWNER,
  });
  if (outcome !== '204') throw new Error(`The first account was not made: ${outcome}`);
  await browser.signIn(OWNER.email, OWNER.password);
  return browser;
}

/** A hub with its portal, the five simulated ledgers beside it, one clock for all, and a browser. */
export class PortalStory {
  readonly clock = testClock();
  readonly tripletex = new TripletexSimulator({
    seed: 7,
    clock: this.clock,
    limits: { requestsMax: 100_000 },
  });
  readonly fortnox = new FortnoxSimulator({ seed: 7, clock: this.clock });
  readonly powerOffice = new PowerOfficeGoSimulator({ seed: 7, clock: this.clock });
  readonly visma = new VismaBusinessSimulator({ seed: 7, clock: this.clock });
  readonly xledger = new XledgerSimulator({ seed: 7, clock: this.clock });
  hub: TestHub;
  browser: Chromium;
  #driver: HubDriver;
  #ownerId = '';

  /** @param environment of the hub, besides what the story needs */
  async start(environment: Readonly<Record<string, string>> = {}): Promise<void> {
    const [{ url: tripletexUrl }, fortnox, powerOffice, visma, xledger] = await Promise.all([
      this.tripletex.start(),
      this.fortnox.start(),
      this.powerOffice.start(),
      this.visma.start(),
      this.xledger.start(),
    ]);
    const [hub, browser] = await Promise.all([
      startTestHub({
        clock: this.clock,
        sleep: movingSleep(this.clock),
        callsByClock: true,
        environment: {
          TRIPLETEX_API_URL: tripletexUrl,
          FORTNOX_API_URL: fortnox.url,
          FORTNOX_AUTH_URL: fortnox.authUrl,
          POWEROFFICE_API_URL: powerOffice.url,
          POWEROFFICE_AUTH_URL: powerOffice.authUrl,
          VISMA_BUSINESS_API_URL: visma.url,
          VISMA_CONNECT_URL: visma.connectUrl,
          XLEDGER_API_URL: xledger.url,
          PORT: String(await freePort()),
          REQUESTS_PER_MINUTE: '1000000',
          LOG_LEVEL: 'warn',
          ...environment,
        },
      }),
      startChromium(),
    ]);
    this.hub = hub;
    this.browser = browser;
    this.#driver = new HubDriver(hub);
    const owner = await makeOwner(hub);
    this.#ownerId = (await owner.get<{ userId: string }>('/me')).userId;
  }

  async stop(): Promise<void> {
    await this.browser?.close();
    await this.hub?.close();
    const ledgers = [this.tripletex, this.fortnox, this.powerOffice, this.visma, this.xledger];
    await Promise.all(ledgers.map((ledger) => ledger.stop()));
  }

  /** The owner's browser, signed in and at the start page. */
  async visit(options: Omit<VisitOptions, 'url'> = {}): Promise<Visit> {
    const visit = await Visit.begin(this.browser, { ...options, url: this.hub.url });
    await visit.open('/');
    await visit.signIn(OWNER.email, OWNER.password);
    return visit;
  }

  /** The browser of somebody new who owns an organisation of their own, signed in and at the start page. */
  async visitOf(organisation: NewOrganisation, options: Omit<VisitOptions, 'url'> = {}): Promise<Visit> {
    const people = this.hub.app.get(PeopleService, { strict: false });
    const { organisationId } = await people.makeOrganisation(this.#ownerId, organisation);
    const email = `ola.${organisationId.slice(-6)}@kontor.example`;
    const { id } = await people.invite(this.#ownerId, organisationId, email, 'owner');
    await people.join(id, { name: 'Ola Prøve', password: OWNER.password });
    const visit = await Visit.begin(this.browser, { ...options, url: this.hub.url });
    await visit.open('/');
    await visit.signIn(email, OWNER.password);
    return visit;
  }

  /** Lets the hub do everything that is due, until nothing is left to do. */
  quiet(): Promise<void> {
    this.clock.advanceMs(1_000);
    return this.#driver.quiet();
  }
}
