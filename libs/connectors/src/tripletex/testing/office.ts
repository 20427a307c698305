import {
  addDays,
  type LedgerCompanyKey,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
  money,
  type Currency,
} from '@app/domain';
import { TripletexSimulator, type TripletexSimulatorOptions } from '@app/sandbox';
import type {
  ConnectorTools,
  LedgerGrant,
  LedgerSession,
  Transport,
  WriteBackInstruction,
  WriteBackKey,
} from '../../contract/index.js';
import { createTransport, MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import { tripletex } from '../index.js';
import type { TripletexSettings } from '../settings.js';

/** A simulated Tripletex with one company and one customer, and the connector pointed at it. */
export class Office {
  private constructor(
    readonly simulator: TripletexSimulator,
    readonly url: string,
    readonly companyId: number,
    readonly customerId: number,
    readonly settings: TripletexSettings,
  ) {}

  static async open(options: TripletexSimulatorOptions = {}): Promise<Office> {
    const simulator = new TripletexSimulator({ seed: 11, ...options });
    const { companyId, employeeToken } = simulator.addCompany({ name: 'Fjellvik Handel AS' });
    const customer = simulator.bookkeeper.addCustomer(companyId, { name: 'Granly Bygg AS' });
    const { url } = await simulator.start();
    const { consumerToken } = simulator.credentials;
    return new Office(simulator, url, companyId, customer.id, { consumerToken, employeeToken });
  }

  get bookkeeper(): TripletexSimulator['bookkeeper'] {
    return this.simulator.bookkeeper;
  }

  get today(): LocalDate {
    return localDateAt(this.simulator.clock.now(), 'NO');
  }

  /** `spoil` may change or watch requests before they leave. */
  grant(
    settings: TripletexSettings = this.settings,
    spoil: (send: Transport) => Transport = (send) => send,
  ): LedgerGrant {
    const { clock } = this.simulator;
    const sleep = (ms: number): Promise<void> => Promise.resolve(clock.advanceMs(ms));
    const tools: ConnectorTools = {
      transport: spoil(createTransport()),
      clock,
      tokens: new MemoryTokenStore(),
      budget: new MemoryCallBudget(clock, sleep),
      log: { debug: () => undefined, warn: () => undefined },
      address: () => this.url,
      sleep,
    };
    return tripletex.openGrant(settings, tools);
  }

  session(key = 'own', settings?: TripletexSettings): LedgerSession {
    return this.grant(settings).openCompany(key as LedgerCompanyKey);
  }

  addInvoice(
    amount = '1000.00',
    more: { readonly currency?: string; readonly daysAgo?: number; readonly customerId?: number } = {},
  ): LedgerItemId {
    const { customerId = this.customerId, daysAgo = 60, currency } = more;
    const date = addDays(this.today, -daysAgo);
    const spec = { customerId, amount, date, ...(currency ? { currency } : {}) };
    return String(this.bookkeeper.addInvoice(this.companyId, spec).id) as LedgerItemId;
  }

  async instruction(
    session: LedgerSession,
    itemId: LedgerItemId,
    minor: bigint,
    more: Partial<WriteBackInstruction> = {},
  ): Promise<WriteBackInstruction> {
    const { found } = await session.readItems([itemId]);
    const targets = (await session.writeBack?.targets()) ?? [];
    const [item] = found;
    const target = targets.find(({ proposed }) => proposed)?.target;
    if (!item || !target) throw new Error('There is no such item, or no proposed target.');
    const amount = money(minor, item.original.currency as Currency);
    const { ledgerItemId, ledgerDebtorId, invoiceNumber, invoicedOn } = item;
    const fixed = {
      key: 'office-1' as WriteBackKey,
      kind: 'payment',
      bookOn: this.today,
      text: 'KH-1',
    } as const;
    return {
      ...fixed,
      ledgerItemId,
      ledgerDebtorId,
      invoiceNumber,
      invoicedOn,
      amount,
      amountInBooks: amount,
      target,
      ...more,
    };
  }

  operations(): string[] {
    return this.simulator.requests().map(({ operation }) => operation);
  }
}
