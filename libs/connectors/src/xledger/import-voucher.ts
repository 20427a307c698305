import { formatDecimal, type JsonObject, type Money, negate } from '@app/domain';
import type { WriteBackBaseline, WriteBackInstruction } from '../contract/index.js';
import { settlementInBooks } from '../kit/index.js';
import { postingKey } from './posting-key.js';
import { lineAccountMissing } from './write-back-refusals.js';
import { readTarget } from './write-back-target.js';

/** What `prepare` read: everything that the voucher needs besides the instruction, and what `find` looks by. */
export interface VoucherParts {
  /** The account and the customer that the invoice's own row stands on. */
  readonly account: string;
  readonly subledger: string;
  readonly subledgerId: string;
  readonly counterAccount: string;
  /** The input by which a line names its company: `owner` in older schemas. */
  readonly ownerInput: 'entity' | 'owner';
  readonly paymentReference?: string;
  /** Nothing was sent with the key before, in Xledger's local time. */
  readonly since: string;
}

export function readParts(baseline: WriteBackBaseline): VoucherParts | undefined {
  const { account, subledger, subledgerId, counterAccount, ownerInput, paymentReference, since } = baseline;
  const texts = [account, subledger, subledgerId, counterAccount, since];
  if (!texts.every((text) => typeof text === 'string' && text !== '')) return undefined;
  if (ownerInput !== 'entity' && ownerInput !== 'owner') return undefined;
  return {
    account: String(account),
    subledger: String(subledger),
    subledgerId: String(subledgerId),
    counterAccount: String(counterAccount),
    ownerInput,
    since: String(since),
    ...(typeof paymentReference === 'string' ? { paymentReference } : {}),
  };
}

/** Beyond this the field's length is not known. */
const TEXT_MAX = 100;
/** The posting job takes lines of this level; others wait for a person. The vendor's own example sends it. */
const READY = { dbSubId: 1 };
/** General ledger: how the vendor's example imports entries. */
const SOURCE = { code: 'GL' };

/** How many lines the voucher has: the customer's, the interim account's, and one each for interest and fees. */
export function lineCount({ lines = [] }: WriteBackInstruction): number {
  return 2 + lines.length;
}

/**
 * Balanced lines for the import table: the customer's takes the invoice down, the interim account holds the money until
 * the collector pays it out, and interest and fees among it are credited to accounts of their own. A reversal is the opposite voucher under a key of its own; nothing is ever deleted.
 */
export function importVoucher(
  instruction: WriteBackInstruction,
  parts: VoucherParts,
  ownerId: string,
): readonly JsonObject[] {
  const { key, kind, bookOn, amountInBooks, invoiceNumber, text, lines = [] } = instruction;
  const { extIdentifier, trRegNumber } = postingKey(key);
  const credit = (amount: Money): Money => (kind === 'payment' ? negate(amount) : amount);
  const line = (trItemNumber: number, amount: Money, more: JsonObject): JsonObject => ({
    clientId: `${extIdentifier}-${trItemNumber}`,
    node: {
      trRegNumber,
      trItemNumber,
      transactionSource: SOURCE,
      postedDate: bookOn,
      amount: formatDecimal(amount),
      invoiceAmount: formatDecimal(amount),
      currency: { code: amount.currency },
      text: text.replace(/\p{Cc}/gu, ' ').slice(0, TEXT_MAX),
      extIdentifier,
      jobLevel: READY,
      [parts.ownerInput]: { dbId: ownerId },
      ...more,
    },
  });
  return [
    line(1, credit(amountInBooks), {
      account: { code: parts.account },
      subledger: { code: parts.subledger },
      invoiceNumber,
      ...(parts.paymentReference === undefined ? {} : { paymentReference: parts.paymentReference }),
    }),
    line(2, negate(credit(settlementInBooks(instruction))), { account: { code: parts.counterAccount } }),
    ...lines.map((one, place) => {
      const code = readTarget(one.account);
      if (code === undefined) throw lineAccountMissing(one.kind);
      return line(3 + place, credit(one.amount), { account: { code } });
    }),
  ];
}
