import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import {
  CLAIM_MOVES,
  CLAIM_STATES,
  type ClaimId,
  type ClaimState,
  IllegalClaimMoveError,
  newId,
} from '@app/domain';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { ClaimNotFoundError } from './claim-errors.js';

describe('ClaimBook', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const proposed = async (id = '1') => {
    bench.approval = 'approve';
    await bench.take([invoice(id)]);
    return bench.claimOf(invoice(id));
  };
  const kinds = async (claimId: ClaimId) => (await bench.messages(claimId)).map(({ kind }) => kind);
  const hold = (
    claimId: ClaimId,
    reason: 'vanished' | 'paused-by-creditor' | 'ledger-hold',
    detail = 'why',
  ) =>
    bench.tx(async (tx) => bench.book.hold(tx, await bench.book.lock(tx, claimId), reason, detail, 'test'));
  const release = (claimId: ClaimId) =>
    bench.tx(async (tx) => bench.book.release(tx, await bench.book.lock(tx, claimId), 'test'));

  it('knows no claim of another creditor', async () => {
    const { id } = await proposed();
    await bench.reset();
    await expect(bench.tx((tx) => bench.book.lock(tx, id))).rejects.toThrow(ClaimNotFoundError);
  });

  describe('the balance', () => {
    it('follows what counts, and tells the pipeline what it did not cause itself', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await bench.count(id, { amountMinor: 30_000n });
      await bench.count(id, { kind: 'credited', amountMinor: 20_000n });
      await bench.count(id, { kind: 'written-off', amountMinor: 10_000n });
      await bench.count(id, { amountMinor: 5_000n }, { byPipeline: true });
      expect(await bench.claimOf(invoice('1'))).toMatchObject({
        paidMinor: 35_000n,
        creditedMinor: 20_000n,
        writtenOffMinor: 10_000n,
        outstandingMinor: 35_000n,
      });
      expect((await bench.messages(id)).slice(1).map(({ kind, payload }) => [kind, payload])).toEqual([
        ['direct-payment', { amountMinor: '30000', outstandingMinor: '70000' }],
        ['credit-note', { amountMinor: '20000', outstandingMinor: '50000' }],
        ['write-off', { amountMinor: '10000', outstandingMinor: '40000' }],
      ]);
    });

    it('counts one source once', async () => {
      const { id } = await proposed();
      await bench.count(id, { sourceId: 'S1' });
      await bench.count(id, { sourceId: 'S1' });
      expect(await bench.claimOf(invoice('1'))).toMatchObject({ paidMinor: 10_000n });
      expect(await bench.events(id)).toEqual(['created', 'balance-changed']);
    });

    it('tells nobody of a claim that the pipeline does not have', async () => {
      const { id } = await proposed();
      await bench.count(id, {});
      expect(await kinds(id)).toEqual([]);
    });

    it('closes a claim with nothing left, and opens it again where the pipeline has it', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      expect(await bench.count(id, { amountMinor: 100_000n })).toMatchObject({ state: 'closed' });
      expect(await bench.count(id, { amountMinor: -40_000n })).toMatchObject({
        state: 'in-collection',
        outstandingMinor: 40_000n,
        holdReason: 'reopened',
      });
      expect(await kinds(id)).toEqual(['hand-over', 'direct-payment', 'reopened', 'pause']);
    });

    it('asks again for approval when a claim opens again that never left', async () => {
      const { id } = await proposed();
      await bench.count(id, { amountMinor: 100_000n });
      expect(await bench.count(id, { amountMinor: -1n })).toMatchObject({
        state: 'proposed',
        outstandingMinor: 1n,
      });
      expect(await kinds(id)).toEqual([]);
    });

    it('asks again for approval when the pipeline had the claim and gave it back', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
      await bench.claims.reinstate(bench.creditorId, id, 'None after all.');
      await bench.count(id, { amountMinor: 100_000n });
      expect(await bench.count(id, { amountMinor: -40_000n })).toMatchObject({ state: 'proposed' });
      expect(await kinds(id)).not.toContain('reopened');
    });

    it('keeps a paused claim paused when it opens again', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await hold(id, 'paused-by-creditor');
      await bench.count(id, { amountMinor: 100_000n });
      expect(await bench.count(id, { amountMinor: -40_000n })).toMatchObject({
        state: 'in-collection',
        holdReason: 'paused-by-creditor',
      });
      expect((await kinds(id)).slice(-2)).toEqual(['reopened', 'pause']);
    });

    it('takes back what was on its way to the pipeline when the claim closes first', async () => {
      bench.approval = 'automatic';
      await bench.take([invoice('1')]);
      const { id } = await bench.claimOf(invoice('1'));
      expect(await bench.count(id, { amountMinor: 100_000n })).toMatchObject({ state: 'closed' });
      expect((await bench.messages(id)).map(({ kind, state }) => [kind, state])).toEqual([
        ['hand-over', 'cancelled'],
        ['withdraw', 'pending'],
      ]);
    });

    it('holds what was overpaid for a person', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      expect(await bench.count(id, { amountMinor: 120_000n })).toMatchObject({
        state: 'closed',
        paidMinor: 100_000n,
        overpaidMinor: 20_000n,
        holdReason: 'overpaid',
      });
    });

    it('says in which steps it came about', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await bench.count(id, { amountMinor: 100_000n }, { note: 'By bank.' });
      const lines = await bench.rows(
        'select sequence, kind, detail, actor from claim_event where claim_id = $1 and sequence > 2 order by sequence',
        [id],
      );
      expect(lines).toEqual([
        {
          sequence: 3,
          kind: 'balance-changed',
          detail: {
            paidMinor: '100000',
            creditedMinor: '0',
            writtenOffMinor: '0',
            outstandingMinor: '0',
            overpaidMinor: '0',
            note: 'By bank.',
          },
          actor: 'test',
        },
        { sequence: 4, kind: 'closed', detail: { from: 'in-collection', closedBy: 'paid' }, actor: 'test' },
      ]);
    });
  });

  it('moves only along the table of moves', async () => {
    const { id } = await proposed();
    const move = (from: ClaimState, to: ClaimState) =>
      bench.tx(async (tx) => {
        const claim = { ...(await bench.book.lock(tx, id)), state: from };
        return bench.book.move(tx, claim, to, {}, 'test');
      });
    for (const from of CLAIM_STATES) {
      for (const to of CLAIM_STATES) {
        if (CLAIM_MOVES[from].includes(to)) expect(await move(from, to)).toMatchObject({ state: to });
        else await expect(move(from, to)).rejects.toThrow(IllegalClaimMoveError);
      }
    }
  });

  describe('a hold', () => {
    it('pauses the pipeline once, and resumes it at its end', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await hold(id, 'ledger-hold');
      await hold(id, 'ledger-hold');
      await hold(id, 'vanished');
      expect(await release(id)).toMatchObject({ holdReason: null, holdDetail: null });
      await release(id);
      expect(await kinds(id)).toEqual(['hand-over', 'pause', 'resume']);
      expect((await bench.events(id)).slice(2)).toEqual(['held', 'held', 'released']);
    });

    it('says nothing to a pipeline that does not have the claim', async () => {
      const { id } = await proposed();
      expect(await hold(id, 'vanished')).toMatchObject({ state: 'proposed', holdReason: 'vanished' });
      await release(id);
      expect(await kinds(id)).toEqual([]);
    });

    it('of a person is not replaced by one that ends by itself', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await hold(id, 'paused-by-creditor', 'The debtor is ill.');
      expect(await hold(id, 'vanished')).toMatchObject({
        holdReason: 'paused-by-creditor',
        holdDetail: 'The debtor is ill.',
      });
      await bench.take([invoice('1', { paymentReference: '1234' })]);
      expect(await bench.claimOf(invoice('1'))).toMatchObject({ holdReason: 'paused-by-creditor' });
    });

    it('of a person replaces one that ends by itself', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await hold(id, 'vanished');
      expect(await hold(id, 'paused-by-creditor')).toMatchObject({ holdReason: 'paused-by-creditor' });
    });
  });

  describe('messages and lines', () => {
    it('are counted without gaps, also when many write at once', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      await Promise.all(Array.from({ length: 8 }, () => bench.count(id, { amountMinor: 1_000n })));
      const claim = await bench.claimOf(invoice('1'));
      expect(claim).toMatchObject({ paidMinor: 8_000n, lastMessage: 9, lastEvent: 10 });
      expect((await bench.messages(id)).map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('wake the delivery in the transaction that writes them', async () => {
      const { id } = await bench.inCollection(invoice('1'));
      bench.sent.length = 0;
      await bench.count(id, {});
      const job = { creditorId: bench.creditorId, connectionId: bench.connectionId };
      expect(bench.sent).toEqual([{ queue: 'outbox', data: job }]);
    });

    it('are refused for a claim that is not there', async () => {
      const claim = { ...(await proposed()), id: newId<'ClaimId'>(bench.clock) as ClaimId };
      await expect(bench.tx((tx) => bench.book.enqueue(tx, claim, 'pause', {}))).rejects.toThrow(
        ClaimNotFoundError,
      );
      await expect(bench.tx((tx) => bench.book.record(tx, claim, 'held', {}, 'test'))).rejects.toThrow(
        ClaimNotFoundError,
      );
    });
  });
});
