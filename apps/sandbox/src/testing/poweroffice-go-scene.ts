import { ManualClock } from '@app/domain';
import type { InvoiceSpec } from '../poweroffice-go/control/specs.js';
import {
  type PowerOfficeGoCompanyCredentials,
  PowerOfficeGoSimulator,
  type PowerOfficeGoSimulatorOptions,
} from '../poweroffice-go/simulator.js';
import { type Answer, type Ask, ask } from './tripletex-client.js';

/** A Monday noon in Norway. */
export const NOW = new Date('2026-09-14T10:00:00Z');

export type Body = Readonly<Record<string, unknown>>;

/** One company with one customer behind a running simulator whose time stands still, and a token for it. */
export class PowerOfficeGoScene {
  token = '';

  private constructor(
    readonly simulator: PowerOfficeGoSimulator,
    readonly url: string,
    readonly authUrl: string,
    readonly company: PowerOfficeGoCompanyCredentials,
    readonly customerId: number,
  ) {}

  static async open(options: PowerOfficeGoSimulatorOptions = {}): Promise<PowerOfficeGoScene> {
    const simulator = new PowerOfficeGoSimulator({
      seed: 7,
      clock: new ManualClock(NOW),
      limits: { requestsPerSecond: 'unlimited' },
      ...options,
    });
    const company = simulator.addCompany({ name: 'Granly Bygg AS' });
    const customer = simulator.bookkeeper.addCustomer(company.companyId, { name: 'Måsevik Kafé AS' });
    const { url, authUrl } = await simulator.start();
    const scene = new PowerOfficeGoScene(simulator, url, authUrl, company, customer.id);
    await scene.signIn();
    return scene;
  }

  /** A token request as the vendor wants it, with parts replaced. */
  async askToken(more: Partial<Ask> & { readonly clientKey?: string | null } = {}): Promise<Answer> {
    const { clientKey = this.company.clientKey, ...rest } = more;
    const { applicationKey, subscriptionKey } = this.simulator.credentials;
    return ask(this.authUrl, {
      method: 'POST',
      authorization: `Basic ${Buffer.from(`${applicationKey}:${clientKey}`).toString('base64')}`,
      headers: {
        'Ocp-Apim-Subscription-Key': subscriptionKey,
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      },
      body: 'grant_type=client_credentials',
      ...rest,
    });
  }

  async signIn(): Promise<void> {
    this.token = String((await this.askToken()).json['access_token']);
  }

  async send(method: string, path: string, more: Partial<Ask> = {}): Promise<Answer> {
    return ask(this.url + path, {
      method,
      authorization: `Bearer ${this.token}`,
      ...more,
      headers: {
        'Ocp-Apim-Subscription-Key': this.simulator.credentials.subscriptionKey,
        ...more.headers,
      },
    });
  }

  async get(path: string): Promise<Answer> {
    return this.send('GET', path);
  }

  /** An invoice of 1 June 2026, due on the 15th. */
  invoice(
    amount: string,
    more: Partial<InvoiceSpec> = {},
  ): { id: string; number: number; kid: string | null } {
    const { document, number, kid } = this.simulator.bookkeeper.addInvoice(this.company.companyId, {
      customerId: this.customerId,
      amount,
      date: '2026-06-01',
      ...more,
    });
    return { id: document.uuid, number, kid };
  }

  /** What `POST /Vouchers/BankJournals` asks for: the customer's account in credit, 1905 in debit. */
  journal(amount: number, invoiceNo: number | null, header: Body = {}, line: Body = {}): Body {
    const { bookkeeper } = this.simulator;
    const company = bookkeeper.company(this.company.companyId);
    const common = { PostingDate: '2026-09-14', VatId: company.vatCodes[0]?.id };
    const customer = bookkeeper.customer(this.company.companyId, this.customerId);
    return {
      VoucherDate: '2026-09-14',
      CurrencyCode: 'NOK',
      Description: 'Inkasso',
      VoucherLines: [
        {
          ...common,
          AccountId: customer.subledgerAccountId,
          CurrencyAmount: -amount,
          ...(invoiceNo === null ? {} : { InvoiceNo: String(invoiceNo) }),
          ...line,
        },
        { ...common, AccountId: company.account(1905).id, CurrencyAmount: amount },
      ],
      ...header,
    };
  }

  async post(body: Body, more: Partial<Ask> = {}): Promise<Answer> {
    return this.send('POST', '/Vouchers/BankJournals', { body, ...more });
  }

  outstanding(invoiceId: string): string | undefined {
    return this.view(invoiceId)?.outstanding;
  }

  payments(invoiceId: string): readonly string[] {
    return this.view(invoiceId)?.paymentVoucherIds ?? [];
  }

  view(invoiceId: string) {
    return this.simulator.ledger(this.company.companyId).invoices.find(({ id }) => id === invoiceId);
  }

  async close(): Promise<void> {
    await this.simulator.stop();
  }
}
