import { expect } from '@jest/globals';
import type {
  CompanyCredentials,
  CustomerSpec,
  InvoiceSpec,
  LedgerView,
  TripletexSimulator,
} from '@app/sandbox';
import type { HubApi } from './hub-api.js';
import type {
  ClaimAnswer,
  ClaimStory,
  CollectedAnswer,
  ConnectionAnswer,
  OpenItemAnswer,
  ReconciliationAnswer,
  RefusedAnswer,
  RunAnswer,
  SettlementAnswer,
  WriteBackAnswer,
} from './story-shapes.js';

/** "Andre kortsiktige fordringer": where the simulated companies book what the collector owes them. */
const CLEARING_ACCOUNT = 1579;

/** As much of the story as its companies need. */
export interface StoryWorld {
  readonly simulator: TripletexSimulator;
  readonly api: HubApi;
  readonly today: string;
  later(span: { readonly seconds: number }): void;
  quiet(): Promise<void>;
  rows<Row>(sql: string, parameters?: readonly unknown[]): Promise<Row[]>;
}

export interface LedgerInvoice {
  readonly id: number;
  readonly outstanding: string;
  /** Payments on it that were not reversed. */
  readonly payments: LedgerView['vouchers'];
  /** Of these, those that the hub has booked. */
  readonly ours: LedgerView['vouchers'];
}

type Named = { readonly id: number };

/** One creditor of a story: what its bookkeeper does in Tripletex, what the hub says about it, and what the books hold. */
export class StoryCompany {
  readonly creditorId: string;
  readonly connectionId: string;
  readonly companyId: number;
  /** The connection's address in the API. */
  readonly path: string;
  readonly #byHand = new Set<number>();
  #deletedByHand = 0;
  #settlements = 0;

  constructor(
    private readonly story: StoryWorld,
    connection: ConnectionAnswer,
    readonly credentials: CompanyCredentials,
  ) {
    this.creditorId = connection.creditorId;
    this.connectionId = connection.connectionId;
    this.companyId = credentials.companyId;
    this.path = `${this.creditor}/connections/${connection.connectionId}`;
  }

