import { add, type Money, subtract } from '@app/domain';
import { formatMoney } from '@app/domain';
import type { LetterData } from './letter-data.js';
import { LetterSumError } from './letter-errors.js';
import { Speaker } from './speaker.js';

/**
 * A demand whose parts do not make its sum is a wrong demand.
 * @throws LetterSumError
 */
export function assertSum(data: LetterData): void {
  const speaker = new Speaker(data);
  const owed = add(add(speaker.principal, speaker.interest), speaker.costs);
  assertEqual('the total', subtract(owed, speaker.paid), data.total);
  if (data.plan) {
    const planned = data.plan.instalments.map(({ amount }) => amount).reduce(add, zeroLike(data.total));
    if (planned.minor < data.total.minor) assertEqual('the instalments', data.total, planned);
  }
  if (data.receipt) {
    const used = data.receipt.allocated.map(({ amount }) => amount).reduce(add, zeroLike(data.total));
    assertEqual('the use of the payment', used, data.receipt.amount);
  }
}

function zeroLike({ currency }: Money): Money {
  return { minor: 0n, currency };
}

function assertEqual(what: string, expected: Money, given: Money): void {
  if (expected.minor === given.minor) return;
  throw new LetterSumError(
    `In the letter ${what} should be ${formatMoney(expected)} but is ${formatMoney(given)}. It is not sent. Remedy: calculate it again.`,
  );
}
