import { HttpJson } from './http-json.js';

export interface LedgerVoucher {
  readonly id: number;
  readonly kind: string;
  readonly reversedById: number | null;
  readonly postings: readonly {
    readonly account: number;
    readonly invoiceId: number | null;
    readonly amount: string;
  }[];
}

export interface LedgerInvoice {
  readonly id: number;
  readonly outstanding: string;
  readonly paymentVoucherIds: readonly number[];
}

/** The sandbox's control API: what the companies' own bookkeepers do, and the truth of their books. */
export class SandboxControl {
  readonly #http: HttpJson;

  constructor(controlUrl: string) {
    this.#http = new HttpJson(controlUrl);
  }

  credentials(): Promise<{ consumerToken: string; accountantToken: string }> {
    return this.#http.get('/credentials');
  }

  async today(): Promise<string> {
    return (await this.#http.get<{ today: string }>('/state')).today;
  }

  ledger(companyKey: string): Promise<{ vouchers: LedgerVoucher[]; invoices: LedgerInvoice[] }> {
    return this.#http.get(`/tripletex/companies/${companyKey}/ledger`);
  }

  /** A payment straight to the company's bank. */
  pay(companyKey: string, invoiceId: string, amount: string): Promise<LedgerVoucher> {
    return this.#http.send('POST', `/tripletex/companies/${companyKey}/invoices/${invoiceId}/payments`, {
      amount,
    });
  }

  /** Credits the whole invoice, or a part of it. */
  credit(companyKey: string, invoiceId: string, amount?: string): Promise<unknown> {
    const body = amount === undefined ? {} : { amount };
    return this.#http.send(
      'POST',
      `/tripletex/companies/${companyKey}/invoices/${invoiceId}/credit-notes`,
      body,
    );
  }

  reverse(companyKey: string, voucherId: number): Promise<unknown> {
    return this.#http.send('POST', `/tripletex/companies/${companyKey}/vouchers/${voucherId}/reverse`, {});
  }
}
