import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { CompanyDesk, type GrantedAnswer } from '../../support/desk-story.js';
import { refusal } from '../../support/hub-api.js';
import { tellStory } from '../../support/story.js';
import { minor } from '../../support/story-company.js';

const post = await openPost();
const PERSON = {
  name: 'Prøve Testesen',
  isPrivateIndividual: true,
  email: 'prove@debtor.example',
  address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
};

describe('money on the way', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  const begin = async (amount: string) => {
    const company = await story.company();
    const desk = new CompanyDesk(story, company);
    await desk.takeOver();
    const invoice = company.invoice(amount, { customerId: company.customer(PERSON).id });
    await company.pullNow();
    return { company, desk, invoice };
  };

  it('interest is waived as far as the creditor allows, and a mistake is taken back by a counter-entry', async () => {
    const { company, desk, invoice } = await begin('1200.00');
    await desk.untilLetter(invoice, 'reminder');
    const found = await desk.of(invoice);
    const { amount } = found.owed.interest;
    expect(minor(amount)).toBeGreaterThan(0n);
    const waive = () => desk.post<GrantedAnswer>(found, 'waivers', { part: 'interest' });
    expect(await refusal(waive())).toMatchObject({ status: 403, code: 'beyond-authority' });
    await story.api.post(`${company.creditor}/authority`, {
      by: 'kari',
      reason: 'Told by the creditor.',
      waiveInterestMax: '500.00',
    });
    const { id } = await waive();
    expect((await desk.of(invoice)).owed.interest.amount).toBe('0.00');
    await desk.post(found, `waivers/${id}/undo`, { reason: 'The wrong case.' });
    expect((await desk.of(invoice)).owed.interest.amount).toBe(amount);
    await waive();
    const { owed } = await desk.of(invoice);
    await company.settlesAndBooks(invoice, { amount: owed.total.amount });
    expect(await desk.of(invoice)).toMatchObject({ state: 'closed', owed: { total: { amount: '0.00' } } });
  }, 240_000);

  it('a part is paid, and a credit note comes in mid-process: what is left is demanded, and no more', async () => {
    const { company, desk, invoice } = await begin('2000.00');
    await desk.untilLetter(invoice, 'reminder');
    const before = await desk.of(invoice);
    await company.settlesAndBooks(invoice, { amount: '500.00' });
    const paid = await desk.of(invoice);
    expect(minor(before.owed.total.amount) - minor(paid.owed.total.amount)).toBe(50_000n);

    company.credits(invoice, '300.00');
    await company.pullNow();
    await desk.pass();
    const credited = await desk.of(invoice);
    expect(minor(paid.owed.principal.amount) - minor(credited.owed.principal.amount)).toBe(30_000n);
    await desk.untilLetter(invoice, 'collection-notice');
    const { owed } = await desk.of(invoice);
    await company.settlesAndBooks(invoice, { amount: owed.total.amount });
    expect(await desk.of(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
    await company.assertSound();
  }, 240_000);
});
