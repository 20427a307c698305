import {
  type LedgerPosting,
  type LedgerPostingId,
  type LedgerVoucherId,
  type LocalDate,
  localDate,
  negate,
  parseMoney,
} from '@app/domain';
import type { FindResult, WriteBackInstruction } from '../contract/index.js';
import type { PowerOfficeClient } from './client.js';
import {
  wireBankVoucher,
  wireEntry,
  type WireEntry,
  wireInvoice,
  type WireInvoice,
  wireTransaction,
} from './wire.js';

/** One invoice as it stands now; undefined when PowerOffice does not show it. */
export function readInvoice(
  client: PowerOfficeClient,
  id: string,
  signal?: AbortSignal,
): Promise<WireInvoice | undefined> {
  return client.find({ path: '/OutgoingInvoices/{id}', id, signal }, wireInvoice);
}

/** A customer's entries of one day. There is no endpoint that finds a voucher by its reference; entries carry it. */
export function readEntriesOf(
  client: PowerOfficeClient,
  customerNo: string,
  on: LocalDate,
  signal?: AbortSignal,
): Promise<readonly WireEntry[]> {
  return client.list(
    {
      path: '/Customerledger/Statement',
      query: { fromDate: on, toDate: on, customerNos: customerNo },
      signal,
    },
    wireEntry,
  );
}

/** Which of the entries is our voucher, by the key that it carries. */
export function findByKey(entries: readonly WireEntry[], instruction: WriteBackInstruction): FindResult {
  const { key, amountInBooks } = instruction;
  const ours = entries.filter(
    ({ ExternalImportReference, IsCreatedByCurrentIntegration }) =>
      ExternalImportReference === key && IsCreatedByCurrentIntegration !== false,
  );
  const payments = ours.filter(({ VoucherType }) => VoucherType !== 'ReversalVoucher');
  const [only] = payments;
  if (!only) return { outcome: 'absent' };
  if (payments.length > 1) {
    return { outcome: 'ambiguous', detail: `${payments.length} entries carry the key of this booking.` };
  }
  if (!isAmount(only, negate(amountInBooks).minor)) {
    return { outcome: 'ambiguous', detail: 'An entry carries the key of this booking, with another amount.' };
  }
  return {
    outcome: 'posted',
    posting: paymentPosting(only.VoucherId, localDate(only.PostingDate), instruction),
  };
}

export function isAmount({ Amount }: WireEntry, minor: bigint): boolean {
  return parseMoney(Amount, 'NOK').minor === minor;
}

/** A voucher of ours has one line on a customer, so the voucher's id names the posting. */
export function paymentPosting(
  voucherId: string,
  bookedOn: LocalDate,
  { amount }: WriteBackInstruction,
): LedgerPosting {
  return {
    postingId: voucherId as LedgerPostingId,
    voucherId: voucherId as LedgerVoucherId,
    bookedOn,
    change: negate(amount),
  };
}

/** What takes a voucher back is named after it: PowerOffice takes each back once, and not every version names the other. */
export function reversalPosting(voucherId: string, { amount, bookOn }: WriteBackInstruction): LedgerPosting {
  return {
    postingId: `reversal:${voucherId}` as LedgerPostingId,
    voucherId: voucherId as LedgerVoucherId,
    bookedOn: bookOn,
    change: amount,
  };
}

/**
 * Whether a voucher of ours holds the interest and fees that were sent with it. One that does not show its lines is taken
 * at its word: it was refused or posted whole.
 */
export async function holdsLines(
  client: PowerOfficeClient,
  voucherId: string,
  { lines = [] }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<boolean> {
  if (lines.length === 0) return true;
  const voucher = await client.find(
    { path: '/Vouchers/BankJournals/{id}', id: voucherId, signal },
    wireBankVoucher,
  );
  const shown = voucher?.VoucherLines;
  if (shown === undefined) return true;
  return lines.every(({ account, amount }) =>
    shown.some(
      ({ AccountId, CurrencyAmount }) =>
        AccountId === account['accountId'] &&
        CurrencyAmount !== undefined &&
        parseMoney(CurrencyAmount, amount.currency).minor === -amount.minor,
    ),
  );
}

export type VoucherState = 'in-force' | 'reversed' | 'unseen';

/** Whether a voucher of ours still counts. Where it does not say itself, the account transactions of its day do. */
export async function voucherState(
  client: PowerOfficeClient,
  voucherId: string,
  signal?: AbortSignal,
): Promise<VoucherState> {
  const voucher = await client.find(
    { path: '/Vouchers/BankJournals/{id}', id: voucherId, signal },
    wireBankVoucher,
  );
  if (!voucher) return 'unseen';
  if (voucher.IsReversed !== undefined) return voucher.IsReversed ? 'reversed' : 'in-force';
  const day = voucher.VoucherDate;
  const rows = await client.list(
    {
      path: '/AccountTransactions',
      query: { fromDate: day, toDate: day, voucherTypes: 'BankJournal' },
      signal,
    },
    wireTransaction,
  );
  const own = rows.filter(({ VoucherId }) => VoucherId === voucher.Id);
  if (own.length === 0) return 'unseen';
  return own.some(({ IsReversed }) => IsReversed === true) ? 'reversed' : 'in-force';
}
