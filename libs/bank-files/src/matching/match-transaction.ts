import type { BankTransaction, StructuredReference } from '../model.js';
import type { IssuedReference, IssueList } from './issued.js';
import { invoiceNumbersIn, isValidReference, readingsOf, referencesInText } from './readings.js';
import type { Match, MatchResult, MatchStep } from './result.js';
import { type Named, sharesOf } from './shares.js';

/**
 * Which of our claims a payment is for. What the payer wrote into a field for references comes first, then valid
 * references in the free text, then invoice numbers; payer and amount alone only ever make a proposal. A later look is
 * taken only when the one before found nothing of ours. Nothing is guessed: where two claims fit, a person decides.
 */
export function matchTransaction(transaction: BankTransaction, issued: IssueList): Match {
  const steps: MatchStep[] = [];
  const result = resultOf(transaction, issued, steps);
  return { result, steps };
}

function resultOf(transaction: BankTransaction, issued: IssueList, steps: MatchStep[]): MatchResult {
  if (transaction.direction === 'debit') {
    steps.push({ looked: 'direction', tried: 1, found: 0 });
    return { kind: 'unmatched', reason: transaction.isReversal ? 'reversal' : 'not-incoming' };
  }
  return (
    byReferences(transaction, issued, steps) ??
    byTextReferences(transaction, issued, steps) ??
    byInvoiceNumbers(transaction, issued, steps) ??
    byPayer(transaction, issued, steps) ??
    nothing(transaction)
  );
}

/** The fields for references. An unknown one among known ones leaves the shares to a person. */
function byReferences(
  transaction: BankTransaction,
  issued: IssueList,
  steps: MatchStep[],
): MatchResult | undefined {
  const found: Named[] = [];
  let unknown = 0;
  for (const reference of transaction.references) {
    // A valid reference is ours or somebody else's; another text may be anything, and is looked at as text.
    const claims = firstFit(readingsOf(reference).filter(isValidReference), issued);
    if (claims.length > 0) found.push({ claims, ...(reference.amount && { amount: reference.amount }) });
    else if (isMeantForSomebody(reference)) unknown += 1;
  }
  steps.push({ looked: 'references', tried: transaction.references.length, found: found.length });
  return found.length === 0 ? undefined : sharesOf(transaction.amount, found, unknown, steps);
}

/** Not ours, and no list of several that is looked at word by word: some of the money may be for another. */
function isMeantForSomebody(reference: StructuredReference): boolean {
  if (reference.kind !== 'structured') return true;
  return /^[^\s,;]*\d[^\s,;]*$/.test(reference.text);
}

function byTextReferences(
  transaction: BankTransaction,
  issued: IssueList,
  steps: MatchStep[],
): MatchResult | undefined {
  // A valid reference in its field is what the payer meant: numbers in the text beside it are something else.
  if (foreignIn(transaction).length > 0) return undefined;
  const readings = referencesInText(transaction);
  const found = readings.map((text) => ({ claims: firstFit(readingsOf({ text }), issued) })).filter(isFound);
  steps.push({ looked: 'free-text-references', tried: readings.length, found: found.length });
  return found.length === 0 ? undefined : sharesOf(transaction.amount, found, 0, steps);
}

/** A number in free text is taken only when it fits one claim, and that owes exactly what was paid. */
function byInvoiceNumbers(
  transaction: BankTransaction,
  issued: IssueList,
  steps: MatchStep[],
): MatchResult | undefined {
  if (foreignIn(transaction).length > 0) return undefined;
  const readings = invoiceNumbersIn(transaction);
  const found = readings.map((number) => ({ claims: issued.byInvoiceNumber(number) })).filter(isFound);
  steps.push({ looked: 'invoice-numbers', tried: readings.length, found: found.length });
  const candidates = distinct(found.flatMap(({ claims }) => claims));
  if (candidates.length === 0) return undefined;
  const result =
    found.every(({ claims }) => claims.length === 1) && sharesOf(transaction.amount, found, 0, steps);
  if (!result) return { kind: 'proposal', reason: 'more-than-one-fits', candidates };
  const isExact = owed(candidates) === transaction.amount.minor;
  const isCertain = (result.kind === 'matched' || result.kind === 'several') && isExact;
  if (isCertain || result.kind === 'wrong-currency' || result.kind === 'closed-claim') return result;
  return { kind: 'proposal', reason: 'invoice-number-in-text', candidates };
}

function byPayer(
  transaction: BankTransaction,
  issued: IssueList,
  steps: MatchStep[],
): MatchResult | undefined {
  if (foreignIn(transaction).length > 0) return undefined;
  const candidates = issued.byPayerAndAmount(transaction.payer, transaction.amount);
  steps.push({ looked: 'payer-and-amount', tried: 1, found: candidates.length });
  return candidates.length === 0 ? undefined : { kind: 'proposal', reason: 'payer-and-amount', candidates };
}

function nothing(transaction: BankTransaction): MatchResult {
  const references = foreignIn(transaction);
  if (references.length > 0) return { kind: 'foreign-reference', references };
  const isTold = transaction.references.some(({ kind }) => kind !== 'structured');
  return { kind: 'unmatched', reason: isTold ? 'check-digit-wrong' : 'no-reference' };
}

/** Valid references in their own field that no claim of ours has; asked only when none was found. */
function foreignIn({ references }: BankTransaction): string[] {
  return references
    .filter(({ kind }) => kind !== 'structured')
    .map((reference) => readingsOf(reference)[0] ?? '')
    .filter(isValidReference);
}

function firstFit(readings: readonly string[], issued: IssueList): readonly IssuedReference[] {
  for (const reading of readings) {
    const claims = issued.byReference(reading);
    if (claims.length > 0) return claims;
  }
  return [];
}

function isFound({ claims }: { readonly claims: readonly IssuedReference[] }): boolean {
  return claims.length > 0;
}

function owed(claims: readonly IssuedReference[]): bigint {
  return claims.reduce((sum, { outstanding }) => sum + outstanding.minor, 0n);
}

function distinct(claims: readonly IssuedReference[]): IssuedReference[] {
  return [...new Map(claims.map((claim) => [claim.claim, claim])).values()];
}
