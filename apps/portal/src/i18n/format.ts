import { useMemo } from 'react';
import { type Language, LOCALES, useLanguage } from './language.js';

/** Money as the API tells it: a decimal text with all digits of its minor unit. */
export interface Money {
  readonly amount: string;
  readonly currency: string;
}

/**
 * Writes an amount, exactly: the text goes to Intl as it is, and no binary float lies in between.
 * Example: `12500.50` NOK is `12 500,50 kr` in Norwegian.
 */
export function formatMoney({ amount, currency }: Money, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'currency', currency }).format(
    amount as Intl.StringNumericLiteral,
  );
}

/** @param day as `2026-01-31`; a day has no time zone */
export function formatDay(day: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeZone: 'UTC' }).format(
    new Date(`${day}T12:00:00Z`),
  );
}

/** @param at an instant in ISO 8601, shown in the reader's own time */
export function formatInstant(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { dateStyle: 'medium', timeStyle: 'short' }).format(
    new Date(at),
  );
}

/** @param at an instant of today or close to it, in ISO 8601, in the reader's own time. Example: `14:35` */
export function formatTime(at: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], { timeStyle: 'short' }).format(new Date(at));
}

export function formatCount(count: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language]).format(count);
}

/** @param share 0 to 1. Example: `42 %` */
export function formatShare(share: number, language: Language): string {
  return new Intl.NumberFormat(LOCALES[language], { style: 'percent' }).format(share);
}

/** @param month its first day, as `2026-03-01`. Example: `mars 2026` */
export function formatMonth(month: string, language: Language): string {
  return new Intl.DateTimeFormat(LOCALES[language], {
    month: 'short',
    year: 'numeric',
    timeZone: 'UTC',
  }).format(new Date(`${month}T12:00:00Z`));
}

const STEPS = [
  ['day', 86_400],
  ['hour', 3_600],
  ['minute', 60],
] as const;

/** How far `at` lies from `from`, in words: `2 hours ago`, `in 5 minutes`. Both in ISO 8601. */
export function formatDistance(at: string, from: string, language: Language): string {
  const seconds = Math.round((Date.parse(at) - Date.parse(from)) / 1000);
  const words = new Intl.RelativeTimeFormat(LOCALES[language], { numeric: 'auto' });
  for (const [unit, size] of STEPS)
    if (Math.abs(seconds) >= size) return words.format(Math.trunc(seconds / size), unit);
  return words.format(0, 'minute');
}

/** @param seconds of a run. Example: `1 min 5 s` */
export function formatDuration(seconds: number): string {
  const whole = Math.round(seconds);
  return whole < 60 ? `${whole} s` : `${Math.floor(whole / 60)} min ${whole % 60} s`;
}

/** The same, bound to the language that was chosen. */
export function useFormat() {
  const { language } = useLanguage();
  return useMemo(
    () => ({
      money: (money: Money) => formatMoney(money, language),
      day: (day: string) => formatDay(day, language),
      instant: (at: string) => formatInstant(at, language),
      time: (at: string) => formatTime(at, language),
      count: (count: number) => formatCount(count, language),
      share: (share: number) => formatShare(share, language),
      month: (month: string) => formatMonth(month, language),
      distance: (at: string, from: string) => formatDistance(at, from, language),
      duration: formatDuration,
    }),
    [language],
  );
}
