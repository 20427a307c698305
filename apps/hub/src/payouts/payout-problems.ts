import { type Currency, formatDecimal, money } from '@app/domain';
import { ProblemError } from '../api/problem-error.js';
import type { Payout } from './payout.js';

export function payoutNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'payout-not-found',
    title: 'There is no such payout.',
    cause: `No payout ${id} was ordered.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the payout from GET /api/v1/payouts.',
  });
}

export function payingAccountNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'paying-account-not-found',
    title: 'Nobody has said how to pay from this account.',
    cause: `There is no paying account ${id}.`,
    consequence: 'Nothing was ordered.',
    remedy: 'Describe the account with PUT /api/v1/paying-accounts/{id}, then order again.',
  });
}

export function notEnoughMoney(held: bigint, asked: bigint, currency: Currency): ProblemError {
  const text = (minor: bigint): string => `${formatDecimal(money(minor, currency))} ${currency}`;
  return new ProblemError({
    status: 409,
    code: 'not-enough-money',
    title: 'There is less money than was to be paid.',
    cause: `${text(asked)} was to be paid, and ${text(held)} is there.`,
    consequence: 'Nothing was ordered.',
    remedy: 'Order at most what is there; GET /api/v1/client-money/proof shows what every account holds.',
  });
}

export function keyUsedDifferently(key: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'payout-key-used-differently',
    title: 'This payout was ordered before, and otherwise.',
    cause: `"${key}" was ordered with another sum, account, payee or reference.`,
    consequence: 'Nothing was ordered; the first order stands.',
    remedy: 'Read the payout that stands. If it is wrong, cancel it and order anew under another key.',
  });
}

export function wrongPayoutState({ state, id }: Payout, wish: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'payout-in-another-state',
    title: `The payout cannot be ${wish} now.`,
    cause: `Payout ${id} is ${state}.`,
    consequence: 'Nothing was changed.',
    remedy,
  });
}

export function unfitPayout(field: string, reason: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'unfit-payout',
    title: 'No bank could carry this out.',
    cause: `${field} ${reason}.`,
    consequence: 'Nothing was ordered.',
    remedy,
    fields: [{ field, reason }],
  });
}

export function payoutFileNotFound(id: string): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'payout-file-not-found',
    title: 'There is no such file.',
    cause: `No file ${id} was made.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the file from GET /api/v1/payout-files.',
  });
}

export function statusReportRefused(error: Error): ProblemError {
  return new ProblemError(
    {
      status: 422,
      code: 'status-report-refused',
      title: 'This is no status report that can be read.',
      cause: error.message,
      consequence: 'Nothing was changed.',
      remedy: 'Send the bank’s pain.002 as it came, of version 03 or 10.',
    },
    { cause: error },
  );
}

export function reportOfUnknownFile(messageId: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'report-of-unknown-file',
    title: 'The report answers a file that is not ours.',
    cause: `No file with the message id "${messageId.slice(0, 35)}" was made here.`,
    consequence: 'Nothing was changed.',
    remedy: 'Look whether the report belongs to another sender of the same bank agreement.',
  });
}

export function nothingPlanned(bankAccountId: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'nothing-planned',
    title: 'There is nothing to pay.',
    cause: `No planned payment of account ${bankAccountId} is due.`,
    consequence: 'No file was made.',
    remedy: 'Look at GET /api/v1/payouts: proposed ones wait for an approval, later ones for their day.',
  });
}

export function fileAnswered(state: string): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'payout-file-answered',
    title: 'The bank has answered this file.',
    cause: `It is ${state}.`,
    consequence: 'Nothing was changed.',
    remedy: 'Order anew what the bank refused; its money is back where it was.',
  });
}
