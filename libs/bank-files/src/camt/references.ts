import type { Currency, Money } from '@app/domain';
import { isRfReference } from '../identifiers.js';
import type { BankAccount, StructuredReference } from '../model.js';
import { RecordProblem } from '../record-problem.js';
import type { Draft } from './draft.js';
import { amountIn } from './values.js';

/**
 * The references of one `Strd`: the creditor's, else the numbers of the documents that were paid.
 * @throws RecordProblem
 */
export function referencesOf(
  strd: Draft,
  account: BankAccount,
  currency: Currency | undefined,
): StructuredReference[] {
  strd.assertSound();
  const amount = partOf(strd, currency);
  const told = strd.said('Ref');
  if (told !== undefined)
    return [{ kind: kindOf(strd, told, account), text: told, ...(amount && { amount }) }];
  const numbers = strd.all('Nb').filter((text) => text !== '');
  return numbers.map((text) => ({
    kind: 'structured',
    text,
    // One amount for several documents belongs to none of them alone.
    ...(amount && numbers.length === 1 && { amount }),
  }));
}

/** `SCOR` is the creditor's own reference: a KID on a Norwegian account, an OCR on a Swedish one, an RF anywhere. */
function kindOf(strd: Draft, text: string, account: BankAccount): StructuredReference['kind'] {
  const isRf = isRfReference(text.replaceAll(' ', ''));
  if (strd.get('Tp') !== 'SCOR') return isRf ? 'rf' : 'structured';
  if (isRf || strd.get('Issr') === 'ISO') return 'rf';
  if (account.kind === 'bban' || account.number.startsWith('NO')) return 'kid';
  if (account.kind === 'bankgiro' || account.kind === 'plusgiro' || account.number.startsWith('SE'))
    return 'ocr';
  return 'structured';
}

/** What was paid for it: `RmtdAmt`, else what was due; a credit note counts against the payment. */
function partOf(strd: Draft, currency: Currency | undefined): Money | undefined {
  const paid = amountIn(strd, 'RmtdAmt') ?? amountIn(strd, 'DuePyblAmt');
  const credit = amountIn(strd, 'CdtNoteAmt');
  const amount = paid ?? (credit && { ...credit, minor: -credit.minor });
  if (amount && amount.currency !== currency) throw new RecordProblem('currency-differs', 'RfrdDocAmt');
  return amount;
}
