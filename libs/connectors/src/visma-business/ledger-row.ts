import { type Currency, parseMoney } from '@app/domain';
import { textOf, tokenIn } from './keys.js';
import type { WireTransaction } from './wire.js';

/** A row of the customer ledger in minor units: debit positive, credit negative. */
export interface LedgerRow {
  readonly wire: WireTransaction;
  readonly minor: bigint;
  readonly openMinor: bigint;
  /** The write-back token, on a row of ours. */
  readonly token: string | undefined;
}

/** @throws MalformedAmountError */
export function toLedgerRow(wire: WireTransaction, currency: Currency): LedgerRow {
  return {
    wire,
    minor: parseMoney(wire.amountDomestic, currency).minor,
    openMinor: parseMoney(wire.outstandingAmountDomestic, currency).minor,
    token: tokenIn(wire.externalReference1, wire.text),
  };
}

/** What a payment may name the row by (doc.visma.net: `reference` is filled from the invoice number, else the voucher's). */
export function referencesOf({ reference, invoiceNo, voucherNo }: WireTransaction): readonly string[] {
  const named = [reference, invoiceNo].filter((text) => text !== undefined);
  return named.length > 0 || voucherNo === undefined ? named : [String(voucherNo)];
}

/** Whether the row says of itself that it belongs to the invoice: by `crossReference`, without one by `invoiceNo`. */
export function pointsAt(row: WireTransaction, invoice: WireTransaction): boolean {
  const named = row.crossReference ?? row.invoiceNo;
  const isSelf = textOf(row) === textOf(invoice);
  return (
    !isSelf &&
    row.customerNo === invoice.customerNo &&
    named !== undefined &&
    referencesOf(invoice).includes(named)
  );
}

/** How much of the row is used up by matching, positive. */
export function usedMinor({ minor, openMinor }: LedgerRow): bigint {
  const used = minor - openMinor;
  return used < 0n ? -used : used;
}
