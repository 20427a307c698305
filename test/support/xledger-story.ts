import { afterAll, afterEach, beforeAll, expect } from '@jest/globals';
import { type LocalDate, localDateAt } from '@app/domain';
import { type XledgerSimulatorOptions, type xledger, XledgerSimulator } from '@app/sandbox';
import { testClock } from './clock.js';
import { startTestHub, type TestHub } from './hub.js';
import { HubApi } from './hub-api.js';
import { HubCompany, type HubWorld } from './hub-company.js';
import { HubDriver, movingSleep } from './hub-driver.js';
import { STORY_POLICY } from './story.js';
import { minor } from './story-company.js';
import type { ConnectionAnswer, PreflightAnswer } from './story-shapes.js';

const DAY_MS = 86_400_000;

/** A hub and a simulated Xledger for one file, as `tellStory` is for Tripletex. */
export function tellXledgerStory(simulator: XledgerSimulatorOptions = {}): XledgerStory {
  const story = new XledgerStory(simulator);
  beforeAll(() => story.start());
  afterEach(() => story.endTest());
  afterAll(() => story.stop());
  return story;
}

/** One clock for hub and ledger that stands still until the story moves it. */
export class XledgerStory implements HubWorld {
  readonly clock = testClock();
  readonly xledger: XledgerSimulator;
  hub: TestHub;
  api: HubApi;
  #driver: HubDriver;
  #companies: XledgerCompany[] = [];

  constructor(options: XledgerSimulatorOptions) {
    this.xledger = new XledgerSimulator({
      seed: 7,
      clock: this.clock,
      limits: { burstMax: 'unlimited' },
      ...options,
    });
  }

  async start(): Promise<void> {
    const { url } = await this.xledger.start();
    this.hub = await startTestHub({
      clock: this.clock,
      sleep: movingSleep(this.clock),
      callsByClock: true,
      environment: { XLEDGER_API_URL: url, REQUESTS_PER_MINUTE: '1000000', LOG_LEVEL: 'warn' },
    });
    this.api = new HubApi(this.hub.url);
    this.#driver = new HubDriver(this.hub);
  }

  async stop(): Promise<void> {
    await this.hub?.close();
    await this.xledger.stop();
  }

  async endTest(): Promise<void> {
    this.xledger.faults.clear();
    const companies = this.#companies;
    this.#companies = [];
    try {
      for (const company of companies) await company.assertSound();
    } finally {
      for (const { hub } of companies) await this.api.answer('POST', `${hub.path}/pause`);
    }
  }

  get today(): LocalDate {
    return localDateAt(this.clock.now(), 'NO');
  }

  /** Moves both clocks. */
  later(span: { readonly days?: number; readonly minutes?: number; readonly seconds?: number }): void {
    const { days = 0, minutes = 0, seconds = 0 } = span;
    this.clock.advanceMs(days * DAY_MS + minutes * 60_000 + seconds * 1_000);
  }

  quiet(): Promise<void> {
    return this.#driver.quiet();
  }

  night(): Promise<void> {
    return this.#driver.night();
  }

  rows<Row>(sql: string, parameters: readonly unknown[] = []): Promise<Row[]> {
    return this.#driver.rows(sql, parameters);
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
    const hub = new HubCompany(this, connection);
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
    readonly hub: HubCompany,
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
