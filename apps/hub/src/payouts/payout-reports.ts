import {
  readStatusReport,
  type StatusOfTransfer,
  type StatusReport,
  StatusReportRefusedError,
} from '@app/bank-files';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../database/transaction.js';
import type { Actor } from '../audit/actor.js';
import { type PayoutFile, PayoutFiles } from './payout-files.js';
import { PayoutOrders } from './payout-orders.js';
import { reportOfUnknownFile, statusReportRefused } from './payout-problems.js';
import { payoutsWhere } from './payout-store.js';

export interface ReportOutcome {
  readonly file: PayoutFile;
  readonly taken: number;
  readonly refused: number;
  /** Named in the report and not in the file, or known to be paid already: for a person. */
  readonly unexpected: readonly string[];
}

const REJECTED = 'RJCT';
/** The bank has the payment and goes on with it; the rest (received, pending) says nothing yet. */
const TAKEN: readonly string[] = ['ACTC', 'ACCP', 'ACSP', 'ACSC', 'ACCC', 'ACWC', 'ACFC'];

/** What banks answer to files (pain.002), in an operator's transaction. The same report again changes nothing. */
@Injectable()
export class PayoutReports {
  constructor(
    private readonly files: PayoutFiles,
    private readonly orders: PayoutOrders,
  ) {}

  /** @throws ProblemError 422 unreadable, or about no file of ours */
  async take(tx: Transaction, text: string, actor: Actor): Promise<ReportOutcome> {
    const report = reportOf(text);
    const [file] = await this.files.byMessage(tx, report.originalMessageId);
    if (!file) throw reportOfUnknownFile(report.originalMessageId);
    const payouts = await payoutsWhere(tx, 'file_id = $1 order by id', [file.id]);
    const named = new Map(report.transfers.map((one) => [one.endToEndId.toUpperCase(), one]));
    let [taken, refused] = [0, 0];
    const unexpected = [...named.keys()].filter((id) => !payouts.some(({ endToEndId }) => endToEndId === id));
    for (const payout of payouts) {
      const { status, reason } = statusOf(report, named.get(payout.endToEndId));
      if (status === REJECTED && payout.state === 'paid') unexpected.push(payout.endToEndId);
      else if (status === REJECTED) {
        await this.orders.failed(tx, payout.id, reason ?? 'The bank gave no reason.', actor);
        refused += 1;
      } else if (status !== undefined && TAKEN.includes(status)) {
        await this.orders.taken(tx, payout.id, actor);
        taken += 1;
      }
    }
    const state =
      refused === payouts.length ? 'rejected' : refused > 0 ? 'partly' : taken > 0 ? 'accepted' : undefined;
    if (state !== undefined) await this.files.move(tx, file.id, state, report.groupReason ?? null);
    return { file: await this.files.one(tx, file.id), taken, refused, unexpected };
  }
}

function reportOf(text: string): StatusReport {
  try {
    return readStatusReport(text);
  } catch (error) {
    if (error instanceof StatusReportRefusedError) throw statusReportRefused(error);
    throw error;
  }
}

/** Its own word counts before the batch's, and that before the group's; `PART` says nothing of a single one. */
function statusOf(
  report: StatusReport,
  own: StatusOfTransfer | undefined,
): { readonly status?: string; readonly reason?: string } {
  if (own) return own;
  const { batchStatus, batchReason, groupStatus, groupReason } = report;
  const [status, reason] =
    batchStatus !== undefined ? [batchStatus, batchReason] : [groupStatus, groupReason];
  return { ...(status !== undefined && { status }), ...(reason !== undefined && { reason }) };
}
