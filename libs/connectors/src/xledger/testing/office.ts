import {
  addDays,
  type LedgerCompanyKey,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
  money,
} from '@app/domain';
import { XledgerSimulator, type XledgerSimulatorOptions } from '@app/sandbox';
import type {
  ConnectorTools,
  LedgerSession,
  WriteBack,
  WriteBackInstruction,
  WriteBackKey,
} from '../../contract/index.js';
import { checkSettings, createTransport, MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import { xledger } from '../index.js';

/** A simulated Xledger with one company below the firm and a customer in it, and the connector pointed at it. */
export class Office {
  private constructor(
    readonly simulator: XledgerSimulator,
    readonly companyId: number,
    readonly customerId: number,
    private readonly url: string,
  ) {}

  static async open(options: XledgerSimulatorOptions = {}): Promise<Office> {
    const simulator = new XledgerSimulator({ seed: 11, postingJob: 'by-hand', ...options });
    const { companyId } = simulator.addCompany({ name: 'Granly Bygg AS' });
    const { id } = simulator.bookkeeper.addCustomer(companyId, { name: 'Måsevik Kafé AS' });
    const { url } = await simulator.start();
    return new Office(simulator, companyId, id, url);
  }

  get today(): LocalDate {
    return localDateAt(this.simulator.clock.now(), 'NO');
  }

  /** In the first company, with the firm's token unless told otherwise. */
  session(own: { readonly token?: string; readonly creditsPerHour?: string } = {}): LedgerSession {
    const check = checkSettings(xledger, { token: this.simulator.credentials.token, ...own });
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return xledger
      .openGrant(check.settings, this.#tools)
      .openCompany(String(this.companyId) as LedgerCompanyKey);
  }

  get writeBack(): WriteBack {
    const { writeBack } = this.session();
    if (!writeBack) throw new Error('The connector has no write-back.');
    return writeBack;
  }

  addInvoice(amount = '1000.00', more: { readonly currency?: string } = {}): LedgerItemId {
    const date = addDays(this.today, -60);
    const spec = { customerId: this.customerId, amount, date, ...more };
    return String(this.simulator.bookkeeper.addInvoice(this.companyId, spec).id) as LedgerItemId;
  }

  /** A payment to be booked on the invoice, under a key of its own. */
  async instruction(id: LedgerItemId, minor: bigint, key = 'office-1'): Promise<WriteBackInstruction> {
    const [item] = (await this.session().readItems([id])).found;
    if (!item) throw new Error('There is no such item.');
    const { ledgerItemId, ledgerDebtorId, invoiceNumber, invoicedOn, original } = item;
    const amount = money(minor, original.currency);
    return {
      key: key as WriteBackKey,
      kind: 'payment',
      ledgerItemId,
      ledgerDebtorId,
      invoiceNumber,
      invoicedOn,
      amount,
      amountInBooks: amount,
      bookOn: this.today,
      text: 'KH-1',
      target: { accountCode: '1579' },
    };
  }

  /** How often the mutation was received since the last checkpoint. */
  imports(): number {
    return this.simulator.requests().filter(({ operation }) => operation === 'mutation addGLImportItems')
      .length;
  }

  get #tools(): ConnectorTools {
    const { clock } = this.simulator;
    const sleep = (ms: number): Promise<void> => Promise.resolve(clock.advanceMs(ms));
    return {
      transport: createTransport(),
      clock,
      tokens: new MemoryTokenStore(),
      budget: new MemoryCallBudget(clock, sleep),
      log: { debug: () => undefined, warn: () => undefined },
      address: () => this.url,
      sleep,
    };
  }
}
