import { type Currency, type LedgerMovement, type Money, money, parseMoney, subtract } from '@app/domain';
import { BOOKS, type CreditFacts, type PaymentFact, toMovements } from './movements.js';
import type { WireInvoice } from './wire.js';

export interface BalanceView {
  readonly original: Money;
  readonly outstanding: Money;
  readonly movements: readonly LedgerMovement[];
  readonly unNetted: Money;
  readonly pending: Money;
}

/**
 * What was owed, what moved it, and what is left. Fortnox's documentation leaves open what `Balance` contains, so the
 * movements are added up and compared with it under each possible answer:
 * - exactly `original + movements`: nothing open;
 * - less by the payments that are not booked: they lower it already; we count them only when they are booked;
 * - more by the tax agency's part of a ROT/RUT invoice: the customer never owes it;
 * - the same sum in the books' currency: a foreign invoice whose balance is told in SEK;
 * - without write-offs: they did not lower it.
 * If none fits, Fortnox's own figure stands, and the hub sees that the movements do not explain it.
 * @throws MalformedAmountError, MalformedDateError
 */
export function viewBalance(
  invoice: WireInvoice,
  facts: readonly PaymentFact[],
  credit: CreditFacts | undefined,
  currency: Currency,
): BalanceView {
  const total = parseMoney(invoice.Total, currency);
  const original = customersPart(invoice, total);
  const balance = parseMoney(invoice.Balance, currency);
  const told = [true, false].map((withWriteOffs) =>
    toMovements(invoice, facts, credit, currency, withWriteOffs),
  );
  for (const view of told) {
    const moved = view.movements.reduce((sum, { change }) => sum + change.minor, original.minor);
    const left = money(moved + view.unNetted.minor, currency);
    const differences = [0n, -view.pending.minor, total.minor - original.minor];
    const fits =
      differences.some((difference) => left.minor + difference === balance.minor) ||
      isInBooks(left, balance, invoice);
    if (fits) return { ...view, original, outstanding: money(moved, currency) };
  }
  const [first] = told as [ReturnType<typeof toMovements>];
  return { ...first, original, outstanding: subtract(balance, first.unNetted) };
}

/** ROT, RUT and green-technology invoices: the customer owes `TotalToPay`, the tax agency pays the rest. */
export function hasTaxReduction({ HouseWork, TaxReductionType }: WireInvoice): boolean {
  return HouseWork === true || (TaxReductionType !== undefined && TaxReductionType.toLowerCase() !== 'none');
}

function customersPart(invoice: WireInvoice, total: Money): Money {
  if (!hasTaxReduction(invoice) || invoice.TotalToPay === undefined) return total;
  const toPay = parseMoney(invoice.TotalToPay, total.currency);
  return toPay.minor > 0n && toPay.minor < total.minor ? toPay : total;
}

/** Within a hundredth: payments were converted at the rates of their own days. */
function isInBooks(left: Money, balance: Money, { CurrencyRate, CurrencyUnit }: WireInvoice): boolean {
  if (left.currency === BOOKS || CurrencyRate === undefined) return false;
  const rate = ratio(CurrencyRate);
  const unit = ratio(CurrencyUnit ?? '1');
  if (rate === undefined || unit === undefined || unit === 0n) return false;
  return [(left.minor * rate) / unit, (left.minor * rate) / SCALE].some((inBooks) => {
    const off = inBooks > balance.minor ? inBooks - balance.minor : balance.minor - inBooks;
    const size = inBooks < 0n ? -inBooks : inBooks;
    return off <= size / 100n + 2n;
  });
}

const SCALE_DIGITS = 6;
const SCALE = 1_000_000n;

/** A rate in millionths; further digits matter less than the hundredth allowed above. */
function ratio(text: string): bigint | undefined {
  const match = /^(\d{1,12})(?:\.(\d+))?$/.exec(text);
  if (!match) return undefined;
  return BigInt((match[1] ?? '') + (match[2] ?? '').slice(0, SCALE_DIGITS).padEnd(SCALE_DIGITS, '0'));
}
