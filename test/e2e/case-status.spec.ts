import { describe, expect, it } from '@jest/globals';
import { type Story, tellStory } from '../support/story.js';
import type { StoryCompany } from '../support/story-company.js';

describe('the case’s status on the invoice in Tripletex, where the integration is registered', () => {
  const story = tellStory({ simulator: { isDebtCollector: true } });

  it('follows the case from hand-over to settled, each told once', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { caseReference } = await company.claimOf(invoice);
    const ongoing = { status: 'PROCESSING', message: 'ONGOING', referenceNumber: caseReference };
    expect(statusesOf(story, company)).toMatchObject([ongoing]);

    await company.settlesAndBooks(invoice, { amount: '400.00' });
    expect(statusesOf(story, company)).toHaveLength(1);
    await company.settlesAndBooks(invoice, { amount: '600.00' });
    expect(statusesOf(story, company)).toMatchObject([
      ongoing,
      { status: 'DONE', message: 'SETTLED', referenceNumber: caseReference },
    ]);
  });

  it('says that the creditor has withdrawn it', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.order(invoice, 'withdraw');
    await story.quiet();
    expect(statusesOf(story, company).map(({ message }) => message)).toEqual(['ONGOING', 'WITHDRAWN']);
  });

  it('is told once, though the answer to the first telling was lost', async () => {
    const company = await story.company();
    const { companyId } = company;
    story.simulator.faults.install({ operation: 'POST /voucherStatus', kind: 'answer-lost', companyId });
    company.invoice('1000.00');
    await company.pullNow();
    story.later({ minutes: 30 });
    await story.quiet();
    expect(statusesOf(story, company).map(({ message }) => message)).toEqual(['ONGOING']);
  });
});

describe('the case’s status, where the integration is not registered', () => {
  const story = tellStory();

  it('is not told, and that is no fault', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed' });
    expect(statusesOf(story, company)).toEqual([]);
    const connection = await company.connection();
    expect(connection).toMatchObject({ state: 'active', caseStatusAvailable: false, toDo: [] });
    const told = story.simulator.requests().filter(({ operation }) => operation === 'POST /voucherStatus');
    expect(told).toEqual([]);
    expect(story.hub.log()).not.toContain('"level":"error"');
  });
});

function statusesOf({ simulator }: Story, { companyId }: StoryCompany) {
  return simulator.bookkeeper.company(companyId).voucherStatuses;
}
