import type { CompanyContext, CompanyProfile } from './company.js';
import { readNamedInvoices } from './customer-rows.js';
import { postingIdOf, textOf } from './keys.js';
import { type LedgerRow, pointsAt, toLedgerRow, usedMinor } from './ledger-row.js';
import { standingOf } from './standing.js';

/**
 * Payments of ours that were used up, but not by the invoice they name: by a matching method that does not look at references,
 * or by hand. What they closed instead would otherwise look as if its debtor had paid the creditor directly.
 */
export async function straysOf(
  context: CompanyContext,
  invoices: readonly LedgerRow[],
  others: readonly LedgerRow[],
  { currency }: CompanyProfile,
  signal?: AbortSignal,
): Promise<readonly LedgerRow[]> {
  const unexplained = new Set(
    invoices
      .filter((invoice) => standingOf(invoice, others, [], currency).movements.some(isUnlisted))
      .map(({ wire }) => wire.customerNo),
  );
  const suspects = others.filter(
    (row) =>
      row.token !== undefined &&
      row.minor < 0n &&
      usedMinor(row) > 0n &&
      unexplained.has(row.wire.customerNo),
  );
  if (suspects.length === 0) return [];
  const known = new Map(invoices.map((invoice) => [textOf(invoice.wire), invoice]));
  const rows = suspects.map((suspect) => suspect.wire);
  for (const wire of await readNamedInvoices(context, rows, signal))
    if (!known.has(textOf(wire))) known.set(textOf(wire), toLedgerRow(wire, currency));
  return suspects.filter(({ wire }) => {
    const named = [...known.values()].filter((invoice) => pointsAt(wire, invoice.wire));
    return !named.some((invoice) => standingOf(invoice, others, [], currency).ours.has(postingIdOf(wire)));
  });
}

function isUnlisted({ postingId }: { readonly postingId: string }): boolean {
  return /:(credited|settled):/.test(postingId);
}
