import type { LedgerItemId } from '@app/domain';
import type {
  ChangesPage,
  ChangesRequest,
  ConnectorLimits,
  LedgerSession,
  PullRequest,
  WriteBackTarget,
} from '../contract/index.js';
import type { CompanyContext } from './company.js';
import { identify } from './identity.js';
import { preflight } from './preflight.js';
import { pullChanges, pullOpenItems } from './pull-open-items.js';
import { readItems } from './read-items.js';
import { VismaWriteBack } from './write-back.js';

/** One company's books: puts the files of this folder together. */
export class VismaBusinessSession implements LedgerSession {
  readonly writeBack: VismaWriteBack;

  constructor(
    private readonly context: CompanyContext,
    limits: ConnectorLimits,
  ) {
    this.writeBack = new VismaWriteBack(context, limits.writeTimeoutMs);
  }

  identify(signal?: AbortSignal): ReturnType<LedgerSession['identify']> {
    return identify(this.context, signal);
  }

  preflight(target?: WriteBackTarget, signal?: AbortSignal): ReturnType<LedgerSession['preflight']> {
    return preflight(this.context, target, signal);
  }

  pullOpenItems(request: PullRequest): ReturnType<LedgerSession['pullOpenItems']> {
    return pullOpenItems(this.context, request);
  }

  /** Every posting on customers bears the time of its last change, so the customer ledger is a feed of its own. */
  async settlementChanges(request: ChangesRequest): Promise<ChangesPage> {
    if (request.items === undefined) return pullChanges(this.context, request);
    return { ...(await readItems(this.context, request.items, request.signal)), hasMore: false };
  }

  readItems(ids: readonly LedgerItemId[], signal?: AbortSignal): ReturnType<LedgerSession['readItems']> {
    return readItems(this.context, ids, signal);
  }
}
