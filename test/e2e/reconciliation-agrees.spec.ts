import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('ledger, claims and settlements agree', () => {
  const story = tellStory();

  it('after everything that happens to claims, to the øre, and again the night after', async () => {
    const company = await story.company();
    const full = company.invoice('1000.00');
    const part = company.invoice('1001.01');
    const direct = company.invoice('1002.02');
    const partDirect = company.invoice('1003.03');
    const credited = company.invoice('1004.04');
    const partCredited = company.invoice('1005.05');
    const over = company.invoice('1006.06');
    const reversed = company.invoice('1007.07');
    const overDirect = company.invoice('1008.08');
    const foreign = company.invoice('500.00', { currency: 'EUR' });
    const untouched = company.invoice('777.77');
    await company.pullNow();
    expect(await company.claims()).toHaveLength(11);

    await company.settles(full, { amount: '1000.00' });
    await company.settles(part, { amount: '333.33' });
    await company.settles(part, { principal: '66.67', interest: '10.00', fees: '35.00' });
    company.paysDirectly(direct, '1002.02');
    company.paysDirectly(partDirect, '3.03');
    company.credits(credited);
    company.credits(partCredited, '5.05');
    await company.settles(over, { amount: '1100.00' });
    await company.settlesAndBooks(reversed, { amount: '1007.07', pipelineReference: 'bank-back' });
    await company.settles(reversed, { kind: 'reversal', reverses: 'bank-back' });
    company.paysDirectly(overDirect, '1010.00');
    await company.settles(foreign, { amount: '500.00', principalInBooks: '5900.00' });
    await story.quiet();
    // Of two bookings on one invoice that meet, one steps back for some seconds.
    story.later({ seconds: 30 });
    await story.quiet();
    await company.pullNow();

    expect(await company.reconcile()).toMatchObject({
      state: 'finished',
      claimsCompared: 11,
      differences: 0,
      timing: 0,
      found: [],
      failure: null,
    });
    expect((await company.writeBacks()).map(({ state }) => state)).toEqual(Array(7).fill('verified'));
    const outstanding = [full, part, direct, partDirect, credited, partCredited, over, reversed].map(
      (invoice) => company.ledgerOf(invoice).outstanding,
    );
    expect(outstanding).toEqual(['0.00', '601.01', '0.00', '1000.00', '0.00', '1000.00', '0.00', '1007.07']);
    expect(await company.claimOf(untouched)).toMatchObject({ outstanding: { amount: '777.77' } });

    story.later({ days: 1 });
    await story.night();
    const runs = await story.api.get<{ differences: number; state: string }[]>(
      `${company.path}/reconciliations`,
    );
    expect(runs).toHaveLength(2);
    expect(runs[0]).toMatchObject({ state: 'finished', differences: 0 });
  });

  it('says that it could not compare when the ledger is silent, and never that all is well', async () => {
    const company = await story.company();
    company.invoice('100.00');
    await company.pullNow();
    await story.ledgerDown();
    expect(await company.reconcile()).toMatchObject({
      state: 'failed',
      claimsCompared: 0,
      failure: expect.stringContaining('Tripletex'),
    });
  });
});
