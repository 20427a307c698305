import type { Clock, LedgerCompanyKey, LedgerItemId } from '@app/domain';
import type {
  ChangesPage,
  ChangesRequest,
  LedgerSession,
  PullRequest,
  WriteBackTarget,
} from '../contract/index.js';
import type { FortnoxClient } from './client.js';
import { FortnoxCustomers } from './customers.js';
import { identify } from './identity.js';
import { readInvoiceDocument } from './invoice-document.js';
import type { CompanyContext } from './item-reader.js';
import { LIMITS } from './limits.js';
import { preflight } from './preflight.js';
import { pullOpenItems } from './pull-open-items.js';
import { readItems } from './read-items.js';
import { FortnoxWriteBack } from './write-back.js';

/** One company's books: puts the files of this folder together. */
export class FortnoxLedgerSession implements LedgerSession {
  readonly writeBack: FortnoxWriteBack;
  readonly #context: CompanyContext;

  constructor(
    private readonly client: FortnoxClient,
    private readonly key: LedgerCompanyKey,
    private readonly expectedOrganisationNumber: string | undefined,
    private readonly clock: Clock,
  ) {
    this.#context = { client, customers: new FortnoxCustomers(client, clock) };
    this.writeBack = new FortnoxWriteBack(client, LIMITS.writeTimeoutMs);
  }

  identify(signal?: AbortSignal): ReturnType<LedgerSession['identify']> {
    return identify(this.client, this.key, this.expectedOrganisationNumber, signal);
  }

  preflight(target?: WriteBackTarget, signal?: AbortSignal): ReturnType<LedgerSession['preflight']> {
    return preflight(this.client, this.clock, target, signal);
  }

  pullOpenItems(request: PullRequest): ReturnType<LedgerSession['pullOpenItems']> {
    return pullOpenItems(this.#context, this.clock, request);
  }

  /** Deleted payments leave no trace in any list of changes: the items named are read again. */
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