  get creditor(): string {
    return `/creditors/${this.creditorId}`;
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

  paysDirectly(invoice: Named, amount: string): void {
    const { id } = this.#bookkeeper.registerPayment(this.companyId, invoice.id, { amount });
    this.#byHand.add(id);
  }

  credits(invoice: Named, amount?: string): void {
    this.#bookkeeper.addCreditNote(this.companyId, invoice.id, amount === undefined ? {} : { amount });
  }

  reverses(voucherId: number): void {
    this.#byHand.add(this.#bookkeeper.reverseVoucher(this.companyId, voucherId).id);
  }

  deletes(voucherId: number): void {
    this.#bookkeeper.removeVoucher(this.companyId, voucherId);
    this.#deletedByHand += 1;
  }

  // What the hub is asked to do.

  /** Pulls, and lets everything follow that the pull sets going. The run may have failed. */
  async pull(): Promise<RunAnswer> {
    // Nobody asks twice in the same moment; and the newest run is the one that began last.
    this.story.later({ seconds: 1 });
    await this.story.api.post(`${this.path}/sync`);
    await this.story.quiet();
    const [run] = await this.runs();
    if (!run) throw new Error('No run was begun.');
    return run;
  }

  async pullNow(): Promise<RunAnswer> {
    const run = await this.pull();
    expect(run).toMatchObject({ state: 'succeeded', failure: null });
    return run;
  }

  runs(): Promise<RunAnswer[]> {
    return this.story.api.get(`${this.path}/sync-runs`);
  }

  connection(): Promise<ConnectionAnswer> {
    return this.story.api.get(this.path);
  }

  async claims(): Promise<ClaimAnswer[]> {
    const { claims } = await this.story.api.get<{ claims: ClaimAnswer[] }>(
      `${this.creditor}/claims?limit=1000`,
    );
    return claims;
  }

  /** The claim of an invoice with its history; undefined when there is none. */
  async findClaim(invoice: Named): Promise<ClaimStory | undefined> {
    const claim = (await this.claims()).find(({ ledgerItemId }) => ledgerItemId === String(invoice.id));
    return claim && this.story.api.get(`${this.creditor}/claims/${claim.id}`);
  }

  async claimOf(invoice: Named): Promise<ClaimStory> {
    const claim = await this.findClaim(invoice);
    if (!claim) throw new Error(`Invoice ${invoice.id} has no claim.`);
    return claim;
  }

  /** A person's order about a claim: `withdraw`, `reinstate`, `pause`, `resume`, or `approve`. */
  async order(invoice: Named, order: string, reason = 'The story wants it so.'): Promise<unknown> {
    const { id } = await this.claimOf(invoice);
    if (order === 'approve')
      return this.story.api.post(`${this.creditor}/claims/approve`, { claimIds: [id] });
    return this.story.api.post(`${this.creditor}/claims/${id}/${order}`, { reason });
  }

  async openItem(invoice: Named): Promise<OpenItemAnswer | undefined> {
    const { items } = await this.story.api.get<{ items: OpenItemAnswer[] }>(
      `${this.path}/open-items?limit=1000`,
    );
    return items.find(({ ledgerItemId }) => ledgerItemId === String(invoice.id));
  }

  async refused(resolved = false): Promise<RefusedAnswer[]> {
    const { records } = await this.story.api.get<{ records: RefusedAnswer[] }>(
      `${this.creditor}/refused-records?limit=1000${resolved ? '&resolved=true' : ''}`,
    );
    return records;
  }

  /** The collector reports money; not booked yet when this answers. */
  async settles(
    invoice: Named,
    more: Readonly<Record<string, string>>,
    key?: string,
  ): Promise<SettlementAnswer> {
    const claim = await this.claimOf(invoice);
    this.#settlements += 1;
    const body = {
      claimId: claim.id,
      pipelineReference: `bank-${invoice.id}-${this.#settlements}`,
      kind: 'payment',
      receivedOn: this.story.today,
      currency: claim.principal.currency,
      ...more,
    };
    return this.story.api.post(`${this.creditor}/settlements`, body, key);
  }

  /** The collector reports money, and it is booked in the ledger and read back. */
  async settlesAndBooks(
    invoice: Named,
    more: Readonly<Record<string, string>>,
  ): Promise<{ readonly settlement: SettlementAnswer; readonly writeBack: WriteBackAnswer }> {
    const { id } = await this.settles(invoice, more);
    await this.story.quiet();
    const settlement = await this.story.api.get<SettlementAnswer>(`${this.creditor}/settlements/${id}`);
    return { settlement, writeBack: await this.writeBack(settlement.writeBack.id) };
  }

  writeBack(id: string): Promise<WriteBackAnswer> {
    return this.story.api.get(`${this.creditor}/write-backs/${id}`);
  }

  async writeBacks(): Promise<WriteBackAnswer[]> {
    const { writeBacks } = await this.story.api.get<{ writeBacks: WriteBackAnswer[] }>(
      `${this.creditor}/write-backs?limit=500`,
    );
    return writeBacks;
  }

  async reconcile(): Promise<ReconciliationAnswer> {
    const { id } = await this.story.api.post<{ id: string }>(`${this.path}/reconciliations`);
    await this.story.quiet();
    return this.story.api.get(`${this.path}/reconciliations/${id}`);
  }

  /** What the collection pipeline has got; undefined when it never got the claim. */
  async collected(invoice: Named): Promise<CollectedAnswer | undefined> {
    const { id } = await this.claimOf(invoice);
    const [held] = await this.story.rows<{
      state: CollectedAnswer['state'];
      outstanding: string;
      handedOver: CollectedAnswer['handedOver'];
    }>(
      `select state, (outstanding_minor / 100.0)::numeric(20, 2)::text as outstanding, handed_over as "handedOver"
       from collected_claim where claim_id = $1`,
      [id],
    );
    const messages = await this.story.rows<{ kind: string }>(
      `select kind from outbox_message where claim_id = $1 and state = 'sent' order by sequence`,
      [id],
    );
    return held && { ...held, messages: messages.map(({ kind }) => kind) };
  }

  // What the books hold, past every filter, right and fault.

  ledger(): LedgerView {
    return this.story.simulator.ledger(this.companyId);
  }

  ledgerOf(invoice: Named): LedgerInvoice {
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
