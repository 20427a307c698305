import type { AccountRole } from '../books/entries.js';
import type { Currency } from './rows.js';

/** Accounts of the Swedish BAS chart (bas.se) that receivables touch, and 1684 for a collector's settlements. */
export const CHART: readonly (readonly [number: number, name: string, role: AccountRole])[] = [
  [1510, 'Kundfordringar', 'customers'],
  [1684, 'Fordran inkassobolag', 'clearing'],
  [1910, 'Kassa', 'bank'],
  [1920, 'PlusGiro', 'bank'],
  [1930, 'Företagskonto', 'bank'],
  [1940, 'Övriga bankkonton', 'bank'],
  [2611, 'Utgående moms på försäljning inom Sverige, 25 %', 'general'],
  [3001, 'Försäljning inom Sverige, 25 % moms', 'general'],
  [3004, 'Försäljning inom Sverige, momsfri', 'general'],
  [3740, 'Öres- och kronutjämning', 'general'],
  [3960, 'Valutakursvinster på fordringar av rörelsekaraktär', 'general'],
  [6351, 'Konstaterade förluster på kundfordringar', 'general'],
  [7960, 'Valutakursförluster på fordringar av rörelsekaraktär', 'general'],
];

export const RECEIVABLES = 1510;
export const SALES = 3001;
export const SALES_TAX_FREE = 3004;
export const VAT = 2611;
export const EXCHANGE_GAIN = 3960;
export const EXCHANGE_LOSS = 7960;
export const BANK = 1930;

/** Modes of payment of a new company, and the one an accountant made for a collector. */
export const MODES_OF_PAYMENT: readonly (readonly [code: string, description: string, account: number])[] = [
  ['BG', 'Bankgiro', 1930],
  ['PG', 'PlusGiro', 1920],
  ['KONTANT', 'Kontant', 1910],
  ['INK', 'Inkasso', 1684],
];

export const SEK: Currency = { code: 'SEK', description: 'Svenska kronor', unit: 1, ratePer10k: 10_000 };

/** Invented, round rates. */
export const CURRENCIES: readonly Currency[] = [
  SEK,
  { code: 'EUR', description: 'Euro', unit: 1, ratePer10k: 113_000 },
  { code: 'NOK', description: 'Norska kronor', unit: 1, ratePer10k: 9_600 },
  { code: 'USD', description: 'US-dollar', unit: 1, ratePer10k: 97_500 },
];

export function currencyByCode(code: string): Currency {
  const found = CURRENCIES.find((currency) => currency.code === code);
  if (!found) throw new Error(`The simulated Fortnox knows no currency ${code}.`);
  return found;
}

export function toBaseMinor(minor: number, { ratePer10k }: Currency): number {
  return Math.round((minor * ratePer10k) / 10_000);
}

/** Swedish names of the countries that demo customers live in. */
export const COUNTRIES: Readonly<Record<string, string>> = {
  SE: 'Sverige',
  NO: 'Norge',
  DE: 'Tyskland',
  FI: 'Finland',
};

/** What one series of vouchers is called and where the books begin to number it, so that series do not mix. */
export const VOUCHER_SERIES = {
  invoice: { series: 'B', start: 1_000_001 },
  'credit-note': { series: 'B', start: 1_000_001 },
  payment: { series: 'C', start: 2_000_001 },
  manual: { series: 'A', start: 1 },
  reversal: { series: 'A', start: 1 },
  rounding: { series: 'A', start: 1 },
} as const;

/** Scopes (fortnox.se/developer/guides-and-good-to-know/scopes) of what the simulator serves. */
export const SCOPES = [
  'invoice',
  'payment',
  'customer',
  'companyinformation',
  'settings',
  'bookkeeping',
  'currency',
  'noxfinansinvoice',
  'profile',
] as const;
export type Scope = (typeof SCOPES)[number];

export function isScope(text: string): text is Scope {
  return SCOPES.some((scope) => scope === text);
}
