import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { type XledgerSimulatorOptions, type xledger, XledgerSimulator } from '@app/sandbox';
import { startTestHub } from './hub.js';
import { HubApi } from './hub-api.js';
import { Story, STORY_POLICY } from './story.js';
import { minor, StoryCompany } from './story-company.js';
import type { ConnectionAnswer, PreflightAnswer } from './story-shapes.js';

/** A hub and a simulated Xledger for one file, as `tellStory` is for Tripletex. */
export function tellXledgerStory(simulator: XledgerSimulatorOptions = {}): XledgerStory {
  const story = new XledgerStory(simulator);
  beforeAll(() => story.start());
  afterEach(() => story.endTest());
  afterAll(() => story.stop());
  return story;
}

/** A story's clock, ticks and tables, with Xledger in Tripletex's place. */
export class XledgerStory extends Story {
  readonly xledger: XledgerSimulator;
  #companies: XledgerCompany[] = [];

  constructor(options: XledgerSimulatorOptions) {
    super({});
    this.xledger = new XledgerSimulator({
      seed: 7,
      clock: this.clock,
      limits: { burstMax: 'unlimited' },
      ...options,
    });
  }

  override async start(): Promise<void> {
    const { url } = await this.xledger.start();
    this.hub = await startTestHub({
      clock: this.clock,
      sleep: async (ms, signal) => {
        if (!signal?.aborted) this.clock.advanceMs(ms);
        // Budgets are counted by the database's clock, and a story's time runs faster.
        await this.rows('update call_budget set used = array_fill(0, array[cardinality(used)]) returning 1');
      },
      environment: { XLEDGER_API_URL: url, REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' },
    });
    this.api = new HubApi(this.hub.url);
  }

  override async stop(): Promise<void> {
    await this.hub?.close();
    await this.xledger.stop();
  }

  override async endTest(): Promise<void> {
    this.xledger.faults.clear();
    const companies = this.#companies;
    this.#companies = [];
    try {
      for (const company of companies) await company.assertSound();
    } finally {
      for (const { hub } of companies) await this.api.answer('POST', `${hub.path}/pause`);
    }
  }

  /** A company below the firm, reached with the firm's token, checked and activated, as a person does it. */
  async xledgerCompany(): Promise<XledgerCompany> {
    const made = this.xledger.addCompany({
      name: `Granly Bygg ${this.xledger.state().companies.length + 1} AS`,
    });
    const { grantId } = await this.api.post<{ grantId: string }>('/grants', {
      connectorKey: 'xledger',
      label: 'Tallrekka Regnskap',
      settings: { token: this.xledger.credentials.token },
    });
    const companies = await this.api.get<{ companyKey: string; name: string }[]>(
      `/grants/${grantId}/companies`,
    );
    const companyKey = companies.find(({ name }) => name === made.name)?.companyKey;
    const connection = await this.api.post<ConnectionAnswer>(`/grants/${grantId}/connections`, {
      companyKey,
      policy: STORY_POLICY,
    });
    const hub = new StoryCompany(this, connection, { ...made, employeeToken: made.token });
    const { writeBackTargets } = await this.api.post<PreflightAnswer>(`${hub.path}/preflight`);
    const target = writeBackTargets.find(({ proposed }) => proposed)?.target;
    await this.api.put(`${hub.path}/write-back`, { target, mode: 'automatic' });
    await this.api.post(`${hub.path}/activate`);
    const company = new XledgerCompany(this, hub, made.companyId);
    this.#companies.push(company);
    return company;
  }
}

/** One creditor of the story: its bookkeeper's hands in Xledger, and what the books hold. */
export class XledgerCompany {
  constructor(
    private readonly story: XledgerStory,
    /** What the hub says about it, and is asked to do. */
    readonly hub: StoryCompany,
    readonly companyId: number,
  ) {}

  /** Dated sixty days ago and due fourteen days later, to a customer of its own. */
  invoice(amount: string): { readonly id: number } {
    const { bookkeeper } = this.story.xledger;
    const { id: customerId } = bookkeeper.addCustomer(this.companyId);
    return bookkeeper.addInvoice(this.companyId, { customerId, amount });
  }

  /** What a person does in the customer ledger: sets posted rows against the invoices that they name. */
  matchesByHand(): void {
    this.story.xledger.matchImported();
  }

  closesPeriod(isClosed: boolean): void {
    this.story.xledger.bookkeeper.setPeriodClosed(this.companyId, this.story.today.slice(0, 7), isClosed);
  }

  /** The books, past every filter, right and fault. */
  books(): xledger.XledgerLedgerView {
    return this.story.xledger.ledger(this.companyId);
  }

  invoiceOf({ id }: { readonly id: number }): xledger.XledgerInvoiceView {
    const found = this.books().invoices.find((invoice) => invoice.id === id);
    if (!found) throw new Error(`The ledger has no invoice ${id}.`);
    return found;
  }

  /** No øre appears or is lost in a claim, and every voucher of the import table belongs to one write-back. */
  async assertSound(): Promise<void> {
    for (const { principal, paid, credited, writtenOff, outstanding } of await this.hub.claims()) {
      const parts = [paid, credited, writtenOff, outstanding].map(({ amount }) => minor(amount));
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(minor(principal.amount));
    }
    const sent = (await this.hub.writeBacks()).filter(({ attempts }) => attempts > 0);
    const { importRows } = this.books();
    expect(importRows).toHaveLength(2 * sent.length);
    expect(new Set(importRows.map(({ extIdentifier }) => extIdentifier)).size).toBe(sent.length);
  }
}
