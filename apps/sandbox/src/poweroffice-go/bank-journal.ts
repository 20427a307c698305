import { rateOn, toBaseMinor } from './catalogue.js';
import type { Call } from './call.js';
import type { BankJournal, BankJournalLine } from './endpoints/bank-journal-body.js';
import { invoiceNamed } from './endpoints/invoice-endpoints.js';
import { coveredBase, exchangeDifference } from './payments.js';
import { type LineDraft, type Posted, postDocument } from './posting.js';
import type { Customer, Document, Entry, GlAccount, Invoice } from './rows.js';
import { voucherInvalid } from './wire/problem.js';
import { stampAt } from './stamps.js';

/**
 * Checks and books what `POST /Vouchers/BankJournals` asks for, and matches its customer lines: by `InvoiceNo`, then by
 * `Cid`, then by `CustomMatchingReference`.
 * @throws Problem
 */
export function postBankJournal(call: Call, journal: BankJournal): Posted {
  const { world, company } = call;
  const { switches } = world;
  checkReference(call, journal);
  const accounts = journal.lines.map((line) => accountOf(call, line));
  journal.lines.forEach((line, i) => checkLine(call, line, accounts[i]));
  const drafts = journal.lines.map((line, i) => draftLine(call, line, accounts[i] as GlAccount | Customer));
  const surplusMinor = drafts.reduce((sum, line) => sum + line.amountMinor, 0);
  const inCurrency = journal.lines.reduce((sum, line) => sum + line.currencyMinor, 0);
  const isOneCurrency = new Set(journal.lines.map(({ currency }) => currency)).size === 1;
  const isAdjusted = journal.autoAdjust && (!isOneCurrency || inCurrency === 0);
  if (surplusMinor !== 0 && !isAdjusted)
    throw voucherInvalid(`The voucher is not in balance. The difference is ${surplusMinor / 100}.`);
  const postedOn = journal.lines[0]?.postedOn ?? journal.on;
  const { VoucherLines: _lines, ...header } = journal.sent;
  const posted = postDocument(company, {
    type: 'BankJournal',
    kind: 'payment',
    on: journal.on,
    text: journal.text ?? 'Bankbilag',
    lines: [...drafts, ...exchangeDifference(company, postedOn, surplusMinor)],
    byIntegration: true,
    externalImportReference: journal.externalImportReference,
    hiddenForMs: switches.visibleAfterMs,
    unnumberedForMs: switches.voucherNoAfterMs,
    sent: {
      header,
      lines: journal.lines.map(({ sent }) => sent),
      lineIds: journal.lines.map(() => company.tools.ids.next('line')),
    },
  });
  if (!switches.neverMatches) for (const entry of posted.entries) matchEntry(call, entry);
  return posted;
}

/** One reference per company among vouchers that were not reversed. */
function checkReference({ world, company }: Call, { externalImportReference }: BankJournal): void {
  if (externalImportReference === null) return;
  const used = company.references.get(externalImportReference);
  const { duplicateSeenAfterMs, duplicateReferenceStatus } = world.switches;
  if (!used || isTooFresh(used, world.nowMs(), duplicateSeenAfterMs)) return;
  throw voucherInvalid(
    `ExternalImportReference is already in use. '${externalImportReference}' is used on voucher Id = ${used.uuid}.`,
    duplicateReferenceStatus,
  );
}

function isTooFresh(document: Document, nowMs: number, seenAfterMs: number): boolean {
  return seenAfterMs > 0 && document.createdAt > stampAt(nowMs - seenAfterMs, 9_999);
}

function accountOf({ world, company }: Call, { accountId }: BankJournalLine): GlAccount | Customer {
  const account = company.accounts.get(accountId) ?? company.customersByAccount.get(accountId);
  if (!account)
    throw voucherInvalid(`Account with id = ${accountId} not found.`, world.switches.unknownReferenceStatus);
  return account;
}

