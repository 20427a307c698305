import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type LedgerMovement, money, newId, type OpenItem } from '@app/domain';
import { aMovement } from '../../../../libs/mapping/src/testing/items.js';
import { creditNote, invoice, moved, payment, reversal } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

const ITEM = invoice('1');

describe('LedgerRecount', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(async () => {
    await bench.reset();
    await bench.inCollection(ITEM);
  });
  afterAll(() => bench.close());

  const claim = () => bench.claimOf(ITEM);
  /** What the ledger tells now of the movements on the item. */
  const ledgerSays = async (...movements: LedgerMovement[]) => {
    await bench.take([moved(ITEM, ...movements)]);
    return claim();
  };
  const counted = () =>
    bench.rows(`select source_id as id, kind, amount_minor as minor from claim_movement order by source_id`);
  /** One of our write-backs on the item, and the settlement that counts for it. */
  const weBook = async (
    more: { posting?: string; former?: string; state?: string; reverses?: string } = {},
    minor = 40_000n,
  ): Promise<string> => {
    const { id } = await claim();
    const writeBackId = newId(bench.clock);
    const instruction = more.reverses === undefined ? {} : { reverses: { postingId: more.reverses } };
    await bench.count(id, { amountMinor: minor }, { byPipeline: true });
    await bench.rows(
      `insert into write_back (creditor_id, id, settlement_id, claim_id, connection_id, ledger_item_id, state,
         instruction, posting_id, former_posting_ids, not_before, created_at, changed_at)
       values ($1, $2, $2, $3, $4, $5, $6, $10, $7, $8, $9, $9, $9)`,
      [
        bench.creditorId,
        writeBackId,
        id,
        bench.connectionId,
        ITEM.ledgerItemId,
        more.state ?? 'verified',
        more.posting ?? null,
        more.former === undefined ? [] : [more.former],
        bench.clock.now(),
        JSON.stringify(instruction),
      ],
    );
    return writeBackId;
  };
  const setState = (state: string) => bench.rows('update write_back set state = $1', [state]);
  const recount = () =>
    bench.tx((tx) => bench.recount.recountItem(tx, bench.connectionId, ITEM.ledgerItemId));

  it('counts a movement that appears, for what it is', async () => {
    await ledgerSays(
      payment('P1', 30_000n),
      creditNote('C1', 20_000n),
      aMovement('W1', 'write-off', -10_000n),
    );
    expect(await claim()).toMatchObject({
      paidMinor: 30_000n,
      creditedMinor: 20_000n,
      writtenOffMinor: 10_000n,
      outstandingMinor: 40_000n,
    });
  });

  it('counts nothing for one that disappears, and again when it reappears', async () => {
    await ledgerSays(payment('P1', 30_000n));
    expect(await ledgerSays()).toMatchObject({
      paidMinor: 0n,
      outstandingMinor: 100_000n,
      holdReason: 'reopened',
    });
    expect(await ledgerSays(payment('P1', 30_000n))).toMatchObject({ paidMinor: 30_000n });
    expect(await counted()).toEqual([
      { id: 'P1#1', kind: 'paid', minor: 30_000n },
      { id: 'P1#2', kind: 'paid', minor: -30_000n },
      { id: 'P1#3', kind: 'paid', minor: 30_000n },
    ]);
  });

  it('counts the difference when one changes its amount', async () => {
    await ledgerSays(payment('P1', 30_000n));
    expect(await ledgerSays(payment('P1', 45_000n))).toMatchObject({ paidMinor: 45_000n });
    expect(await counted()).toEqual([
      { id: 'P1#1', kind: 'paid', minor: 30_000n },
      { id: 'P1#2', kind: 'paid', minor: 15_000n },
    ]);
  });

  it('writes nothing when it is called again', async () => {
    await ledgerSays(payment('P1', 30_000n));
    const before = await claim();
    await recount();
    expect(await claim()).toEqual(before);
    expect(await counted()).toHaveLength(1);
  });

  it('counts no longer what the bookkeeper has moved to another invoice', async () => {
    const other = invoice('2');
    await bench.take([other]);
    await ledgerSays(payment('P1', 30_000n));
    await bench.take([moved(other, payment('P1', 30_000n))]);
    expect(await ledgerSays()).toMatchObject({ paidMinor: 0n, outstandingMinor: 100_000n });
    expect(await bench.claimOf(other)).toMatchObject({ paidMinor: 30_000n });
  });

  describe('does not count again what we booked ourselves', () => {
    it.each([
      ['by its posting', { posting: 'P9' }],
      ['by a posting that it had before', { posting: 'P10', former: 'P9' }],
    ])('recognised %s', async (_how, writeBack) => {
      await weBook(writeBack);
      expect(await ledgerSays(payment('P9', 40_000n))).toMatchObject({
        paidMinor: 40_000n,
        outstandingMinor: 60_000n,
        holdReason: null,
      });
    });

    it('recognised by our key, where the ledger carries it', async () => {
      const key = await weBook();
      const echo: LedgerMovement = { ...payment('P9', 40_000n), writeBackKey: key };
      expect(await ledgerSays(echo)).toMatchObject({ paidMinor: 40_000n, outstandingMinor: 60_000n });
    });

    it('and holds the claim when it disappears, with the money still received', async () => {
      await weBook({ posting: 'P9' });
      await ledgerSays(payment('P9', 40_000n));
      expect(await ledgerSays()).toMatchObject({ paidMinor: 40_000n, holdReason: 'reopened' });
    });

    it('and goes on when it disappears because we took it back ourselves', async () => {
      await weBook({ posting: 'P9' });
      await ledgerSays(payment('P9', 40_000n));
      await weBook({ posting: 'back:P9', reverses: 'P9' }, -40_000n);
      expect(await ledgerSays()).toMatchObject({
        paidMinor: 0n,
        outstandingMinor: 100_000n,
        holdReason: null,
      });
    });

    it('and holds the claim when somebody reverses it, with the money still received', async () => {
      await weBook({ posting: 'P9' });
      expect(await ledgerSays(payment('P9', 40_000n), reversal('R9', 40_000n, 'P9'))).toMatchObject({
        paidMinor: 40_000n,
        outstandingMinor: 60_000n,
        holdReason: 'reopened',
      });
    });
  });

  describe('while one of our postings is unanswered', () => {
    it.each(['sending', 'being-confirmed'])('leaves a new movement undecided (%s)', async (state) => {
      await weBook({ state });
      expect(await ledgerSays(payment('P9', 40_000n))).toMatchObject({ paidMinor: 40_000n });
      expect(await counted()).toHaveLength(1);
    });

    it('counts it when it turns out to be somebody else’s', async () => {
      await weBook({ state: 'being-confirmed' });
      await ledgerSays(payment('P9', 40_000n));
      await setState('failed');
      await recount();
      expect(await claim()).toMatchObject({ paidMinor: 80_000n, outstandingMinor: 20_000n });
    });

    it('recognises it when it turns out to be ours', async () => {
      await weBook({ state: 'being-confirmed' });
      await ledgerSays(payment('P9', 40_000n));
      await bench.rows(`update write_back set state = 'booked', posting_id = 'P9'`);
      await recount();
      expect(await claim()).toMatchObject({ paidMinor: 40_000n, outstandingMinor: 60_000n });
    });

    it('still follows a movement that counts already', async () => {
      await ledgerSays(payment('P1', 30_000n));
      await weBook({ state: 'sending' });
      expect(await ledgerSays(payment('P1', 20_000n))).toMatchObject({ paidMinor: 60_000n });
    });
  });

  describe('a reversal', () => {
    it('takes back what it names', async () => {
      await ledgerSays(payment('P1', 30_000n), creditNote('C1', 20_000n));
      const after = await ledgerSays(
        payment('P1', 30_000n),
        creditNote('C1', 20_000n),
        reversal('R1', 20_000n, 'C1'),
      );
      expect(after).toMatchObject({ paidMinor: 30_000n, creditedMinor: 0n, outstandingMinor: 70_000n });
    });

    it('takes back money where the ledger does not say what', async () => {
      await ledgerSays(payment('P1', 30_000n));
      expect(await ledgerSays(payment('P1', 30_000n), reversal('R1', 30_000n))).toMatchObject({
        paidMinor: 0n,
      });
    });

    it('of more than ever counted holds the claim, and changes no balance', async () => {
      await ledgerSays(payment('P1', 50_000n), creditNote('C1', 10_000n));
      const tooMuch: OpenItem = moved(
        ITEM,
        payment('P1', 50_000n),
        creditNote('C1', 10_000n),
        reversal('R1', 30_000n, 'C1'),
      );
      await bench.take([tooMuch]);
      const held = { creditedMinor: 10_000n, outstandingMinor: 40_000n, holdReason: 'balance-unexplained' };
      expect(await claim()).toMatchObject(held);
      await bench.take([{ ...tooMuch, paymentReference: '1234' }]);
      expect(await claim()).toMatchObject(held);
      expect((await bench.events((await claim()).id)).filter((kind) => kind === 'released')).toEqual([]);
    });
  });

  it('does nothing for an item without a claim', async () => {
    const excluded = invoice('7', { kind: 'credit-note', outstanding: money(-5n, 'NOK') });
    await bench.take([excluded]);
    await bench.tx((tx) => bench.recount.recountItem(tx, bench.connectionId, excluded.ledgerItemId));
    expect(await bench.rows('select from claim')).toHaveLength(1);
  });
});
