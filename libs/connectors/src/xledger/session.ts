import type { Clock, LedgerCompanyKey, LedgerItemId } from '@app/domain';
import type {
  ChangesPage,
  ChangesRequest,
  LedgerSession,
  PullRequest,
  WriteBackTarget,
} from '../contract/index.js';
import type { XledgerClient } from './client.js';
import { identify } from './identity.js';
import { readInvoiceDocument } from './invoice-document.js';
import type { CompanyContext } from './invoice-rows.js';
import { preflight } from './preflight.js';
import { pullOpenItems } from './pull-open-items.js';
import { readItems } from './read-items.js';
import { XledgerWriteBack } from './write-back.js';

/** One company's books: puts the files of this folder together. */
export class XledgerLedgerSession implements LedgerSession {
  readonly writeBack: XledgerWriteBack;
  readonly #context: CompanyContext;

  constructor(
    private readonly client: XledgerClient,
    private readonly key: LedgerCompanyKey,
    private readonly clock: Clock,
  ) {
    this.#context = { client, ownerId: key };
    this.writeBack = new XledgerWriteBack(this.#context, clock);
  }

  identify(signal?: AbortSignal): ReturnType<LedgerSession['identify']> {
    return identify(this.client, this.key, signal);
  }

  preflight(target?: WriteBackTarget, signal?: AbortSignal): ReturnType<LedgerSession['preflight']> {
    return preflight(this.#context, target, signal);
  }

  pullOpenItems(request: PullRequest): ReturnType<LedgerSession['pullOpenItems']> {
    return pullOpenItems(this.#context, this.clock, request);
  }

  /** 500 invoices and their matches are two requests, and whether the feed tells of matching is not known. */
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
    return readInvoiceDocument(this.#context, id, signal);
  }
}