function checkLine({ world, company }: Call, line: BankJournalLine, account?: GlAccount | Customer): void {
  const { vatId, postedOn } = line;
  const vatCode = company.vatCodes.find(({ id }) => id === vatId);
  if (vatId !== null && !vatCode)
    throw voucherInvalid(`Vat code with id = ${vatId} not found.`, world.switches.unknownReferenceStatus);
  if (postedOn <= company.lockDate)
    throw voucherInvalid(`PostingDate ${postedOn} is not after the lock date ${company.lockDate}.`);
  if (postedOn < company.conversionDate)
    throw voucherInvalid(`PostingDate ${postedOn} is before the conversion date ${company.conversionDate}.`);
  if (!account || 'subledgerAccountId' in account) return;
  if (!account.isActive) throw voucherInvalid(`Account ${account.number} is not active.`);
  if (account.role === 'customers')
    throw voucherInvalid(
      `Account ${account.number} has sub-ledger accounts and cannot be posted on directly.`,
    );
  if (account.isVatCodeLocked && vatCode && vatCode !== company.vatCodes[0])
    throw voucherInvalid(`The vat code of account ${account.number} is locked.`);
  if (account.isDepartmentRequired && !line.hasDepartment)
    throw voucherInvalid(`Department is required on account ${account.number}.`);
  if (account.isProjectRequired && !line.hasProject)
    throw voucherInvalid(`Project is required on account ${account.number}.`);
}

function draftLine(call: Call, line: BankJournalLine, on: GlAccount | Customer): LineDraft {
  const { currency, currencyMinor, postedOn, invoiceNo } = line;
  const invoice = 'subledgerAccountId' in on ? checkedInvoice(call, line, on) : undefined;
  const isSame = invoice?.currency === currency;
  const ratePer10k = line.ratePer10k ?? (isSame ? invoice.ratePer10k : rateOn(currency, postedOn));
  const amountMinor =
    isSame && line.ratePer10k === null
      ? 0 - coveredBase(invoice.entry, 0 - currencyMinor, ratePer10k)
      : toBaseMinor(currencyMinor, ratePer10k);
  return {
    on,
    postedOn,
    currency,
    amountMinor,
    currencyMinor,
    ...(line.text === null ? {} : { text: line.text }),
    ...(invoiceNo === null ? {} : { invoiceNo }),
    cid: line.cid,
    customMatchingReference: line.customMatchingReference,
  };
}

/** The invoice that a customer line names, if it is the customer's. */
function checkedInvoice(
  { world, company }: Call,
  { invoiceNo, currencyMinor }: BankJournalLine,
  customer: Customer,
): Invoice | undefined {
  if (invoiceNo === null || invoiceNo === '') return undefined;
  const { alreadyPaid, overpayment, wrongInvoiceNo } = world.switches;
  const invoice = invoiceNamed(company, invoiceNo);
  if (invoice?.customer !== customer) {
    if (wrongInvoiceNo === 'refuse')
      throw voucherInvalid(`Invoice with number = ${invoiceNo} not found on customer ${customer.number}.`);
    return undefined;
  }
  const left = Math.abs(invoice.entry.balanceCurrencyMinor);
  if (left === 0 && alreadyPaid === 'refuse') throw voucherInvalid(`Invoice ${invoiceNo} is already paid.`);
  if (left > 0 && Math.abs(currencyMinor) > left && overpayment === 'refuse')
    throw voucherInvalid(`The amount is larger than what is left of invoice ${invoiceNo}.`);
  return invoice;
}

function matchEntry({ world, company }: Call, entry: Entry): void {
  const { partialMatchByInvoiceNo, overpayment } = world.switches;
  const invoice = invoiceNamed(company, entry.posting.documentNumber);
  if (invoice && invoice.customer === entry.customer) {
    const left = Math.abs(invoice.entry.balanceMinor);
    const paid = Math.abs(entry.balanceMinor);
    const isAllowed =
      paid === left ||
      (paid < left && partialMatchByInvoiceNo) ||
      (paid > left && overpayment === 'match-what-is-left');
    if (isAllowed && company.matching.match(invoice.entry, entry)) return;
  }
  const opposite = [...company.entries.values()].filter(
    (other) =>
      other.customer === entry.customer &&
      other !== entry &&
      other.balanceMinor === other.posting.amountMinor &&
      other.posting.amountMinor === 0 - entry.posting.amountMinor,
  );
  const { cid, customMatchingReference: reference } = entry;
  const match =
    (company.usesKid && cid !== null ? opposite.find((other) => other.cid === cid) : undefined) ??
    (reference === null ? undefined : opposite.find((other) => other.customMatchingReference === reference));
  if (match) company.matching.match(match, entry);
}
