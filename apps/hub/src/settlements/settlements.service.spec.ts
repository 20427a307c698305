import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, newId } from '@app/domain';
import { WriteBackBench } from '../write-back/testing/write-back-bench.js';
import type { NewSettlementDto } from './settlement.dto.js';

describe('SettlementsService', () => {
  let bench: WriteBackBench;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
  });
  afterAll(() => bench.close());

  it('reduces the claim and plans the booking', async () => {
    const { claimId } = await bench.addClaim();
    const view = await bench.take(claimId, { principal: '300.00', interest: '20.00', fees: '10.00' });
    expect(view).toMatchObject({
      principalMinor: 30_000n,
      interestMinor: 2_000n,
      feesMinor: 1_000n,
      writeBackState: 'planned',
    });
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 70_000n, paidMinor: 30_000n });
  });

  it('counts a reference once, also when it is sent several times at once', async () => {
    const { claimId } = await bench.addClaim();
    const dto = bench.settlement(claimId);
    const views = await Promise.all(
      Array.from({ length: 5 }, () => bench.settlements.take(bench.creditorId, dto)),
    );
    expect(new Set(views.map(({ id }) => id)).size).toBe(1);
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n });
    const other = bench.settlements.take(bench.creditorId, { ...dto, amount: '400.01' });
    await expect(other).rejects.toMatchObject({
      problem: { status: 409, code: 'settlement-reference-used' },
    });
  });

  it('keeps what is more than owed as surplus, and closes the claim', async () => {
    const { claimId } = await bench.addClaim();
    expect(await bench.take(claimId, { amount: '1250.00' })).toMatchObject({
      principalMinor: 100_000n,
      surplusMinor: 25_000n,
    });
    expect(await bench.claim(claimId)).toMatchObject({
      state: 'closed',
      outstandingMinor: 0n,
      overpaidMinor: 0n,
    });
    expect(await bench.events(claimId)).toContain('surplus-received');
    const found = await bench.settlements.list(bench.creditorId, { surplusOnly: true, claimId, limit: 10 });
    expect(found).toHaveLength(1);
  });

  it.each(['closed', 'withdrawn', 'rejected'])(
    'takes money in on a claim that is %s, for a person to see',
    async (state) => {
      const { claimId } = await bench.addClaim({ state });
      expect(await bench.take(claimId)).toMatchObject({
        principalMinor: 0n,
        surplusMinor: 40_000n,
        writeBackState: 'not-needed',
      });
      expect(await bench.claim(claimId)).toMatchObject({
        state,
        holdReason: 'overpaid',
        outstandingMinor: 100_000n,
      });
    },
  );

  it('reverses a payment once, whole', async () => {
    const { claimId } = await bench.addClaim();
    const payment = await bench.take(claimId, { principal: '1000.00', interest: '50.00' });
    expect((await bench.claim(claimId)).state).toBe('closed');
    const reversal = bench.settlement(claimId, { kind: 'reversal', reverses: payment.pipelineReference });
    const view = await bench.settlements.take(bench.creditorId, reversal);
    expect(view).toMatchObject({
      principalMinor: 100_000n,
      interestMinor: 5_000n,
      reversesReference: payment.pipelineReference,
    });
    expect(await bench.claim(claimId)).toMatchObject({ state: 'in-collection', outstandingMinor: 100_000n });
    expect((await bench.settlements.take(bench.creditorId, reversal)).id).toBe(view.id);
    const again = bench.take(claimId, { kind: 'reversal', reverses: payment.pipelineReference });
    await expect(again).rejects.toMatchObject({
      problem: { status: 409, code: 'settlement-reversed-already' },
    });
  });

  it('refuses a reversal of something else, by the field’s name', async () => {
    const { claimId } = await bench.addClaim();
    const other = await bench.addClaim();
    const payment = await bench.take(claimId);
    const reverses = payment.pipelineReference;
    const attempts: readonly [ClaimId, Partial<NewSettlementDto>, string][] = [
      [claimId, { reverses: 'nobody-knows' }, 'reverses'],
      [other.claimId, { reverses }, 'reverses'],
      [claimId, { reverses, principal: '1.00' }, 'amount'],
      [claimId, { reverses, receivedOn: '2026-03-01' }, 'receivedOn'],
    ];
    for (const [claim, more, field] of attempts) {
      const attempt = bench.take(claim, { kind: 'reversal', ...more });
      await expect(attempt).rejects.toMatchObject({ problem: { status: 422, fields: [{ field }] } });
    }
  });

  it('guesses no exchange rate', async () => {
    const { claimId } = await bench.addClaim({ currency: 'EUR' });
    const without = bench.take(claimId, { currency: 'EUR' });
    await expect(without).rejects.toMatchObject({
      problem: { status: 422, fields: [{ field: 'principalInBooks' }] },
    });
    await expect(bench.take(claimId)).rejects.toMatchObject({
      problem: { status: 422, fields: [{ field: 'currency' }] },
    });
    const view = await bench.take(claimId, { currency: 'EUR', principalInBooks: '4656.00' });
    expect(view).toMatchObject({
      principalMinor: 40_000n,
      principalInBooksMinor: 465_600n,
      booksCurrency: 'NOK',
    });
    expect((await bench.writeBackOf(view.id)).instruction).toMatchObject({
      amount: { minor: '40000', currency: 'EUR' },
      amountInBooks: { minor: '465600', currency: 'NOK' },
    });
  });

  it('does not know another creditor’s claim', async () => {
    const unknown = newId<'ClaimId'>(bench.clock) as ClaimId;
    await expect(bench.take(unknown)).rejects.toMatchObject({
      problem: { status: 404, code: 'claim-not-found' },
    });
  });

  it('proposes where a person approves, and books after the approval', async () => {
    await bench.setConnection(`write_back_mode = 'approve'`);
    const { claimId, item } = await bench.addClaim();
    const view = await bench.take(claimId);
    await bench.setConnection(`write_back_mode = 'automatic'`);
    expect(view.writeBackState).toBe('proposed');
    await bench.drain();
    expect(bench.ledger.postings(item)).toHaveLength(0);
    const results = await bench.writeBacks.approveMany(bench.creditorId, [
      view.writeBackId,
      view.claimId as never,
    ]);
    expect(results).toEqual([
      { id: view.writeBackId },
      expect.objectContaining({ refusedBecause: expect.any(String) }),
    ]);
    expect((await bench.runToQuiet(view.id)).state).toBe('verified');
  });
});
