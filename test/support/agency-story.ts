import { afterAll, beforeAll, expect } from '@jest/globals';
import { type AgencyCase, type AgencyEvent, AgencySimulator } from '@app/sandbox';
import { type Policy, type Story, tellStory } from './story.js';
import type { HubCompany, Named } from './hub-company.js';
import type { StoryCompany } from './story-company.js';

export interface AgencyAnswer {
  readonly id: string;
  readonly webhookPath: string;
  readonly lastAnswerAt: string | null;
  readonly lastFailure: string | null;
}

export interface AgencyEventAnswer {
  readonly id: string;
  readonly via: 'webhook' | 'feed';
  readonly kind: string | null;
  readonly state: string;
  readonly note: string | null;
  readonly contradicted: boolean;
  readonly raw: string;
}

/** How long the hub leaves between two looks at an agency's events, in the stories. */
const POLL_MINUTES = 5;

/** A hub, a simulated Tripletex and a simulated agency, for one file. */
export function tellAgencyStory(): AgencyStory {
  const story = tellStory({ environment: { AGENCIES_ON_LOOPBACK: 'true' } });
  const agency = new AgencyStory(story);
  beforeAll(() => agency.start());
  afterAll(() => agency.stop());
  return agency;
}

export class AgencyStory {
  readonly simulator: AgencySimulator;
  id: string;
  #port = 0;

  constructor(readonly story: Story) {
    this.simulator = new AgencySimulator({ seed: 5, clock: story.clock });
  }

  async start(): Promise<void> {
    const { url } = await this.simulator.start();
    this.#port = Number(new URL(url).port);
    const { id, webhookPath } = await this.story.api.post<AgencyAnswer>('/agencies', {
      key: 'nordvik',
      name: 'Nordvik Inkasso AS',
      baseUrl: url,
      apiToken: this.simulator.credentials.apiToken,
      webhookSecrets: [this.simulator.credentials.webhookSecret],
    });
    this.id = id;
    this.simulator.sendWebhooksTo(`${this.story.hub.url}${webhookPath}`);
  }

  async stop(): Promise<void> {
    await this.simulator.end();
  }

  /** The agency goes off the net, and comes back at the same address. */
  async down(): Promise<void> {
    await this.simulator.stop();
  }

  async up(): Promise<void> {
    await this.simulator.start(this.#port);
  }

  /** A company whose claims go to the agency. */
  async company(policy: Partial<Policy> = {}): Promise<StoryCompany> {
    const company = await this.story.company(policy);
    await this.chooses(company, this.id);
    return company;
  }

  chooses(company: HubCompany, pipeline: string): Promise<object> {
    return this.story.api.put(`${company.creditor}/pipeline`, { pipeline });
  }

  /** What the agency holds of an invoice; undefined when it never got the claim. */
  async caseOf(company: HubCompany, invoice: Named): Promise<AgencyCase | undefined> {
    return this.simulator.case((await company.claimOf(invoice)).id);
  }

  /** The webhooks leave, and the hub does what they say. */
  async webhooks(): Promise<void> {
    await this.simulator.flushWebhooks();
    await this.story.quiet();
  }

  /** Long enough that the hub asks the agency itself. */
  async poll(): Promise<void> {
    this.story.later({ minutes: POLL_MINUTES + 1 });
    await this.story.quiet();
  }

  answer(): Promise<AgencyAnswer> {
    return this.story.api.get(`/agencies/${this.id}`);
  }

  events(show: 'open' | 'all' = 'open'): Promise<AgencyEventAnswer[]> {
    return this.story.api.get(`/agencies/${this.id}/events?show=${show}&limit=200`);
  }

  async event({ id }: Pick<AgencyEvent, 'id'>): Promise<AgencyEventAnswer> {
    const found = (await this.events('all')).find((event) => event.id === id);
    if (!found) throw new Error(`The hub has no event ${id}.`);
    return found;
  }

  /** The claim's history, by kinds. */
  async history(company: HubCompany, invoice: Named): Promise<string[]> {
    return (await company.claimOf(invoice)).history.map(({ kind }) => kind);
  }

  /** What the debtor paid at the agency is booked in the ledger once, and all three agree. */
  async expectBooked(company: StoryCompany, invoice: Named & { readonly id: number }): Promise<void> {
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
    expect(company.ledgerOf(invoice).ours).toHaveLength(1);
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      outstanding: { amount: '0.00' },
    });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  }
}
