import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { RefusedRecord } from '@app/connectors';
import type { OpenItem } from '@app/domain';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

const REFUSED: RefusedRecord = {
  ledgerItemId: '1',
  reason: 'missing-due-date',
  message: 'The invoice has no due date.',
  raw: '{"id":1,"dueDate":null}',
};

describe('RefusedRecords', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const take = (refused: readonly RefusedRecord[], found: readonly OpenItem[] = []) =>
    bench.tx((tx) => bench.intake.takeAll(tx, bench.context(), { found, missing: [], refused }));
  const kept = () =>
    bench.rows<Record<string, unknown>>('select * from refused_record order by ledger_item_id, identity');

  it('keeps the raw body and the reason', async () => {
    await take([REFUSED]);
    expect(await kept()).toMatchObject([
      {
        ledger_item_id: '1',
        reason: 'missing-due-date',
        message: 'The invoice has no due date.',
        raw: '{"id":1,"dueDate":null}',
        resolved_at: null,
      },
    ]);
  });

  it('keeps a record once, with its newest reason, however often it is read', async () => {
    await take([REFUSED]);
    const began = bench.clock.now();
    bench.clock.advanceMs(60_000);
    await take([{ ...REFUSED, reason: 'malformed-amount', raw: '{"id":1}' }]);
    expect(await kept()).toMatchObject([
      {
        reason: 'malformed-amount',
        raw: '{"id":1}',
        first_seen_at: began,
        last_seen_at: bench.clock.now(),
      },
    ]);
  });

  it('tells records without an id apart by what they say', async () => {
    const { ledgerItemId: _, ...nameless } = REFUSED;
    await take([
      { ...nameless, raw: '{"a":1}' },
      { ...nameless, raw: '{"b":2}' },
    ]);
    await take([{ ...nameless, raw: '{"a":1}' }]);
    expect((await kept()).map(({ raw }) => raw).sort()).toEqual(['{"a":1}', '{"b":2}']);
  });

  it('ends with a good reading of the same record, and begins anew with a bad one', async () => {
    await take([REFUSED, { ...REFUSED, ledgerItemId: '2' }]);
    await bench.take([invoice('1')]);
    expect((await kept()).map(({ resolved_at }) => resolved_at)).toEqual([bench.clock.now(), null]);
    await take([REFUSED]);
    expect((await kept()).map(({ resolved_at }) => resolved_at)).toEqual([null, null]);
  });

  it('ends also when the good reading is the one from before', async () => {
    await bench.take([invoice('1')]);
    await take([REFUSED]);
    expect(await bench.take([invoice('1')])).toMatchObject({ unchangedItems: 1 });
    expect((await kept()).map(({ resolved_at }) => resolved_at)).toEqual([bench.clock.now()]);
  });

  it('keeps the good ones of the same page', async () => {
    expect(await take([REFUSED], [invoice('2')])).toMatchObject({ newItems: 1 });
    expect((await kept()).map(({ resolved_at }) => resolved_at)).toEqual([null]);
  });
});
