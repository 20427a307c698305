/** The vocabulary of the hub: plain TypeScript, no framework, no input or output. */
export * from './check-digits.js';
export * from './claim.js';
export * from './clock.js';
export * from './creditor.js';
export * from './currency.js';
export * from './debtor.js';
export {
  amountText,
  dayText,
  type Language,
  NBSP,
  numberText,
  percentText,
  plainAmountText,
  shortDayText,
} from './formats.js';
export * from './ids.js';
export * from './json.js';
export * from './ledger-posting.js';
export * from './local-date.js';
export * from './minor.js';
export * from './money.js';
export * from './open-item.js';
export * from './settlement.js';
