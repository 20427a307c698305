import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the accountant’s key loses one company', () => {
  const story = tellStory();

  it('blocks that company alone, and goes on when access is given back', async () => {
    const lost = await story.company();
    const other = await story.company();
    const invoice = lost.invoice('1000.00');
    await lost.pullNow();
    story.simulator.bookkeeper.withdrawAccess(lost.companyId);
    const missed = lost.invoice('1500.00');
    const others = other.invoice('2000.00');

    expect(await lost.pull()).toMatchObject({
      state: 'failed',
      failureKind: 'connection-blocked',
      itemsMissing: 0,
    });
    expect(await lost.connection()).toMatchObject({
      state: 'blocked',
      blocked: { remedy: expect.stringMatching(/Tripletex/) },
    });
    expect(await lost.claimOf(invoice)).toMatchObject({ state: 'in-collection', holdReason: null });
    await other.pullNow();
    expect(await other.claimOf(others)).toMatchObject({ state: 'in-collection' });

    story.simulator.bookkeeper.grantAccess(lost.companyId);
    await story.api.post(`${lost.path}/resume`);
    await story.quiet();
    expect(await lost.connection()).toMatchObject({ state: 'active', health: { failuresInRow: 0 } });
    expect(await lost.claimOf(missed)).toMatchObject({ state: 'in-collection' });
    expect(await lost.claims()).toHaveLength(2);
  });

  it('in the middle of a posting: nothing was booked, and it is booked once afterwards', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    story.simulator.faults.install({
      operation: 'PUT /invoice/{id}/:payment',
      kind: 'company-access-withdrawn',
      companyId: company.companyId,
    });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(writeBack).toMatchObject({ state: 'planned', attempts: 1 });
    expect(await company.connection()).toMatchObject({ state: 'blocked' });
    expect(company.ledgerOf(invoice).payments).toEqual([]);

    story.simulator.bookkeeper.grantAccess(company.companyId);
    await story.api.post(`${company.path}/resume`);
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 2 });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });
});
