import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '@app/domain';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CaseStatusBoard } from '../../case-status/case-status-board.js';
import { ClaimBook } from '../../claims/claim-book.js';
import { noJobs } from '../../jobs/testing/no-jobs.js';
import { OutboxJobs } from '../../outbox/outbox-jobs.js';
import { type BuiltCase, DeskBench, problem } from '../testing/desk-bench.js';
import { ReductionsService } from './reductions.service.js';

const KARI = { kind: 'case-handler', id: 'kari' };

describe('ReductionsService', () => {
  let bench: DeskBench;
  let reductions: ReductionsService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    const claims = new ClaimBook(
      new OutboxJobs(noJobs),
      new CaseStatusBoard(noJobs, bench.clock),
      bench.clock,
    );
    reductions = new ReductionsService(bench.file, bench.grants, claims, bench.clock);
  });
  afterAll(() => bench.close());

  /** The claims behind the case, as the hub keeps them. */
  const addCase = async (): Promise<BuiltCase> => {
    const built = await bench.addCase();
    for (const claimId of built.claimIds) {
      await bench.rows(
        `insert into claim (creditor_id, id, connection_id, ledger_item_id, ledger_debtor_id, invoice_number, invoiced_on,
           due_on, currency, principal_minor, paid_minor, credited_minor, written_off_minor, outstanding_minor, overpaid_minor,
           state, last_event, created_at, changed_at)
         values ($1, $2, $3, $4, 'd', '10042', '2026-01-01', '2026-01-15', 'NOK', 100000, 0, 0, 0, 100000, 0,
           'proposed', 0, $5, $5)`,
        [bench.creditorId, claimId, newId(bench.clock), claimId, bench.clock.now()],
      );
    }
    return built;
  };
  const reduce = (
    { caseId, claimIds: [claimId] }: BuiltCase,
    amount: string,
    askCreditor = false,
    key?: string,
  ) => {
    const reason = 'Half of it was never delivered.';
    const dto = { by: 'kari', reason, claimId: claimId as string, amount, askCreditor };
    return reductions.reduce(bench.creditorId, caseId, dto, key as RequestKey | undefined);
  };
  const outstanding = async ({ claimIds: [id] }: BuiltCase) => {
    const [row] = await bench.rows<{ minor: bigint }>(
      'select outstanding_minor as minor from claim where id = $1',
      [id],
    );
    return row?.minor;
  };

  it('never gives up principal unless the creditor has said so', async () => {
    const built = await addCase();
    await expect(reduce(built, '1.00')).rejects.toMatchObject(problem(403, 'beyond-authority'));
    expect(await outstanding(built)).toBe(100_000n);
    expect(await reduce(built, '1.00', true)).toMatchObject({ granted: false });
    expect(await bench.openTasks(built.caseId)).toEqual(['creditor-approves']);
  });

  it('reduces the claim itself, up to what the creditor allows in the case, and writes down who and why', async () => {
    const built = await addCase();
    await bench.tx((tx) =>
      bench.authority.setOwn(
        tx,
        bench.creditorId,
        { reducePrincipalMinorMax: 60_000n },
        { actor: KARI, reason: 'x' },
      ),
    );
    expect((await reduce(built, '500.00')).granted).toBe(true);
    expect(await outstanding(built)).toBe(50_000n);
    await expect(reduce(built, '100.01')).rejects.toMatchObject(problem(403, 'beyond-authority'));
    expect((await reduce(built, '100.00')).granted).toBe(true);
    expect(await bench.events(built.caseId)).toEqual(['principal-reduced', 'principal-reduced']);
    expect(await bench.audited(built.caseId)).toContain('authority.used kari');
  });

  it('does what a request asks for once, also when it comes again in the same moment', async () => {
    const built = await addCase();
    await bench.tx((tx) =>
      bench.authority.setOwn(
        tx,
        bench.creditorId,
        { reducePrincipalMinorMax: 60_000n },
        { actor: KARI, reason: 'x' },
      ),
    );
    const same = await Promise.all([1, 2, 3].map(() => reduce(built, '100.00', false, 'the-first')));
    expect(new Set(same.map(({ id }) => id)).size).toBe(1);
    expect(await outstanding(built)).toBe(90_000n);
    const other = await reduce(built, '100.00', false, 'the-second');
    expect(other.id).not.toBe(same[0]?.id);
    expect(await outstanding(built)).toBe(80_000n);
  });

  it('gives up no more than is outstanding, and something', async () => {
    const built = await addCase();
    await bench.tx((tx) =>
      bench.authority.setOwn(
        tx,
        bench.creditorId,
        { reducePrincipalMinorMax: 900_000n },
        { actor: KARI, reason: 'x' },
      ),
    );
    for (const amount of ['1000.01', '0.00'])
      await expect(reduce(built, amount)).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });
});
