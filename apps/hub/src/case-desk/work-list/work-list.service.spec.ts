import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskBench } from '../testing/desk-bench.js';
import { WorkListService } from './work-list.service.js';

const KARI = { kind: 'case-handler', id: 'kari' };

describe('WorkListService', () => {
  let bench: DeskBench;
  let work: WorkListService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    work = new WorkListService(bench.file, bench.settings);
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
});
