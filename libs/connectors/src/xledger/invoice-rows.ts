import { isLocalDate, type LocalDate, type OpenItem } from '@app/domain';
import type { RefusedRecord } from '../contract/index.js';
import { elementTexts, isRecord } from '../kit/index.js';
import type { XledgerClient } from './client.js';
import { matchOf, readMatches } from './matches.js';
import { isSettled } from './movements.js';
import { asRefusal } from './refusal.js';
import { isInvoice, toOpenItem } from './to-open-item.js';
import type { ListPage } from './walk.js';
import { readableId, wireRow, type WireRow } from './wire.js';

/** One company's part of what the token reaches. */
export interface CompanyContext {
  readonly client: XledgerClient;
  /** `dbId` of the entity, which its rows bear as `ownerDbId`. */
  readonly ownerId: string;
}

export interface MappedRows {
  readonly items: readonly OpenItem[];
  readonly refused: readonly RefusedRecord[];
}

export interface MapOptions {
  /** Rows with nothing left are passed over. */
  readonly openOnly: boolean;
  /** Earlier ones are none of our business. */
  readonly invoicedFrom?: LocalDate | undefined;
  /** Other rows are passed over. */
  readonly only?: (node: unknown) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Rows of `arTransactions` as open items; what cannot be mapped is refused by itself, what is no invoice passed over. */
export async function mapRows(
  { client, ownerId }: CompanyContext,
  { edges, text }: Pick<ListPage, 'edges' | 'text'>,
  { openOnly, invoicedFrom, only, signal }: MapOptions,
): Promise<MappedRows> {
  const refused = new Refusals(text);
  const invoices: { readonly row: WireRow; readonly node: unknown; readonly index: number }[] = [];
  edges.forEach(({ node }, index) => {
    if (!isOwnedBy(node, ownerId) || only?.(node) === false) return;
    refused.attempt(node, index, () => {
      const row = wireRow(node);
      if (!isInvoice(row) || (openOnly && isSettled(row)) || isBefore(row, invoicedFrom)) return;
      invoices.push({ row, node, index });
    });
  });
  const matches = await readMatches(
    client,
    invoices.flatMap(({ row: { matchId } }) => matchId ?? []),
    signal,
  );
  const items: OpenItem[] = [];
  for (const { row, node, index } of invoices) {
    const match = matchOf(row, matches);
    refused.attempt(node, index, () => {
      const item = toOpenItem(row, match);
      if (!(openOnly && item.outstanding.minor === 0n)) items.push(item);
    });
  }
  return { items, refused: refused.all };
}

/** The list reaches all companies below the token's; a row without an owner is nobody's whom we know. */
export function isOwnedBy(node: unknown, ownerId: string): boolean {
  const owner = isRecord(node) ? node['ownerDbId'] : undefined;
  return (typeof owner === 'number' || typeof owner === 'string') && String(owner) === ownerId;
}

function isBefore({ invoiceDate }: WireRow, from: LocalDate | undefined): boolean {
  return from !== undefined && invoiceDate !== undefined && isLocalDate(invoiceDate) && invoiceDate < from;
}

class Refusals {
  readonly #refused: RefusedRecord[] = [];
  #texts: readonly string[] | undefined;

  constructor(private readonly text: string) {}

  get all(): readonly RefusedRecord[] {
    return this.#refused;
  }

  attempt(node: unknown, index: number, read: () => void): void {
    try {
      read();
    } catch (error) {
      const { reason, message } = asRefusal(error);
      const id = readableId(node);
      this.#refused.push({
        ...(id === undefined ? {} : { ledgerItemId: id }),
        reason,
        message,
        raw: this.#rawOf(index, node),
      });
    }
  }

  #rawOf(index: number, node: unknown): string {
    this.#texts ??= elementTexts(this.text, 'edges') ?? [];
    return this.#texts[index] ?? JSON.stringify(node);
  }
}
