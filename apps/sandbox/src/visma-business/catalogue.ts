import type { AccountRole } from '../books/entries.js';

/** The currency a company keeps its books in. */
export type DomesticCurrency = 'NOK' | 'SEK';

export interface CatalogueCurrency {
  readonly number: number;
  readonly code: string;
  /** Kroner (NOK) for 10 000 units, invented and fixed. */
  readonly ratePer10k: number;
}

/** Numbers are the sandbox's own: each company chooses its own. */
export const CURRENCIES: readonly CatalogueCurrency[] = [
  { number: 1, code: 'USD', ratePer10k: 106_000 },
  { number: 44, code: 'GBP', ratePer10k: 134_000 },
  { number: 45, code: 'DKK', ratePer10k: 15_400 },
  { number: 46, code: 'SEK', ratePer10k: 10_200 },
  { number: 47, code: 'NOK', ratePer10k: 10_000 },
  { number: 99, code: 'EUR', ratePer10k: 115_000 },
];

export function currencyOf(code: string): CatalogueCurrency {
  const found = CURRENCIES.find((currency) => currency.code === code);
  if (!found) throw new Error(`The sandbox keeps no currency ${code}.`);
  return found;
}

/** Minor units of the domestic currency at the fixed rate, rounded half away from zero. */
export function toDomestic(minor: number, code: string, domestic: DomesticCurrency): number {
  if (code === domestic) return minor;
  const rate = currencyOf(code).ratePer10k / currencyOf(domestic).ratePer10k;
  const rounded = Math.floor(Math.abs(minor) * rate + 0.5);
  return minor < 0 ? 0 - rounded : rounded;
}

export const COUNTRIES: readonly { readonly number: number; readonly code: string; readonly name: string }[] =
  [
    { number: 45, code: 'DK', name: 'Danmark' },
    { number: 46, code: 'SE', name: 'Sverige' },
    { number: 47, code: 'NO', name: 'Norge' },
    { number: 49, code: 'DE', name: 'Tyskland' },
  ];

/** Accounts that the sandbox books on by what they are for; the number differs by country. */
export type AccountUse =
  'customers' | 'collection' | 'bank' | 'vat' | 'sales' | 'vat-free-sales' | 'fees' | 'losses';

type Chart = readonly (readonly [
  use: AccountUse | undefined,
  number: number,
  name: string,
  role: AccountRole,
])[];

/** Parts of the Norwegian standard chart (NS 4102) and of the Swedish one (BAS). */
export const CHARTS: Readonly<Record<DomesticCurrency, Chart>> = {
  NOK: [
    ['customers', 1500, 'Kundefordringer', 'customers'],
    ['collection', 1579, 'Inkasso, mellomregning', 'clearing'],
    ['bank', 1920, 'Bankinnskudd', 'bank'],
    [undefined, 1930, 'Bankinnskudd, driftskonto', 'bank'],
    ['vat', 2700, 'Utgående merverdiavgift, høy sats', 'general'],
    ['sales', 3000, 'Salgsinntekt, avgiftspliktig', 'general'],
    ['vat-free-sales', 3100, 'Salgsinntekt, avgiftsfri', 'general'],
    ['fees', 3950, 'Purregebyr', 'general'],
    ['losses', 7830, 'Konstaterte tap på fordringer', 'general'],
    [undefined, 8055, 'Renteinntekt, kundefordringer', 'general'],
  ],
  SEK: [
    ['customers', 1510, 'Kundfordringar', 'customers'],
    ['collection', 1689, 'Inkasso, avräkning', 'clearing'],
    ['bank', 1930, 'Företagskonto', 'bank'],
    ['vat', 2610, 'Utgående moms, 25 %', 'general'],
    ['sales', 3001, 'Försäljning, 25 % moms', 'general'],
    ['vat-free-sales', 3004, 'Försäljning, momsfri', 'general'],
    ['fees', 3591, 'Påminnelseavgifter', 'general'],
    ['losses', 6351, 'Konstaterade förluster på kundfordringar', 'general'],
    [undefined, 8313, 'Ränteintäkter från kundfordringar', 'general'],
  ],
};

/** Account types of a voucher line. */
export const ACCOUNT_TYPE = { customer: 1, supplier: 2, ledger: 3, asset: 4 } as const;

/** Voucher types are each company's own; payments have not "affects turn./purch.". */
export const VOUCHER_TYPE = { invoice: 11, creditNote: 12, payment: 21, general: 30 } as const;

export interface SeriesPlan {
  readonly number: number;
  readonly name: string;
  readonly first: number;
  readonly last: number;
}

export const SERIES: readonly SeriesPlan[] = [
  { number: 1, name: 'Utgående faktura', first: 100_000, last: 199_999 },
  { number: 2, name: 'Kreditnota', first: 200_000, last: 299_999 },
  { number: 3, name: 'Innbetalinger', first: 30_000, last: 39_999 },
  { number: 6, name: 'Diverse bilag', first: 60_000, last: 69_999 },
  { number: 9, name: 'Inkasso', first: 90_000, last: 99_999 },
];
