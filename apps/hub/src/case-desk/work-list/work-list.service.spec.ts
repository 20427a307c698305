import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Environment } from '../../config/environment.js';
import { PayoutDeadlines } from '../../remittance/payout-deadlines.js';
import { COLLECTOR } from '../../client-money/owner.js';
import { DeskBench } from '../testing/desk-bench.js';
import { WorkListService } from './work-list.service.js';

const KARI = { kind: 'case-handler', id: 'kari' };

describe('WorkListService', () => {
  let bench: DeskBench;
  let work: WorkListService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    work = new WorkListService(bench.file, bench.settings, new PayoutDeadlines(new Environment()));
  });
  afterAll(() => bench.close());

  it('lists by day what people have to do, what cannot wait first, each once', async () => {
    const [first, second, near] = [
      await bench.addCase(),
      await bench.addCase(),
      await bench.addCase({ lapsesOn: '2026-04-01' }),
    ];
    const open = (caseId: typeof first.caseId, key: string, dueOn: string, assignedTo?: string) =>
      bench.tx(async (tx) => {
        await bench.book.lock(tx, [caseId]);
        const task = {
          caseId,
          key,
          title: key,
          dueOn: dueOn as never,
          ...(assignedTo ? { assignedTo } : {}),
        };
        return bench.tasks.open(tx, bench.creditorId, task, KARI);
      });
    await open(first.caseId, 'by-hand:b', '2026-03-02', 'ola');
    await open(first.caseId, 'objection:1', '2026-03-02');
    await open(second.caseId, 'by-hand:a', '2026-02-27');
    await open(second.caseId, 'by-hand:later', '2026-03-09');
    await bench.planStep(second, 'reminder', 'call');
    const { today, items, hasMore } = await work.list(bench.creditorId, {});
    expect(today).toBe('2026-03-02');
    expect(items.map(({ kind, dueOn }) => `${dueOn} ${kind}`)).toEqual([
      '2026-02-27 task',
      '2026-03-02 objection',
      '2026-03-02 call',
      '2026-03-02 task',
      '2026-04-01 limitation',
    ]);
    expect(hasMore).toBe(false);
    expect(items.at(-1)).toMatchObject({ caseId: near.caseId });
    await open(near.caseId, 'limitation', '2026-03-02');
    const again = await work.list(bench.creditorId, {});
    expect(again.items.filter(({ kind }) => kind === 'limitation')).toHaveLength(1);
    const week = await work.list(bench.creditorId, { until: '2026-03-09', limit: 2 });
    expect(week).toMatchObject({ hasMore: true, items: [{ title: 'by-hand:a' }, {}] });
    const kari = await work.list(bench.creditorId, { assignedTo: 'kari' });
    expect(kari.items.map(({ title }) => title)).not.toContain('by-hand:b');
  });

  it('shows client money that nothing sends on, when its last day is near', async () => {
    await bench.asOperator((tx) =>
      tx.query(
        `insert into client_money_line (creditor_id, entry_id, line, entry_key, entry_kind, booked_on, kind, currency, place,
           amount_minor, detail, created_at)
         values ($1, $2, 1, 'received:x', 'received', $3, 'bank', 'NOK', '1', 5000, '{}', now()),
           ($4, $2, 2, 'received:x', 'received', $3, 'creditor', 'NOK', '', -5000, '{}', now())`,
        [COLLECTOR, '0195c0de-0000-7000-8000-00000000000a', '2026-02-20', bench.creditorId],
      ),
    );
    const { money } = await work.list(bench.creditorId, {});
    expect(money).toMatchObject([
      { state: 'soon', obstacle: 'nobody-said-where', held: { amount: '50.00' }, deadlineOn: '2026-03-06' },
    ]);
    expect(money[0]?.title).toContain('Say where');
  });
});
