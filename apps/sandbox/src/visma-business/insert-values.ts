import { minorUnits } from '../books/amounts.js';
import { ACCOUNT_TYPE } from './catalogue.js';
import type { Company } from './company.js';
import { dayOfNumber } from './day-numbers.js';
import type { WRITE_STATUS } from './errors.js';
import type { World } from './world.js';

/** Why a column could not be assigned. */
export class NotAssigned extends Error {
  constructor(
    readonly status: keyof typeof WRITE_STATUS,
    message: string,
  ) {
    super(message);
  }
}

/** Customers' numbers have five digits here, accounts four ("Account number series"). */
export function suggestedType(number: number): number {
  return number >= 10_000 ? ACCOUNT_TYPE.customer : ACCOUNT_TYPE.ledger;
}

export function accountType(value: unknown): number {
  const number = whole(value);
  if (number < 1 || number > 4) throw new NotAssigned('InvalidValue', `${number} is no account type.`);
  return number;
}

export function account(company: Company, type: number, number: number): number {
  const isKnown =
    type === ACCOUNT_TYPE.customer ? company.customers.has(number) : company.accounts.has(number);
  if (!isKnown || type === ACCOUNT_TYPE.supplier || type === ACCOUNT_TYPE.asset)
    throw new NotAssigned('RowNotFound', `There is no account ${number} of type ${type}.`);
  return number;
}

export function day(value: unknown): number {
  const number = whole(value);
  if (dayOfNumber(number) === undefined) throw new NotAssigned('InvalidValue', `${number} is no date.`);
  return number;
}

export function whole(value: unknown): number {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new NotAssigned('InvalidValue', 'A whole number is expected.');
}

export function amount(value: unknown): number {
  const minor = value === null ? undefined : minorUnits(String(value));
  if (minor === undefined)
    throw new NotAssigned('InvalidValue', 'An amount with at most two decimals is expected.');
  return minor;
}

export function text(value: unknown, length: number, { switches }: World): string {
  const sent = value === null ? '' : String(value);
  if (sent.length <= length) return sent;
  if (switches.longText === 'cut') return sent.slice(0, length);
  throw new NotAssigned('StringTooLong', `At most ${length} characters fit.`);
}
