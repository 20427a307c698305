import { bankText, isGiroNumber, isIban, isNorwegianAccount, isRfReference } from '@app/bank-files';
import { type Currency, isKid, isOcrReference } from '@app/domain';
import type { Payee, PaymentReference, PayoutOrder } from './payout.js';
import { unfitPayout } from './payout-problems.js';

/** ISO 20022, Max140Text: unstructured remittance, and the names of parties. */
export const TEXT_MAX = 140;

/** @throws ProblemError 422 for what a bank would refuse: a check digit, a length, an empty name */
export function assertPayable({ minor, currency, to, reference }: PayoutOrder): void {
  if (minor <= 0n) throw unfitPayout('amount', 'is not more than nothing', 'Order a sum above zero.');
  assertPayee(to, currency);
  if (!isReference(reference))
    throw unfitPayout(
      'reference.value',
      `is no ${reference.kind}`,
      'Give one that its check digit confirms, or words.',
    );
}

/** @throws ProblemError 422 a payee whom no domestic payment in the currency reaches */
export function assertPayee(to: Payee, currency: Currency): void {
  if (currency !== 'NOK' && currency !== 'SEK')
    throw unfitPayout('currency', `is ${currency}`, 'Only domestic payments in NOK and SEK are written.');
  if (bankText(to.name, TEXT_MAX) === '' || to.name.length > TEXT_MAX)
    throw unfitPayout('to.name', `is empty or longer than ${TEXT_MAX} characters`, 'Name the payee.');
  if (!isAccount(to))
    throw unfitPayout(
      'to.number',
      `is no ${to.kind} number`,
      'Look at the digits: the last ones check the others.',
    );
  if ((to.kind === 'bankgiro' || to.kind === 'plusgiro') && currency !== 'SEK')
    throw unfitPayout('to.kind', `is ${to.kind}, and the money is ${currency}`, 'Giros take SEK.');
  if (to.kind === 'bban' && currency !== 'NOK')
    throw unfitPayout('to.kind', 'is a Norwegian account, and the money is SEK', 'Give the IBAN.');
}

function isAccount({ kind, number }: Payee): boolean {
  switch (kind) {
    case 'iban':
      return isIban(number);
    case 'bban':
      return isNorwegianAccount(number);
    case 'bankgiro':
    case 'plusgiro':
      return isGiroNumber(number, kind);
    default:
      return kind satisfies never;
  }
}

function isReference({ kind, value }: PaymentReference): boolean {
  switch (kind) {
    case 'kid':
      return isKid(value);
    case 'ocr':
      return isOcrReference(value);
    case 'rf':
      return isRfReference(value);
    case 'text':
      return bankText(value, TEXT_MAX) !== '' && value.length <= TEXT_MAX;
    default:
      return kind satisfies never;
  }
}
