import type { AccountRole } from '../books/entries.js';

export interface XledgerCurrency {
  readonly id: number;
  readonly code: string;
  /** Kroner for 10 000 units, invented and fixed. */
  readonly ratePer10k: number;
}

export const CURRENCIES: readonly XledgerCurrency[] = [
  { id: 1, code: 'NOK', ratePer10k: 10_000 },
  { id: 2, code: 'SEK', ratePer10k: 10_200 },
  { id: 3, code: 'DKK', ratePer10k: 15_400 },
  { id: 4, code: 'USD', ratePer10k: 106_000 },
  { id: 5, code: 'EUR', ratePer10k: 115_000 },
  { id: 6, code: 'GBP', ratePer10k: 134_000 },
];

export function currencyOf(code: string): XledgerCurrency {
  const found = CURRENCIES.find((currency) => currency.code === code);
  if (!found) throw new Error(`The sandbox keeps no currency ${code}.`);
  return found;
}

/** Minor units of kroner at the fixed rate, rounded half away from zero. */
export function toKroner(minor: number, code: string): number {
  const rounded = Math.floor((Math.abs(minor) * currencyOf(code).ratePer10k) / 10_000 + 0.5);
  return minor < 0 ? 0 - rounded : rounded;
}

/** Voucher sources by their codes; the first three ids as one public client saw them, the others invented. */
export const SOURCES: ReadonlyMap<string, { readonly id: number; readonly description: string }> = new Map([
  ['AR', { id: 797, description: 'Kundereskontro' }],
  ['SO', { id: 600, description: 'Salgsordre' }],
  ['OS', { id: 3536, description: 'Åpningsbalanse' }],
  ['GL', { id: 796, description: 'Hovedbok' }],
  ['OCR', { id: 811, description: 'OCR-innbetaling' }],
  ['BA', { id: 812, description: 'Bank' }],
  ['DR', { id: 813, description: 'Direkteremittering' }],
]);

/** The part of the Norwegian standard chart (NS 4102) that the sandbox books on. */
export const CHART: readonly (readonly [number: number, name: string, role: AccountRole])[] = [
  [1500, 'Kundefordringer', 'customers'],
  [1579, 'Inkasso, mellomregning', 'clearing'],
  [1920, 'Bankinnskudd', 'bank'],
  [2700, 'Utgående merverdiavgift, høy sats', 'general'],
  [3000, 'Salgsinntekt, avgiftspliktig', 'general'],
  [3100, 'Salgsinntekt, avgiftsfri', 'general'],
  [3950, 'Purregebyr', 'general'],
  [7740, 'Øredifferanser', 'general'],
  [7830, 'Konstaterte tap på fordringer', 'general'],
  [8060, 'Valutagevinst (agio)', 'general'],
  [8160, 'Valutatap (disagio)', 'general'],
  [8055, 'Renteinntekt, kundefordringer', 'general'],
];

export const COUNTRIES: readonly (readonly [id: number, code: string, name: string])[] = [
  [47, 'NO', 'Norge'],
  [46, 'SE', 'Sverige'],
  [45, 'DK', 'Danmark'],
  [49, 'DE', 'Tyskland'],
];
