import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { conformanceLedgers } from '../support/conformance-ledgers.js';
import { BookingDesk, type Case, type Ending } from './write-back/booking-desk.js';
import { LOSSES, type Loss } from './write-back/lossy-transport.js';

const LEDGERS = (await conformanceLedgers()).filter(({ definition }) =>
  definition.capabilities.includes('write-back'),
);
/** No protocol of booking and reading back is nearly as long. */
const CALLS_MAX = 80;
const LEDGER_TIMEOUT_MS = 300_000;

const BOOKED: Omit<Ending, 'interest'> = { state: 'verified', payments: 1, outstanding: '600.00' };
/**
 * Some ledgers remove the payment, others book its opposite beside it, and there a person may have to match the two: the
 * undisturbed run says which.
 */
const TAKEN_BACK: Pick<Ending, 'outstanding' | 'interest'> = { outstanding: '1000.00', interest: 0n };
const TAKEN_BACK_STATES = ['verified', 'needs-matching'];

/**
 * Signing in, looking, preparing, posting, reading back: each call of the protocol is lost in turn, and the hub's own
 * worker goes on as it does after any outage. What the ledger's own books hold in the end is what counts.
 */
describe.each(LEDGERS)('$key: the answer to any one call of a booking is lost', (under) => {
  let desk: BookingDesk;
  let cases = 0;
  const callsLost: number[] = [];
  beforeAll(async () => {
    desk = await BookingDesk.open(under);
  });
  afterAll(async () => {
    process.stdout.write(
      `\nAnswer lost, ${under.key}: ${cases} bookings and reversals, calls 1 to ${Math.max(...callsLost)} of the ` +
        `protocol lost in ${LOSSES.length} ways, each in the books exactly once\n`,
    );
    await desk.close();
  });

  /** Until a run is over before the call that was to be lost. */
  async function loseEach(make: () => Promise<Case>, loss: Loss, wanted: Ending): Promise<void> {
    for (let lostCall = 1; lostCall <= CALLS_MAX; lostCall += 1) {
      const { calls, ...ending } = await desk.carryOut(await make(), lostCall, loss);
      expect({ lostCall, ...ending }).toEqual({ lostCall, ...wanted });
      if (calls < lostCall) return;
      cases += 1;
      callsLost.push(lostCall);
    }
    throw new Error(`The protocol is longer than ${CALLS_MAX} calls.`);
  }

  it.each(LOSSES)(
    'the %s is lost: the payment is booked once',
    (loss) => loseEach(() => desk.settle(), loss, { ...BOOKED, interest: desk.interestBooked }),
    LEDGER_TIMEOUT_MS,
  );

  it.each(LOSSES)(
    'the %s is lost: the payment is taken back once',
    async (loss) => {
      const { payments, state, outstanding, interest } = await desk.carryOut(await reversal(), 0, loss);
      expect({ outstanding, interest }).toEqual(TAKEN_BACK);
      expect(TAKEN_BACK_STATES).toContain(state);
      await loseEach(reversal, loss, { payments, state, outstanding, interest });
    },
    LEDGER_TIMEOUT_MS,
  );

  async function reversal(): Promise<Case> {
    const paid = await desk.settle();
    await desk.carryOut(paid, 0, 'answer');
    return desk.reverse(paid);
  }
});
