import { type WriteBackInstruction } from '../contract/index.js';
import type { JournalParts } from './bank-journal.js';
import type { PowerOfficeClient } from './client.js';
import type { CompanyContext } from './invoice-rows.js';
import { wireFinancial, type WireInvoice, wireLockDate, wireVatCode } from './wire.js';
import {
  noCustomerAccount,
  noVatCode,
  periodClosed,
  targetChanged,
  targetMissing,
} from './write-back-refusals.js';
import { isUsable, readTarget, readTargetAccount } from './write-back-target.js';

/** No VAT treatment; the vendor's own sample postings of payments bear it. */
const NO_VAT = '0';

/** The ids that a bank journal names, read now. @throws RecordRefusedError */
export async function readJournalParts(
  { client, customers }: CompanyContext,
  { bookOn, target }: WriteBackInstruction,
  { CustomerId, CustomerNo, Cid }: WireInvoice,
  signal?: AbortSignal,
): Promise<JournalParts> {
  const chosen = readTarget(target);
  const account = chosen && (await readTargetAccount(client, chosen, signal));
  if (!chosen || !account) throw targetMissing();
  if (account.Id !== chosen.accountId) throw targetChanged('its number belongs to another account now');
  if (!isUsable(account)) throw targetChanged('it asks for a department or a project');
  const closed = await closedBecause(client, bookOn, signal);
  if (closed !== undefined) throw periodClosed(bookOn, closed);
  const vatId = await noVatId(client, signal);
  if (vatId === undefined) throw noVatCode();
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

/** Id of VAT code 0; undefined when the company has none that is active. */
export async function noVatId(client: PowerOfficeClient, signal?: AbortSignal): Promise<string | undefined> {
  const codes = await client.list({ path: '/VatCodes', query: { isActive: true }, signal }, wireVatCode);
  return codes.find(({ Code, IsActive }) => Code === NO_VAT && IsActive !== false)?.Id;
}

/** Why no entry can be made on the day, in words for the accountant; undefined when it can. */
export async function closedBecause(
  client: PowerOfficeClient,
  on: string,
  signal?: AbortSignal,
): Promise<string | undefined> {
  const { LockDate } = await client.get({ path: '/LockDateSettings', signal }, wireLockDate);
  if (LockDate !== undefined && on <= LockDate) return `the books are locked up to and including ${LockDate}`;
  const { ConversionDate } = await client.get({ path: '/FinancialSettings', signal }, wireFinancial);
  if (ConversionDate !== undefined && on < ConversionDate) return `the books begin on ${ConversionDate}`;
  return undefined;
}
