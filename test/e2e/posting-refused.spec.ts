import { describe, expect, it } from '@jest/globals';
import { listen, typesTold } from '../support/listening.js';
import { tellStory } from '../support/story.js';

describe('the ledger refuses a posting', () => {
  const story = tellStory();

  it('into a closed period: nothing is lost, and a person orders it again when the period is open', async () => {
    await listen(story);
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const month = story.today.slice(0, 7);
    story.simulator.bookkeeper.setPeriodClosed(company.companyId, month, true);
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(writeBack).toMatchObject({
      state: 'refused',
      refusalCode: 'period-closed',
      attempts: 0,
      posting: null,
    });
    expect(writeBack.remedy).toMatch(/\w.*\.$/);
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1000.00', payments: [] });

    // It is not tried again by itself.
    story.later({ days: 1 });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'refused' });

    story.simulator.bookkeeper.setPeriodClosed(company.companyId, month, false);
    await story.api.post(`${company.creditor}/write-backs/${writeBack.id}/retry`, {});
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
    const told = (await typesTold(story)).filter((type) => type.startsWith('posting'));
    expect(told).toEqual(['posting.refused', 'posting.verified']);
  });

  it('to a payment type that is gone: never booked on another account', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const types = story.simulator.state().companies.find(({ companyId }) => companyId === company.companyId);
    const chosen = types?.paymentTypes.find(({ account }) => account === 1579);
    story.simulator.bookkeeper.removePaymentType(company.companyId, chosen?.id ?? 0);
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(writeBack).toMatchObject({ state: 'refused', attempts: 0, posting: null });
    expect(writeBack.remedy).toMatch(/\w.*\.$/);
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '1000.00', payments: [] });
  });

  it('because the creditor was paid meanwhile: it is not booked beyond what is outstanding', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '800.00');
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '500.00' });
    expect(writeBack).toMatchObject({ state: 'refused', attempts: 0, remedy: expect.any(String) });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '200.00' });
    await company.pullNow();
    // Both payments are the debtor's: what is too much belongs to them, and a person decides.
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'closed',
      holdReason: 'overpaid',
      paid: { amount: '1000.00' },
      overpaid: { amount: '300.00' },
    });
  });
});
