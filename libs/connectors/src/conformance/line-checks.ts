import { expect, it } from '@jest/globals';
import { formatDecimal, type Money, money, parseMoney } from '@app/domain';
import {
  OutcomeUnknownError,
  RecordRefusedError,
  WRITE_BACK_LINE_KINDS,
  type WriteBackLineKind,
} from '../contract/index.js';
import type { Bench } from './bench.js';
import { type Booking, makeBooking, postThrough, reversalOf } from './booking.js';
import type { BenchOf } from './check-context.js';
import type { ConformanceFault } from './conformance-ledger.js';

const BESIDE_MINOR: Readonly<Record<WriteBackLineKind, bigint>> = { interest: 1_234n, fees: 3_500n };
/** What target, interest and fees accounts move by. */
const WHOLE = ['447.34', '-12.34', '-35.00'];
const NOTHING = ['0.00', '0.00', '0.00'];

/** A booking of 400.00 on the invoice with interest and fees beside it, and the numbers of the accounts that are touched. */
interface WholeBooking extends Booking {
  readonly accounts: Readonly<Record<WriteBackLineKind | 'target', string>>;
}

/** Principal, interest and fees: in one posting, all or nothing, whatever becomes of the answer. Counted in the books. */
export function checkWriteBackLines(bench: BenchOf): void {
  const balances = ({ accounts }: WholeBooking): readonly bigint[] =>
    [accounts.target, accounts.interest, accounts.fees].map(
      (account) => parseMoney(bench().ledger.generalLedger?.balanceOf(account) ?? '0', 'NOK').minor,
    );
  const moved = (before: readonly bigint[], booking: WholeBooking): readonly string[] =>
    balances(booking).map((minor, place) => formatDecimal(money(minor - (before[place] ?? 0n), 'NOK')));

  it('offers accounts, each once, and proposes one for each kind', async () => {
    const { writeBack } = await makeBooking(bench());
    const options = (await writeBack.lineAccounts?.()) ?? [];
    for (const kind of WRITE_BACK_LINE_KINDS)
      expect(options.filter(({ proposedFor }) => proposedFor.includes(kind))).toHaveLength(1);
    expect(new Set(options.map(({ label }) => label)).size).toBe(options.length);
  });

  it('books interest and fees in one posting with the payment, and takes all of it back', async () => {
    const booking = await makeWholeBooking(bench());
    const { writeBack, instruction, itemId } = booking;
    const before = balances(booking);
    const baseline = await writeBack.prepare(instruction);
    expect(moved(before, booking)).toEqual(NOTHING);
    const posting = await postThrough(bench(), writeBack, instruction, baseline);
    expect(moved(before, booking)).toEqual(WHOLE);
    expect(bench().ledger.outstandingOf(itemId)).toBe('600.00');
    expect(bench().ledger.paymentsOf(itemId)).toBe(1);
    // The customer's part of it alone is what moves the item.
    expect(posting.change).toEqual(money(-40_000n, instruction.amount.currency));
    expect(await writeBack.verify(instruction, posting)).toEqual({ outcome: 'verified' });
    expect(await writeBack.find(instruction, baseline)).toEqual({ outcome: 'posted', posting });
    const back = reversalOf(booking, posting);
    await postThrough(bench(), writeBack, back, await writeBack.prepare(back));
    expect(moved(before, booking)).toEqual(NOTHING);
    expect(bench().ledger.outstandingOf(itemId)).toBe('1000.00');
  });

  it.each<ConformanceFault>(['answer-lost', 'server-error-after-commit', 'late-landing'])(
    'finds the whole of it after %s, and it is there once',
    async (fault) => {
      const booking = await makeWholeBooking(bench());
      const { writeBack, instruction, itemId } = booking;
      const before = balances(booking);
      const baseline = await writeBack.prepare(instruction);
      bench().install({ fault, on: 'write', times: 1 });
      const error = await bench().errorOf(writeBack.post(instruction, baseline));
      expect(error).toBeInstanceOf(OutcomeUnknownError);
      await bench().calm();
      bench().ledger.completeBookings?.();
      // A ledger that needs several calls to book may have been stopped before the last: the next attempt goes on from there.
      if ((await writeBack.find(instruction, baseline)).outcome === 'absent')
        await postThrough(bench(), writeBack, instruction, baseline);
      expect(await writeBack.find(instruction, baseline)).toMatchObject({ outcome: 'posted' });
      expect(moved(before, booking)).toEqual(WHOLE);
      expect(bench().ledger.paymentsOf(itemId)).toBe(1);
    },
  );

  it.each(WRITE_BACK_LINE_KINDS)('books nothing when the account for %s has gone', async (kind) => {
    const booking = await makeWholeBooking(bench());
    const { writeBack, instruction, itemId, accounts } = booking;
    const before = balances(booking);
    bench().ledger.generalLedger?.closeAccount(accounts[kind]);
    const error = await bench().errorOf(writeBack.prepare(instruction));
    expect(error).toBeInstanceOf(RecordRefusedError);
    expect((error as RecordRefusedError).code).toBe('line-account-missing');
    expect((error as RecordRefusedError).remedy).toContain(kind);
    expect(bench().ledger.paymentsOf(itemId)).toBe(0);
    expect(moved(before, booking)).toEqual(NOTHING);
  });
}

async function makeWholeBooking(bench: Bench): Promise<WholeBooking> {
  const made = await makeBooking(bench);
  const options = (await made.writeBack.lineAccounts?.()) ?? [];
  const target = (await made.writeBack.targets()).find(({ proposed }) => proposed);
  const { currency } = made.instruction.amountInBooks;
  const chosen = (kind: WriteBackLineKind) => {
    const option = options.find(({ proposedFor }) => proposedFor.includes(kind));
    if (!option) throw new Error(`No account is proposed for ${kind}.`);
    return option;
  };
  const lines = WRITE_BACK_LINE_KINDS.map((kind) => {
    const amount: Money = money(BESIDE_MINOR[kind], currency);
    return { kind, amount, account: chosen(kind).account };
  });
  const accounts = {
    target: numberOf(target?.label),
    interest: numberOf(chosen('interest').label),
    fees: numberOf(chosen('fees').label),
  };
  return { ...made, accounts, instruction: { ...made.instruction, lines } };
}

function numberOf(label = ''): string {
  const number = /^\d+/.exec(label)?.[0];
  if (number === undefined) throw new Error(`The label "${label}" does not begin with an account number.`);
  return number;
}
