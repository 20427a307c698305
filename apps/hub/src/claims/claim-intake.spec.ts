import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type ConnectionId, localDate, newId } from '@app/domain';
import { decideClaim } from '@app/mapping';
import { creditNote, invoice, moved, payment, reversal } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';

describe('ClaimIntake', () => {
  let bench: RoadBench;
  beforeAll(async () => {
    bench = await RoadBench.open();
  });
  beforeEach(() => bench.reset());
  afterAll(() => bench.close());

  const create = (approval: 'approve' | 'automatic', ids: readonly string[]) =>
    bench.tx((tx) => {
      const { policy, today } = bench.context();
      const claims = ids.map((id) => ({
        item: invoice(id),
        decision: decideClaim(invoice(id), policy, today),
      }));
      return bench.claimIntake.create(tx, { ...bench.context(), approval }, claims);
    });
  const many = Array.from({ length: 150 }, (_, index) => String(1_000 + index));

  it('makes a page of claims at once, each with its first line and its hand-over, and wakes once', async () => {
    expect(await create('automatic', many)).toBe(150);
    const [counts] = await bench.rows(
      `select (select count(*)::int from claim where state = 'approved' and last_event = 1 and last_message = 1) as claims,
         (select count(*)::int from claim_event where kind = 'created' and sequence = 1) as events,
         (select count(*)::int from outbox_message where kind = 'hand-over' and state = 'pending' and sequence = 1) as messages`,
    );
    expect(counts).toEqual({ claims: 150, events: 150, messages: 150 });
    expect(bench.sent).toHaveLength(1);
  });

  it('waits for a person where the creditor wants that', async () => {
    expect(await create('approve', ['1'])).toBe(1);
    expect(await bench.claimOf(invoice('1'))).toMatchObject({ state: 'proposed', lastMessage: 0 });
    expect(await bench.rows('select from outbox_message')).toEqual([]);
    expect(bench.sent).toEqual([]);
  });

  it('makes none of an item that has one, and leaves that one alone', async () => {
    await create('approve', ['1']);
    const before = await bench.claimOf(invoice('1'));
    expect(await create('automatic', ['1', '2'])).toBe(1);
    expect(await bench.claimOf(invoice('1'))).toEqual(before);
    expect(await bench.messages(before.id)).toEqual([]);
    expect(await bench.events(before.id)).toEqual(['created']);
  });

  it('makes one of an item that two processes take in at once', async () => {
    const made = await Promise.all(Array.from({ length: 4 }, () => create('automatic', ['1'])));
    expect(made.reduce((sum, each) => sum + each)).toBe(1);
    expect(await bench.rows('select from outbox_message')).toHaveLength(1);
  });

  it('makes one of the same number in another company', async () => {
    await create('approve', ['1']);
    const elsewhere = {
      ...bench.context(),
      connectionId: newId<'ConnectionId'>(bench.clock) as ConnectionId,
    };
    const { policy, today } = bench.context();
    const decision = decideClaim(invoice('1'), policy, today);
    const made = await bench.tx((tx) =>
      bench.claimIntake.create(tx, { ...elsewhere, approval: 'approve' }, [{ item: invoice('1'), decision }]),
    );
    expect(made).toBe(1);
  });

  it('says why it is a claim', async () => {
    await bench.take([invoice('1')]);
    const claim = await bench.claimOf(invoice('1'));
    const [line] = await bench.rows(
      'select sequence, kind, detail, actor from claim_event where claim_id = $1',
      [claim.id],
    );
    expect(line).toMatchObject({
      sequence: 1,
      kind: 'created',
      actor: 'system',
      detail: {
        rule: 'overdue',
        policyVersion: 1,
        inputs: { dueOn: '2026-03-02', collectableFrom: '2026-03-17', outstandingMinor: '100000' },
        approval: 'automatic',
      },
    });
  });

  it('keeps a payment reference with a right check digit, and no other', async () => {
    await bench.take([
      invoice('1', { paymentReference: '12345678903' }),
      invoice('2', { paymentReference: '12345678904' }),
    ]);
    expect(await bench.claimOf(invoice('1'))).toMatchObject({ paymentReference: '12345678903' });
    expect(await bench.claimOf(invoice('2'))).toMatchObject({ paymentReference: null });
  });

  it('counts what had reduced the item before, so that its reversal finds its place', async () => {
    const partPaid = moved(invoice('1'), payment('P1', 30_000n), creditNote('C1', 20_000n));
    await bench.take([partPaid]);
    expect(await bench.claimOf(partPaid)).toMatchObject({
      principalMinor: 100_000n,
      paidMinor: 30_000n,
      creditedMinor: 20_000n,
      outstandingMinor: 50_000n,
      lastEvent: 1,
    });
    await bench.take([
      moved(invoice('1'), payment('P1', 30_000n), creditNote('C1', 20_000n), reversal('R1', 30_000n, 'P1')),
    ]);
    expect(await bench.claimOf(partPaid)).toMatchObject({ paidMinor: 0n, creditedMinor: 20_000n });
  });

  it.each([
    ['a reversal', [reversal('R1', 20_000n, 'C1')]],
    ['a reversal of a reversal', [reversal('R1', 20_000n, 'C1'), reversal('R2', -20_000n, 'R1')]],
    ['a reversal of something unknown', [payment('P2', 20_000n), reversal('R1', 20_000n, 'X')]],
  ])('counts %s as its balance does', async (_what, more) => {
    const item = moved(invoice('1'), payment('P1', 30_000n), creditNote('C1', 20_000n), ...more);
    await bench.take([item]);
    const made = await bench.claimOf(item);
    const sums = await bench.rows<{ kind: string; minor: bigint }>(
      'select kind, sum(amount_minor)::bigint as minor from claim_movement where claim_id = $1 group by 1',
      [made.id],
    );
    const of = (kind: string) => sums.find((sum) => sum.kind === kind)?.minor ?? 0n;
    expect({ paid: of('paid'), credited: of('credited') }).toEqual({
      paid: made.paidMinor,
      credited: made.creditedMinor,
    });
  });

  it('makes none of an item that takes back more than was ever paid, and keeps the rest of its page', async () => {
    const broken = moved(invoice('1'), creditNote('C1', 20_000n), reversal('R1', 10_000n));
    await bench.take([broken, invoice('2')]);
    expect(
      await bench.rows('select ledger_item_id as id, decision_rule as rule from open_item order by 1'),
    ).toEqual([
      { id: '1', rule: 'balance-unexplained' },
      { id: '2', rule: 'overdue' },
    ]);
    expect(await bench.rows('select ledger_item_id as id from claim')).toEqual([{ id: '2' }]);
  });

  it('leaves movements alone of a claim that was there before', async () => {
    await create('approve', ['1']);
    const before = await bench.claimOf(invoice('1'));
    await bench.count(before.id, { occurredOn: localDate('2026-03-20') });
    expect(await create('approve', ['1'])).toBe(0);
    expect(await bench.rows('select from claim_movement')).toHaveLength(1);
  });
});
