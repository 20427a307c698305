import type { AccountRole } from '../books/entries.js';
import { daysBetween, type LocalDate, localDate } from '@app/domain';

export interface Currency {
  readonly code: string;
  readonly name: string;
  /** Kroner for one unit of the currency, times 10 000: the vendor's rates are "always base 1". Invented. */
  readonly ratePer10k: number;
}

export const CURRENCIES: readonly Currency[] = [
  { code: 'NOK', name: 'kr', ratePer10k: 10_000 },
  { code: 'SEK', name: 'kr', ratePer10k: 10_200 },
  { code: 'DKK', name: 'kr', ratePer10k: 15_400 },
  { code: 'EUR', name: '€', ratePer10k: 115_000 },
  { code: 'USD', name: '$', ratePer10k: 106_000 },
  { code: 'GBP', name: '£', ratePer10k: 134_000 },
];

export function findCurrency(code: string): Currency | undefined {
  return CURRENCIES.find((currency) => currency.code === code);
}

/** The company's own currency: always this one, says the vendor. */
export const NOK = 'NOK';

const EPOCH = localDate('2020-01-01');

/** The rate of a day, times 10 000: it wanders by up to half a percent, so that payments differ from invoices. */
export function rateOn(code: string, day: LocalDate): number {
  const currency = findCurrency(code);
  if (!currency) throw new Error(`The sandbox keeps no currency ${code}.`);
  if (code === NOK) return currency.ratePer10k;
  const place = ((daysBetween(EPOCH, day) % 11) + 11) % 11;
  return Math.round((currency.ratePer10k * (1_000 + place - 5)) / 1_000);
}

/** Øre at a rate times 10 000, rounded half away from zero. */
export function toBaseMinor(minor: number, ratePer10k: number): number {
  const rounded = Math.floor((Math.abs(minor) * ratePer10k) / 10_000 + 0.5);
  return minor < 0 ? 0 - rounded : rounded;
}

/** The part of the Norwegian standard chart (NS 4102) that the sandbox books on. */
export const CHART: readonly (readonly [number: number, name: string, role: AccountRole, type: string])[] = [
  [1500, 'Kundefordringer', 'customers', 'Asset'],
  [1900, 'Kontanter', 'bank', 'Asset'],
  [1905, 'Mellomregning inkasso', 'clearing', 'Asset'],
  [1920, 'Bankinnskudd', 'bank', 'Asset'],
  [2700, 'Utgående merverdiavgift, høy sats', 'general', 'Liability'],
  [3000, 'Salgsinntekt, avgiftspliktig', 'general', 'Income'],
  [3100, 'Salgsinntekt, avgiftsfri', 'general', 'Income'],
  [3950, 'Purregebyr', 'general', 'Income'],
  [7770, 'Bank- og kortgebyr', 'general', 'Expense'],
  [7830, 'Konstaterte tap på fordringer', 'general', 'Expense'],
  [8060, 'Valutagevinst (agio)', 'general', 'Income'],
  [8160, 'Valutatap (disagio)', 'general', 'Expense'],
  [8055, 'Renteinntekt, kundefordringer', 'general', 'Income'],
];

export const VAT_CODES: readonly (readonly [code: string, name: string, rate: number])[] = [
  ['0', 'Ingen avgiftsbehandling', 0],
  ['3', 'Utgående avgift, høy sats', 25],
  ['5', 'Innenlands omsetning med fritak', 0],
  ['52', 'Utførsel av varer og tjenester', 0],
];

/** The roles a token may carry, as far as the simulated calls ask for them. */
export const PRIVILEGES = [
  'OutgoingInvoice',
  'CustomerLedger',
  'Customer',
  'AccountTransaction',
  'GeneralLedgerAccount',
  'CommonServices',
  'VoucherDocumentation',
  'VoucherDocumentation_Full',
  'ClientBankAccount',
  'BankVoucher_Full',
  'ReverseVoucher_Full',
] as const;

export type VoucherType =
  | 'OutgoingInvoice'
  | 'OutgoingCreditNote'
  | 'IncomingOcrGiro'
  | 'BankJournal'
  | 'CashJournal'
  | 'ManualJournal'
  | 'OutgoingPaymentReminder'
  | 'OutgoingNoticeOfDebtCollection'
  | 'OutgoingPaymentDemand'
  | 'OutgoingWarrantOfExecution'
  | 'CorrectionVoucher'
  | 'ReversalVoucher';

export const DELIVERY_TYPES = [
  'PdfByEmail',
  'Print',
  'EHF',
  'AvtaleGiro',
  'External',
  'Efaktura',
  'Factoring',
] as const;
export type DeliveryType = (typeof DELIVERY_TYPES)[number];
