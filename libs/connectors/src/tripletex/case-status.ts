import {
  type BlockReason,
  type CaseStatus,
  type CaseStatusChannel,
  type CaseStatusReport,
  ConnectionBlockedError,
  OutcomeUnknownError,
  RetryableLedgerError,
} from '../contract/index.js';
import { TROUBLE_WAIT_MS } from '../kit/index.js';
import type { TripletexClient } from './client.js';
import { STATUS_FIELDS, wireId, type WireVoucherStatus, wireVoucherStatus } from './wire.js';

/** Tripletex's words for a case, by developer.tripletex.no, "Debt collection voucher status". */
const WORDS: Readonly<Record<CaseStatus, { readonly status: string; readonly message: string }>> = {
  'in-collection': { status: 'PROCESSING', message: 'ONGOING' },
  settled: { status: 'DONE', message: 'SETTLED' },
  withdrawn: { status: 'ERROR', message: 'WITHDRAWN' },
  refused: { status: 'ERROR', message: 'NONE' },
};

const NOT_FOR_US: readonly BlockReason[] = ['permission-missing', 'company-unreachable'];

const STATUSES_MAX = 1000;

/** The channel for debt collectors: needs registration by Tripletex, so its absence is no fault. */
export class TripletexCaseStatus implements CaseStatusChannel {
  constructor(private readonly client: TripletexClient) {}

  async available(signal?: AbortSignal): Promise<boolean> {
    try {
      await this.client.rawList({
        path: '/voucherStatus',
        query: { type: 'DEBT_COLLECTION', from: 0, count: 1, fields: 'id' },
        signal,
      });
      return true;
    } catch (error) {
      if (error instanceof ConnectionBlockedError && NOT_FOR_US.includes(error.reason)) return false;
      throw error;
    }
  }

  async report(
    { voucherId, status, reference, comment = '' }: CaseStatusReport,
    signal?: AbortSignal,
  ): Promise<void> {
    const words = WORDS[status];
    const newest = await this.#newest(voucherId, signal);
    if (
      newest?.status === words.status &&
      (newest.message ?? 'NONE') === words.message &&
      newest.referenceNumber === reference
    )
      return;
    try {
      await this.client.write(
        'POST',
        {
          path: '/voucherStatus',
          query: {},
          body: { voucher: { id: Number(voucherId) }, ...words, referenceNumber: reference, comment },
          signal,
        },
        wireId,
      );
    } catch (error) {
      // The next report reads the newest status first, so this one may simply be repeated.
      if (error instanceof OutcomeUnknownError)
        throw new RetryableLedgerError(error.message, TROUBLE_WAIT_MS, { cause: error });
      throw error;
    }
  }

  async #newest(voucherId: string, signal?: AbortSignal): Promise<WireVoucherStatus | undefined> {
    const statuses = await this.client.list(
      {
        path: '/voucherStatus',
        query: {
          voucherIds: voucherId,
          type: 'DEBT_COLLECTION',
          from: 0,
          count: STATUSES_MAX,
          fields: STATUS_FIELDS,
        },
        signal,
      },
      wireVoucherStatus,
    );
    return [...statuses].sort(byAge).at(-1);
  }
}

function byAge(a: WireVoucherStatus, b: WireVoucherStatus): number {
  const [left, right] = [a.timestamp ?? '', b.timestamp ?? ''];
  if (left !== right) return left < right ? -1 : 1;
  return Number(a.id) - Number(b.id);
}
