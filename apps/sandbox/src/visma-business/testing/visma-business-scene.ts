import { createHash } from 'node:crypto';
import { ManualClock } from '@app/domain';
import { type Answer, ask as send, type Ask } from '../../testing/tripletex-client.js';
import type { VismaInvoiceSpec } from '../control/specs.js';
import { VismaBusinessSimulator, type VismaBusinessSimulatorOptions } from '../simulator.js';

/** A Monday noon in Norway. */
export const NOW = new Date('2026-09-14T10:00:00Z');
export const CALLBACK = 'http://127.0.0.1:4000/callback';
/** A verifier of the right form; its challenge is what `authorize` wants. */
export const VERIFIER = 'sandbox-verifier-sandbox-verifier-sandbox-verifier';
export const CHALLENGE = createHash('sha256').update(VERIFIER).digest('base64url');

/** One company of the firm, one customer, a running simulator whose time stands still, and a person's token. */
export class VismaBusinessScene {
  token = '';

  private constructor(
    readonly simulator: VismaBusinessSimulator,
    readonly clock: ManualClock,
    readonly url: string,
    readonly connectUrl: string,
    readonly controlUrl: string,
    readonly companyId: number,
    readonly customerNo: number,
  ) {}

  static async open(options: VismaBusinessSimulatorOptions = {}): Promise<VismaBusinessScene> {
    const clock = new ManualClock(NOW);
    const simulator = new VismaBusinessSimulator({
      seed: 7,
      clock,
      ...options,
      unverified: { trailingBlanks: false, ...options.unverified },
    });
    const { companyId } = simulator.addCompany({ name: 'Granly Bygg AS' });
    const { customerNo } = simulator.bookkeeper.addCustomer(companyId, { name: 'Måsevik Kafé AS' });
    const { url, connectUrl, controlUrl } = await simulator.start();
    const scene = new VismaBusinessScene(
      simulator,
      clock,
      url,
      connectUrl,
      controlUrl,
      companyId,
      customerNo,
    );
    scene.token = simulator.issueTokens().accessToken;
    return scene;
  }

  /** An invoice of 1 June 2026, due on 15 June. */
  invoice(amount: string, more: Partial<VismaInvoiceSpec> = {}) {
    const { customerNo } = this;
    return this.simulator.bookkeeper.addInvoice(this.companyId, {
      customerNo,
      amount,
      date: '2026-06-01',
      ...more,
    });
  }

  async post(body: unknown, more: Ask & { readonly endpoint?: string } = {}): Promise<Answer> {
    const { endpoint = 'graphql', headers, ...rest } = more;
    return send(`${this.url}/${endpoint}`, {
      method: 'POST',
      headers: {
        authorization: `Bearer ${this.token}`,
        'content-type': 'application/json',
        ...headers,
      },
      body,
      ...rest,
    });
  }

  async ask(query: string, variables: object = {}): Promise<Answer> {
    return this.post({ query, variables });
  }

  /** What stands inside `useCompany { ... }`; answers the data of it. */
  async read(selection: string): Promise<Answer['json']> {
    const { json } = await this.ask(`{ useCompany(no: ${this.companyId}) { ${selection} } }`);
    if (json['errors']) throw new Error(JSON.stringify(json['errors']));
    return (json['data'] as Answer['json'])['useCompany'] as Answer['json'];
  }

  async write(selection: string): Promise<Answer> {
    return this.ask(`mutation { useCompany(no: ${this.companyId}) { ${selection} } }`);
  }

  /** A batch of one payment from the clearing account; answers its number. */
  async createBatch(amount: string, reference: string, key = 'KH-1', more = ''): Promise<number> {
    const { json } = await this.write(batchCreate(this.customerNo, amount, reference, key, more));
    return Number(json['data']?.['useCompany']?.['batch_create']?.['items']?.[0]?.['batchNo']);
  }

  async updateBatch(batchNo: number): Promise<Answer> {
    return this.write(
      `batch_processings { updateBatch(filter: { batchNo: { _eq: ${batchNo} } }) { succeeded voucherJournalNo } }`,
    );
  }

  /** A request of the token endpoint, with the web application's secret or the service's. */
  async tokenRequest(
    form: Readonly<Record<string, string>>,
    kind: 'web' | 'service' = 'web',
  ): Promise<Answer> {
    const { clientId, clientSecret } = this.simulator.credentials[kind];
    const login = Buffer.from(`${clientId}:${clientSecret}`).toString('base64');
    return send(`${this.connectUrl}/connect/token`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${login}`,
        'content-type': 'application/x-www-form-urlencoded',
      },
      body: new URLSearchParams(form).toString(),
    });
  }

  authorizeUrl(more: Readonly<Record<string, string>> = {}): string {
    const query = new URLSearchParams({
      client_id: this.simulator.credentials.web.clientId,
      redirect_uri: CALLBACK,
      response_type: 'code',
      scope: 'openid profile email offline_access business-graphql-api:access-group-based',
      state: 'st-1',
      code_challenge: CHALLENGE,
      code_challenge_method: 'S256',
      ...more,
    });
    return `${this.connectUrl}/connect/authorize?${query.toString()}`;
  }

  async control(method: string, path: string, body?: object): Promise<Answer> {
    return send(this.controlUrl + path, { method, ...(body ? { body } : {}) });
  }

  /** The truth about one row. */
  row(id: number) {
    const found = this.simulator.ledger(this.companyId).rows.find((one) => one.id === id);
    if (!found) throw new Error(`There is no row ${id}.`);
    return found;
  }

  async close(): Promise<void> {
    await this.simulator.stop();
  }
}

export function batchCreate(
  customerNo: number,
  amount: string,
  reference: string,
  key: string,
  more = '',
): string {
  return `batch_create(values: [{
    voucherSeriesNo: 9 valueDate: 20260914 description: "Inkasso"
    vouchers: [{
      voucherNo: null voucherDate: 20260914 valueDate: 20260914
      debitAccountType: 3 debitAccountNo: 1579 creditAccountType: 1 creditAccountNo: ${customerNo}
      customerNo: ${customerNo} amountDomestic: ${amount} text: "Inkasso"
      crossReference: "${reference}" externalReference1: "${key}" ${more}
    }]
  }]) {
    affectedRows
    items {
      batchNo valueDate
      joindown_Voucher_via_Batch { items { lineNo voucherNo debitAccountNo creditAccountNo amountDomestic crossReference externalReference1 } }
    }
  }`;
}
