import { afterAll, beforeAll } from '@jest/globals';
import { type Country, type LocalDate, localDateAt, type ManualClock } from '@app/domain';
import { Browser, type WebPage } from '../../tools/road/browser.js';
import { testClock } from './clock.js';
import { startTestHub, type TestHub } from './hub.js';
import { HubApi } from './hub-api.js';
import { HubCompany } from './hub-company.js';
import { HubDriver, movingSleep } from './hub-driver.js';
import { freePort } from './node-process.js';
import { STORY_POLICY } from './story.js';
import type { ConnectionAnswer, PreflightAnswer } from './story-shapes.js';

/** A simulated ledger with a sign-in page. */
export interface SimulatedVendor {
  start(): Promise<{ readonly url: string; readonly authUrl: string }>;
  stop(): Promise<void>;
}

export interface SignInStoryOptions<V extends SimulatedVendor> {
  readonly connectorKey: string;
  readonly country: Country;
  readonly make: (clock: ManualClock) => V;
  /** Variables of the hub for the simulator's addresses. */
  readonly addresses: readonly [api: string, auth: string];
  /** Further variables of the hub. */
  readonly environment?: Readonly<Record<string, string>>;
}

export interface GrantAnswer {
  readonly grantId: string;
  readonly label: string;
  readonly connections: number;
}

/** A hub and a simulated vendor for one file, one clock for both; people come in through the vendor's page. */
export function tellSignInStory<V extends SimulatedVendor>(options: SignInStoryOptions<V>): SignInStory<V> {
  const story = new SignInStory(options);
  beforeAll(() => story.start());
  afterAll(() => story.stop());
  return story;
}

export class SignInStory<V extends SimulatedVendor> {
  readonly clock = testClock();
  readonly vendor: V;
  readonly browser = new Browser();
  hub: TestHub;
  api: HubApi;
  #driver: HubDriver;

  constructor(private readonly options: SignInStoryOptions<V>) {
    this.vendor = options.make(this.clock);
  }

  async start(): Promise<void> {
    const { url, authUrl } = await this.vendor.start();
    const [apiVariable, authVariable] = this.options.addresses;
    this.hub = await startTestHub({
      clock: this.clock,
      sleep: movingSleep(this.clock),
      callsByClock: true,
      environment: {
        [apiVariable]: url,
        [authVariable]: authUrl,
        // Known beforehand: it is part of the address that people come back to.
        PORT: String(await freePort()),
        REQUESTS_PER_MINUTE: '1000000',
        LOG_LEVEL: 'warn',
        ...this.options.environment,
      },
    });
    this.api = new HubApi(this.hub.url);
    this.#driver = new HubDriver(this.hub);
  }

  async stop(): Promise<void> {
    await this.hub?.close();
    await this.vendor.stop();
  }

  get today(): LocalDate {
    return localDateAt(this.clock.now(), this.options.country);
  }

  later(span: { readonly days?: number; readonly minutes?: number; readonly seconds?: number }): void {
    const { days = 0, minutes = 0, seconds = 0 } = span;
    this.clock.advanceMs(days * 86_400_000 + minutes * 60_000 + seconds * 1_000);
  }

  quiet(): Promise<void> {
    return this.#driver.quiet();
  }

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#driver.rows(sql, parameters);
  }

  grants(): Promise<GrantAnswer[]> {
    return this.api.get('/grants');
  }

  async grantNamed(label: string): Promise<string> {
    const found = (await this.grants()).find((grant) => grant.label === label);
    if (!found) throw new Error(`No access "${label}" is stored.`);
    return found.grantId;
  }

  companies(
    grantId: string,
  ): Promise<{ companyKey: string; name: string; organisationNumber?: string; connection?: object }[]> {
    return this.api.get(`/grants/${grantId}/companies`);
  }

  /** The person opens the vendor's page: of a new access, or with `grantId` of one that is connected anew. */
  async vendorsPage(label: string, settings: object, grantId?: string): Promise<WebPage> {
    const { connectorKey } = this.options;
    const { url } = await this.api.post<{ url: string }>(
      grantId === undefined ? '/grants/sign-ins' : `/grants/${grantId}/sign-ins`,
      grantId === undefined ? { connectorKey, label, settings } : { settings },
    );
    return this.browser.open(url);
  }

  /** A company of the access is connected, checked and started, as a person does it. */
  async company(grantId: string, companyKey: string): Promise<HubCompany> {
    const connection = await this.api.post<ConnectionAnswer>(`/grants/${grantId}/connections`, {
      companyKey,
      policy: STORY_POLICY,
    });
    const company = new HubCompany(this, connection);
    const { writeBackTargets } = await this.api.post<PreflightAnswer>(`${company.path}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    await this.api.put(`${company.path}/write-back`, { target, mode: 'automatic' });
    await this.api.post(`${company.path}/activate`);
    return company;
  }
}
