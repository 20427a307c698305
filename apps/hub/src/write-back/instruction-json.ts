import type { WriteBackInstruction, WriteBackKey, WriteBackTarget } from '@app/connectors';
import { type JsonObject, type LedgerDebtorId, type LedgerItemId, localDate } from '@app/domain';
import {
  moneyFromJson,
  moneyToJson,
  objectFromJson,
  postingFromJson,
  postingToJson,
  StoredJsonError,
  textFromJson,
} from './money-json.js';

/** An instruction as it lies in the database: the target may still be missing, and a reversal's posting too. */
export type StoredInstruction = Omit<WriteBackInstruction, 'target'> & { readonly target?: WriteBackTarget };

export function instructionToJson(instruction: StoredInstruction): JsonObject {
  const { amount, amountInBooks, target, reverses, ...plain } = instruction;
  return {
    ...plain,
    amount: moneyToJson(amount),
    amountInBooks: moneyToJson(amountInBooks),
    ...(target === undefined ? {} : { target }),
    ...(reverses === undefined ? {} : { reverses: postingToJson(reverses) }),
  };
}

/** @throws StoredJsonError, UnknownCurrencyError, MalformedDateError */
export function instructionFromJson(stored: JsonObject): StoredInstruction {
  const text = (name: string): string => textFromJson(stored[name], 'instruction');
  const kind = text('kind');
  if (kind !== 'payment' && kind !== 'reversal') throw new StoredJsonError('instruction');
  return {
    key: text('key') as WriteBackKey,
    kind,
    ledgerItemId: text('ledgerItemId') as LedgerItemId,
    ledgerDebtorId: text('ledgerDebtorId') as LedgerDebtorId,
    invoiceNumber: text('invoiceNumber'),
    invoicedOn: localDate(text('invoicedOn')),
    amount: moneyFromJson(stored['amount']),
    amountInBooks: moneyFromJson(stored['amountInBooks']),
    bookOn: localDate(text('bookOn')),
    text: text('text'),
    ...(stored['target'] === undefined ? {} : { target: objectFromJson(stored['target'], 'instruction') }),
    ...(stored['reverses'] === undefined ? {} : { reverses: postingFromJson(stored['reverses']) }),
  };
}
