import { addDays, isLocalDate, type LocalDate, parseMoney } from '@app/domain';
import type { WriteBackInstruction, WriteBackLine } from '../contract/index.js';
import type { JournalParts } from './bank-journal.js';
import type { PowerOfficeClient } from './client.js';
import type { CompanyContext } from './invoice-rows.js';
import { currencyOf } from './to-open-item.js';
import { type WireAccount, wireFinancial, type WireInvoice, wireLockDate, wireVatCode } from './wire.js';
import {
  credited,
  foreignCurrency,
  lessOutstanding,
  lineAccountMissing,
  noCustomerAccount,
  noVatCode,
  periodClosed,
  targetChanged,
  targetMissing,
  wrongCurrency,
} from './write-back-refusals.js';
import { isFreeOfVat, isUsable, readNumberedAccounts, readTarget } from './write-back-target.js';

/** No VAT treatment; the vendor's own sample postings of payments bear it. */
const NO_VAT = '0';

/** The ids that a bank journal names, read now. @throws RecordRefusedError */
export async function readJournalParts(
  { client, customers }: CompanyContext,
  { bookOn, target, lines = [] }: WriteBackInstruction,
  { CustomerId, CustomerNo, Cid }: WireInvoice,
  signal?: AbortSignal,
): Promise<JournalParts> {
  const chosen = readTarget(target);
  if (!chosen) throw targetMissing();
  const numbers = lines.flatMap(({ account }) => readTarget(account)?.accountNo ?? []);
  const accounts = await readNumberedAccounts(client, [chosen.accountNo, ...numbers], signal);
  const account = accounts.find(({ AccountNo }) => AccountNo === chosen.accountNo);
  if (!account) throw targetMissing();
  if (account.Id !== chosen.accountId) throw targetChanged('its number belongs to another account now');
  if (!isUsable(account)) throw targetChanged('it asks for a department or a project');
  const closed = await closedBecause(client, bookOn, signal);
  if (closed !== undefined) throw periodClosed(bookOn, closed.boundary, closed.openFrom);
  const vatId = await noVatId(client, signal);
  if (vatId === undefined) throw noVatCode();
  for (const line of lines) assertLineAccount(line, accounts, vatId);
  if (CustomerId === undefined) throw noCustomerAccount();
  const known = await customers.read([{ id: CustomerId, number: CustomerNo }], { signal });
  const customer = known.get(CustomerId);
  const isShown = customer !== undefined && !('fault' in customer);
  const subledgerAccountId = isShown ? customer.subledgerAccountId : undefined;
  const customerNo = CustomerNo ?? (isShown ? customer.number : undefined);
  if (subledgerAccountId === undefined || customerNo === undefined) throw noCustomerAccount();
  return {
    subledgerAccountId,
    counterAccountId: account.Id,
    vatId,
    counterVatId: account.IsVatCodeLocked === true ? (account.VatCodeId ?? vatId) : vatId,
    customerNo,
    ...(Cid === undefined ? {} : { cid: Cid }),
  };
}

/** The account is what it was when it was chosen, and takes an entry without VAT, department and project. */
function assertLineAccount(
  { kind, account }: WriteBackLine,
  accounts: readonly WireAccount[],
  vatId: string,
): void {
  const chosen = readTarget(account);
  const found = accounts.find(
    ({ Id, AccountNo }) => Id === chosen?.accountId && AccountNo === chosen.accountNo,
  );
  if (!found || !isUsable(found) || !isFreeOfVat(found, vatId)) throw lineAccountMissing(kind);
}

/** Id of VAT code 0; undefined when the company has none that is active. */
export async function noVatId(client: PowerOfficeClient, signal?: AbortSignal): Promise<string | undefined> {
  const codes = await client.list({ path: '/VatCodes', query: { isActive: true }, signal }, wireVatCode);
  return codes.find(({ Code, IsActive }) => Code === NO_VAT && IsActive !== false)?.Id;
}

/** Why no entry can be made on the day, in words for the accountant, and the first day on which one can. */
export interface Closed {
  readonly boundary: string;
  readonly openFrom: LocalDate | undefined;
}

/** Undefined when an entry can be made on the day. */
export async function closedBecause(
  client: PowerOfficeClient,
  on: LocalDate,
  signal?: AbortSignal,
): Promise<Closed | undefined> {
  const { LockDate } = await client.get({ path: '/LockDateSettings', signal }, wireLockDate);
  if (LockDate !== undefined && on <= LockDate) {
    const openFrom = isLocalDate(LockDate) ? addDays(LockDate, 1) : undefined;
    return { boundary: `the books are locked up to and including ${LockDate}`, openFrom };
  }
  const { ConversionDate } = await client.get({ path: '/FinancialSettings', signal }, wireFinancial);
  if (ConversionDate !== undefined && on < ConversionDate) {
    const openFrom = isLocalDate(ConversionDate) ? ConversionDate : undefined;
    return { boundary: `the books begin on ${ConversionDate}`, openFrom };
  }
  return undefined;
}

/** @throws RecordRefusedError */
export function assertPayable({ amount, amountInBooks }: WriteBackInstruction, invoice: WireInvoice): void {
  if (invoice.VoucherType === 'OutgoingCreditNote' || invoice.IsReversed === true) throw credited();
  const invoiced = currencyOf(invoice);
  if (invoiced !== amount.currency) throw wrongCurrency(amount);
  if (invoiced !== 'NOK' || amountInBooks.currency !== 'NOK') throw foreignCurrency();
  const outstanding = parseMoney(invoice.Balance ?? '0', 'NOK');
  if (outstanding.minor < amountInBooks.minor) throw lessOutstanding(outstanding, amount);
}
