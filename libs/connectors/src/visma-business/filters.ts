import type { GraphqlValue } from './graphql.js';
import type { RowKey } from './keys.js';

/** Filters as Business NXT takes them (https://docs.vismasoftware.no/businessnxtapi/features/filtering). */
export type Filter = { readonly [name: string]: GraphqlValue };

export const BY_KEY = '[{ voucherJournalNo: ASC }, { auditNo: ASC }]';

export function allOf(...filters: readonly (Filter | undefined)[]): Filter {
  const given = filters.filter((filter) => filter !== undefined);
  const [only] = given;
  return only && given.length === 1 ? only : { _and: given };
}

export function anyOf(...filters: readonly Filter[]): Filter {
  const [only] = filters;
  return only && filters.length === 1 ? only : { _or: filters };
}

export function oneOf(column: string, values: readonly (number | string)[]): Filter {
  return { [column]: { _in: values } };
}

/** Rows after the key, in the order of keys. */
export function after(key: RowKey): Filter {
  return beyond('_gt', LEDGER_KEY, [key.voucherJournalNo, key.auditNo]);
}

export const LEDGER_KEY: readonly string[] = ['voucherJournalNo', 'auditNo'];

/** Rows on the far side of a key of one or several columns, the first of them deciding. */
export function beyond(
  operator: '_gt' | '_lt',
  [column = '', ...rest]: readonly string[],
  [value = 0, ...values]: readonly number[],
): Filter {
  const further = { [column]: { [operator]: value } };
  if (rest.length === 0) return further;
  return anyOf(further, allOf({ [column]: { _eq: value } }, beyond(operator, rest, values)));
}

/** Exactly these rows: journal by journal, since many invoices are often posted in one. */
export function withKeys(keys: readonly RowKey[]): Filter {
  const journals = new Map<number, number[]>();
  for (const { voucherJournalNo, auditNo } of keys) {
    const numbers = journals.get(voucherJournalNo);
    if (numbers) numbers.push(auditNo);
    else journals.set(voucherJournalNo, [auditNo]);
  }
  return anyOf(
    ...[...journals].map(([journal, numbers]) =>
      allOf({ voucherJournalNo: { _eq: journal } }, oneOf('auditNo', numbers)),
    ),
  );
}
