import { expect, it } from '@jest/globals';
import type { LedgerPosting } from '@app/domain';
import { RecordRefusedError } from '../contract/index.js';
import type { Bench } from './bench.js';
import { type Booking, makeBooking, postThrough } from './booking.js';
import type { BenchOf } from './check-context.js';
import { CONFORMANCE_OBSTACLES } from './conformance-ledger.js';

/** Each thing that stands in the way is refused by its name, books nothing, and leaves a way on when it is gone. */
export function checkObstacles(bench: BenchOf): void {
  it.each(CONFORMANCE_OBSTACLES)('%s: refused by name, and booked once it is mended', async (name) => {
    const { ledger } = bench();
    const obstacle = ledger.obstacles?.[name];
    // Where the vendor does not tell it, there is nothing to name.
    if (!obstacle) return expect(name).not.toBe('period-closed');
    const booking = await makeBooking(bench());
    const { instruction, itemId } = booking;
    obstacle.put(itemId, instruction.bookOn);
    const refusal = await refusalOf(bench(), booking);
    expect(refusal).toBeInstanceOf(RecordRefusedError);
    expect(refusal).toMatchObject({ code: obstacle.code, openFrom: obstacle.opensOn?.(instruction.bookOn) });
    expect((refusal as RecordRefusedError).remedy).not.toBe('');
    expect(ledger.paymentsOf(itemId)).toBe(0);
    obstacle.remove(itemId, instruction.bookOn);
    const posting = await bookAfter(bench(), booking);
    expect(posting.bookedOn).toBe(instruction.bookOn);
    expect(ledger.paymentsOf(itemId)).toBe(1);
  });
}

/** What a ledger had taken in already it books by itself once it can; any other is ordered again. */
async function bookAfter(bench: Bench, { writeBack, instruction }: Booking): Promise<LedgerPosting> {
  bench.ledger.completeBookings?.();
  const baseline = await writeBack.prepare(instruction);
  const found = await writeBack.find(instruction, baseline);
  if (found.outcome === 'posted') return found.posting;
  return postThrough(bench, writeBack, instruction, baseline);
}

/** Told before it is sent, by the answer, or, where the ledger books later, when it is looked for. */
async function refusalOf(bench: Bench, { writeBack, instruction }: Booking): Promise<Error | undefined> {
  return bench.errorOf(
    (async () => {
      const baseline = await writeBack.prepare(instruction);
      await postThrough(bench, writeBack, instruction, baseline);
    })(),
  );
}
