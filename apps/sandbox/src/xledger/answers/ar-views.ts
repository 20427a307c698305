import { amountText } from '../../books/amounts.js';
import { currencyOf, SOURCES, toKroner } from '../catalogue.js';
import { localDateTime } from '../../server/local-time.js';
import type { ArRow } from '../rows.js';
import type { World } from '../world.js';
import {
  accountView,
  addressView,
  companyView,
  currencyView,
  customerView,
  ownerView,
  systemValue,
  type View,
} from './party-views.js';

const TYPE_IDS: Readonly<Record<string, number>> = {
  INVOICE: 1,
  CREDIT_MEMO: 2,
  PAYMENT: 3,
  ELECTRONIC_PAYMENT: 4,
  REMINDER: 5,
};

export function arRowView(world: World, row: ArRow): View {
  const { posting, entity, customer } = row;
  const { currency } = posting;
  const remaining =
    world.switches.remainingCurrency === 'entity'
      ? toKroner(row.remainingMinor, currency)
      : row.remainingMinor;
  const isMoney = row.type === 'PAYMENT' || row.type === 'ELECTRONIC_PAYMENT';
  return {
    dbId: row.id,
    invoiceNumber: row.invoiceNumber,
    text: row.text,
    amount: amountText(posting.amountMinor),
    invoiceAmount: amountText(row.amountMinor),
    invoiceRemaining: amountText(remaining),
    invoiceDate: row.invoiceDate,
    dueDate: row.dueOn,
    paymentDate: isMoney ? posting.on : null,
    lastPaymentDate: row.lastPaidOn,
    reminderDate: row.reminderOn,
    interest: '0.00',
    lateFee: amountText(row.lateFeeMinor),
    paymentReference: row.paymentReference,
    extIdentifier: row.extIdentifier,
    matchId: row.matchId === 0 && world.switches.unmatchedId === 'null' ? null : row.matchId,
    reconciled: false,
    exchangeRate: currencyOf(currency).ratePer10k / 10_000,
    ownerDbId: entity.id,
    subledgerDbId: customer.id,
    headerTransactionSourceDbId: SOURCES.get(row.source)?.id ?? null,
    headerCreatedAt: () => localDateTime(row.createdAtMs),
    headerModifiedAt: () => localDateTime(row.modifiedAtMs),
    owner: () => ownerView(entity),
    subledger: () => customerView(customer),
    company: () => companyView(customer),
    billAddress: () => addressView(customer),
    account: () => accountView(entity.account(posting.account.number), entity),
    currency: () => currencyView(currency),
    invoiceFile: () => fileView(world, row),
    slTransactionType: () => (row.type === null ? null : systemValue(TYPE_IDS[row.type] ?? 0, row.type)),
    ledgerType: () => systemValue(2, 'AR'),
    period: () => periodView(posting.on),
    transactionHeader: () => headerView(world, row),
    ...row.malformed,
  };
}

export function fileView(world: World, row: ArRow): View | null {
  if (row.type !== 'INVOICE' && row.type !== 'CREDIT_MEMO') return null;
  const dbId = String(88_000_000_000 + row.id);
  return { dbId, url: `${world.filesUrl}/${dbId}` };
}

export function sourceView(code: string): View {
  return { dbId: SOURCES.get(code)?.id ?? null, code, description: SOURCES.get(code)?.description ?? code };
}

export function periodView(on: string): View {
  const [year, month] = [Number(on.slice(0, 4)), Number(on.slice(5, 7))];
  const lastDay = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return {
    dbId: year * 100 + month,
    code: on.slice(0, 7).replace('-', ''),
    description: on.slice(0, 7),
    fromDate: `${on.slice(0, 7)}-01`,
    toDate: `${on.slice(0, 7)}-${lastDay}`,
    monthNumber: month,
    fiscalPeriod: month,
    fiscalYear: year,
    year,
  };
}

function headerView(world: World, row: ArRow): View {
  const { voucher, entity } = row;
  return {
    dbId: String(109_000_000_000 + voucher.id),
    transactionNumber: `${voucher.on.slice(0, 4)}${String(voucher.number).padStart(5, '0')}`,
    trRegNumber: row.trRegNumber,
    text: voucher.text,
    postedDate: row.posting.on,
    createdAt: () => localDateTime(row.createdAtMs),
    modifiedAt: () => localDateTime(row.modifiedAtMs),
    importedAt: () => (row.importedAtMs === undefined ? null : localDateTime(row.importedAtMs)),
    registeredAt: () => localDateTime(row.createdAtMs),
    ownerDbId: entity.id,
    fiscalYear: Number(voucher.on.slice(0, 4)),
    archive: false,
    invoiceFile: () => fileView(world, row),
    transactionSource: () => sourceView(row.source),
    period: () => periodView(row.posting.on),
  };
}
