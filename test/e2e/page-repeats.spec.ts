import { describe, expect, it } from '@jest/globals';
import { type Story, tellStory } from '../support/story.js';

/** More than one page of the ledger's list. */
const INVOICES = 600;
const DATED = '2026-01-05';

describe('a ledger whose list repeats itself', () => {
  const story = tellStory({ meddled: true });

  it('is stopped by a bound when its list has no end, and the run says so', async () => {
    const company = await manyInvoices(story);
    let asked = 0;
    // The list ignores where a page begins: every page is the first one.
    const question = (path: string): string => {
      if (!isList(path)) return path;
      asked += 1;
      return path.replace(/([?&])from=\d+/, '$1from=0');
    };
    story.meddle({ question });
    const run = await company.pull();
    expect(run).toMatchObject({ state: 'failed', failureKind: 'ledger-contradiction' });
    expect(run.failure).toMatch(/Tripletex/);
    // The connector halves its window down to one day before it gives up; each step has a bound of its own.
    expect(asked).toBeLessThan(250);
    const connection = await company.connection();
    expect(connection).toMatchObject({ state: 'active', health: { failuresInRow: 1 } });
    expect(connection.health.nextSyncAt).not.toBeNull();

    // Mended, it goes on from where it was, and each invoice is one claim.
    story.meddle({});
    story.later({ minutes: 16 });
    await story.quiet();
    expect(await claimed(story, company.creditorId)).toBe(INVOICES);
  });

  it('is not believed when a page holds the same row twice', async () => {
    const company = await manyInvoices(story);
    story.meddle({
      answer: (path, body) =>
        isList(path) ? body.replace(/"values":\s*\[(\{.*\})\]/s, '"values":[$1,$1]') : body,
    });
    expect(await company.pull()).toMatchObject({
      state: 'failed',
      failureKind: 'ledger-contradiction',
      itemsNew: 0,
    });
    expect(await claimed(story, company.creditorId)).toBe(0);
    story.meddle({});
    story.later({ minutes: 16 });
    await story.quiet();
    expect(await claimed(story, company.creditorId)).toBe(INVOICES);
  });
});

async function manyInvoices(story: Story) {
  const company = await story.company({ startOn: DATED });
  const customer = company.customer();
  for (let count = 0; count < INVOICES; count += 1) {
    company.invoice('150.00', { customerId: customer.id, date: DATED });
  }
  return company;
}

function isList(path: string): boolean {
  return path.startsWith('/v2/invoice?') && !path.includes('&id=') && path.includes('from=');
}

async function claimed(story: Story, creditorId: string): Promise<number> {
  const [row] = await story.rows<{ count: number }>(
    'select count(distinct ledger_item_id)::int as count from claim where creditor_id = $1',
    [creditorId],
  );
  return row?.count ?? 0;
}
