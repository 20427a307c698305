import type { JsonObject } from '@app/domain';
import type { WriteBackInstruction } from '../contract/index.js';
import { anything, DecodeError, object, unusableAnswer } from '../kit/index.js';
import { type CompanyContext, isOwnedBy } from './invoice-rows.js';
import { LIGHT_ROWS_MAX, ROWS_MAX } from './limits.js';
import { POSTING_GROUND } from './queries.js';
import { isRowId } from './rows-by-id.js';
import {
  type Connection,
  connection,
  nodesOf,
  wireAccount,
  wireEntry,
  type WireEntry,
  wireInputFields,
  wireRow,
  type WireRow,
} from './wire.js';
import { bookable, type BookableAccount } from './write-back-target.js';

/** What a voucher is prepared from, as one answer tells it. */
export interface PostingGround {
  /** Undefined when Xledger does not show it in this company. */
  readonly invoice: WireRow | undefined;
  /** Rows of the customer that the instruction names; undefined when they did not fit into one answer. */
  readonly account: { readonly subledgerId: string; readonly rows: readonly WireEntry[] } | undefined;
  /** Undefined when they did not fit. */
  readonly accounts: readonly BookableAccount[] | undefined;
  /** Newer schemas call the company of a line `entity`, older ones `owner`. */
  readonly ownerInput: 'entity' | 'owner';
}

/** Asked in one request: each costs of an allowance, and the invoice and its account are of one moment. */
export async function readGround(
  { client, ownerId }: CompanyContext,
  { ledgerItemId, ledgerDebtorId }: WriteBackInstruction,
  signal?: AbortSignal,
): Promise<PostingGround> {
  const nothing = {
    invoice: undefined,
    account: undefined,
    accounts: undefined,
    ownerInput: 'entity',
  } as const;
  if (!isRowId(ledgerItemId)) return nothing;
  const subledgerId = isRowId(ledgerDebtorId ?? '') ? ledgerDebtorId : undefined;
  const invoice = { dbId_in: [Number(ledgerItemId)] };
  const variables: JsonObject = {
    invoice,
    // Without a customer that can be asked for, the rows are read once the invoice tells.
    account: subledgerId === undefined ? invoice : { subledgerDbId: Number(subledgerId) },
    rows: ROWS_MAX,
    accounts: LIGHT_ROWS_MAX,
  };
  const question = { operation: 'arTransactions', document: POSTING_GROUND, variables, signal };
  const { data } = await client.ask(question, answer);
  return decoded(() => {
    const row = data.invoice.edges.find(({ node }) => isOwnedBy(node, ownerId))?.node;
    const rows = whole(data.account, wireEntry)?.filter(({ ownerDbId }) => ownerDbId === ownerId);
    const accounts = whole(data.accounts, wireAccount);
    return {
      invoice: row === undefined ? undefined : wireRow(row),
      account: rows && subledgerId !== undefined ? { subledgerId, rows } : undefined,
      accounts: accounts && bookable(accounts, ownerId),
      ownerInput: data.inputFields.has('entity') ? 'entity' : 'owner',
    };
  });
}

interface Answer {
  readonly invoice: Connection;
  readonly account: Connection;
  readonly accounts: Connection;
  readonly inputFields: ReadonlySet<string>;
}

function answer(value: unknown): Answer {
  const read = object({ invoice: anything, account: anything, accounts: anything, __type: anything })(value);
  return {
    invoice: connection(read.invoice),
    account: connection(read.account),
    accounts: connection(read.accounts),
    inputFields: wireInputFields(read.__type),
  };
}

function whole<T>(list: Connection, node: (value: unknown) => T): readonly T[] | undefined {
  return list.hasNextPage ? undefined : nodesOf(list, node);
}

function decoded<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    if (error instanceof DecodeError)
      throw unusableAnswer('Xledger', { operation: 'query arTransactions', repeatable: true }, error.message);
    throw error;
  }
}
