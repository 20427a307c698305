import { minorUnits } from '../../books/amounts.js';
import { CURRENCIES, SOURCES } from '../catalogue.js';
import type { Customer, Entity, LedgerAccount } from '../entity.js';
import { type ErrorEntry, noValueMatching } from '../errors.js';
import type { ImportFields } from '../rows.js';
import type { XledgerContext } from './context.js';
import { isLeftOut } from '../../graphql/left-out.js';

export interface Lookup {
  readonly dbId?: string | null;
  readonly code?: string | null;
  readonly dbSubId?: number | null;
  readonly name?: string | null;
  readonly ownerCode?: string | null;
  readonly showAlternatives?: 'YES' | 'NO' | null;
}

export interface ImportNode {
  readonly trRegNumber?: number | null;
  readonly trItemNumber?: number | null;
  readonly transactionSource?: Lookup | null;
  readonly postedDate?: string | null;
  readonly invoiceDate?: string | null;
  readonly dueDate?: string | null;
  readonly account?: Lookup | null;
  readonly subledger?: Lookup | null;
  readonly slTransactionType?: Lookup | null;
  readonly invoiceNumber?: string | null;
  readonly paymentReference?: string | null;
  readonly extIdentifier?: string | null;
  readonly text?: string | null;
  readonly amount?: string | null;
  readonly invoiceAmount?: string | null;
  readonly currency?: Lookup | null;
  readonly owner?: Lookup | null;
  readonly entity?: Lookup | null;
  readonly jobLevel?: Lookup | null;
}

export interface ReadNode {
  readonly entity: Entity;
  readonly fields: ImportFields;
}

/** What the mutation checks at once: values and look-ups by code inside the owner. The rest is the posting job's. */
export function readNode(node: ImportNode, context: XledgerContext): ReadNode | ErrorEntry {
  const entity = entityOf(node, context);
  if (!(entity && 'books' in entity)) return entity;
  const account = accountOf(entity, node.account);
  if (account && 'message' in account) return account;
  const customer = customerOf(entity, node.subledger);
  if (customer && 'message' in customer) return customer;
  const source = codeOf(
    node.transactionSource,
    [...SOURCES].map(([code, { id }]) => ({ code, id })),
    'transactionSource',
    entity,
  );
  if (source && typeof source === 'object') return source;
  const currency = codeOf(node.currency, CURRENCIES, 'currency', entity);
  if (currency && typeof currency === 'object') return currency;
  for (const name of ['amount', 'invoiceAmount'] as const) {
    const text = node[name];
    if (!isLeftOut(text) && minorUnits(text) === undefined)
      return refused(`${name}: '${text}' has more than two decimals.`);
  }
  for (const name of ['postedDate', 'invoiceDate', 'dueDate'] as const) {
    const text = node[name];
    if (!isLeftOut(text) && !/^\d{4}-\d{2}-\d{2}$/.test(text))
      return refused(`${name}: '${text}' is not a date.`);
  }
  return {
    entity,
    fields: {
      trRegNumber: node.trRegNumber ?? null,
      trItemNumber: node.trItemNumber ?? null,
      sourceCode: source,
      postedDate: node.postedDate ?? null,
      invoiceDate: node.invoiceDate ?? null,
      dueDate: node.dueDate ?? null,
      account,
      customer,
      typeName: node.slTransactionType?.name ?? node.slTransactionType?.code ?? null,
      invoiceNumber: node.invoiceNumber ?? null,
      paymentReference: node.paymentReference ?? null,
      amountMinor: isLeftOut(node.amount) ? null : (minorUnits(node.amount) ?? null),
      invoiceAmountMinor: isLeftOut(node.invoiceAmount) ? null : (minorUnits(node.invoiceAmount) ?? null),
      currency,
    },
  };
}

function entityOf({ entity, owner }: ImportNode, { world, token }: XledgerContext): Entity | ErrorEntry {
  const [name, lookup] = entity ? (['entity', entity] as const) : (['owner', owner] as const);
  if (!lookup) return token.entity;
  const { dbId, code, ownerCode } = lookup;
  const wanted = code ?? ownerCode ?? '';
  const found = [...world.entities.values()].find(
    (one) =>
      (!isLeftOut(dbId) ? String(one.id) === dbId : String(one.code) === wanted) && world.reaches(token, one),
  );
  return (
    found ?? noValueMatching(`${name}.${isLeftOut(dbId) ? 'code' : 'dbId'}`, token.entity.id, dbId ?? wanted)
  );
}

function accountOf(entity: Entity, lookup: Lookup | null | undefined): LedgerAccount | ErrorEntry | null {
  if (!lookup) return null;
  const choices = entity.accounts.filter(({ isActive }) => isActive);
  if (lookup.showAlternatives === 'YES') {
    return alternatives(
      'account',
      choices.map(({ id, number, name }) => ({
        code: String(number),
        dbId: id,
        ownerDbId: entity.id,
        text: name,
      })),
    );
  }
  const { dbId, code } = lookup;
  const found = choices.find((one) =>
    !isLeftOut(dbId) ? String(one.id) === dbId : String(one.number) === code,
  );
  return (
    found ?? noValueMatching(`account.${isLeftOut(dbId) ? 'code' : 'dbId'}`, entity.id, dbId ?? code ?? '')
  );
}

function customerOf(entity: Entity, lookup: Lookup | null | undefined): Customer | ErrorEntry | null {
  if (!lookup) return null;
  const { dbId, code } = lookup;
  const found = !isLeftOut(dbId)
    ? entity.customers.get(Number(dbId))
    : entity.customersByCode.get(code ?? '');
  return (
    found ?? noValueMatching(`subledger.${isLeftOut(dbId) ? 'code' : 'dbId'}`, entity.id, dbId ?? code ?? '')
  );
}

function codeOf(
  lookup: Lookup | null | undefined,
  choices: readonly { readonly code: string; readonly id: number }[],
  name: string,
  entity: Entity,
): string | ErrorEntry | null {
  if (!lookup) return null;
  if (lookup.showAlternatives === 'YES') {
    return alternatives(
      name,
      choices.map(({ code, id }) => ({ code, dbId: id, ownerDbId: entity.id, text: code })),
    );
  }
  const { dbId, code } = lookup;
  const found = choices.find((one) => (!isLeftOut(dbId) ? String(one.id) === dbId : one.code === code));
  return (
    found?.code ??
    noValueMatching(`${name}.${isLeftOut(dbId) ? 'code' : 'dbId'}`, entity.id, dbId ?? code ?? '')
  );
}

function alternatives(name: string, exampleValidInputs: readonly unknown[]): ErrorEntry {
  return { message: `${name}: Alternatives were asked for.`, extensions: { exampleValidInputs } };
}

function refused(message: string): ErrorEntry {
  return { message, extensions: { code: 'INVALID_VALUE' } };
}
