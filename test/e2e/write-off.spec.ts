import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('the creditor gives up a part of the claim', () => {
  const story = tellStory();

  it('counts it as written off, tells the pipeline, and books nothing by itself', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    const path = `${company.creditor}/claims/${id}/write-offs`;
    await story.api.post(path, { amount: '150.25', reason: 'Agreed with the customer.' });
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      writtenOff: { amount: '150.25' },
      outstanding: { amount: '849.75' },
    });
    expect(await company.collected(invoice)).toMatchObject({
      outstanding: '849.75',
      messages: ['hand-over', 'write-off'],
    });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1000.00', payments: [] });

    expect(await refusal(story.api.post(path, { amount: '849.76', reason: 'Too much.' }))).toMatchObject({
      status: 422,
      code: 'amount-out-of-range',
    });
    await company.settlesAndBooks(invoice, { amount: '849.75' });
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      paid: { amount: '849.75' },
      writtenOff: { amount: '150.25' },
      outstanding: { amount: '0.00' },
    });
    // The books still show what the creditor has not written off there; both sides know it.
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '150.25' });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  });
});
