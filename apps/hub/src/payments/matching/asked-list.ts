import type { BankTransaction, IssuedReference, IssueList, Match } from '@app/bank-files';
import { matchTransaction, referencesInFields } from '@app/bank-files';
import type { Money } from '@app/domain';

/** What the matching of some payments will look for by name. */
export interface Asked {
  readonly references: ReadonlySet<string>;
  readonly invoiceNumbers: ReadonlySet<string>;
}

const NOTHING: readonly IssuedReference[] = [];

/**
 * What to look up for a batch, found by the matching itself: a list that knows nothing is asked for everything that a list that
 * knows more would be asked for.
 */
export function askedBy(transactions: readonly BankTransaction[]): Asked {
  const references = new Set<string>();
  const invoiceNumbers = new Set<string>();
  const list: IssueList = {
    byReference: (reference) => (references.add(reference), NOTHING),
    byInvoiceNumber: (number) => (invoiceNumbers.add(number), NOTHING),
    byPayerAndAmount: () => NOTHING,
  };
  for (const transaction of transactions) matchTransaction(transaction, list);
  return { references, invoiceNumbers };
}

/** What the first look of the matching asks for: nearly every payment is decided by it, and its words are not read then. */
export function askedInFields(transactions: readonly BankTransaction[]): Asked {
  return { references: new Set(transactions.flatMap(referencesInFields)), invoiceNumbers: new Set() };
}

/** Whether the first look found something of ours: then no later one was taken. */
export function isDecidedByFields(transaction: BankTransaction, list: IssueList): boolean {
  return referencesInFields(transaction).some((reference) => list.byReference(reference).length > 0);
}

/** A match by what a payment names, and the amount that it would be looked for by where that leads nowhere. */
export function matchByName(
  transaction: BankTransaction,
  list: IssueList,
): { readonly match: Match; readonly asksFor?: Money } {
  let asksFor: Money | undefined;
  const match = matchTransaction(transaction, {
    byReference: (reference) => list.byReference(reference),
    byInvoiceNumber: (number) => list.byInvoiceNumber(number),
    byPayerAndAmount: (_payer, amount) => ((asksFor = amount), NOTHING),
  });
  return asksFor === undefined ? { match } : { match, asksFor };
}
