import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the ledger says: too many requests', () => {
  // Its windows are a second long, so that the hub's wait, which is in real time, is short.
  const story = tellStory({ simulator: { limits: { requestsMax: 100_000, windowMs: 1_000 } } });

  it('on a pull: waits as long as it is told, and loses nothing', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    // A tenth of a second before the window ends.
    story.clock.advanceMs(900);
    const { companyId } = company;
    story.simulator.faults.install({ operation: 'GET /invoice', kind: 'rate-limited', companyId });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(story.simulator.requests().filter(({ status }) => status === 429)).toHaveLength(1);
    expect(await company.connection()).toMatchObject({ health: { failuresInRow: 0 } });
  });

  it('on a posting: nothing was booked, and it is booked once afterwards', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    story.simulator.faults.install({
      operation: 'PUT /invoice/{id}/:payment',
      kind: 'rate-limited',
      companyId: company.companyId,
    });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(company.ledgerOf(invoice).payments).toEqual([]);
    expect(writeBack).toMatchObject({ state: 'planned', attempts: 1 });
    story.later({ minutes: 1 });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 2 });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });
});
