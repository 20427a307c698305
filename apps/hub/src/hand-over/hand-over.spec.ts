import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { ClaimHoldReason, ClaimId, OpenItem } from '@app/domain';
import {
  type CollectionPipeline,
  MESSAGES_MAX,
  type PipelineMessage,
} from '../collection/collection-pipeline.js';
import { OpenItemsService } from '../open-items/open-items.service.js';
import { invoice, moved, payment } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { PendingMessages } from './pending-messages.js';
import { ScriptedPipeline } from './testing/scripted-pipeline.js';

const ITEM = invoice('1');

describe('HandOver', () => {
  let bench: RoadBench;
  let pipeline: ScriptedPipeline;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    pipeline = new ScriptedPipeline(bench.pipeline);
  });
  afterAll(() => bench.close());

  const deliver = () => bench.deliver(bench.handOver(pipeline));
  const approved = async (item: OpenItem = ITEM) => {
    bench.ledger.put(item);
    await bench.take([item]);
    return bench.claimOf(item);
  };
  const hold = (claimId: ClaimId, reason: ClaimHoldReason = 'paused-by-creditor') =>
    bench.tx(async (tx) => bench.book.hold(tx, await bench.book.lock(tx, claimId), reason, 'why', 'test'));
  const states = async (claimId: ClaimId) =>
    (await bench.messages(claimId)).map(({ kind, state }) => `${kind} ${state}`);
  const collected = async (claimId: ClaimId) =>
    (
      await bench.rows<{ state: string; left: bigint }>(
        'select state, outstanding_minor as left from collected_claim where claim_id = $1',
        [claimId],
      )
    )[0];

  it('tells the pipeline whom to collect from, what, and what has been paid', async () => {
    const { id } = await approved(
      moved(invoice('1', { paymentReference: '12345678903' }), payment('P1', 40_000n)),
    );
    await deliver();
    expect(pipeline.arrived).toEqual([
      {
        claimId: id,
        sequence: 1,
        kind: 'hand-over',
        payload: expect.objectContaining({
          invoiceNumber: 'F1',
          dueOn: '2026-03-02',
          currency: 'NOK',
          principalMinor: '100000',
          paidMinor: '40000',
          outstandingMinor: '60000',
          paymentReference: '12345678903',
          reference: expect.stringMatching(/^K-\d{15}$/),
          debtor: expect.objectContaining({ name: 'Fjord og Fjell AS', kind: 'company' }),
        }),
      },
    ]);
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'in-collection', lastEvent: 2 });
    expect(await bench.events(id)).toEqual(['created', 'in-collection']);
    await deliver();
    expect(pipeline.arrived).toHaveLength(1);
  });

  it('delivers page after page', async () => {
    const items = Array.from({ length: 450 }, (_, index) => invoice(String(1_000 + index)));
    bench.ledger.put(...items);
    await bench.take(items);
    await deliver();
    expect(pipeline.arrived).toHaveLength(450);
    expect(new Set(pipeline.arrived.map(({ claimId }) => claimId)).size).toBe(450);
    expect(await bench.rows(`select from claim where state = 'in-collection'`)).toHaveLength(450);
  });

  it('delivers the messages of one claim in their order', async () => {
    const { id } = await approved();
    await deliver();
    await bench.count(id, { amountMinor: 30_000n });
    await hold(id);
    await bench.claims.resume(bench.creditorId, id, 'Well again.');
    for (let turn = 0; turn < 4; turn += 1) await deliver();
    expect(pipeline.arrived.map(({ sequence, kind }) => `${sequence} ${kind}`)).toEqual([
      '1 hand-over',
      '2 direct-payment',
      '3 pause',
      '4 resume',
    ]);
    expect(await collected(id)).toEqual({ state: 'open', left: 70_000n });
  });

  it('lets a withdrawal take the place of all that waits', async () => {
    const { id } = await approved();
    await deliver();
    await bench.count(id, { amountMinor: 30_000n });
    await hold(id);
    await bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
    await deliver();
    expect(pipeline.kinds()).toEqual(['hand-over', 'withdraw']);
    expect(await states(id)).toEqual([
      'hand-over sent',
      'direct-payment cancelled',
      'pause cancelled',
      'withdraw sent',
    ]);
  });

  it('never lets a later message overtake one that waits', async () => {
    const { id } = await approved();
    await deliver();
    await bench.count(id, { amountMinor: 30_000n });
    pipeline.away = true;
    await deliver();
    pipeline.away = false;
    await bench.count(id, { amountMinor: 20_000n });
    await deliver();
    expect(pipeline.kinds()).toEqual(['hand-over']);
    bench.clock.advanceMs(30_000);
    await deliver();
    await deliver();
    expect(pipeline.arrived.map(({ payload }) => payload['outstandingMinor'])).toEqual([
      '100000',
      '70000',
      '50000',
    ]);
    expect(await collected(id)).toEqual({ state: 'open', left: 50_000n });
  });

  it('keeps held claims here, and lets them go when the hold ends', async () => {
    const { id } = await approved();
    await hold(id);
    await deliver();
    // It might have arrived unanswered before: the pipeline is told to give it back, and does not mind that it never had it.
    expect(pipeline.kinds()).toEqual(['withdraw']);
    expect(await collected(id)).toBeUndefined();
    await bench.claims.resume(bench.creditorId, id, 'Well again.');
    await deliver();
    expect(pipeline.kinds()).toEqual(['withdraw', 'hand-over']);
    expect(await collected(id)).toMatchObject({ state: 'open' });
  });

  describe('reads the balance again first', () => {
    it('and hands over what is left now', async () => {
      const { id } = await approved();
      bench.ledger.put(moved(ITEM, payment('P1', 40_000n)));
      await deliver();
      expect(pipeline.arrived[0]?.payload).toMatchObject({ outstandingMinor: '60000' });
      expect(await collected(id)).toEqual({ state: 'open', left: 60_000n });
    });

    it('and hands over nothing that is paid', async () => {
      const { id } = await approved();
      bench.ledger.put(moved(ITEM, payment('P1', 100_000n)));
      await deliver();
      await deliver();
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'closed' });
      expect(pipeline.kinds()).toEqual(['withdraw']);
      expect(await collected(id)).toBeUndefined();
    });

    it('and hands over nothing that is gone, also when a person lets it through', async () => {
      const { id } = await approved();
      bench.ledger.items.clear();
      await deliver();
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'approved', holdReason: 'vanished' });
      await bench.claims.resume(bench.creditorId, id, 'Go on.');
      bench.ledger.asked.length = 0;
      for (let turn = 0; turn < 4; turn += 1) await deliver();
      expect(pipeline.kinds()).not.toContain('hand-over');
      expect(await collected(id)).toBeUndefined();
      expect(bench.ledger.count('read')).toBeLessThanOrEqual(1);
    });

    it('and hands over nothing whose record cannot be read', async () => {
      const { id } = await approved();
      const refusal = {
        ledgerItemId: '1',
        reason: 'malformed-amount',
        message: 'No amount.',
        raw: '{}',
      } as const;
      bench.ledger.refused.set(ITEM.ledgerItemId, refusal);
      await deliver();
      expect(pipeline.arrived).toEqual([]);
      expect(await states(id)).toEqual(['hand-over pending']);
      bench.ledger.refused.clear();
      bench.clock.advanceMs(60_000);
      await deliver();
      expect(pipeline.kinds()).toEqual(['hand-over']);
    });

    it('and follows the debtor as just read, in the kind that a person answered', async () => {
      const unknown = { ...ITEM, debtor: { ...ITEM.debtor, kind: 'unknown' } } as const;
      await bench.take([unknown]);
      const ref = { creditorId: bench.creditorId, id: bench.connectionId };
      await new OpenItemsService(bench.database, bench.audit).answerKind(ref, ITEM.ledgerDebtorId, 'person');
      await bench.take([unknown]);
      bench.ledger.put({ ...unknown, debtor: { ...unknown.debtor, name: 'Kari Nordmann' } });
      await deliver();
      expect(pipeline.arrived[0]?.payload['debtor']).toMatchObject({ kind: 'person', name: 'Kari Nordmann' });
    });
  });

  describe('while the pipeline answers', () => {
    it('a withdrawal follows the claim that was on its way', async () => {
      const { id } = await approved();
      pipeline.onArrival = async () => {
        pipeline.onArrival = async () => undefined;
        await bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
      };
      await deliver();
      await deliver();
      expect(pipeline.kinds()).toEqual(['hand-over', 'withdraw']);
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'withdrawn' });
      expect(await collected(id)).toMatchObject({ state: 'withdrawn' });
    });

    it('a pause follows the claim that was on its way', async () => {
      const { id } = await approved();
      pipeline.onArrival = async () => {
        pipeline.onArrival = async () => undefined;
        await bench.claims.pause(bench.creditorId, id, 'The debtor is ill.');
      };
      await deliver();
      await deliver();
      expect(await bench.claimOf(ITEM)).toMatchObject({
        state: 'approved',
        holdReason: 'paused-by-creditor',
      });
      expect(await collected(id)).toMatchObject({ state: 'withdrawn' });
      await bench.claims.resume(bench.creditorId, id, 'Well again.');
      await deliver();
      expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'in-collection', holdReason: null });
      expect(await collected(id)).toMatchObject({ state: 'open' });
    });

    it('a pause follows even a claim whose answer was lost with the process', async () => {
      const { id } = await approved();
      pipeline.onArrival = () => Promise.reject(new Error('killed'));
      await expect(deliver()).rejects.toThrow('killed');
      pipeline.onArrival = async () => undefined;
      await bench.claims.pause(bench.creditorId, id, 'The debtor is ill.');
      await deliver();
      expect(await collected(id)).toMatchObject({ state: 'withdrawn' });
    });

    it('a payment follows the claim that was on its way', async () => {
      const { id } = await approved();
      pipeline.onArrival = async () => {
        pipeline.onArrival = async () => undefined;
        await bench.take([moved(ITEM, payment('P1', 40_000n))]);
      };
      await deliver();
      await deliver();
      expect(pipeline.arrived.at(-1)).toMatchObject({
        kind: 'direct-payment',
        payload: { amountMinor: '40000', outstandingMinor: '60000' },
      });
      expect(await collected(id)).toEqual({ state: 'open', left: 60_000n });
    });
  });

  it('writes down why the pipeline refuses, and lets the others through', async () => {
    const { id } = await approved();
    pipeline.refuses.set('hand-over', 'The debtor is bankrupt.');
    await deliver();
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'rejected' });
    expect(await states(id)).toEqual(['hand-over refused']);
    pipeline.refuses.clear();
    await bench.claims.reinstate(bench.creditorId, id, 'It is not.');
    await bench.approvals.approve(bench.creditorId, [id]);
    await deliver();
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'in-collection' });
  });

  it('writes a refused later message into the history', async () => {
    const { id } = await approved();
    await deliver();
    pipeline.refuses.set('direct-payment', 'Not now.');
    await bench.count(id, { amountMinor: 30_000n });
    await deliver();
    expect((await bench.events(id)).at(-1)).toBe('message-refused');
    expect(await bench.claimOf(ITEM)).toMatchObject({ state: 'in-collection', paidMinor: 30_000n });
  });

  it('says in the ledger’s status channel that the case is in collection, where that is open to us', async () => {
    await bench.rows('update connection set case_status_available = true');
    await approved();
    await deliver();
    expect(await bench.rows('select wanted, reported from case_status')).toEqual([
      { wanted: 'in-collection', reported: null },
    ]);
  });

  describe('many to one agency', () => {
    const chooseAgency = async () => {
      const [agency] = await bench.database.asOperator((tx) =>
        tx.query<{ id: string }>(
          `insert into agency (id, key, name, base_url, state, next_poll_at, created_at)
           values (gen_random_uuid(), 'nordvik', 'Nordvik Inkasso AS', 'https://nordvik.example', 'active', now(), now())
           returning id`,
        ),
      );
      await bench.rows('update creditor set agency_id = $1', [agency?.id]);
    };
    const sizes = async () => {
      const called: number[] = [];
      const counting: CollectionPipeline = {
        deliver: (...given) => {
          called.push(given[1].length);
          return pipeline.deliver(...given);
        },
      };
      await bench.deliver(bench.handOver(counting));
      return called;
    };

    it('leave in batches that it takes, each just read from the ledger', async () => {
      const items = Array.from({ length: 450 }, (_, index) => invoice(String(1_000 + index)));
      bench.ledger.put(...items);
      await bench.take(items);
      await chooseAgency();
      expect(await sizes()).toEqual([200, 200, 50]);
      expect(new Set(pipeline.arrived.map(({ claimId }) => claimId)).size).toBe(450);
    });
  });

  it('reads the balances again that became old while the pipeline was slow', async () => {
    const items = Array.from({ length: MESSAGES_MAX + 2 }, (_, index) => invoice(String(1_000 + index)));
    bench.ledger.put(...items);
    await bench.take(items);
    // The last ones in the order of the claims' ids, which those of one millisecond have by chance.
    const lastClaims = await bench.rows<{ item: string }>(
      'select ledger_item_id as item from claim order by id desc limit 2',
    );
    const [paid, due] = lastClaims.map(({ item }) =>
      items.find(({ ledgerItemId }) => ledgerItemId === item),
    ) as [OpenItem, OpenItem];
    let confirmed = 0;
    let second: () => void = () => undefined;
    const confirmedAgain = new Promise<void>((resolve) => (second = resolve));
    class Watched extends PendingMessages {
      override async confirm(...given: Parameters<PendingMessages['confirm']>): Promise<PipelineMessage[]> {
        const messages = await super.confirm(...given);
        if ((confirmed += 1) === 2) second();
        return messages;
      }
    }
    let slow = true;
    const waiting: CollectionPipeline = {
      deliver: async (...given) => {
        if (slow) {
          slow = false;
          await confirmedAgain;
          bench.ledger.put(moved(paid, payment('P1', 100_000n)), moved(due, payment('P2', 40_000n)));
          bench.clock.advanceMs(11_000);
        }
        return pipeline.deliver(...given);
      },
    };
    await bench.deliver(bench.handOver(waiting, bench.database, new Watched(bench.clock)));
    expect(pipeline.kinds().filter((kind) => kind === 'hand-over')).toHaveLength(MESSAGES_MAX + 1);
    const { id } = await bench.claimOf(due);
    expect(await collected(id)).toEqual({ state: 'open', left: 60_000n });
    expect(await collected((await bench.claimOf(paid)).id)).toBeUndefined();
  });

  it('stays a moment after many, and takes along what a pull brings meanwhile', async () => {
    const many = Array.from({ length: 120 }, (_, index) => invoice(String(index + 1)));
    for (const item of many) bench.ledger.put(item);
    await bench.take(many);
    const late = invoice('late');
    const brought: Promise<unknown>[] = [];
    const bringing = {
      deliver: (...given: Parameters<typeof pipeline.deliver>) => {
        if (brought.length === 0) brought.push(approved(late));
        return pipeline.deliver(...given);
      },
    };
    await bench.deliver(bench.handOver(bringing));
    await Promise.all(brought);
    const { id } = await bench.claimOf(late);
    expect(await states(id)).toEqual(['hand-over sent']);
    expect(pipeline.arrived).toHaveLength(121);
  });
});
