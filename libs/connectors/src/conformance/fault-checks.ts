import { afterAll, expect, it } from '@jest/globals';
import { type LedgerItemId, money } from '@app/domain';
import { BookedLaterError, LedgerError, type LedgerErrorKind } from '../contract/index.js';
import type { Bench } from './bench.js';
import { type Booking, makeBooking, postThrough } from './booking.js';
import type { BenchOf } from './check-context.js';
import type { ConformanceFault } from './conformance-ledger.js';
import { ALLOWED_ENDINGS, REQUESTS_MAX } from './fault-table.js';
import { type FaultOutcome, reportFaults } from './report.js';

interface Operation {
  readonly name: string;
  readonly writes: boolean;
  /** Undefined when the connector has no such part. */
  prepare(bench: Bench): Promise<Prepared | undefined>;
}

interface Prepared {
  readonly itemId: string;
  readonly call: () => Promise<unknown>;
}

const reading = (
  name: string,
  call: (bench: Bench, itemId: string) => () => Promise<unknown>,
): Operation => ({
  name,
  writes: false,
  prepare: async (bench) => {
    const itemId = bench.ledger.addInvoice({ amount: '1000.00', invoicedOn: bench.daysAgo(50) });
    await bench.session().identify();
    return { itemId, call: call(bench, itemId) };
  },
});

const booking = (
  name: string,
  writes: boolean,
  call: (made: Booking, bench: Bench) => Promise<() => Promise<unknown>>,
): Operation => ({
  name,
  writes,
  prepare: async (bench) => {
    if (!bench.definition.capabilities.includes('write-back')) return undefined;
    const made = await makeBooking(bench);
    return { itemId: made.itemId, call: await call(made, bench) };
  },
});

const OPERATIONS: readonly Operation[] = [
  reading('identify', (bench) => () => bench.session().identify()),
  reading('listCompanies', (bench) => () => bench.grant().listCompanies()),
  reading('preflight', (bench) => () => bench.session().preflight()),
  reading(
    'pullOpenItems',
    (bench) => () => bench.session().pullOpenItems({ pageSize: 5, invoicedFrom: bench.daysAgo(400) }),
  ),
  reading('settlementChanges', (bench, itemId) => () => bench.changes(bench.session(), [itemId])),
  reading('readItems', (bench, itemId) => () => bench.session().readItems([itemId as LedgerItemId])),
  booking('targets', false, ({ writeBack }) => Promise.resolve(() => writeBack.targets())),
  {
    name: 'lineAccounts',
    writes: false,
    prepare: async (bench) => {
      if (!bench.definition.capabilities.includes('write-back-lines')) return undefined;
      const { itemId, writeBack } = await makeBooking(bench);
      return { itemId, call: () => Promise.resolve(writeBack.lineAccounts?.()) };
    },
  },
  booking('prepare', false, ({ writeBack, instruction }) =>
    Promise.resolve(() => writeBack.prepare(instruction)),
  ),
  booking('find', false, async ({ writeBack, instruction }) => {
    const baseline = await writeBack.prepare(instruction);
    return () => writeBack.find(instruction, baseline);
  }),
  booking('verify', false, async ({ writeBack, instruction }, bench) => {
    const posting = await postThrough(bench, writeBack, instruction, await writeBack.prepare(instruction));
    return () => writeBack.verify(instruction, posting);
  }),
  booking('post', true, async ({ writeBack, instruction }) => {
    const baseline = await writeBack.prepare(instruction);
    return () => writeBack.post(instruction, baseline);
  }),
  booking('reverse', true, async ({ writeBack, instruction }, bench) => {
    const posting = await postThrough(bench, writeBack, instruction, await writeBack.prepare(instruction));
    const back = {
      ...instruction,
      kind: 'reversal',
      amount: money(-posting.change.minor, posting.change.currency),
      reverses: posting,
    } as const;
    const baseline = await writeBack.prepare(back);
    return () => writeBack.post(back, baseline);
  }),
];

/** Every fault on every operation, for as long as it lasts: the right error, bounded requests, never a success. */
export function checkFaults(bench: BenchOf, faults: readonly ConformanceFault[]): void {
  const outcomes: FaultOutcome[] = [];
  for (const fault of faults) {
    it(`${fault}: every operation ends in the right error`, async () => {
      for (const operation of OPERATIONS) {
        const outcome = await play(bench(), operation, fault);
        if (!outcome) continue;
        outcomes.push(outcome);
        expect(outcome).toMatchObject({ allowed: true });
      }
    });
    it(`${fault}, once: every read gets over it`, async () => {
      for (const operation of OPERATIONS) {
        if (operation.writes) continue;
        const prepared = await operation.prepare(bench());
        if (!prepared) continue;
        bench().install({ fault, on: 'any', times: 1 });
        const error = await bench().errorOf(prepared.call());
        await bench().calm();
        bench().waitAsAsked(error);
        // A read may also give a long wait back to its caller.
        if (error)
          expect({ operation: operation.name, kind: (error as LedgerError).kind }).toEqual({
            operation: operation.name,
            kind: 'retryable',
          });
      }
    });
  }
  afterAll(() => reportFaults(bench().definition.key, outcomes));
}

async function play(
  bench: Bench,
  operation: Operation,
  fault: ConformanceFault,
): Promise<FaultOutcome | undefined> {
  const prepared = await operation.prepare(bench);
  if (!prepared) return undefined;
  const { ledger } = bench;
  const before = ledger.requests();
  const booksBefore = booksOf(bench, prepared.itemId);
  bench.install({ fault, on: 'any', times: Infinity });
  const error = await bench.errorOf(prepared.call());
  // A simulator counts a request when it has dealt with it, the late ones last.
  await bench.calm();
  bench.waitAsAsked(error);
  const requests = ledger.requests() - before;
  const ending = endingOf(error);
  const endings: readonly string[] = ALLOWED_ENDINGS[fault][operation.writes ? 'write' : 'read'];
  // "Certainly not carried out": whatever the fault, the books must bear that out. Where they do, the fault met a look
  // before the call that books.
  const isAllowed =
    operation.writes && ending === 'retryable'
      ? booksOf(bench, prepared.itemId) === booksBefore
      : endings.includes(ending);
  return {
    operation: operation.name,
    fault,
    ending,
    requests,
    allowed: isAllowed && requests <= REQUESTS_MAX,
  };
}

function booksOf({ ledger }: Bench, itemId: string): string {
  ledger.completeBookings?.();
  return `${ledger.paymentsOf(itemId)} payments, ${ledger.outstandingOf(itemId)} left`;
}

/** An error that is none of the contract's is named, so that the failure tells which. */
function endingOf(error: Error | undefined): LedgerErrorKind | 'success' | string {
  // Taken in is as good as booked: under a fault that stands it must not be.
  if (!error || error instanceof BookedLaterError) return 'success';
  return error instanceof LedgerError ? error.kind : `${error.name}: ${error.message}`;
}
