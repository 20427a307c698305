import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { ClaimId, JsonObject } from '@app/domain';
import type { OutboxKind } from '../../outbox/outbox-message.entity.js';
import { invoice } from '../../sync/testing/invoices.js';
import { RoadBench } from '../../sync/testing/road-bench.js';
import { CaseOpening } from './case-opening.js';
import { OpeningStore } from './opening-store.js';
import { CaseParts } from '../testing/case-parts.js';

const NEVER = new AbortController().signal;
describe('CaseOpening', () => {
  let bench: RoadBench;
  let store: OpeningStore;
  let opening: CaseOpening;
  beforeAll(async () => {
    bench = await RoadBench.open();
    ({ openings: store, opening } = new CaseParts(bench.database, bench.clock));
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const open = () => opening.run(bench.creditorId, NEVER);
  const caseOf = async (claimId: ClaimId) => {
    const [row] = await bench.rows<{
      caseId: string;
      state: string;
      outstanding: bigint;
      lastMessage: number;
    }>(
      `select case_id as "caseId", state, outstanding_minor as outstanding, last_message as "lastMessage"
       from case_claim where claim_id = $1`,
      [claimId],
    );
    return row;
  };
  const events = async () =>
    (await bench.rows<{ kind: string }>('select kind from case_event order by sequence')).map(
      ({ kind }) => kind,
    );
  const say = (claimId: ClaimId, sequence: number, kind: OutboxKind, payload: JsonObject = {}) =>
    bench.pipeline.deliver(bench.creditorId, [{ claimId, sequence, kind, payload }]);

  it('opens one case for the claims of a debtor, once', async () => {
    const first = await bench.inCollection(invoice('1'));
    const second = await bench.inCollection(invoice('2'));
    await open();
    await open();
    expect((await caseOf(first.id))?.caseId).toBe((await caseOf(second.id))?.caseId);
    expect(await bench.rows('select id from debt_case')).toHaveLength(1);
    expect(await events()).toEqual(['opened', 'claim-joined', 'claim-joined']);
  });

  it('lets a later claim join the open case', async () => {
    const first = await bench.inCollection(invoice('1'));
    await open();
    const second = await bench.inCollection(invoice('2'));
    await open();
    expect((await caseOf(second.id))?.caseId).toBe((await caseOf(first.id))?.caseId);
  });

  it('opens no case for a claim that was taken back before', async () => {
    const { id } = await bench.inCollection(invoice('1'));
    await say(id, 2, 'withdraw', { reason: 'a mistake' });
    await open();
    expect(await bench.rows('select id from debt_case')).toEqual([]);
  });

  it('counts letters that the creditor has sent, with their fees', async () => {
    const notices = [
      {
        kind: 'reminder',
        sentOn: '2026-03-20',
        payBy: '2026-04-03',
        fee: { minor: 3_800n, currency: 'NOK' },
      },
    ];
    await bench.inCollection(invoice('1', { notices } as never));
    await open();
    expect(
      await bench.rows(
        'select kind, by_creditor as "byCreditor", content_confirmed as counts from case_step',
      ),
    ).toEqual([{ kind: 'reminder', byCreditor: true, counts: false }]);
    expect(await bench.rows('select kind, amount_minor as minor from case_charge')).toEqual([
      { kind: 'reminder-fee', minor: 3_800n },
    ]);
  });

  it('writes nothing of a batch that dies before its end, and all of it the next time', async () => {
    const { id } = await bench.inCollection(invoice('1'));
    await say(id, 2, 'pause', { reason: 'vanished' });
    const follow = store.follow.bind(store);
    store.follow = async (...words) => {
      await follow(...words);
      throw new Error('killed');
    };
    await expect(open()).rejects.toThrow('killed');
    expect(await bench.rows('select id from debt_case')).toEqual([]);
    expect(await events()).toEqual([]);
    store.follow = follow;
    await open();
    expect(await caseOf(id)).toMatchObject({ state: 'paused', lastMessage: 2 });
    expect(await events()).toEqual(['opened', 'claim-joined', 'claim-paused']);
  });

  it('takes the newer demand of a hand-over that came again', async () => {
    const { id } = await bench.inCollection(invoice('1'));
    await open();
    const [{ demand } = { demand: {} }] = await bench.rows<{ demand: JsonObject }>(
      'select handed_over as demand from collected_claim where claim_id = $1',
      [id],
    );
    await say(id, 1, 'hand-over', { ...demand, paidMinor: '40000', outstandingMinor: '60000' });
    await open();
    await open();
    expect(await caseOf(id)).toMatchObject({ state: 'open', outstanding: 60_000n });
    expect(await events()).toEqual(['opened', 'claim-joined', 'demand-corrected']);
  });

  it('works a case again whose claim came back after its withdrawal', async () => {
    const { id } = await bench.inCollection(invoice('1'));
    await open();
    await say(id, 2, 'withdraw', { reason: 'a mistake' });
    await open();
    await bench.rows(`update debt_case set state = 'closed', closed_by = 'withdrawn', closed_at = opened_at`);
    const [{ demand } = { demand: {} }] = await bench.rows<{ demand: JsonObject }>(
      'select handed_over as demand from collected_claim where claim_id = $1',
      [id],
    );
    await say(id, 3, 'hand-over', { ...demand, paidMinor: '30000', outstandingMinor: '70000' });
    await open();
    expect(await caseOf(id)).toMatchObject({ state: 'open', outstanding: 70_000n, lastMessage: 3 });
    expect(await bench.rows('select state, closed_by as "closedBy" from debt_case')).toEqual([
      { state: 'open', closedBy: null },
    ]);
    expect(await events()).toEqual(
      expect.arrayContaining(['claim-withdrawn', 'claim-handed-over-again', 'demand-corrected', 'reopened']),
    );
  });

  it('brings every message to the case once and in order, however often it looks', async () => {
    const step = fc.record({
      kind: fc.constantFrom<OutboxKind>('direct-payment', 'credit-note', 'pause', 'resume'),
      minor: fc.integer({ min: 1, max: 9_000 }),
      looks: fc.nat(2),
      repeats: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 8 }), async (steps) => {
        await bench.reset();
        const { id } = await bench.inCollection(invoice('1'));
        let left = 100_000n;
        let state = 'open';
        for (const [index, { kind, minor, looks, repeats }] of steps.entries()) {
          const isMoney = kind === 'direct-payment' || kind === 'credit-note';
          if (isMoney) left -= BigInt(minor);
          else state = kind === 'pause' ? 'paused' : 'open';
          const payload = isMoney ? { amountMinor: `${minor}`, outstandingMinor: `${left}` } : {};
          await say(id, index + 2, kind, payload);
          if (repeats) await say(id, index + 2, kind, payload);
          for (let look = 0; look < looks; look += 1) await open();
        }
        await open();
        expect(await caseOf(id)).toMatchObject({ state, outstanding: left, lastMessage: steps.length + 1 });
        expect(await events()).toHaveLength(2 + steps.length);
      }),
      { numRuns: 15 },
    );
  }, 120_000);
});
