import type { Money } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import type { VoucherParts } from './voucher-parts.js';
import { lineAccountMissing } from './write-back-refusals.js';
import { readLineAccount } from './write-back-target.js';

/** Account types of a voucher line (https://docs.vismasoftware.no/businessnxtapi/howto/batch). */
const CUSTOMER = 1;
const LEDGER = 3;

/** Debit and credit of one voucher line, which is in balance by itself. */
export interface LineSides {
  readonly debitType: number;
  readonly debitNo: number;
  readonly creditType: number;
  readonly creditNo: number;
  readonly amount: Money;
  /** The line takes down the customer's invoice, or raises it again. */
  readonly isCustomers: boolean;
}

/**
 * The lines of a batch of ours: the customer's first, then one each for interest and fees, all against the interim account.
 * A payment debits that account, a reversal credits it. Each line is in balance, and a batch is posted whole, so no part
 * of a settlement is ever booked alone.
 */
export function voucherLines(
  { kind, amountInBooks, lines = [] }: WriteBackInstruction,
  { customerNo, accountNo }: VoucherParts,
): readonly LineSides[] {
  const against = (type: number, no: number, amount: Money): LineSides => ({
    ...(kind === 'payment'
      ? { debitType: LEDGER, debitNo: accountNo, creditType: type, creditNo: no }
      : { debitType: type, debitNo: no, creditType: LEDGER, creditNo: accountNo }),
    amount,
    isCustomers: type === CUSTOMER,
  });
  return [
    against(CUSTOMER, customerNo, amountInBooks),
    ...lines.map((line) => {
      const no = readLineAccount(line.account);
      if (no === undefined) throw lineAccountMissing(line.kind);
      return against(LEDGER, no, line.amount);
    }),
  ];
}
