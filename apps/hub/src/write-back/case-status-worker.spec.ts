import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type CaseStatusReport, ConnectionBlockedError, RetryableLedgerError } from '@app/connectors';
import type { ClaimId, LedgerItemId } from '@app/domain';
import { noJobs } from '../jobs/testing/no-jobs.js';
import { CaseStatusBoard } from '../case-status/case-status-board.js';
import { CaseStatusWorker } from './case-status-worker.js';
import { WriteBackBench } from './testing/write-back-bench.js';

describe('CaseStatusWorker', () => {
  let bench: WriteBackBench;
  let board: CaseStatusBoard;
  let worker: CaseStatusWorker;
  let told: CaseStatusReport[];
  let onReport: (() => Promise<void>) | undefined;
  const blocked: unknown[] = [];

  beforeAll(async () => {
    bench = await WriteBackBench.open();
    board = new CaseStatusBoard(noJobs, bench.clock);
    const report = async (sent: CaseStatusReport): Promise<void> => {
      await onReport?.();
      told.push(sent);
    };
    const ledgers = { open: async () => ({ caseStatus: { available: async () => true, report } }) } as never;
    worker = new CaseStatusWorker(
      bench.database,
      noJobs,
      ledgers,
      { block: async (_, error) => void blocked.push(error) },
      bench.clock,
    );
  });
  beforeEach(async () => {
    told = [];
    onReport = undefined;
    await bench.setConnection('case_status_available = true');
  });
  afterAll(() => bench.close());

  const tell = (): Promise<number> =>
    worker.tell(bench.creditorId, bench.connectionId, new AbortController().signal);
  const want = (claimId: ClaimId, status: 'in-collection' | 'settled'): Promise<void> =>
    bench.database.asCreditor(bench.creditorId, async (tx) =>
      board.want(tx, await bench.book.lock(tx, claimId), status),
    );
  const addClaim = async (): Promise<ClaimId> => {
    const { claimId, item } = await bench.addClaim();
    await addItem(item);
    return claimId;
  };
  const addItem = (item: LedgerItemId): Promise<unknown> =>
    bench.database.asCreditor(bench.creditorId, (tx) =>
      tx.query(
        `insert into open_item (creditor_id, connection_id, ledger_item_id, ledger_debtor_id, kind, invoice_number, invoiced_on,
           due_on, currency, original_minor, outstanding_minor, voucher_id, holds, notices, fingerprint, first_seen_at,
           changed_at, decision, decision_rule, decision_inputs, policy_version)
         values ($1, $2, $3, 'D1', 'invoice', '10042', '2026-01-10', '2026-01-24', 'NOK', 1, 1, 'V1', '[]', '[]', 'f', $4,
           $4, 'claim', 'overdue', '{}', 1)`,
        [bench.creditorId, bench.connectionId, item, bench.clock.now()],
      ),
    );
  const statusOf = async (claimId: ClaimId): Promise<Record<string, unknown> | undefined> =>
    bench.database.asCreditor(bench.creditorId, async (tx) => {
      const rows = await tx.query(
        `select wanted, reported, not_before, note from case_status where claim_id = $1`,
        [claimId],
      );
      return rows[0];
    });

  it('tells a wish once', async () => {
    const claimId = await addClaim();
    await want(claimId, 'in-collection');
    expect(await tell()).toBe(1);
    await want(claimId, 'in-collection');
    expect(await tell()).toBe(0);
    expect(told).toMatchObject([
      { status: 'in-collection', voucherId: 'V1', reference: expect.stringMatching(/^K-/) },
    ]);
    expect(await statusOf(claimId)).toMatchObject({ reported: 'in-collection', not_before: null });
  });

  it('keeps a newer wish that comes while the older one is told', async () => {
    const claimId = await addClaim();
    await want(claimId, 'in-collection');
    onReport = async () => {
      onReport = undefined;
      await want(claimId, 'settled');
    };
    await tell();
    expect(told.map(({ status }) => status)).toEqual(['in-collection', 'settled']);
    expect(await statusOf(claimId)).toMatchObject({ reported: 'settled', not_before: null });
  });

  it('tries again later, and not in a loop', async () => {
    const claimId = await addClaim();
    await want(claimId, 'in-collection');
    onReport = async () => {
      throw new RetryableLedgerError('Too fast.', 1_000);
    };
    expect(await tell()).toBe(0);
    expect(await tell()).toBe(0);
    onReport = undefined;
    bench.clock.advanceMs(30_000);
    expect(await tell()).toBe(1);
  });

  it('closes the channel when the ledger forbids it, and tells everything when it opens', async () => {
    const claimId = await addClaim();
    await want(claimId, 'in-collection');
    onReport = async () => {
      throw new ConnectionBlockedError(
        'permission-missing',
        'Not registered for debt collection.',
        'Ask Tripletex.',
      );
    };
    await tell();
    expect(await statusOf(claimId)).toMatchObject({ reported: null, not_before: null });
    expect(blocked).toEqual([]);
    onReport = undefined;
    expect(await tell()).toBe(0);
    await bench.setConnection('case_status_available = true');
    await bench.database.asCreditor(bench.creditorId, (tx) =>
      board.tellAll(tx, { creditorId: bench.creditorId, id: bench.connectionId }),
    );
    expect(await tell()).toBe(1);
  });
});
