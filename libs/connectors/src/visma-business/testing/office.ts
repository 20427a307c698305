import {
  addDays,
  type JsonObject,
  type LedgerCompanyKey,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
  money,
} from '@app/domain';
import {
  VismaBusinessSimulator,
  type VismaBusinessSimulatorOptions,
  type vismaBusiness as specs,
} from '@app/sandbox';
import type {
  ConnectorTools,
  LedgerGrant,
  LedgerSession,
  WriteBack,
  WriteBackInstruction,
  WriteBackKey,
} from '../../contract/index.js';
import { checkSettings, createTransport, MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import { vismaBusiness } from '../index.js';
import { itemIdOf } from '../keys.js';
import type { VismaBusinessSettings } from '../settings.js';

/** A simulated Business NXT with two companies and a customer in the first, and the connector pointed at it. */
export class Office {
  readonly tokens: MemoryTokenStore;
  readonly budgetKeys = new Set<string>();
  /** Every line of the log, to be searched for what must not be there. */
  readonly said: string[] = [];

  private constructor(
    readonly simulator: VismaBusinessSimulator,
    readonly companyId: number,
    readonly customerNo: number,
    readonly addresses: Readonly<Record<string, string>>,
    tokens: Readonly<Record<string, JsonObject>>,
  ) {
    this.tokens = new MemoryTokenStore(tokens);
  }

  static async open(
    options: VismaBusinessSimulatorOptions = {},
    company: specs.VismaCompanySpec = {},
  ): Promise<Office> {
    const simulator = new VismaBusinessSimulator({ seed: 11, ...options });
    const { companyId } = simulator.addCompany({ name: 'Fjellvik Handel AS', ...company });
    simulator.addCompany({ name: 'Lyngmo Transport AS' });
    const { customerNo } = simulator.bookkeeper.addCustomer(companyId, { name: 'Granly Bygg AS' });
    const { url, connectUrl } = await simulator.start();
    const addresses = { VISMA_BUSINESS_API_URL: url, VISMA_CONNECT_URL: connectUrl };
    return new Office(simulator, companyId, customerNo, addresses, {});
  }

  get today(): LocalDate {
    return localDateAt(this.simulator.clock.now(), 'NO');
  }

  get key(): LedgerCompanyKey {
    return String(this.companyId) as LedgerCompanyKey;
  }

  settings(
    access: 'user' | 'service' = 'service',
    more: Readonly<Record<string, string>> = {},
  ): VismaBusinessSettings {
    const { web, service } = this.simulator.credentials;
    const check = checkSettings(vismaBusiness, { access, ...(access === 'user' ? web : service), ...more });
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return check.settings;
  }

  tools(tokens: ConnectorTools['tokens'] = this.tokens): ConnectorTools {
    const sleep = (ms: number): Promise<void> => Promise.resolve(this.simulator.clock.advanceMs(ms));
    const budget = new MemoryCallBudget(this.simulator.clock, sleep);
    const log = (message: string, facts?: object): void =>
      void this.said.push(`${message} ${JSON.stringify(facts ?? {})}`);
    return {
      transport: createTransport(),
      clock: this.simulator.clock,
      tokens,
      budget: {
        acquire: (rule, signal, cost) => {
          this.budgetKeys.add(rule.key);
          return budget.acquire(rule, signal, cost);
        },
        correct: (rule, more) => budget.correct(rule, more),
        observe: (rule, reading) => budget.observe(rule, reading),
        pause: (rule, ms) => budget.pause(rule, ms),
      },
      log: { debug: log, warn: log },
      address: (variable) => this.addresses[variable] ?? '',
      sleep,
    };
  }

  grant(settings = this.settings()): LedgerGrant {
    return vismaBusiness.openGrant(settings, this.tools());
  }

  session(): LedgerSession {
    return this.grant().openCompany(this.key);
  }

  writeBack(): WriteBack {
    const { writeBack } = this.session();
    if (!writeBack) throw new Error('There is no write-back.');
    return writeBack;
  }

  addInvoice(amount = '1000.00', more: Partial<specs.VismaInvoiceSpec> = {}): LedgerItemId {
    const date = addDays(this.today, -60);
    const spec = { customerNo: this.customerNo, amount, date, ...more };
    const { journalNo, auditNo } = this.simulator.bookkeeper.addInvoice(this.companyId, spec);
    return itemIdOf({ voucherJournalNo: journalNo, auditNo });
  }

  /** Number of the row in the simulator's own books. */
  rowId(id: string): number {
    const [journal, audit] = id.split('-').map(Number);
    const { rows } = this.simulator.ledger(this.companyId);
    const row = rows.find(
      ({ voucherJournalNo, auditNo }) => voucherJournalNo === journal && auditNo === audit,
    );
    if (!row) throw new Error(`There is no row ${id}.`);
    return row.id;
  }

  /** Payments on the invoice that are in force. */
  paymentsOn(id: string): number {
    return (
      this.simulator.ledger(this.companyId).invoices.find((one) => one.id === this.rowId(id))
        ?.paymentVoucherIds.length ?? 0
    );
  }

  get batchesWaiting(): number {
    return this.simulator.ledger(this.companyId).batches.length;
  }

  async instruction(id: LedgerItemId, minor = 40_000n, key = 'office-1'): Promise<WriteBackInstruction> {
    const session = this.session();
    const [item] = (await session.readItems([id])).found;
    const target = (await session.writeBack?.targets())?.find(({ proposed }) => proposed)?.target;
    if (!item || !target) throw new Error('There is no such item, or no proposed target.');
    const { ledgerItemId, ledgerDebtorId, invoiceNumber, invoicedOn, original } = item;
    const amount = money(minor, original.currency);
    const fixed = {
      key: key as WriteBackKey,
      kind: 'payment',
      bookOn: this.today,
      text: 'KH-26-000017',
      target,
    } as const;
    return {
      ...fixed,
      ledgerItemId,
      ledgerDebtorId,
      invoiceNumber,
      invoicedOn,
      amount,
      amountInBooks: amount,
    };
  }
}
