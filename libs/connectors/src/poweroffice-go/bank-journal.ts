import { formatDecimal, type Money, negate } from '@app/domain';
import type { WriteBackBaseline, WriteBackInstruction } from '../contract/index.js';
import { settlementInBooks } from '../kit/index.js';
import { lineAccountMissing } from './write-back-refusals.js';
import { readTarget } from './write-back-target.js';

/** What `prepare` read, as ids: everything that the voucher needs besides the instruction. */
export interface JournalParts {
  readonly subledgerAccountId: string;
  readonly counterAccountId: string;
  readonly vatId: string;
  readonly counterVatId: string;
  readonly customerNo: string;
  readonly cid?: string;
}

export function readParts(baseline: WriteBackBaseline): JournalParts | undefined {
  const { subledgerAccountId, counterAccountId, vatId, counterVatId, customerNo, cid } = baseline;
  const ids = [subledgerAccountId, counterAccountId, vatId, counterVatId, customerNo];
  if (!ids.every((id) => typeof id === 'string' && /^\d{1,19}$/.test(id))) return undefined;
  return {
    subledgerAccountId: String(subledgerAccountId),
    counterAccountId: String(counterAccountId),
    vatId: String(vatId),
    counterVatId: String(counterVatId),
    customerNo: String(customerNo),
    ...(typeof cid === 'string' ? { cid } : {}),
  };
}

const DESCRIPTION_MAX = 200;

/**
 * The bank journal voucher as JSON text: the customer's line takes the invoice down, the interim account holds the money
 * until the collector pays it out, and interest and fees among it are credited to accounts of their own. One voucher per
 * settlement, since the ledger shows the voucher's reference only.
 */
export function bankJournal(instruction: WriteBackInstruction, parts: JournalParts): string {
  const { key, bookOn, amountInBooks, invoiceNumber, text, lines = [] } = instruction;
  const description = text.replace(/\p{Cc}/gu, ' ').slice(0, DESCRIPTION_MAX);
  const line = (accountId: string, vatId: string, amount: Money, more: object): object => ({
    AccountId: exact(accountId),
    PostingDate: bookOn,
    VatId: exact(vatId),
    CurrencyAmount: exact(formatDecimal(amount)),
    Description: description,
    ...more,
  });
  return writeExactJson({
    VoucherDate: bookOn,
    CurrencyCode: amountInBooks.currency,
    Description: description,
    ExternalImportReference: key,
    SaftSourceId: 'kravhub',
    VoucherLines: [
      line(parts.subledgerAccountId, parts.vatId, negate(amountInBooks), {
        InvoiceNo: invoiceNumber,
        ...(parts.cid === undefined ? {} : { Cid: parts.cid }),
      }),
      line(parts.counterAccountId, parts.counterVatId, settlementInBooks(instruction), {}),
      ...lines.map(({ kind, account, amount }) => {
        const chosen = readTarget(account);
        if (!chosen) throw lineAccountMissing(kind);
        return line(chosen.accountId, parts.vatId, negate(amount), {});
      }),
    ],
  });
}

const MARK = '\u0001';

/** A number by its digits: neither an amount nor a long id passes through a binary float. */
function exact(digits: string): string {
  return `${MARK}${digits}${MARK}`;
}

function writeExactJson(value: object): string {
  const text = JSON.stringify(value);
  return text.replace(/"\\u0001(-?\d+(?:\.\d+)?)\\u0001"/g, '$1');
}
