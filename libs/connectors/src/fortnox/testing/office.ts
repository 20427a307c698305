import {
  addDays,
  type Currency,
  type JsonObject,
  type LedgerCompanyKey,
  type LedgerItemId,
  localDateAt,
  money,
} from '@app/domain';
import { FortnoxSimulator, type FortnoxInvoiceSpec, type FortnoxSimulatorOptions } from '@app/sandbox';
import type {
  ConnectorTools,
  LedgerSession,
  Transport,
  WriteBackInstruction,
  WriteBackKey,
} from '../../contract/index.js';
import { createTransport, MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import { fortnox } from '../index.js';
import type { FortnoxSettings } from '../settings.js';

/** A simulated Fortnox with one company and one customer, and the connector pointed at it. */
export class Office {
  readonly tokens: MemoryTokenStore;
  readonly tools: ConnectorTools;

  private constructor(
    readonly simulator: FortnoxSimulator,
    readonly tenantId: number,
    readonly customerNumber: string,
    readonly settings: FortnoxSettings,
    readonly authUrl: string,
    url: string,
    streamUrl: string,
    tokens: Readonly<Record<string, JsonObject>>,
    spoil: (send: Transport) => Transport,
  ) {
    const { clock } = simulator;
    const sleep = (ms: number): Promise<void> => Promise.resolve(clock.advanceMs(ms));
    this.tokens = new MemoryTokenStore(tokens);
    this.tools = {
      transport: spoil(createTransport()),
      clock,
      tokens: this.tokens,
      budget: new MemoryCallBudget(clock, sleep),
      log: { debug: () => undefined, warn: () => undefined },
      address: (variable) =>
        variable === 'FORTNOX_STREAM_URL' ? streamUrl : variable === 'FORTNOX_AUTH_URL' ? authUrl : url,
      sleep,
    };
  }

  static async open({
    tokensOf = () => ({}),
    hasConsent = true,
    spoil = (send) => send,
    method = 'ACCRUAL',
    ...options
  }: FortnoxSimulatorOptions & {
    /** Stored tokens to begin with. */
    readonly tokensOf?: (
      simulator: FortnoxSimulator,
      settings: FortnoxSettings,
      authUrl: string,
    ) => Readonly<Record<string, JsonObject>>;
    readonly hasConsent?: boolean;
    readonly spoil?: (send: Transport) => Transport;
    readonly method?: 'ACCRUAL' | 'CASH';
  } = {}): Promise<Office> {
    const simulator = new FortnoxSimulator({ seed: 11, ...options });
    const { tenantId } = simulator.addCompany({ name: 'Fjällvik Handel AB', method });
    if (hasConsent) simulator.consent(tenantId);
    const { number } = simulator.bookkeeper.addCustomer(tenantId, { name: 'Granliden Bygg AB' });
    const { url, authUrl, streamUrl } = await simulator.start();
    const { clientId, clientSecret } = simulator.credentials;
    const settings = { clientId, clientSecret, tenantId: String(tenantId) };
    const tokens = tokensOf(simulator, settings, authUrl);
    return new Office(simulator, tenantId, number, settings, authUrl, url, streamUrl, tokens, spoil);
  }

  get session(): LedgerSession {
    return fortnox
      .openGrant(this.settings, this.tools)
      .openCompany(String(this.tenantId) as LedgerCompanyKey);
  }

  addInvoice(spec: Partial<FortnoxInvoiceSpec> = {}): LedgerItemId {
    const { number } = this.simulator.bookkeeper.addInvoice(this.tenantId, {
      customerNumber: this.customerNumber,
      amount: '1000.00',
      ...spec,
    });
    return number as LedgerItemId;
  }

  async instruction(
    session: LedgerSession,
    itemId: LedgerItemId,
    minor: bigint,
    key = 'office-1',
  ): Promise<WriteBackInstruction> {
    const { found } = await session.readItems([itemId]);
    const target = (await session.writeBack?.targets())?.find(({ proposed }) => proposed)?.target;
    const [item] = found;
    if (!item || !target) throw new Error('There is no such item, or no proposed target.');
    const amount = money(minor, item.original.currency as Currency);
    return {
      key: key as WriteBackKey,
      kind: 'payment',
      ledgerItemId: item.ledgerItemId,
      ledgerDebtorId: item.ledgerDebtorId,
      invoiceNumber: item.invoiceNumber,
      invoicedOn: item.invoicedOn,
      amount,
      amountInBooks: amount,
      bookOn: localDateAt(this.simulator.clock.now(), 'SE'),
      text: 'KH-1',
      target,
    };
  }

  /** Payments in the books, and drafts, on one invoice. */
  payments(itemId: LedgerItemId): { readonly booked: number; readonly drafts: number } {
    const view = this.simulator
      .ledger(this.tenantId)
      .invoices.find(({ documentNumber }) => documentNumber === itemId);
    return { booked: view?.paymentNumbers.length ?? 0, drafts: view?.draftPaymentNumbers.length ?? 0 };
  }

  daysAgo(days: number): ReturnType<typeof addDays> {
    return addDays(localDateAt(this.simulator.clock.now(), 'SE'), -days);
  }
}
