import { ManualClock } from '@app/domain';
import type { XledgerInvoiceSpec } from '../control/specs.js';
import { XledgerSimulator, type XledgerSimulatorOptions } from '../simulator.js';

/** A Monday noon in Norway. */
export const NOW = new Date('2026-09-14T10:00:00Z');

type Json = { readonly [name: string]: Json | undefined } & { readonly [place: number]: Json | undefined };

export interface Answer {
  readonly status: number;
  readonly text: string;
  /** The parsed body; tests look into it with matchers. */
  readonly json: Json;
}

/** One company below the firm, one customer, a running simulator whose time stands still. */
export class XledgerScene {
  private constructor(
    readonly simulator: XledgerSimulator,
    readonly url: string,
    readonly controlUrl: string,
    readonly companyId: number,
    readonly customer: { readonly id: number; readonly code: string },
  ) {}

  static async open(options: XledgerSimulatorOptions = {}): Promise<XledgerScene> {
    const simulator = new XledgerSimulator({
      seed: 7,
      clock: new ManualClock(NOW),
      limits: { burstMax: 'unlimited', inFlightMax: 'unlimited', creditsPerHour: 'unlimited' },
      ...options,
    });
    const { companyId } = simulator.addCompany({ name: 'Granly Bygg AS' });
    const { id, number } = simulator.bookkeeper.addCustomer(companyId, { name: 'Måsevik Kafé AS' });
    const { url, controlUrl } = await simulator.start();
    return new XledgerScene(simulator, url, controlUrl, companyId, { id, code: String(number) });
  }

  get token(): string {
    return this.simulator.credentials.token;
  }

  async ask(
    query: string,
    variables: object = {},
    headers: Readonly<Record<string, string>> = {},
  ): Promise<Answer> {
    const response = await fetch(this.url, {
      method: 'POST',
      headers: { authorization: `token ${this.token}`, 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    const text = await response.text();
    return { status: response.status, text, json: parse(text) };
  }

  invoice(amount: string, more: Partial<XledgerInvoiceSpec> = {}) {
    return this.simulator.bookkeeper.addInvoice(this.companyId, {
      customerId: this.customer.id,
      amount,
      ...more,
    });
  }

  /** A payment of two balanced lines for the import table. */
  payment(invoiceNumber: string, amount: string, more: object = {}) {
    const common = {
      trRegNumber: 70000123,
      transactionSource: { code: 'GL' },
      postedDate: '2026-09-14',
      extIdentifier: 'KH-1',
      text: 'Inkasso',
      jobLevel: { dbSubId: 1 },
      entity: { code: String(this.simulator.bookkeeper.company(this.companyId).code) },
    };
    const line = {
      ...common,
      account: { code: '1500' },
      subledger: { code: this.customer.code },
      invoiceNumber,
      trItemNumber: 1,
      amount: `-${amount}`,
      invoiceAmount: `-${amount}`,
      ...more,
    };
    const counter = { ...common, account: { code: '1579' }, trItemNumber: 2, amount, invoiceAmount: amount };
    return [
      { clientId: 'a', node: line },
      { clientId: 'b', node: counter },
    ];
  }

  async post(inputs: readonly object[]): Promise<Answer> {
    return this.ask(
      'mutation P($inputs: [AddGLImportItemsInput!]!) { addGLImportItems(inputs: $inputs) { edges { clientId node { dbId trRegNumber extIdentifier archive } } } }',
      { inputs },
    );
  }

  row(id: number) {
    const row = this.simulator.ledger(this.companyId).rows.find((one) => one.id === id);
    if (!row) throw new Error(`There is no row ${id}.`);
    return row;
  }

  async control(method: string, path: string, body?: object): Promise<Answer> {
    const response = await fetch(`${this.controlUrl}/xledger${path}`, {
      method,
      ...(body ? { body: JSON.stringify(body) } : {}),
    });
    const text = await response.text();
    return { status: response.status, text, json: parse(text) };
  }
}

function parse(text: string): Answer['json'] {
  try {
    return JSON.parse(text) as Answer['json'];
  } catch {
    return {};
  }
}
