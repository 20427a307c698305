import { describe, expect, it } from '@jest/globals';
import type { Named } from '../support/hub-company.js';
import { tellStory } from '../support/story.js';
import type { StoryCompany } from '../support/story-company.js';

interface Undone {
  readonly claimId: string;
  readonly outcome: string;
  readonly refusal?: string;
}

describe('thinking better of an approval', () => {
  const story = tellStory({ environment: { APPROVAL_UNDO_SECONDS: '600' } });

  const undo = async (company: StoryCompany, ...invoices: Named[]): Promise<Undone[]> => {
    const claims = await Promise.all(invoices.map((invoice) => company.claimOf(invoice)));
    return story.api.post(`${company.creditor}/claims/undo-approval`, {
      claimIds: claims.map(({ id }) => id),
    });
  };
  const leavesAt = async (company: StoryCompany, invoice: Named) => {
    const item = await company.openItem(invoice);
    expect((await company.claimOf(invoice)).undoUntil).toBe(item?.undoUntil);
    return item?.undoUntil;
  };

  it('in time means that nothing is ever handed over; approved again it is, once, when its time has come', async () => {
    const company = await story.company({ approval: 'approve' });
    const [first, second] = [company.invoice('1000.00'), company.invoice('2000.00')];
    await company.pullNow();
    const until = new Date(story.clock.now().getTime() + 600_000).toISOString();
    expect(await company.order(first, 'approve')).toMatchObject([{ outcome: 'approved', undoUntil: until }]);
    await company.order(second, 'approve');
    expect(await leavesAt(company, first)).toBe(until);

    story.later({ minutes: 9 });
    await story.quiet();
    expect(await undo(company, first, second)).toMatchObject([{ outcome: 'undone' }, { outcome: 'undone' }]);
    expect(await undo(company, first)).toMatchObject([{ outcome: 'unchanged' }]);
    story.later({ minutes: 30 });
    await story.quiet();
    const claim = await company.claimOf(first);
    expect(claim).toMatchObject({ state: 'proposed', undoUntil: null });
    expect(claim.history.map(({ kind }) => kind)).toEqual(['created', 'approved', 'proposed']);
    expect(await company.collected(first)).toBeUndefined();

    await company.order(first, 'approve');
    await story.quiet();
    expect(await company.collected(first)).toBeUndefined();
    story.later({ minutes: 10 });
    await story.quiet();
    expect(await company.collected(first)).toMatchObject({ state: 'open', messages: ['hand-over'] });
    expect(await leavesAt(company, first)).toBeNull();
    expect(await company.claimOf(second)).toMatchObject({ state: 'proposed' });
  });

  it('too late is refused by name, and changes nothing', async () => {
    const company = await story.company({ approval: 'approve' });
    const [late, open] = [company.invoice('1000.00'), company.invoice('2000.00')];
    await company.pullNow();
    await company.order(late, 'approve');
    story.later({ minutes: 10 });
    await story.quiet();
    const results = await undo(company, late, open);
    expect(results.map(({ outcome, refusal }) => `${outcome} ${refusal ?? ''}`).sort()).toEqual([
      'refused handed-over',
      'unchanged ',
    ]);
    expect(await company.claimOf(late)).toMatchObject({ state: 'in-collection' });
  });

  it('takes one person, also where approving takes two', async () => {
    const company = await story.company({ approval: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.order(invoice, 'approve');
    await story.api.put(`${company.creditor}/second-person-rule`, { subjects: ['hand-over'] });
    expect(await undo(company, invoice)).toMatchObject([{ outcome: 'undone' }]);
    expect(await company.order(invoice, 'approve')).toMatchObject([{ outcome: 'awaiting-second-person' }]);
  });

  it('is not asked about what goes by itself', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection', undoUntil: null });
  });
});
