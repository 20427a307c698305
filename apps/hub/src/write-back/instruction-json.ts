import {
  WRITE_BACK_LINE_KINDS,
  type WriteBackInstruction,
  type WriteBackKey,
  type WriteBackLine,
  type WriteBackLineKind,
  type WriteBackTarget,
} from '@app/connectors';
import {
  type JsonObject,
  type JsonValue,
  type LedgerDebtorId,
  type LedgerItemId,
  localDate,
} from '@app/domain';
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
  const { amount, amountInBooks, target, lines = [], reverses, ...plain } = instruction;
  return {
    ...plain,
    amount: moneyToJson(amount),
    amountInBooks: moneyToJson(amountInBooks),
    ...(target === undefined ? {} : { target }),
    ...(lines.length === 0
      ? {}
      : {
          lines: lines.map(({ kind, amount: of, account }) => ({ kind, amount: moneyToJson(of), account })),
        }),
    ...(reverses === undefined ? {} : { reverses: postingToJson(reverses) }),
  };
}

/** A kind of money beside the principal. @throws StoredJsonError */
export function lineKindFromJson(value: JsonValue | undefined): WriteBackLineKind {
  const kind = WRITE_BACK_LINE_KINDS.find((one) => one === value);
  if (kind === undefined) throw new StoredJsonError('instruction');
  return kind;
}

function lineFromJson(value: JsonValue): WriteBackLine {
  const { kind, amount, account } = objectFromJson(value, 'instruction');
  return {
    kind: lineKindFromJson(kind),
    amount: moneyFromJson(amount),
    account: objectFromJson(account, 'instruction'),
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
    ...(Array.isArray(stored['lines']) ? { lines: stored['lines'].map(lineFromJson) } : {}),
    ...(stored['reverses'] === undefined ? {} : { reverses: postingFromJson(stored['reverses']) }),
  };
}
