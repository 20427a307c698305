import type { Currency } from '@app/domain';
import { bankAccount, isIban, isNorwegianAccount } from '../identifiers.js';
import type { AccountReport, Balance, BankAccount, CopyIndicator } from '../model.js';
import { RecordProblem } from '../record-problem.js';
import { BankFileRefusedError } from '../refusal.js';
import type { Draft } from './draft.js';
import { amountIn, currencyOf, dayIn, directionIn } from './values.js';

const COPIES: readonly string[] = ['COPY', 'DUPL', 'CODU'] satisfies CopyIndicator[];

/**
 * The head of a statement or notification, once its first entry or its end has come.
 * @throws BankFileRefusedError what all its entries stand on cannot be read
 */
export function accountReport(
  draft: Draft,
  balances: readonly Draft[],
  index: number,
  isMessagePart: boolean,
): AccountReport {
  return orRefused(draft.line, () => {
    draft.assertSound();
    const openingBalance = balanceOf(balances, ['OPBD', 'PRCD']);
    const closingBalance = balanceOf(balances, ['CLBD']);
    const told = draft.said('Acct/Ccy');
    const account = accountOf(draft, told === undefined ? undefined : currencyOf(told, 'Acct/Ccy'));
    const copy = draft.said('CpyDplctInd');
    if (copy !== undefined && !COPIES.includes(copy)) throw new RecordProblem('flag-unknown', 'CpyDplctInd');
    const createdAt = draft.said('CreDtTm');
    return {
      place: { line: draft.line },
      index,
      id: draft.said('Id') ?? '',
      account,
      ...(copy !== undefined && { copyIndicator: copy as CopyIndicator }),
      ...(createdAt !== undefined && { createdAt }),
      ...(openingBalance && { openingBalance }),
      ...(closingBalance && { closingBalance }),
      isPartOfPages: isMessagePart || isPart(draft),
    };
  });
}

/** `MsgPgntn`, `StmtPgntn`, `NtfctnPgntn`: the first page that is also the last is the whole. */
export function isPart(draft: Draft): boolean {
  const [page, isLast] = [draft.said('PgNb'), draft.said('LastPgInd')];
  return (page !== undefined && page !== '1') || isLast === 'false' || isLast === '0';
}

/** What the sums are in where the account does not say. */
export function currencyOfReport({ account, openingBalance }: AccountReport): Currency | undefined {
  return account.currency ?? openingBalance?.amount.currency;
}

/** Turns what is wrong with a record into a refusal of the file: there is no record to set aside. */
export function orRefused<T>(line: number, read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (!(error instanceof RecordProblem)) throw error;
    throw new BankFileRefusedError('structure', line, error.message.replaceAll('-', ' '));
  }
}

function accountOf(draft: Draft, currency: Currency | undefined): BankAccount {
  const iban = draft.said('IBAN')?.replaceAll(' ', '');
  if (iban !== undefined) return bankAccount('iban', iban, currency);
  const other = draft.said('Othr/Id')?.replaceAll(/[ .-]/g, '');
  if (other === undefined) throw new RecordProblem('record-malformed', 'Acct/Id');
  return bankAccount(kindOf(other, draft.said('Othr/SchmeNm')), other, currency);
}

function kindOf(number: string, scheme: string | undefined): BankAccount['kind'] {
  if (scheme === 'BGNR') return 'bankgiro';
  if (scheme === 'BBAN' || isNorwegianAccount(number)) return 'bban';
  return isIban(number) ? 'iban' : 'other';
}

/** The balance of the first of these types that is told. */
function balanceOf(balances: readonly Draft[], types: readonly string[]): Balance | undefined {
  const found = types
    .map((type) => balances.filter((balance) => balance.get('Tp') === type))
    .find((of) => of.length > 0);
  const [draft, second] = found ?? [];
  if (!draft) return undefined;
  if (second) throw new RecordProblem('told-twice', 'Bal');
  draft.assertSound();
  const [amount, direction, on] = [
    amountIn(draft, 'Amt'),
    directionIn(draft, 'CdtDbtInd'),
    dayIn(draft, 'Dt'),
  ];
  if (!amount) throw new RecordProblem('amount-not-told', 'Bal/Amt');
  if (!direction) throw new RecordProblem('direction-unknown', 'Bal/CdtDbtInd');
  return {
    amount: direction === 'credit' ? amount : { ...amount, minor: -amount.minor },
    ...(on !== undefined && { on }),
  };
}
