import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CaseStatus } from '@app/connectors';
import type { Claim } from '../claims/claim-book.js';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

describe('CaseStatusBoard', () => {
  let bench: RoadBench;
  let claim: Claim;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    await openChannel();
    await bench.take([invoice('1')]);
    claim = await bench.claimOf(invoice('1'));
    bench.sent.length = 0;
  });
  afterAll(() => bench.close());

  const openChannel = (open = true) => bench.rows('update connection set case_status_available = $1', [open]);
  const want = (status: CaseStatus, comment?: string) =>
    bench.tx((tx) => bench.caseStatus.want(tx, claim, status, comment));
  const board = () => bench.rows<Record<string, unknown>>('select * from case_status');
  const wakes = () => bench.sent.filter(({ queue }) => queue === 'case-status').length;
  /** As the worker leaves it that has told the ledger. */
  const told = (status: CaseStatus) =>
    bench.rows('update case_status set reported = $1, not_before = null, attempts = 3, note = $2', [
      status,
      'told',
    ]);
  const tellAll = () =>
    bench.tx((tx) => bench.caseStatus.tellAll(tx, { creditorId: bench.creditorId, id: bench.connectionId }));

  it('writes a wish once, and wakes once', async () => {
    await want('in-collection');
    const before = await board();
    bench.clock.advanceMs(60_000);
    await want('in-collection');
    expect(before).toMatchObject([{ wanted: 'in-collection', reported: null, attempts: 0 }]);
    expect(await board()).toEqual(before);
    expect(wakes()).toBe(1);
  });

  it('lets the newest wish count, and tries it at once', async () => {
    await want('in-collection');
    await told('in-collection');
    bench.clock.advanceMs(60_000);
    await want('settled');
    expect(await board()).toMatchObject([
      {
        wanted: 'settled',
        reported: 'in-collection',
        attempts: 0,
        note: null,
        not_before: bench.clock.now(),
      },
    ]);
    expect(wakes()).toBe(2);
  });

  it('takes another reason for another wish', async () => {
    await want('refused');
    await want('refused', 'The debtor is bankrupt.');
    expect(await board()).toMatchObject([{ comment: 'The debtor is bankrupt.' }]);
    expect(wakes()).toBe(2);
  });

  it('writes nothing where the ledger does not let us use its channel', async () => {
    await openChannel(false);
    await want('in-collection');
    expect(await board()).toEqual([]);
    expect(wakes()).toBe(0);
  });

  it('forgets a wish whose transaction is rolled back', async () => {
    const failed = bench.tx(async (tx) => {
      await bench.caseStatus.want(tx, claim, 'in-collection');
      throw new Error('out of paper');
    });
    await expect(failed).rejects.toThrow('out of paper');
    expect(await board()).toEqual([]);
  });

  describe('when the channel opens', () => {
    it('has every claim in collection told, and no other', async () => {
      await openChannel(false);
      await bench.inCollection(invoice('2'));
      await openChannel();
      await tellAll();
      const [row, ...others] = await board();
      expect(row).toMatchObject({
        claim_id: (await bench.claimOf(invoice('2'))).id,
        wanted: 'in-collection',
      });
      expect(others).toEqual([]);
      expect(wakes()).toBe(1);
    });

    it('says nothing again that the ledger knows', async () => {
      await bench.inCollection(invoice('2'));
      await told('in-collection');
      bench.sent.length = 0;
      await tellAll();
      expect(await board()).toMatchObject([{ not_before: null, attempts: 3 }]);
      expect(wakes()).toBe(0);
    });
  });

  it('follows the life of a claim', async () => {
    const { id } = await bench.inCollection(invoice('2'));
    const wanted = async () =>
      (await bench.rows<{ wanted: string }>('select wanted from case_status where claim_id = $1', [id]))[0]
        ?.wanted;
    expect(await wanted()).toBe('in-collection');
    await bench.count(id, { amountMinor: 100_000n });
    expect(await wanted()).toBe('settled');
    await bench.count(id, { amountMinor: -1n });
    expect(await wanted()).toBe('in-collection');
    await bench.claims.withdraw(bench.creditorId, id, 'A mistake.');
    expect(await wanted()).toBe('withdrawn');
  });
});
