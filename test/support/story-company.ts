import { expect } from '@jest/globals';
import type {
  CompanyCredentials,
  CustomerSpec,
  InvoiceSpec,
  LedgerView,
  TripletexSimulator,
} from '@app/sandbox';
import { HubCompany, type HubWorld, type Named } from './hub-company.js';
import type { ConnectionAnswer } from './story-shapes.js';

/** "Andre kortsiktige fordringer": where the simulated companies book what the collector owes them. */
const CLEARING_ACCOUNT = 1579;

/** As much of the story as its companies need. */
export interface StoryWorld extends HubWorld {
  readonly simulator: TripletexSimulator;
}

export interface LedgerInvoice {
  readonly id: number;
  readonly outstanding: string;
  /** Payments on it that were not reversed. */
  readonly payments: LedgerView['vouchers'];
  /** Of these, those that the hub has booked. */
  readonly ours: LedgerView['vouchers'];
}

type Invoice = Named & { readonly id: number };

/** One creditor of a story: what its bookkeeper does in Tripletex, what the hub says about it, and what the books hold. */
export class StoryCompany extends HubCompany {
  readonly companyId: number;
  readonly #byHand = new Set<number>();
  #deletedByHand = 0;

  constructor(
    private readonly story: StoryWorld,
    connection: ConnectionAnswer,
    readonly credentials: CompanyCredentials,
  ) {
    super(story, connection);
    this.companyId = credentials.companyId;
  }

  // What the company's own people do in Tripletex.

  customer(spec: CustomerSpec = {}): { readonly id: number; readonly number: number } {
    return this.#bookkeeper.addCustomer(this.companyId, spec);
  }

  /** Dated sixty days ago and due fourteen days later unless the story says otherwise; to a customer of its own. */
  invoice(
    amount: string,
    spec: Partial<InvoiceSpec> = {},
  ): { readonly id: number; readonly number: number; readonly dueOn: string } {
    const customerId = spec.customerId ?? this.customer().id;
    return this.#bookkeeper.addInvoice(this.companyId, { ...spec, customerId, amount });
  }

  paysDirectly(invoice: Invoice, amount: string): void {
    const { id } = this.#bookkeeper.registerPayment(this.companyId, invoice.id, { amount });
    this.#byHand.add(id);
  }

  credits(invoice: Invoice, amount?: string): void {
    this.#bookkeeper.addCreditNote(this.companyId, invoice.id, amount === undefined ? {} : { amount });
  }

  reverses(voucherId: number): void {
    this.#byHand.add(this.#bookkeeper.reverseVoucher(this.companyId, voucherId).id);
  }

  deletes(voucherId: number): void {
    this.#bookkeeper.removeVoucher(this.companyId, voucherId);
    this.#deletedByHand += 1;
  }

  // What the books hold, past every filter, right and fault.

  ledger(): LedgerView {
    return this.story.simulator.ledger(this.companyId);
  }

  ledgerOf(invoice: Invoice): LedgerInvoice {
    const { invoices, vouchers } = this.ledger();
    const found = invoices.find(({ id }) => id === invoice.id);
    if (!found) throw new Error(`The ledger has no invoice ${invoice.id}.`);
    const payments = vouchers.filter(({ id }) => found.paymentVoucherIds.includes(id));
    return {
      id: found.id,
      outstanding: found.outstanding,
      payments,
      ours: payments.filter(isOnClearingAccount),
    };
  }

  /** Whatever a story does: no øre appears or is lost in a claim, and nothing is booked that the hub does not know of. */
  async assertSound(): Promise<void> {
    for (const claim of await this.claims()) {
      const { principal, paid, credited, writtenOff, outstanding } = claim;
      const parts = [paid, credited, writtenOff, outstanding].map(({ amount }) => minor(amount));
      expect(parts.every((part) => part >= 0n)).toBe(true);
      expect(parts.reduce((sum, part) => sum + part, 0n)).toBe(minor(principal.amount));
    }
    const known = await this.story.rows<{ posting: string }>(
      `select unnest(array_append(former_posting_ids, posting_id)) as posting from write_back where creditor_id = $1`,
      [this.creditorId],
    );
    const booked = this.ledger().vouchers.filter(
      (voucher) => isOnClearingAccount(voucher) && !this.#byHand.has(voucher.id),
    );
    const made = known.filter(({ posting }) => posting !== null);
    expect(booked).toHaveLength(made.length - this.#deletedByHand);
  }

  get #bookkeeper(): TripletexSimulator['bookkeeper'] {
    return this.story.simulator.bookkeeper;
  }
}

/** `12500.50` in øre. */
export function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}

function isOnClearingAccount({ postings }: LedgerView['vouchers'][number]): boolean {
  return postings.some(({ account }) => account === CLEARING_ACCOUNT);
}
