import { describe, expect, it } from '@jest/globals';
import type { XledgerClient } from './client.js';
import { mapRows } from './invoice-rows.js';
import { entry, invoiceRow } from './testing/wire-builders.js';

type Rows = readonly object[];

/** Answers list after list, and says which filters were asked. */
function clientOf(...answers: Rows[]): { readonly client: XledgerClient; readonly filters: object[] } {
  const filters: object[] = [];
  const ask = (
    { variables }: { readonly variables: { readonly filter: object } },
    data: (value: unknown) => unknown,
  ): unknown => {
    filters.push(variables.filter);
    const edges = (answers[filters.length - 1] ?? []).map((node, index) => ({ cursor: String(index), node }));
    const json = { arTransactions: { edges, pageInfo: { hasNextPage: false } } };
    return Promise.resolve({ data: data(json), text: JSON.stringify(json) });
  };
  return { client: { ask } as unknown as XledgerClient, filters };
}

const paid = (matchId: string): Rows => [
  invoiceRow({ matchId, invoiceRemaining: '600.00' }),
  entry(2, '-400.00', '0.00', { type: 'PAYMENT', matchId }),
];

async function map(row: object, ...answers: Rows[]) {
  const { client, filters } = clientOf(...answers);
  const page = { edges: [{ cursor: '1', node: row }], text: JSON.stringify({ edges: [{ node: row }] }) };
  const mapped = await mapRows({ client, ownerId: '40000007' }, page, { openOnly: true });
  return { ...mapped, filters };
}

describe('rows and the matches that are read after them', () => {
  it('reads both once more when a match was renumbered in between', async () => {
    const [before] = paid('7');
    const [now] = paid('8');
    const { items, refused, filters } = await map(before as object, [], [now as object], paid('8'));
    expect(refused).toEqual([]);
    expect(items).toMatchObject([
      { outstanding: { minor: 60_000n }, movements: [{ change: { minor: -40_000n } }] },
    ]);
    expect(filters).toEqual([{ matchId_in: [7] }, { dbId_in: [1] }, { matchId_in: [8] }]);
  });

  it('refuses one whose match is never shown, and stops there', async () => {
    const [row] = paid('7');
    const { items, refused, filters } = await map(row as object, [], [row as object], []);
    expect(items).toEqual([]);
    expect(refused).toMatchObject([{ ledgerItemId: '1', reason: 'malformed-record' }]);
    expect(filters).toHaveLength(3);
  });

  it('tells no movements of a match with a row that cannot be read', async () => {
    const [row, payment] = paid('7');
    const { items } = await map(row as object, [row as object, { ...payment, invoiceAmount: null }]);
    expect(items).toMatchObject([{ outstanding: { minor: 60_000n }, movements: [] }]);
  });

  it('passes over rows of other companies', async () => {
    const { items, refused } = await map(invoiceRow({ ownerDbId: '40000008' }));
    expect([items, refused]).toEqual([[], []]);
  });
});
