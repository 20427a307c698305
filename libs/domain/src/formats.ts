import type { Country } from './local-date.js';
import type { Currency } from './currency.js';
import type { LocalDate } from './local-date.js';
import { formatDecimal, type Money } from './money.js';

/** Languages of texts for people: Norwegian bokmål, Swedish, English. */
export type Language = 'nb' | 'sv' | 'en';

/** Keeps the parts of an amount on one line, and is what Norwegian and Swedish put between thousands. */
export const NBSP = '\u00a0';
/** The real minus sign, not a hyphen that a line may break after. */
export const MINUS = '\u2212';

const MONTHS: Readonly<Record<Language, readonly string[]>> = {
  nb: 'januar februar mars april mai juni juli august september oktober november desember'.split(' '),
  sv: 'januari februari mars april maj juni juli augusti september oktober november december'.split(' '),
  en: 'January February March April May June July August September October November December'.split(' '),
};

const HOME_CURRENCY: Readonly<Record<Country, Currency>> = { NO: 'NOK', SE: 'SEK' };

/** `1 234,50 kr` (nb, sv) or `NOK 1,234.50` (en). "kr" only where it cannot be taken for the neighbour's. */
export function amountText(amount: Money, language: Language, country: Country): string {
  const [whole = '', decimals] = formatDecimal(amount).replace('-', '').split('.');
  const sign = amount.minor < 0n ? MINUS : '';
  if (language === 'en') return `${amount.currency}${NBSP}${sign}${grouped(whole, ',', decimals, '.')}`;
  const unit = amount.currency === HOME_CURRENCY[country] ? 'kr' : amount.currency;
  return `${sign}${grouped(whole, NBSP, decimals, ',')}${NBSP}${unit}`;
}

/** For columns of a table whose currency stands elsewhere: `1 234,50` (nb, sv) or `1,234.50` (en). */
export function numberText(amount: Money, language: Language): string {
  const [whole = '', decimals] = formatDecimal(amount).replace('-', '').split('.');
  const sign = amount.minor < 0n ? MINUS : '';
  const [between, point] = language === 'en' ? [',', '.'] : [NBSP, ','];
  return `${sign}${grouped(whole, between, decimals, point)}`;
}

function grouped(whole: string, between: string, decimals: string | undefined, point: string): string {
  const thousands = whole.replace(/\B(?=(\d{3})+$)/g, between);
  return decimals === undefined ? thousands : thousands + point + decimals;
}

/** `27. november 2026` (nb), `27 november 2026` (sv), `27 November 2026` (en). */
export function dayText(day: LocalDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  const name = MONTHS[language][Number(month) - 1] ?? month;
  return `${Number(date)}${language === 'nb' ? '.' : ''}${NBSP}${name}${NBSP}${year}`;
}

/** For columns: `27.11.2026` (nb), `2026-11-27` (sv), `27 Nov 2026` (en). */
export function shortDayText(day: LocalDate, language: Language): string {
  const [year = '', month = '', date = ''] = day.split('-');
  if (language === 'nb') return `${date}.${month}.${year}`;
  if (language === 'sv') return day;
  return `${Number(date)}${NBSP}${MONTHS.en[Number(month) - 1]?.slice(0, 3) ?? month}${NBSP}${year}`;
}

/** `12,25 %`; `percent` is a decimal with a point. */
export function percentText(percent: string, language: Language): string {
  return language === 'en' ? `${percent}%` : `${percent.replace('.', ',')}${NBSP}%`;
}

/** For payment files and slips: `1234,50`, or `1234.50` in English. */
export function plainAmountText(amount: Money, language: Language): string {
  const decimal = formatDecimal(amount);
  return language === 'en' ? decimal : decimal.replace('.', ',');
}
