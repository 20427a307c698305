import { LedgerContradictionError } from '../contract/index.js';
import type { TripletexClient } from './client.js';
import type { CreditVouchers } from './movements.js';
import { VOUCHER_KIND_FIELDS, wireVoucherKind } from './wire.js';

const IDS_PER_REQUEST_MAX = 100;
const KNOWN_MAX = 20_000;

/**
 * Which vouchers are credit notes. A negative posting on an invoice is a payment or a credit, and only its voucher
 * tells: `GET /invoice?voucherId=` answers with the credit note when it is one, and with nothing for a payment.
 * A voucher never changes its kind, so an answer is kept for the session's life.
 */
export class TripletexCreditVouchers implements CreditVouchers {
  readonly #kinds = new Map<string, boolean>();

  constructor(private readonly client: TripletexClient) {}

  has(voucherId: string): boolean {
    return this.#kinds.get(voucherId) === true;
  }

  /** A credit note met on the way: no need to ask for its voucher later. */
  note(voucherId: string): void {
    this.#set(voucherId, true);
  }

  async learn(voucherIds: readonly string[], signal?: AbortSignal): Promise<void> {
    const unknown = [...new Set(voucherIds)].filter((id) => !this.#kinds.has(id));
    for (let at = 0; at < unknown.length; at += IDS_PER_REQUEST_MAX) {
      await this.#ask(unknown.slice(at, at + IDS_PER_REQUEST_MAX), signal);
    }
  }

  async #ask(ids: readonly string[], signal?: AbortSignal): Promise<void> {
    const rows = await this.client.list(
      {
        path: '/invoice',
        query: {
          ...EVER,
          voucherId: ids.join(','),
          from: 0,
          count: ids.length + 1,
          sorting: 'id',
          fields: VOUCHER_KIND_FIELDS,
        },
        signal,
      },
      wireVoucherKind,
    );
    for (const id of ids) this.#set(id, false);
    for (const { voucher, isCreditNote, creditedInvoice } of rows) {
      if (!ids.includes(voucher.id))
        throw new LedgerContradictionError('Tripletex ignores the filter on vouchers.');
      this.#set(voucher.id, isCreditNote || (creditedInvoice !== undefined && creditedInvoice !== '0'));
    }
  }

  #set(id: string, isCredit: boolean): void {
    if (this.#kinds.size >= KNOWN_MAX) this.#kinds.clear();
    this.#kinds.set(id, isCredit);
  }
}

/** The list demands dates even where ids are asked for: wider than any invoice. */
export const EVER = { invoiceDateFrom: '1990-01-01', invoiceDateTo: '2100-01-01' } as const;
