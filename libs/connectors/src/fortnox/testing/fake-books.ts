import type { LedgerCompanyKey, LedgerDebtorId, LedgerItemId } from '@app/domain';
import { type LocalDate, money } from '@app/domain';
import type { LedgerSession, WriteBackInstruction, WriteBackKey } from '../../contract/index.js';
import { fortnox } from '../index.js';
import {
  type FakeAnswer,
  FakeFortnox,
  type FakeRequest,
  SETTINGS,
  TOKEN_LINE,
  tokenAnswer,
} from './fake-fortnox.js';
import { CUSTOMER_JSON, INVOICE_JSON } from './wire-builders.js';

export type Row = Record<string, unknown>;

const NOT_FOUND: FakeAnswer = {
  status: 404,
  json: { ErrorInformation: { Error: 1, Message: 'Kan inte hitta fakturan.', Code: 2000434 } },
};

export function refusedWith(code: number): FakeAnswer {
  return { status: 400, json: { ErrorInformation: { error: 1, message: 'Nej.', code } } };
}

/** What happens to one kind of request: carried out and lost, or answered instead of being carried out. */
export type Mischief = { readonly on: RegExp; readonly answer: 'lost' | FakeAnswer; times: number };

/** One company's invoices and payments in memory, as poor as a test needs them. */
export class FakeBooks {
  readonly invoices = new Map<string, Row>([['1047', { ...INVOICE_JSON }]]);
  readonly payments: Row[] = [];
  modes: Row[] = [
    { Code: 'BG', Description: 'Bankgiro', AccountNumber: '1930' },
    { Code: 'INK', Description: 'Inkasso', AccountNumber: '1684' },
  ];
  lockedUntil: string | null = null;
  mischief: Mischief[] = [];
  readonly fortnox = new FakeFortnox((request) => this.#answer(request));
  #next = 733;

  get session(): LedgerSession {
    return fortnox.openGrant(SETTINGS, this.fortnox.tools).openCompany('9104471' as LedgerCompanyKey);
  }

  addPayment(changes: Row = {}): Row {
    const payment = {
      Number: String((this.#next += 1)),
      InvoiceNumber: 1047,
      Amount: 400,
      Booked: true,
      PaymentDate: '2026-03-18',
      ModeOfPayment: 'BG',
      ModeOfPaymentAccount: 1930,
      Source: 'manual',
      ...changes,
    };
    this.payments.push(payment);
    return payment;
  }

  get booked(): readonly Row[] {
    return this.payments.filter(({ Booked }) => Booked === true);
  }

  #answer(request: FakeRequest): FakeAnswer {
    const { line } = request;
    const trouble = this.mischief.find(({ on, times }) => times > 0 && on.test(line));
    if (!trouble) return this.#serve(request);
    trouble.times -= 1;
    if (trouble.answer === 'lost') this.#serve(request);
    return trouble.answer;
  }

  #serve({ line, query, body }: FakeRequest): FakeAnswer {
    const [, invoice] = /^GET \/3\/invoices\/(\d+)$/.exec(line) ?? [];
    const [, payment] = /\/invoicepayments\/(\d+)/.exec(line) ?? [];
    if (line === TOKEN_LINE) return tokenAnswer('access');
    if (line === 'GET /3/invoices') return this.#list(query);
    if (invoice) return found('Invoice', this.#withBalance(this.invoices.get(invoice)));
    if (line === 'GET /3/customers') return listOf('Customers', [CUSTOMER_JSON]);
    if (line.startsWith('GET /3/customers/')) return found('Customer', CUSTOMER_JSON);
    if (line === 'GET /3/modesofpayments') return listOf('ModesOfPayments', this.modes);
    if (line === 'GET /3/settings/lockedperiod')
      return { json: { LockedPeriod: { EndDate: this.lockedUntil } } };
    if (line === 'GET /3/invoicepayments') {
      const of = this.payments.filter(
        ({ InvoiceNumber }) => String(InvoiceNumber) === query.get('invoicenumber'),
      );
      return listOf('InvoicePayments', of);
    }
    if (line === 'POST /3/invoicepayments') {
      const { InvoicePayment } = JSON.parse(body) as { InvoicePayment: Row };
      return {
        ...found('InvoicePayment', this.addPayment({ ...InvoicePayment, Booked: false })),
        status: 201,
      };
    }
    const row = this.payments.find(({ Number }) => Number === payment);
    if (row && line.endsWith('/bookkeep')) {
      if (row['Booked'] === true) return refusedWith(2009999);
      Object.assign(row, { Booked: true, VoucherSeries: 'C', VoucherNumber: 96, VoucherYear: 3 });
    }
    if (row && line.startsWith('DELETE')) {
      this.payments.splice(this.payments.indexOf(row), 1);
      return { status: 204, text: '' };
    }
    return found('InvoicePayment', row);
  }

  #list(query: URLSearchParams): FakeAnswer {
    const rows = [...this.invoices.values()];
    const offset = Number(query.get('offset'));
    return {
      json: {
        MetaInformation: { '@TotalResources': rows.length },
        Invoices: rows.slice(offset, offset + Number(query.get('limit'))),
      },
    };
  }

  #withBalance(invoice: Row | undefined): Row | undefined {
    if (!invoice) return undefined;
    const paid = this.booked
      .filter(({ InvoiceNumber }) => String(InvoiceNumber) === invoice['DocumentNumber'])
      .reduce((sum, { Amount }) => sum + Number(Amount), 0);
    return { ...invoice, Balance: Number(invoice['Total']) - paid };
  }
}

export function instruction(changes: Partial<WriteBackInstruction> = {}): WriteBackInstruction {
  return {
    key: 'key-1' as WriteBackKey,
    kind: 'payment',
    ledgerItemId: '1047' as LedgerItemId,
    ledgerDebtorId: '118' as LedgerDebtorId,
    invoiceNumber: '1047',
    invoicedOn: '2026-01-15' as LocalDate,
    amount: money(40_000n, 'SEK'),
    amountInBooks: money(40_000n, 'SEK'),
    bookOn: '2026-03-18' as LocalDate,
    text: 'Case KH-1',
    target: { mode: 'INK', account: '1684' },
    ...changes,
  };
}

function found(name: string, row: Row | undefined): FakeAnswer & object {
  return row ? { json: { [name]: row } } : (NOT_FOUND as FakeAnswer & object);
}

function listOf(name: string, rows: readonly Row[]): FakeAnswer {
  return { json: { MetaInformation: { '@TotalResources': rows.length }, [name]: rows } };
}
