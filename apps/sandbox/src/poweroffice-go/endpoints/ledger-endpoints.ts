import { addDays } from '@app/domain';
import type { Posting } from '../../books/entries.js';
import type { Reply } from '../../server/exchange.js';
import type { Call } from '../call.js';
import { isVisible } from '../document-number.js';
import { balanceAt } from '../matching.js';
import type { Customer, Entry } from '../rows.js';
import { BALANCE_MODEL, entryModel, type EntryRow, transactionModel } from '../wire/ledger-models.js';
import { listReply } from '../wire/list.js';
import { cannotCast, invalidRequest } from '../wire/problem.js';

export const ENTRY_FILTERS = [
  'contactGroupIds',
  'createdDateTimeOffsetGreaterThan',
  'customerNos',
  'customMatchingReferences',
  'departmentCodes',
  'externalNos',
  'includeSubProject',
  'invoiceNos',
  'lastChangedDateTimeOffsetGreaterThan',
  'onlyBalancesLessThanAmount',
  'onlyCreatedByCurrentIntegration',
  'projectCodes',
  'subLedgerNumberSeriesIds',
  'voucherTypes',
];

/** `GET /Customerledger/OpenItems`: what was open at the end of `date`, by posting date. */
export function listOpenItems(call: Call): Reply {
  return listReply(call, entryModel(call.world), openItems(call));
}

export function openItems(call: Call): EntryRow[] {
  const date = call.query.requiredDay('date');
  return selectEntries(call)
    .filter(({ posting }) => posting.on <= date)
    .map((entry) => ({ entry, balanceMinor: balanceAt(entry, date) }))
    .filter(({ balanceMinor }) => balanceMinor !== 0)
    .filter(lessThanAmount(call));
}

/** `GET /Customerledger/Statement`: every entry of the days; balances of today, or of a `toDate` that has passed. */
export function listStatement(call: Call): Reply {
  return listReply(call, entryModel(call.world), statement(call));
}

export function statement(call: Call): EntryRow[] {
  const fromDate = call.query.requiredDay('fromDate');
  const toDate = call.query.requiredDay('toDate');
  const isPast = toDate < call.world.today();
  return selectEntries(call)
    .filter(({ posting }) => posting.on >= fromDate && posting.on <= toDate)
    .map((entry) => ({ entry, balanceMinor: isPast ? balanceAt(entry, toDate) : entry.balanceMinor }))
    .filter(lessThanAmount(call));
}

function lessThanAmount({ query }: Call): (row: EntryRow) => boolean {
  const isAsked = query.flag('onlyBalancesLessThanAmount') ?? false;
  return ({ entry, balanceMinor }) =>
    !isAsked || Math.abs(balanceMinor) < Math.abs(entry.posting.amountMinor);
}

function selectEntries({ world, company, query }: Call): Entry[] {
  const changedAfter = query.stamp('lastChangedDateTimeOffsetGreaterThan');
  const createdAfter = query.stamp('createdDateTimeOffsetGreaterThan');
  const customerNos = query.numbers('customerNos');
  const externalNos = query.numbers('externalNos');
  const invoiceNos = query.texts('invoiceNos');
  const voucherTypes = query.texts('voucherTypes');
  const references = query.texts('customMatchingReferences');
  const series = query.uuids('subLedgerNumberSeriesIds');
  const onlyOwn = query.flag('onlyCreatedByCurrentIntegration') ?? false;
  const otherDimension = ['departmentCodes', 'projectCodes'].some((name) => {
    const codes = query.list(name);
    return codes !== undefined && !codes.includes('-1');
  });
  const inGroups = query.ids('contactGroupIds');
  if (otherDimension || inGroups || (series && !series.has(company.seriesId))) return [];
  const named = ({ invoice, posting }: Entry): string | undefined =>
    invoice || world.switches.invoiceNosShowPayments ? posting.documentNumber : undefined;
  return [...company.entries.values()].filter(
    (entry) =>
      !(entry.invoice?.isHidden ?? false) &&
      isVisible(world, entry.document) &&
      (changedAfter === undefined || entry.changedAt > changedAfter) &&
      (createdAfter === undefined || entry.document.createdAt > createdAfter) &&
      (customerNos?.(entry.customer.number) ?? true) &&
      (externalNos?.(entry.customer.details.externalNumber ?? -1) ?? true) &&
      (invoiceNos?.has(named(entry) ?? '') ?? true) &&
      (voucherTypes?.has(entry.document.type) ?? true) &&
      (references?.has(entry.customMatchingReference ?? '') ?? true) &&
      (!onlyOwn || entry.document.byIntegration),
  );
}

