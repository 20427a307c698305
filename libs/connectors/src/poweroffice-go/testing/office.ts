import {
  addDays,
  type LedgerCompanyKey,
  type LedgerItemId,
  type LocalDate,
  localDateAt,
  money,
} from '@app/domain';
import { PowerOfficeGoSimulator, type PowerOfficeGoSimulatorOptions } from '@app/sandbox';
import type {
  ConnectorTools,
  LedgerGrant,
  WriteBackInstruction,
  WriteBackKey,
} from '../../contract/index.js';
import { checkSettings, createTransport, MemoryCallBudget, MemoryTokenStore } from '../../kit/index.js';
import { powerOfficeGo } from '../index.js';
import type { PowerOfficeGoSettings } from '../settings.js';

/** A simulated PowerOffice Go with two companies and a customer in the first, and the connector pointed at it. */
export class Office {
  readonly budget: MemoryCallBudget;
  readonly budgetKeys = new Set<string>();

  private constructor(
    readonly simulator: PowerOfficeGoSimulator,
    readonly companyId: number,
    readonly customerId: number,
    private readonly addresses: Readonly<Record<string, string>>,
  ) {
    this.budget = new MemoryCallBudget(simulator.clock, this.#sleep);
  }

  static async open(options: PowerOfficeGoSimulatorOptions = {}): Promise<Office> {
    const simulator = new PowerOfficeGoSimulator({ seed: 11, ...options });
    const { companyId } = simulator.addCompany({ name: 'Fjellvik Handel AS' });
    simulator.addCompany({ name: 'Lyngmo Transport AS' });
    const customer = simulator.bookkeeper.addCustomer(companyId, { name: 'Granly Bygg AS' });
    const { url, authUrl } = await simulator.start();
    return new Office(simulator, companyId, customer.id, {
      POWEROFFICE_API_URL: url,
      POWEROFFICE_AUTH_URL: authUrl,
    });
  }

  get today(): LocalDate {
    return localDateAt(this.simulator.clock.now(), 'NO');
  }

  /** Key of the first company: its organisation number. */
  get key(): LedgerCompanyKey {
    return (this.simulator.credentials.companies[0]?.organizationNumber ?? '') as LedgerCompanyKey;
  }

  settings(more: Readonly<Record<string, string>> = {}): PowerOfficeGoSettings {
    const { applicationKey, subscriptionKey, companies } = this.simulator.credentials;
    const clientKey =
      'clients' in more || 'no-client-key' in more ? {} : { clientKey: companies[0]?.clientKey };
    const { 'no-client-key': _none, ...rest } = more;
    const check = checkSettings(powerOfficeGo, { applicationKey, subscriptionKey, ...clientKey, ...rest });
    if (!check.ok) throw new Error(JSON.stringify(check.problems));
    return check.settings;
  }

  get tools(): ConnectorTools {
    const { budget } = this;
    return {
      transport: createTransport(),
      clock: this.simulator.clock,
      tokens: new MemoryTokenStore(),
      budget: {
        acquire: (rule, signal, cost) => {
          this.budgetKeys.add(rule.key);
          return budget.acquire(rule, signal, cost);
        },
        correct: (rule, more) => budget.correct(rule, more),
        observe: (rule, reading) => budget.observe(rule, reading),
        pause: (rule, ms) => budget.pause(rule, ms),
      },
      log: { debug: () => undefined, warn: () => undefined },
      address: (variable) => this.addresses[variable] ?? '',
      sleep: this.#sleep,
    };
  }

  readonly #sleep = (ms: number): Promise<void> => Promise.resolve(this.simulator.clock.advanceMs(ms));

  grant(settings = this.settings()): LedgerGrant {
    return powerOfficeGo.openGrant(settings, this.tools);
  }

  addInvoice(amount = '1000.00', more: { readonly currency?: string } = {}): LedgerItemId {
    const date = addDays(this.today, -60);
    const spec = { customerId: this.customerId, amount, date, ...more };
    return this.simulator.bookkeeper.addInvoice(this.companyId, spec).document.uuid as LedgerItemId;
  }

  async instruction(id: LedgerItemId, minor: bigint, key = 'office-1'): Promise<WriteBackInstruction> {
    const session = this.grant().openCompany(this.key);
    const [item] = (await session.readItems([id])).found;
    const target = (await session.writeBack?.targets())?.find(({ proposed }) => proposed)?.target;
    if (!item || !target) throw new Error('There is no such item, or no proposed target.');
    const { ledgerItemId, ledgerDebtorId, invoiceNumber, invoicedOn, original } = item;
    const amount = money(minor, original.currency);
    const fixed = {
      key: key as WriteBackKey,
      kind: 'payment',
      bookOn: this.today,
      text: 'KH-1',
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
