import { createTransport, type Transport, type TransportRequest } from '@app/connectors';
import { testClock } from '../../support/clock.js';
import type { LedgerUnderProof } from '../../support/conformance-ledgers.js';
import { deskSession } from '../../support/ledger-desk.js';

/** What a vendor lets through, as its simulator counts it. */
export interface VendorLimit {
  readonly callsMax: number;
  readonly windowMs: number;
}

const CALLS_MAX_MAX = 1_000;
const STEP_MS = 100;
const WINDOW_MS_MAX = 60_000;
/** Any window that was begun before is over by then. */
const REST_MS = 60_000;

/** Finds the limit by asking too fast: as many calls as one instant holds, and how long it then takes until one more. */
export async function measureVendorLimit({ definition, create }: LedgerUnderProof): Promise<VendorLimit> {
  const clock = testClock();
  const ledger = await create({ clock });
  try {
    const send = createTransport();
    const request = await lastRequestOf((transport) =>
      deskSession(definition, ledger, { transport }).identify(),
    );
    const isRefused = async (): Promise<boolean> => {
      const before = ledger.tooFast();
      await send(request);
      return ledger.tooFast() > before;
    };
    clock.advanceMs(REST_MS);
    let callsMax = 0;
    while (callsMax < CALLS_MAX_MAX && !(await isRefused())) callsMax += 1;
    let windowMs = 0;
    do {
      clock.advanceMs(STEP_MS);
      windowMs += STEP_MS;
    } while (windowMs < WINDOW_MS_MAX && (await isRefused()));
    return { callsMax, windowMs };
  } finally {
    await ledger.stop();
  }
}

async function lastRequestOf(work: (transport: Transport) => Promise<unknown>): Promise<TransportRequest> {
  const send = createTransport();
  let last: TransportRequest | undefined;
  await work((request) => {
    last = request;
    return send(request);
  });
  if (!last) throw new Error('Nothing was asked.');
  return last;
}
