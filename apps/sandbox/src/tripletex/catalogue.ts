import type { AccountRole } from '../books/entries.js';
import type { Country, Currency } from './rows.js';

/** Currencies every company has; ids and factors as the vendor numbers them, rates invented and fixed. */
export const CURRENCIES: readonly Currency[] = [
  { id: 1, code: 'NOK', description: 'Norge', factor: 1, ratePer10k: 10_000 },
  { id: 2, code: 'SEK', description: 'Sverige', factor: 100, ratePer10k: 10_200 },
  { id: 3, code: 'DKK', description: 'Danmark', factor: 100, ratePer10k: 15_400 },
  { id: 4, code: 'USD', description: 'USA', factor: 1, ratePer10k: 106_000 },
  { id: 5, code: 'EUR', description: 'EU', factor: 1, ratePer10k: 115_000 },
  { id: 6, code: 'GBP', description: 'Storbritannia', factor: 1, ratePer10k: 134_000 },
];

export function currencyByCode(code: string): Currency {
  const found = CURRENCIES.find((currency) => currency.code === code);
  if (!found) throw new Error(`The sandbox keeps no currency ${code}.`);
  return found;
}

export const NOK = currencyByCode('NOK');

/** Minor units of the company's currency at the fixed rate, rounded half away from zero. */
export function toBaseMinor(minor: number, currency: Currency): number {
  const exact = (Math.abs(minor) * currency.ratePer10k) / 10_000;
  const rounded = Math.floor(exact + 0.5);
  return minor < 0 ? 0 - rounded : rounded;
}

export const COUNTRIES: readonly Country[] = [
  { id: 161, name: 'Norge', alpha2: 'NO', alpha3: 'NOR', numeric: '578' },
  { id: 207, name: 'Sverige', alpha2: 'SE', alpha3: 'SWE', numeric: '752' },
  { id: 58, name: 'Danmark', alpha2: 'DK', alpha3: 'DNK', numeric: '208' },
  { id: 81, name: 'Tyskland', alpha2: 'DE', alpha3: 'DEU', numeric: '276' },
  { id: 231, name: 'USA', alpha2: 'US', alpha3: 'USA', numeric: '840' },
];

export function countryByCode(alpha2: string): Country {
  const found = COUNTRIES.find((country) => country.alpha2 === alpha2);
  if (!found) throw new Error(`The sandbox keeps no country ${alpha2}.`);
  return found;
}

/** The part of the Norwegian standard chart (NS 4102) that the sandbox books on. */
export const CHART: readonly (readonly [number: number, name: string, role: AccountRole])[] = [
  [1500, 'Kundefordringer', 'customers'],
  [1579, 'Andre kortsiktige fordringer', 'clearing'],
  [1900, 'Kontanter', 'bank'],
  [1920, 'Bankinnskudd', 'bank'],
  [2700, 'Utgående merverdiavgift, høy sats', 'general'],
  [3000, 'Salgsinntekt, avgiftspliktig', 'general'],
  [3100, 'Salgsinntekt, avgiftsfri', 'general'],
  [3900, 'Annen driftsrelatert inntekt', 'general'],
  [7740, 'Øredifferanser', 'general'],
  [7770, 'Bank og kortgebyrer', 'general'],
  [7830, 'Konstaterte tap på fordringer', 'general'],
  [8050, 'Annen renteinntekt', 'general'],
  [8060, 'Valutagevinst (agio)', 'general'],
  [8160, 'Valutatap (disagio)', 'general'],
];

/** Payment types of a new company, and a third for a collector's settlements; each with its debit account. */
export const PAYMENT_TYPES: readonly (readonly [description: string, account: number])[] = [
  ['Kontant', 1900],
  ['Betalt til bank', 1920],
  ['Inkasso oppgjør', 1579],
];

export const VOUCHER_TYPES: Readonly<Record<string, readonly [offset: number, name: string]>> = {
  invoice: [0, 'Utgående faktura'],
  'credit-note': [0, 'Utgående faktura'],
  payment: [1, 'Betaling'],
  rounding: [2, 'Øreavrunding'],
};

export const ENTITLEMENTS = [
  'AUTH_INVOICING',
  'AUTH_ADVANCED_VOUCHER',
  'AUTH_ALL_VOUCHERS',
  'AUTH_CUSTOMER_INFO',
  'AUTH_COMPANY_CUSTOMER_ACCOUNTING_REPORTS',
] as const;

/** Keys of `GET /event` (BETA) that matter to receivables. */
export const EVENTS: readonly (readonly [key: string, description: string, model: string])[] = [
  ['invoice.charged', 'Invoice charged', 'Invoice'],
  ['voucher.create', 'Voucher created', 'Voucher'],
  ['voucher.update', 'Voucher updated', 'Voucher'],
  ['voucher.delete', 'Voucher deleted', 'Voucher'],
  ['closeGroup.create', 'Postings closed against each other', 'CloseGroup'],
  ['closeGroup.delete', 'Close group dissolved', 'CloseGroup'],
  ['customer.create', 'Customer created', 'Customer'],
  ['customer.update', 'Customer updated', 'Customer'],
  ['customer.delete', 'Customer deleted', 'Customer'],
];
