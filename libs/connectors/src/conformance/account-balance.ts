import { type Currency, formatDecimal, money, parseMoney } from '@app/domain';

interface VoucherShown {
  readonly postings: readonly { readonly account: number; readonly amount: string }[];
}

/** Sum of all entries on an account, as a simulator's books show them: decimal text, debit positive. */
export function accountBalance(
  vouchers: readonly VoucherShown[],
  account: string,
  currency: Currency = 'NOK',
): string {
  const minor = vouchers
    .flatMap(({ postings }) => postings)
    .filter((posting) => String(posting.account) === account)
    .reduce((sum, { amount }) => sum + parseMoney(amount, currency).minor, 0n);
  return formatDecimal(money(minor, currency));
}
