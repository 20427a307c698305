import { expect, it } from '@jest/globals';
import { type LedgerItemId, money } from '@app/domain';
import { LedgerError, OutcomeUnknownError, RecordRefusedError } from '../contract/index.js';
import { makeBooking, postThrough, reversalOf } from './booking.js';
import type { BenchOf } from './check-context.js';
import type { ConformanceFault } from './conformance-ledger.js';

const REFUSED_AT_THE_DOOR: readonly ConformanceFault[] = [
  'too-fast',
  'too-fast-without-header',
  'session-revoked',
];

/** Exactly once, whatever becomes of the answer. Counted in the ledger's own books. */
export function checkWriteBack(bench: BenchOf, isPossible: (fault: ConformanceFault) => boolean): void {
  it('books once, verifies, and shows as one movement', async () => {
    const booking = await makeBooking(bench());
    const { writeBack, instruction, itemId, session } = booking;
    const baseline = await writeBack.prepare(instruction);
    expect(bench().ledger.paymentsOf(itemId)).toBe(0);
    const posting = await postThrough(bench(), writeBack, instruction, baseline);
    expect(posting.change).toEqual(money(-40_000n, instruction.amount.currency));
    expect(bench().ledger.paymentsOf(itemId)).toBe(1);
    expect(bench().ledger.outstandingOf(itemId)).toBe('600.00');
    expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'verified' });
    expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'posted', posting });
    const { found } = await session.readItems([itemId as LedgerItemId]);
    expect(found[0]?.movements.map(({ postingId }) => postingId)).toEqual([posting.postingId]);
  });

  it('books two instructions of the same amount and day as two', async () => {
    const first = await makeBooking(bench());
    const { writeBack, instruction, itemId } = first;
    const one = await postThrough(bench(), writeBack, instruction, await writeBack.prepare(instruction));
    const second = { ...instruction, key: `${instruction.key}-2` as typeof instruction.key };
    const baseline = await writeBack.prepare(second);
    expect(await writeBack.find(second, baseline)).toEqual({ outcome: 'absent' });
    const two = await postThrough(bench(), writeBack, second, baseline);
    expect(two.postingId).not.toBe(one.postingId);
    expect(bench().ledger.paymentsOf(itemId)).toBe(2);
  });

  it('refuses more than is outstanding, a credited item and one that is gone, each by its code', async () => {
    const more = await makeBooking(bench(), 100_001n);
    const credited = await makeBooking(bench());
    const gone = await makeBooking(bench());
    bench().ledger.credit(credited.itemId);
    bench().ledger.removeInvoice(gone.itemId);
    const codes: string[] = [];
    for (const { writeBack, instruction } of [more, credited, gone]) {
      const error = await bench().errorOf(writeBack.prepare(instruction));
      expect(error).toBeInstanceOf(RecordRefusedError);
      expect((error as RecordRefusedError).remedy).not.toBe('');
      codes.push((error as RecordRefusedError).code);
    }
    expect(codes[0]).toBe('less-outstanding');
    expect(['credited', 'less-outstanding']).toContain(codes[1]);
    expect(codes[2]).toBe('item-gone');
  });

  it('refuses when the target has gone from the ledger', async () => {
    const { writeBack, instruction } = await makeBooking(bench());
    bench().ledger.breakWriteBack();
    const error = await bench().errorOf(writeBack.prepare(instruction));
    expect(error).toBeInstanceOf(RecordRefusedError);
    expect((error as RecordRefusedError).code).toBe('target-missing');
  });

  it('does not take somebody else’s payment of the same amount for its own', async () => {
    const { writeBack, instruction, itemId } = await makeBooking(bench());
    const baseline = await writeBack.prepare(instruction);
    bench().ledger.pay(itemId, '400.00');
    const { outcome } = await writeBack.find(instruction, baseline);
    expect(['absent', 'ambiguous']).toContain(outcome);
  });

  it('calls two bookings that could be its own ambiguous', async () => {
    const { writeBack, instruction, itemId } = await makeBooking(bench());
    const baseline = await writeBack.prepare(instruction);
    await postThrough(bench(), writeBack, instruction, baseline);
    await writeBack.post(instruction, baseline).catch((error: unknown) => {
      if (!(error instanceof OutcomeUnknownError)) throw error;
    });
    bench().ledger.completeBookings?.();
    // A ledger that keeps our key takes the second one for the first: then there is nothing to doubt.
    const outcome = bench().ledger.paymentsOf(itemId) === 1 ? 'posted' : 'ambiguous';
    expect(await writeBack.find(instruction, baseline)).toMatchObject({ outcome });
  });

  it('takes its booking back, once, and sees when somebody else did', async () => {
    const booking = await makeBooking(bench());
    const { writeBack, instruction, itemId } = booking;
    const posting = await postThrough(bench(), writeBack, instruction, await writeBack.prepare(instruction));
    const back = reversalOf(booking, posting);
    const baseline = await writeBack.prepare(back);
    const reversal = await postThrough(bench(), writeBack, back, baseline);
    expect(reversal.change).toEqual(instruction.amount);
    expect(bench().ledger.outstandingOf(itemId)).toBe('1000.00');
    expect(await writeBack.find(back, baseline)).toMatchObject({ outcome: 'posted' });
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'reversed' });
    expect(await bench().errorOf(writeBack.prepare(back))).toBeInstanceOf(RecordRefusedError);
  });

  it('sees a reversal by the bookkeeper', async () => {
    const { writeBack, instruction, itemId } = await makeBooking(bench());
    const posting = await postThrough(bench(), writeBack, instruction, await writeBack.prepare(instruction));
    bench().ledger.reverseNewestPayment(itemId);
    expect(await writeBack.verify(instruction, posting)).toMatchObject({ outcome: 'reversed' });
  });

  it.each<ConformanceFault>([
    'answer-lost',
    'server-error-after-commit',
    'answer-cut-off',
    'slow-answer',
    'late-landing',
  ])('finds its booking after %s, and it is there once', async (fault) => {
    const { writeBack, instruction, itemId } = await makeBooking(bench());
    const baseline = await writeBack.prepare(instruction);
    bench().install({ fault, on: 'write', times: 1 });
    const error = await bench().errorOf(writeBack.post(instruction, baseline));
    expect(error).toBeInstanceOf(OutcomeUnknownError);
    await bench().calm();
    if (bench().ledger.completeBookings) {
      const { outcome } = await writeBack.find(instruction, baseline);
      expect(['being-confirmed', 'posted']).toContain(outcome);
      bench().ledger.completeBookings?.();
    }
    expect(await writeBack.find(instruction, baseline)).toMatchObject({ outcome: 'posted' });
    expect(bench().ledger.paymentsOf(itemId)).toBe(1);
  });

  const nothingPosted: readonly ConformanceFault[] = [
    'too-fast',
    'too-fast-without-header',
    'server-error',
    'bad-gateway',
    'connection-reset',
    'html-with-200',
    'error-in-200',
    'session-revoked',
  ];
  it.each(nothingPosted.filter(isPossible))(
    'posts nothing under %s, says so, and may be asked again after looking',
    async (fault) => {
      const { writeBack, instruction, itemId } = await makeBooking(bench());
      const baseline = await writeBack.prepare(instruction);
      bench().install({ fault, on: 'write', times: 1 });
      const error = await bench().errorOf(writeBack.post(instruction, baseline));
      expect(error).toBeInstanceOf(LedgerError);
      // Only a refusal at the door proves that nothing was booked; anything else may have happened behind it.
      expect((error as LedgerError).kind).toBe(
        REFUSED_AT_THE_DOOR.includes(fault) ? 'retryable' : 'outcome-unknown',
      );
      bench().ledger.completeBookings?.();
      expect(bench().ledger.paymentsOf(itemId)).toBe(0);
      bench().waitAsAsked(error);
      expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'absent' });
      await postThrough(bench(), writeBack, instruction, baseline);
      expect(bench().ledger.paymentsOf(itemId)).toBe(1);
    },
  );
}
