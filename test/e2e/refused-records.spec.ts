import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';
import type { RefusedAnswer } from '../support/story-shapes.js';

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

  it('tries one again when somebody asks: taken in when it is mended, else it stays with the reason of now', async () => {
    const company = await story.company();
    const malformed: Wrong = { invoiceDueDate: null };
    const invoice = company.invoice('1000.00', { malformed });
    await company.pullNow();
    const [record] = await company.refused();
    const retry = () =>
      story.api.post<{ outcome: string; record: RefusedAnswer }>(
        `${company.creditor}/refused-records/${record?.id}/retry`,
      );
    expect(await retry()).toMatchObject({
      outcome: 'still-refused',
      record: { reason: 'missing-due-date', resolvedAt: null },
    });

    delete malformed['invoiceDueDate'];
    malformed['amountCurrencyOutstanding'] = 1000.005;
    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, {});
    expect(await retry()).toMatchObject({ outcome: 'still-refused', record: { reason: 'malformed-amount' } });

    delete malformed['amountCurrencyOutstanding'];
    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, {});
    expect(await retry()).toMatchObject({ outcome: 'read', record: { resolvedAt: expect.any(String) } });
    expect(await retry()).toMatchObject({ outcome: 'read' });
    await story.quiet();
    expect(await company.refused()).toEqual([]);
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '1000.00' },
    });
    expect((await company.claims()).length).toBe(1);
  });

  it('tries all again, and says how many are read, and which not', async () => {
    const company = await story.company();
    const wrongs: Wrong[] = [];
    const invoices = Array.from({ length: 4 }, () => {
      const malformed: Wrong = { customer: null };
      wrongs.push(malformed);
      return company.invoice('700.00', { malformed });
    });
    await company.pullNow();
    const retry = `${company.creditor}/refused-records/retry`;
    expect(await story.api.get(retry)).toMatchObject({ askedAt: null, asked: 0 });
    for (const [place, malformed] of wrongs.entries()) {
      if (place === 3) continue;
      delete malformed['customer'];
      story.simulator.bookkeeper.changeInvoice(company.companyId, invoices[place]?.id ?? 0, {});
    }
    expect(await story.api.post(retry)).toMatchObject({ asked: 4, waiting: 4 });
    await story.api.post(retry);
    await story.quiet();
    expect(await story.api.get(retry)).toMatchObject({
      asked: 4,
      waiting: 0,
      ended: 3,
      stillRefused: 1,
      failure: null,
    });
    expect(await company.refused()).toMatchObject([
      { ledgerItemId: String(invoices[3]?.id), retryState: 'tried' },
    ]);
    expect((await company.claims()).length).toBe(3);
  });

  it('says so when the ledger cannot be asked, and asks again later', async () => {
    const company = await story.company();
    const malformed: Wrong = { customer: null };
    const invoice = company.invoice('800.00', { malformed });
    await company.pullNow();
    const [record] = await company.refused();
    const retry = `${company.creditor}/refused-records/retry`;
    await story.api.post(`${company.path}/pause`);
    await expect(story.api.post(`${company.creditor}/refused-records/${record?.id}/retry`)).rejects.toThrow(
      'connection-not-active',
    );
    await story.api.post(retry);
    await story.quiet();
    expect(await story.api.get(retry)).toMatchObject({
      waiting: 0,
      stillRefused: 1,
      failure: 'The connection is paused.',
    });
    await story.api.post(`${company.path}/resume`);
    delete malformed['customer'];
    story.simulator.bookkeeper.changeInvoice(company.companyId, invoice.id, {});
    story.later({ seconds: 1 });
    await story.api.post(retry);
    await story.quiet();
    expect(await story.api.get(retry)).toMatchObject({ ended: 1, failure: null });
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
