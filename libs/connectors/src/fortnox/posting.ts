import {
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  type Money,
  negate,
  parseMoney,
} from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import { BOOKS } from './movements.js';
import { voucherIdOf } from './to-open-item.js';
import type { WirePayment } from './wire.js';

/** A booked payment of ours as the hub keeps it: the payment's number, and the voucher as proof. */
export function toPosting(payment: WirePayment, { amount, bookOn }: WriteBackInstruction): LedgerPosting {
  return {
    postingId: payment.Number as LedgerPostingId,
    voucherId: (voucherIdOf(payment) ?? '') as LedgerVoucherId,
    bookedOn: localDate(payment.PaymentDate ?? bookOn),
    change: changeOf(payment, amount),
  };
}

/** Whether the payment moves the invoice by exactly this. */
export function isAmountOf(payment: WirePayment, change: Money): boolean {
  try {
    return changeOf(payment, change).minor === change.minor;
  } catch {
    return false;
  }
}

function changeOf({ Amount, AmountCurrency }: WirePayment, { currency }: Money): Money {
  const text = currency === BOOKS ? Amount : (AmountCurrency ?? Amount);
  return negate(parseMoney(text, currency));
}
