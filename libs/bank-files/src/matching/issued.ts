import type { Currency, Money } from '@app/domain';

/** A claim that a payment may be for, as our own list of issued references has it. */
export interface IssuedReference {
  /** Ours; opaque to the matching. */
  readonly claim: string;
  /** KID, OCR or RF as it was printed for the debtor, without blanks. */
  readonly reference: string;
  readonly invoiceNumber: string;
  readonly outstanding: Money;
  /** `closed`: nothing is owed any more. `withdrawn`: it is no longer ours to collect. */
  readonly state: 'open' | 'closed' | 'withdrawn';
  readonly debtorName?: string;
  /** Digits only. */
  readonly debtorOrganisationNumber?: string;
}

/** What we have issued, by what a payer may write. Each answers with everything that fits: the matching judges. */
export interface IssueList {
  byReference(reference: string): readonly IssuedReference[];
  byInvoiceNumber(invoiceNumber: string): readonly IssuedReference[];
  /** Open claims of a debtor with this account, organisation number or name that owe exactly this amount. */
  byPayerAndAmount(
    payer: { readonly name?: string; readonly account?: string; readonly organisationNumber?: string },
    amount: Money,
  ): readonly IssuedReference[];
}

/** The list for a set that fits into memory: tests, the command line. */
export function issueListOf(issued: readonly IssuedReference[]): IssueList {
  const by = (key: (item: IssuedReference) => string): Map<string, IssuedReference[]> => {
    const map = new Map<string, IssuedReference[]>();
    for (const item of issued) map.set(key(item), [...(map.get(key(item)) ?? []), item]);
    return map;
  };
  const references = by(({ reference }) => reference);
  const invoices = by(({ invoiceNumber }) => invoiceNumber);
  return {
    byReference: (reference) => references.get(reference) ?? [],
    byInvoiceNumber: (invoiceNumber) => invoices.get(invoiceNumber) ?? [],
    byPayerAndAmount: (payer, amount) =>
      issued.filter(
        (item) =>
          item.state === 'open' && owes(item, amount.currency, amount.minor) && isSamePayer(item, payer),
      ),
  };
}

function owes({ outstanding }: IssuedReference, currency: Currency, minor: bigint): boolean {
  return outstanding.currency === currency && outstanding.minor === minor;
}

function isSamePayer(
  item: IssuedReference,
  payer: { readonly name?: string; readonly organisationNumber?: string },
): boolean {
  if (payer.organisationNumber !== undefined && payer.organisationNumber === item.debtorOrganisationNumber)
    return true;
  if (payer.name === undefined || item.debtorName === undefined) return false;
  return nameKey(payer.name) === nameKey(item.debtorName);
}

/** Banks write names in capitals, and family names first or last. */
function nameKey(name: string): string {
  return name
    .toUpperCase()
    .split(/[\s,.]+/)
    .filter((part) => part !== '')
    .sort()
    .join(' ');
}
