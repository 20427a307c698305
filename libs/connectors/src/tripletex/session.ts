import type { Clock, LedgerCompanyKey, LedgerItemId } from '@app/domain';
import type {
  ChangesPage,
  ChangesRequest,
  ConnectorLimits,
  LedgerSession,
  PullRequest,
  WriteBackTarget,
} from '../contract/index.js';
import { TripletexCaseStatus } from './case-status.js';
import type { TripletexClient } from './client.js';
import { TripletexCreditVouchers } from './credit-vouchers.js';
import { TripletexCustomers } from './customers.js';
import { identify } from './identity.js';
import { readInvoiceDocument } from './invoice-document.js';
import type { CompanyContext } from './invoice-rows.js';
import { preflight } from './preflight.js';
import { pullOpenItems } from './pull-open-items.js';
import { readItems } from './read-items.js';
import { RecentInvoices } from './recent-invoices.js';
import { TripletexWriteBack } from './write-back.js';

/** One company's books: puts the files of this folder together. */
export class TripletexLedgerSession implements LedgerSession {
  readonly writeBack: TripletexWriteBack;
  readonly caseStatus: TripletexCaseStatus;
  readonly #context: CompanyContext;

  constructor(
    private readonly client: TripletexClient,
    private readonly key: LedgerCompanyKey,
    private readonly clock: Clock,
    limits: ConnectorLimits,
  ) {
    this.#context = {
      client,
      customers: new TripletexCustomers(client, clock),
      creditVouchers: new TripletexCreditVouchers(client),
      recent: new RecentInvoices(),
    };
    this.writeBack = new TripletexWriteBack(client, limits.writeTimeoutMs);
    this.caseStatus = new TripletexCaseStatus(client);
  }

  identify(signal?: AbortSignal): ReturnType<LedgerSession['identify']> {
    return identify(this.client, this.key, signal);
  }

  preflight(target?: WriteBackTarget, signal?: AbortSignal): ReturnType<LedgerSession['preflight']> {
    return preflight(this.client, this.clock, target, signal);
  }

  pullOpenItems(request: PullRequest): ReturnType<LedgerSession['pullOpenItems']> {
    return pullOpenItems(this.#context, this.clock, request);
  }

  /** Tripletex has no feed of changes: the items named are read again. */
  async settlementChanges({ items = [], signal }: ChangesRequest): Promise<ChangesPage> {
    return { ...(await readItems(this.#context, items, signal)), hasMore: false };
  }

  readItems(ids: readonly LedgerItemId[], signal?: AbortSignal): ReturnType<LedgerSession['readItems']> {
    return readItems(this.#context, ids, signal);
  }

  invoiceDocument(
    id: LedgerItemId,
    signal?: AbortSignal,
  ): ReturnType<NonNullable<LedgerSession['invoiceDocument']>> {
    return readInvoiceDocument(this.client, id, signal);
  }
}
