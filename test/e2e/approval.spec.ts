import { describe, expect, it } from '@jest/globals';
import { STORY_POLICY, tellStory } from '../support/story.js';

describe('claims that a person approves', () => {
  const story = tellStory();

  it('shows what would be handed over, hands over what is approved, and nothing else', async () => {
    const company = await story.company({ approval: 'approve' });
    const wanted = company.invoice('1000.00');
    const left = company.invoice('2000.00');
    await company.pullNow();
    expect(await company.openItem(wanted)).toMatchObject({ decision: 'claim', rule: 'overdue' });
    expect(await company.claimOf(wanted)).toMatchObject({ state: 'proposed' });
    expect(await company.collected(wanted)).toBeUndefined();

    expect(await company.order(wanted, 'approve')).toMatchObject([{ outcome: 'approved' }]);
    await story.quiet();
    const claim = await company.claimOf(wanted);
    expect(claim).toMatchObject({ state: 'in-collection' });
    expect(claim.history.map(({ kind, actor }) => `${kind} by ${actor}`)).toEqual([
      'created by system',
      expect.stringMatching(/^approved by (?!system)/),
      'in-collection by system',
    ]);
    expect(await company.collected(wanted)).toMatchObject({ state: 'open', messages: ['hand-over'] });
    expect(await company.claimOf(left)).toMatchObject({ state: 'proposed' });
    expect(await company.collected(left)).toBeUndefined();
    expect(await company.order(wanted, 'approve')).toMatchObject([{ outcome: 'unchanged' }]);
  });

  it('can be undone before the hand-over, and done again', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await story.ledgerDown();
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'approved' });
    await company.order(invoice, 'withdraw', 'The customer called.');
    await story.ledgerUp();
    story.later({ minutes: 30 });
    await story.quiet();
    const withdrawn = await company.claimOf(invoice);
    expect(withdrawn).toMatchObject({ state: 'withdrawn' });
    expect(withdrawn.history.at(-1)).toMatchObject({ detail: { reason: 'The customer called.' } });
    expect(await company.collected(invoice)).toBeUndefined();

    // A pull does not bring back what a person has withdrawn.
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'withdrawn' });
    await company.order(invoice, 'reinstate');
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open', outstanding: '1000.00' });
  });

  it('can be taken back from the pipeline, and handed over a second time', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.order(invoice, 'approve');
    await story.quiet();
    await company.order(invoice, 'withdraw');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'withdrawn' });
    expect(await company.collected(invoice)).toMatchObject({
      state: 'withdrawn',
      messages: ['hand-over', 'withdraw'],
    });
    await company.order(invoice, 'reinstate');
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.collected(invoice)).toMatchObject({
      state: 'open',
      messages: ['hand-over', 'withdraw', 'hand-over'],
    });
  });

  it('is paused and resumed, also at the pipeline', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.order(invoice, 'pause', 'We talk to them.');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({
      holdReason: 'paused-by-creditor',
      holdDetail: 'We talk to them.',
    });
    expect(await company.collected(invoice)).toMatchObject({ state: 'paused' });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ holdReason: 'paused-by-creditor' });
    await company.order(invoice, 'resume');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection', holdReason: null });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open' });
  });

  it('hands over by itself once the creditor trusts the rules', async () => {
    const company = await story.company({ approval: 'approve' });
    const before = company.invoice('1000.00');
    await company.pullNow();
    await story.api.put(`${company.creditor}/policy`, { ...STORY_POLICY, approval: 'automatic' });
    const after = company.invoice('1500.00');
    await company.pullNow();
    expect(await company.claimOf(after)).toMatchObject({
      state: 'in-collection',
      reason: { policyVersion: 2 },
    });
    // What waited for a person still does.
    expect(await company.claimOf(before)).toMatchObject({ state: 'proposed' });
  });
});
