import type { Currency, LocalDate, Money } from '@app/domain';
import { fingerprintOf } from '../fingerprint.js';
import { isIban } from '../identifiers.js';
import type {
  AccountReport,
  BankEntry,
  BankTransaction,
  Direction,
  Payer,
  TransactionNote,
} from '../model.js';
import { RecordProblem } from '../record-problem.js';
import type { Draft } from './draft.js';
import { referencesOf } from './references.js';
import { amountIn, currencyField, dayIn, directionIn, flagIn, positive } from './values.js';

/** What an entry says about all of its transactions. */
export interface EntryFacts {
  readonly amount: Money;
  readonly direction: Direction;
  readonly isReversal: boolean;
  readonly bookedOn: LocalDate | undefined;
  readonly valueOn: LocalDate | undefined;
  readonly bankReference: string | undefined;
  readonly bankCode: string | undefined;
}

export interface TransactionDraft {
  readonly fields: Draft;
  readonly structured: readonly Draft[];
}

/** The code says what kind of booking an announcement it is; only `BOOK` is money. */
const NOT_BOOKED = new Set(['PDNG', 'INFO', 'FUTR']);

/**
 * @param currency what all entries of this account are in; absent before the first
 * @throws RecordProblem
 */
export function entryFacts(draft: Draft, currency: Currency | undefined): EntryFacts {
  draft.assertSound();
  const status = draft.said('Sts/Cd') ?? draft.said('Sts') ?? '';
  if (status !== 'BOOK')
    throw new RecordProblem(NOT_BOOKED.has(status) ? 'not-booked' : 'status-unknown', 'Ntry/Sts');
  const amount = amountIn(draft, 'Amt');
  if (!amount) throw new RecordProblem('amount-not-told', 'Ntry/Amt');
  if (currency !== undefined && amount.currency !== currency)
    throw new RecordProblem('currency-differs', 'Ntry/Amt');
  const direction = directionIn(draft, 'CdtDbtInd');
  if (!direction) throw new RecordProblem('direction-unknown', 'Ntry/CdtDbtInd');
  return {
    amount: positive(amount, 'Ntry/Amt'),
    direction,
    isReversal: flagIn(draft, 'RvslInd'),
    bookedOn: dayIn(draft, 'BookgDt'),
    valueOn: dayIn(draft, 'ValDt'),
    bankReference: draft.said('AcctSvcrRef'),
    bankCode: bankCodeOf(draft),
  };
}

/** Amount and direction as far as they can be told, for the sums. */
export function countable<T>(read: () => T): T | undefined {
  try {
    return read();
  } catch (error) {
    if (error instanceof RecordProblem) return undefined;
    throw error;
  }
}

export interface TransactionContext {
  readonly report: AccountReport;
  readonly entry: BankEntry;
  readonly facts: EntryFacts;
  /** The entry has this transaction only, so what the entry says, it says of this one. */
  readonly isOnly: boolean;
  readonly today: LocalDate;
  readonly line: number;
  /** What the entry adds at its end. */
  readonly entryTexts: readonly string[];
}

