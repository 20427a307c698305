import type { Clock, LedgerCompanyKey, LedgerItemId } from '@app/domain';
import type {
  ChangesPage,
  ChangesRequest,
  ConnectorLimits,
  LedgerSession,
  PullRequest,
  WriteBackTarget,
} from '../contract/index.js';
import type { PowerOfficeClient } from './client.js';
import { PowerOfficeCustomers } from './customers.js';
import { identify } from './identity.js';
import { readInvoiceDocument } from './invoice-document.js';
import type { CompanyContext } from './invoice-rows.js';
import { preflight } from './preflight.js';
import { pullChanges, pullOpenItems } from './pull-open-items.js';
import { readItems } from './read-items.js';
import type { GrantClient } from './settings.js';
import { PowerOfficeWriteBack } from './write-back.js';

/** One company's books: puts the files of this folder together. */
export class PowerOfficeGoSession implements LedgerSession {
  readonly writeBack: PowerOfficeWriteBack;
  readonly #context: CompanyContext;

  constructor(
    private readonly client: PowerOfficeClient,
    private readonly key: LedgerCompanyKey,
    private readonly clientKey: string,
    private readonly known: GrantClient | undefined,
    private readonly clock: Clock,
    limits: ConnectorLimits,
  ) {
    this.#context = { client, customers: new PowerOfficeCustomers(client, clock), clock };
    this.writeBack = new PowerOfficeWriteBack(this.#context, limits.writeTimeoutMs);
  }

  identify(signal?: AbortSignal): ReturnType<LedgerSession['identify']> {
    return identify(this.client, this.key, this.clientKey, this.known, signal);
  }

  preflight(target?: WriteBackTarget, signal?: AbortSignal): ReturnType<LedgerSession['preflight']> {
    return preflight(this.client, this.clock, target, signal);
  }

  pullOpenItems(request: PullRequest): ReturnType<LedgerSession['pullOpenItems']> {
    return pullOpenItems(this.#context, request);
  }

  /** The list of changed balances is a feed: ten calls a second for all companies leave no room for reading each item. */
  async settlementChanges(request: ChangesRequest): Promise<ChangesPage> {
    if (request.items === undefined) return pullChanges(this.#context, request);
    return { ...(await readItems(this.#context, request.items, request.signal)), hasMore: false };
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