/** `GET /Customerledger/EntriesByMatchId`. */
export function listEntriesByMatchId(call: Call): Reply {
  const { world, company, query } = call;
  const text = query.text('matchId');
  if (text === undefined) throw invalidRequest('The matchId field is required.');
  if (!/^\d{1,15}$/.test(text)) throw cannotCast(`The value '${text}' is not valid for matchId.`);
  const rows = company.matching
    .entriesOf(Number(text))
    .filter((entry) => isVisible(world, entry.document) && !(entry.invoice?.isHidden ?? false))
    .map((entry): EntryRow => ({ entry, balanceMinor: entry.balanceMinor }));
  return listReply(call, entryModel(world), rows);
}

/** `GET /Customerledger/CustomerBalances`. */
export function listCustomerBalances(call: Call): Reply {
  const { company, query } = call;
  const date = query.requiredDay('date');
  const onlyOpen = query.flag('includeOnlyOpenItems') ?? false;
  const series = query.uuids('subLedgerNumberSeriesIds');
  if (query.ids('contactGroupIds') || (series && !series.has(company.seriesId)))
    return listReply(call, BALANCE_MODEL, []);
  const balances = new Map<Customer, number>();
  for (const entry of company.entries.values()) {
    if (entry.posting.on > date || !isVisible(call.world, entry.document)) continue;
    const balance = balanceAt(entry, date);
    if (onlyOpen && balance === 0) continue;
    balances.set(entry.customer, (balances.get(entry.customer) ?? 0) + balance);
  }
  const rows = [...balances].map(([customer, balanceMinor]) => ({ customer, balanceMinor }));
  return listReply(call, BALANCE_MODEL, rows);
}

export const TRANSACTION_FILTERS = [
  'fromDate',
  'toDate',
  'accountNos',
  'agricultureDepartments',
  'createdDateTimeOffsetGreaterThan',
  'departmentCodes',
  'includeSubProject',
  'lastChangedDateTimeOffsetGreaterThan',
  'productCodes',
  'projectCodes',
  'vatCodes',
  'voucherNos',
  'voucherTypes',
];

/** `GET /AccountTransactions`: every line of the general ledger, by posting date. */
export function listTransactions(call: Call): Reply {
  const { world, company, query } = call;
  const fromDate = query.requiredDay('fromDate');
  const toDate = query.requiredDay('toDate');
  const accountNos = query.numbers('accountNos');
  const voucherNos = query.numbers('voucherNos');
  const voucherTypes = query.texts('voucherTypes');
  const createdAfter = query.stamp('createdDateTimeOffsetGreaterThan');
  const changedAfter = query.stamp('lastChangedDateTimeOffsetGreaterThan');
  const unused = ['agricultureDepartments', 'departmentCodes', 'productCodes', 'projectCodes', 'vatCodes'];
  const isOther = unused.some((name) => query.list(name)?.every((code) => code !== '-1' && code !== '0'));
  const rows = company.books.postingsByDay.range(fromDate, addDays(toDate, 1)).filter((row: Posting) => {
    const document = company.documentOf(row);
    return (
      !isOther &&
      isVisible(world, document) &&
      (accountNos?.(row.account.number) ?? true) &&
      (voucherNos?.(document.number) ?? true) &&
      (voucherTypes?.has(document.type) ?? true) &&
      (createdAfter === undefined || document.createdAt > createdAfter) &&
      (changedAfter === undefined || document.createdAt > changedAfter)
    );
  });
  return listReply(call, transactionModel(world, company), rows);
}