/** @throws RecordProblem */
export function toTransaction(draft: TransactionDraft, context: TransactionContext): BankTransaction {
  const { fields, structured } = draft;
  const { facts, report, entry, isOnly, line } = context;
  fields.assertSound();
  const { account } = report;
  const amount = positive(transactionAmount(fields, facts, isOnly), 'TxDtls/Amt');
  // What was sent may be in a currency that we do not know; what came is what counts.
  const instructedAmount = countable(() => amountIn(fields, 'InstdAmt'));
  const references = structured.flatMap((strd) => referencesOf(strd, account, amount.currency));
  const bankReference = fields.said('AcctSvcrRef') ?? fields.said('TxId') ?? facts.bankReference;
  const endToEndId = fields.said('EndToEndId');
  const bankCode = bankCodeOf(fields) ?? facts.bankCode;
  const identity = {
    account,
    amount,
    direction: directionIn(fields, 'CdtDbtInd') ?? facts.direction,
    isReversal: facts.isReversal,
    ...(facts.bookedOn !== undefined && { bookedOn: facts.bookedOn }),
    ...(bankReference !== undefined && { bankReference }),
    ...(endToEndId !== undefined && endToEndId !== 'NOTPROVIDED' && { endToEndId }),
    references,
  };
  const payer = payerOf(fields);
  return {
    place: { line },
    report: report.index,
    entry,
    ...identity,
    ...(facts.valueOn !== undefined && { valueOn: facts.valueOn }),
    texts: textsOf(draft, context),
    payer,
    ...(bankCode !== undefined && { bankCode }),
    ...(instructedAmount && instructedAmount.currency !== amount.currency && { instructedAmount }),
    notes: notesOf(identity.bookedOn, facts.valueOn, references, amount, payer, context.today),
    fingerprint: fingerprintOf(identity),
  };
}

/**
 * Its own amount; in .02 that may stand in `AmtDtls` only. The entry's counts for a single transaction that tells none,
 * or tells what was sent in another currency.
 * @throws RecordProblem
 */
export function transactionAmount(fields: Draft, facts: EntryFacts, isOnly: boolean): Money {
  const field = fields.get('Amt') === undefined ? 'TxAmt' : 'Amt';
  if (isOnly && fields.get(currencyField(field)) !== facts.amount.currency) return facts.amount;
  const told = amountIn(fields, field);
  if (told?.currency === facts.amount.currency) return told;
  throw told
    ? new RecordProblem('currency-differs', 'TxDtls/Amt')
    : new RecordProblem('amount-not-told', 'TxDtls/Amt');
}

/** The payer, as far as it takes to recognise a payment. */
export function payerOf(fields: Draft): Payer {
  const name = fields.said('Dbtr/Nm') ?? fields.said('UltmtDbtr/Nm');
  const account = fields.said('DbtrAcct')?.replaceAll(' ', '');
  const organisationNumber = fields
    .all('OrgId')
    .map((text) => text.replaceAll(/[\s-]/g, ''))
    .find((text) => /^\d{9,12}$/.test(text));
  return {
    ...(name !== undefined && { name }),
    ...(account !== undefined && { account }),
    ...(organisationNumber !== undefined && { organisationNumber }),
  };
}

function textsOf(
  { fields, structured }: TransactionDraft,
  { isOnly, entryTexts }: TransactionContext,
): string[] {
  return [
    ...fields.all('Ustrd'),
    ...structured.flatMap((strd) => strd.all('AddtlRmtInf')),
    ...fields.all('AddtlTxInf'),
    ...(isOnly ? entryTexts : []),
  ].filter((text) => text !== '');
}

function notesOf(
  bookedOn: LocalDate | undefined,
  valueOn: LocalDate | undefined,
  references: BankTransaction['references'],
  amount: Money,
  payer: Payer,
  today: LocalDate,
): TransactionNote[] {
  const notes: TransactionNote[] = [];
  if ((bookedOn !== undefined && bookedOn > today) || (valueOn !== undefined && valueOn > today)) {
    notes.push('future-date');
  }
  const told = references.reduce((sum, reference) => sum + (reference.amount?.minor ?? 0n), 0n);
  if (told > amount.minor) notes.push('references-exceed-amount');
  if (payer.account !== undefined && /^[A-Z]{2}\d/.test(payer.account) && !isIban(payer.account)) {
    notes.push('payer-account-check-digit');
  }
  return notes;
}

function bankCodeOf(draft: Draft): string | undefined {
  const own = draft.said('BkTxCd/Prtry');
  if (own !== undefined) return own;
  const parts = ['Domn', 'Fmly', 'SubFmly'].map((part) => draft.said(`BkTxCd/${part}`));
  return parts.some((part) => part === undefined) ? undefined : parts.join('-');
}
