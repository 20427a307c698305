import {
  type Currency,
  type LedgerMovement,
  type LedgerMovementKind,
  type LedgerPostingId,
  type LedgerVoucherId,
  localDate,
  type Money,
  money,
  parseMoney,
} from '@app/domain';
import { allocate, byId, type Share } from './allocation.js';
import type { WireEntry, WireInvoice } from './wire.js';

/** What the ledger says of one invoice: what is left, and what moved it there. */
export interface Standing {
  readonly outstanding: Money;
  readonly movements: readonly LedgerMovement[];
}

/** The ledger does not tell what is left in the invoice's own currency. */
export class UntoldInCurrencyError extends Error {
  constructor() {
    super('What was paid on the invoice is not told in the invoice’s currency.');
    this.name = 'UntoldInCurrencyError';
  }
}

const BOOKS: Currency = 'NOK';

/**
 * Balances are in the books' currency only. An untouched invoice stands at its total; one that was moved stands where
 * its own ledger entry says, which is read together with the entries that moved it, so that the two agree.
 * @throws UntoldInCurrencyError, MalformedAmountError, MalformedDateError
 */
export function standingOf(
  invoice: WireInvoice,
  of: Currency,
  entries: readonly WireEntry[] | undefined,
): Standing {
  const own = entries?.find(({ VoucherId }) => VoucherId === invoice.Id);
  const shares = own && entries ? sharesOf(own, entries) : undefined;
  const total = parseMoney(invoice.TotalAmount, of);
  const balance = parseMoney(own?.Balance ?? invoice.Balance ?? '0', BOOKS);
  if (of === BOOKS) {
    const movements = own ? (shares ?? []).map((share) => toMovement(share, own, inBooks(share, own))) : [];
    return { outstanding: balance, movements };
  }
  if (balance.minor === parseMoney(invoice.TotalPostedAmount, BOOKS).minor)
    return { outstanding: total, movements: [] };
  return standingAbroad(total, balance, own, shares);
}

/** Whether the list alone says how the invoice stands; otherwise its match is asked for. */
export function isUntouched({ Balance, TotalPostedAmount }: WireInvoice): boolean {
  return (
    Balance !== undefined && parseMoney(Balance, BOOKS).minor === parseMoney(TotalPostedAmount, BOOKS).minor
  );
}

/** The shares that moved this entry, oldest first. */
function sharesOf(own: WireEntry, entries: readonly WireEntry[]): readonly Share[] | undefined {
  return allocate(entries)
    ?.filter(({ credit, debit }) => credit.Id === own.Id || debit.Id === own.Id)
    .sort((a, b) => byId(other(a, own), other(b, own)));
}

/** In another currency: only where each payment was made in it, or a single one settled all. */
function standingAbroad(
  total: Money,
  balance: Money,
  own: WireEntry | undefined,
  shares: readonly Share[] | undefined,
): Standing {
  if (!own || !shares || shares.length === 0) throw new UntoldInCurrencyError();
  const [only] = shares;
  if (balance.minor === 0n && only && shares.length === 1) {
    const change = money(-total.minor, total.currency);
    return { outstanding: money(0n, total.currency), movements: [toMovement(only, own, change)] };
  }
  const movements = shares.map((share) => toMovement(share, own, inForeign(share, own, total.currency)));
  const moved = movements.reduce((sum, { change }) => sum + change.minor, 0n);
  const outstanding = money(total.minor + moved, total.currency);
  if ((outstanding.minor === 0n) !== (balance.minor === 0n)) throw new UntoldInCurrencyError();
  return { outstanding, movements };
}

function inForeign(share: Share, own: WireEntry, of: Currency): Money {
  const { CurrencyCode, CurrencyAmount, Amount, Balance } = other(share, own);
  const isWhole =
    parseMoney(Balance, BOOKS).minor === 0n && absolute(parseMoney(Amount, BOOKS).minor) === share.minor;
  if (CurrencyCode !== of || CurrencyAmount === undefined || !isWhole) throw new UntoldInCurrencyError();
  return parseMoney(CurrencyAmount, of);
}

function inBooks(share: Share, own: WireEntry): Money {
  return money(share.debit.Id === own.Id ? -share.minor : share.minor, BOOKS);
}

function toMovement(share: Share, own: WireEntry, change: Money): LedgerMovement {
  const mover = other(share, own);
  const isOurs = mover.ExternalImportReference !== undefined && mover.IsCreatedByCurrentIntegration !== false;
  const isWhole = absolute(parseMoney(mover.Amount, BOOKS).minor) === share.minor;
  return {
    // One voucher of ours has one line on a customer, so its voucher names it; others may be shared by invoices.
    postingId: (isOurs && isWhole ? mover.VoucherId : `${mover.Id}:${own.Id}`) as LedgerPostingId,
    voucherId: mover.VoucherId as LedgerVoucherId,
    kind: kindOf(mover, own),
    bookedOn: localDate(mover.PostingDate),
    change,
    ...(isOurs ? { writeBackKey: mover.ExternalImportReference } : {}),
  };
}

const CREDITS: readonly string[] = ['OutgoingCreditNote', 'ReversalVoucher', 'CorrectionVoucher'];

/** What reduces a claim without being money is a credit; types that we do not know are taken for money. */
function kindOf(mover: WireEntry, own: WireEntry): LedgerMovementKind {
  if (mover.IsWriteOff === true) return 'write-off';
  // A credit note is used up by the invoice it credits.
  if (own.Amount.startsWith('-')) return mover.VoucherType === 'OutgoingInvoice' ? 'credit' : 'reversal';
  return CREDITS.includes(mover.VoucherType) ? 'credit' : 'payment';
}

function other({ credit, debit }: Share, own: WireEntry): WireEntry {
  return credit.Id === own.Id ? debit : credit;
}

function absolute(minor: bigint): bigint {
  return minor < 0n ? -minor : minor;
}
