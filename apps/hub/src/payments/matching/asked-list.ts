import type { BankTransaction, IssuedReference, IssueList } from '@app/bank-files';
import { matchTransaction } from '@app/bank-files';
import type { Money } from '@app/domain';

/** What the matching of some payments will look for. */
export interface Asked {
  readonly references: ReadonlySet<string>;
  readonly invoiceNumbers: ReadonlySet<string>;
  /** Amounts of payments that name nothing of ours by themselves. */
  readonly amounts: readonly Money[];
}

/**
 * What to look up for a batch, found by the matching itself: a list that knows nothing is asked for everything that a list that
 * knows more would be asked for.
 */
export function askedBy(transactions: readonly BankTransaction[]): Asked {
  const references = new Set<string>();
  const invoiceNumbers = new Set<string>();
  const amounts = new Map<string, Money>();
  const nothing: readonly IssuedReference[] = [];
  const list: IssueList = {
    byReference: (reference) => (references.add(reference), nothing),
    byInvoiceNumber: (number) => (invoiceNumbers.add(number), nothing),
    byPayerAndAmount: (_payer, amount) => (amounts.set(`${amount.currency}${amount.minor}`, amount), nothing),
  };
  for (const transaction of transactions) matchTransaction(transaction, list);
  return { references, invoiceNumbers, amounts: [...amounts.values()] };
}
