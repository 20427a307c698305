import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

/** JSON values that the ledger shows instead of the true ones; the bookkeeper mends them by emptying the object. */
type Wrong = Record<string, unknown>;

const CASES: readonly (readonly [string, Wrong, RegExp])[] = [
  ['missing-due-date', { invoiceDueDate: null }, /"invoiceDueDate":\s*null/],
  ['missing-debtor', { customer: null }, /"customer":\s*null/],
  ['malformed-amount', { amountCurrencyOutstanding: 1000.005 }, /1000\.005/],
  ['unknown-currency', { currency: { id: 99, code: 'XTS' } }, /XTS/],
  ['malformed-date', { invoiceDueDate: '2026-02-30' }, /2026-02-30/],
];

describe('records that cannot be read', () => {
  const story = tellStory();

  it.each(CASES)('%s: set aside with raw body and reason, the others go on', async (reason, wrong, raw) => {
    const company = await story.company();
    const good = company.invoice('2000.00');
    const malformed: Wrong = { ...wrong };
    const bad = company.invoice('1000.00', { malformed });
    expect(await company.pullNow()).toMatchObject({ recordsRead: 2, itemsNew: 1, itemsRefused: 1 });
    const refused = await company.refused();
    expect(refused).toMatchObject([{ ledgerItemId: String(bad.id), reason, resolvedAt: null }]);
    expect(refused[0]?.message).toMatch(/\w+ .*\.$/);
    expect(refused[0]?.raw).toMatch(raw);
    expect(refused[0]?.raw).toContain(String(bad.id));
    expect(await company.findClaim(bad)).toBeUndefined();
    expect(await company.claimOf(good)).toMatchObject({ state: 'in-collection' });

    // Read again, it is the same record and not a second one.
    await company.pullNow();
    expect(await company.refused()).toMatchObject([{ id: refused[0]?.id }]);

    for (const field of Object.keys(malformed)) delete malformed[field];
    story.simulator.bookkeeper.changeInvoice(company.companyId, bad.id, {});
    await company.pullNow();
    expect(await company.refused()).toEqual([]);
    expect(await company.refused(true)).toMatchObject([
      { id: refused[0]?.id, resolvedAt: expect.any(String) },
    ]);
    expect(await company.claimOf(bad)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '1000.00' },
    });
  });

  it('holds no claim hostage: one whose invoice can no longer be read is neither paid nor gone', async () => {
    const company = await story.company();
    const malformed: Wrong = {};
    const invoice = company.invoice('1000.00', { malformed });
    await company.pullNow();
    malformed['invoiceDueDate'] = null;
    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, {});
    await company.pullNow();
    expect(await company.refused()).toMatchObject([{ reason: 'missing-due-date' }]);
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      holdReason: null,
      outstanding: { amount: '1000.00' },
    });
    expect((await company.openItem(invoice))?.vanishedAt).toBeNull();
  });
});
