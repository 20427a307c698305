import { request as httpRequest } from 'node:http';
import { ManualClock } from '@app/domain';
import type { FortnoxInvoiceSpec } from '../control/specs.js';
import { FortnoxSimulator, type FortnoxSimulatorOptions } from '../simulator.js';
import type { Answer, Json } from '../../testing/tripletex-client.js';

/** A Monday noon in Sweden. */
const NOW = new Date('2026-09-14T10:00:00Z');

export interface FortnoxAsk {
  readonly method?: string;
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  readonly token?: string;
  readonly signal?: AbortSignal;
}

/** One company with one customer behind a running simulator whose time stands still, and a token for it. */
export class FortnoxScene {
  token = '';

  private constructor(
    readonly simulator: FortnoxSimulator,
    readonly clock: ManualClock,
    readonly url: string,
    readonly authUrl: string,
    readonly controlUrl: string,
    readonly tenantId: number,
    readonly customerNumber: string,
  ) {}

  static async open(options: FortnoxSimulatorOptions = {}): Promise<FortnoxScene> {
    const clock = new ManualClock(NOW);
    const simulator = new FortnoxSimulator({
      seed: 7,
      clock,
      limits: { requestsMax: 'unlimited' },
      ...options,
    });
    const { tenantId } = simulator.addCompany({ name: 'Tallmo Bygg AB' });
    const { number } = simulator.bookkeeper.addCustomer(tenantId, { name: 'Smultronet Café AB' });
    const { url, authUrl, controlUrl } = await simulator.start();
    const scene = new FortnoxScene(simulator, clock, url, authUrl, controlUrl, tenantId, number);
    scene.token = simulator.issueTokens(tenantId).accessToken;
    return scene;
  }

  /** A booked invoice of 1 June 2026, due on 1 July; answers its document number. */
  invoice(amount: string, more: Partial<FortnoxInvoiceSpec> = {}): string {
    const { customerNumber } = this;
    const spec = { customerNumber, amount, date: '2026-06-01', ...more };
    return this.simulator.bookkeeper.addInvoice(this.tenantId, spec).number;
  }

  async api(path: string, ask: FortnoxAsk = {}): Promise<Answer> {
    const { body, token = this.token } = ask;
    return send(this.url + path, {
      ...ask,
      headers: {
        authorization: `Bearer ${token}`,
        accept: 'application/json',
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...ask.headers,
      },
    });
  }

  async get(path: string): Promise<Answer> {
    return this.api(path);
  }

  async createPayment(invoiceNumber: string, amount: number, more: object = {}): Promise<Answer> {
    const InvoicePayment = { InvoiceNumber: Number(invoiceNumber), Amount: amount, ...more };
    return this.api('/invoicepayments', { method: 'POST', body: { InvoicePayment } });
  }

  async bookkeep(paymentNumber: string | Json): Promise<Answer> {
    return this.api(`/invoicepayments/${String(paymentNumber)}/bookkeep`, { method: 'PUT' });
  }

  /** A request of the token endpoint, as the integration or with another secret. */
  async ask(
    path: 'token' | 'revoke',
    form: Readonly<Record<string, string>>,
    headers: Readonly<Record<string, string>> = {},
    secret = this.simulator.credentials.clientSecret,
  ): Promise<Answer> {
    const login = Buffer.from(`${this.simulator.credentials.clientId}:${secret}`).toString('base64');
    return send(`${this.authUrl}/${path}`, {
      method: 'POST',
      headers: {
        authorization: `Basic ${login}`,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      body: new URLSearchParams(form).toString(),
    });
  }

  async control(method: string, path: string, body?: unknown): Promise<Answer> {
    return send(this.controlUrl + path, { method, body });
  }

  /** The truth about one invoice. */
  truth(number: string) {
    const found = this.simulator
      .ledger(this.tenantId)
      .invoices.find(({ documentNumber }) => documentNumber === number);
    if (!found) throw new Error(`There is no invoice ${number}.`);
    return found;
  }

  async close(): Promise<void> {
    await this.simulator.stop();
  }
}

/** One plain HTTP request that follows nothing. Rejects when the connection breaks. */
export async function send(url: string, ask: FortnoxAsk = {}): Promise<Answer> {
  const { method = 'GET', headers = {}, body, signal } = ask;
  return new Promise((resolve, reject) => {
    const sent = httpRequest(
      url,
      { method, headers, agent: false, ...(signal ? { signal } : {}) },
      (incoming) => {
        const chunks: Buffer[] = [];
        incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
        incoming.on('error', reject);
        incoming.on('end', () => {
          const text = Buffer.concat(chunks).toString('utf8');
          if (!incoming.complete) return;
          resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, text, json: parsed(text) });
        });
      },
    );
    sent.on('error', reject);
    if (body !== undefined) sent.write(typeof body === 'string' ? body : JSON.stringify(body));
    sent.end();
  });
}

function parsed(text: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch {
    return undefined as unknown as Json;
  }
}
