import { afterAll, describe, expect, it } from '@jest/globals';
import { CompanyCases, openPost } from '../support/case-story.js';
import { listen, typesTold } from '../support/listening.js';
import { tellStory } from '../support/story.js';

const post = await openPost();

describe('a Norwegian consumer’s case', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  const PERSON = {
    name: 'Prøve Testesen',
    isPrivateIndividual: true,
    email: 'prove@debtor.example',
    address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
  };

  it('ends with the kind reminder when the debtor had only forgotten', async () => {
    await listen(story);
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    await cases.takeOver();
    const invoice = company.invoice('1200.00', { customerId: company.customer(PERSON).id });
    await company.pullNow();

    const reminder = await cases.untilLetter(invoice, 'friendly-reminder');
    expect(reminder).toMatchObject({ channel: 'email', state: 'sent', hasDocument: true });
    expect(post.mails().at(-1)).toMatchObject({ to: 'prove@debtor.example' });
    // Kind reminders are free, and name no interest.
    const found = await cases.of(invoice);
    expect(found.owed.costs.amount).toBe('0.00');
    expect(reminder.text).toMatch(/1\s?200,00/);

    story.later({ days: 5 });
    await company.settlesAndBooks(invoice, { amount: '1200.00' });
    expect(await cases.of(invoice)).toMatchObject({
      state: 'closed',
      closedBy: 'paid',
      owed: { total: { amount: '0.00' } },
    });
    // One letter says that all is paid; then nothing more, however long it lasts.
    await cases.pass();
    story.later({ days: 60 });
    await cases.pass();
    expect((await cases.letters(found)).map(({ kind, state }) => [kind, state])).toEqual([
      ['friendly-reminder', 'sent'],
      ['case-closed', 'sent'],
    ]);
    expect((await typesTold(story)).filter((type) => type.startsWith('case'))).toEqual([
      'case.opened',
      'case.step-done',
      'case.closed',
    ]);
    expect(await cases.timeline(found)).toEqual(
      expect.arrayContaining([
        'opened',
        'claim-joined',
        'step-done',
        'letter-sent',
        'payment-received',
        'closed',
      ]),
    );
  }, 120_000);

  it('runs to the heavy fee, and every krone is explained and paid', async () => {
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    await cases.takeOver();
    const invoice = company.invoice('2400.00', { customerId: company.customer(PERSON).id });
    await company.pullNow();

    await cases.untilLetter(invoice, 'friendly-reminder');
    const reminder = await cases.untilLetter(invoice, 'reminder');
    // 1/20 of the inkassosats of 2026, 750 kroner, rounded to whole kroner (inkassoforskriften § 1-2).
    expect((await cases.of(invoice)).owed.costs.amount).toBe('38.00');
    const notice = await cases.untilLetter(invoice, 'collection-notice');
    expect((await cases.of(invoice)).owed.costs.amount).toBe('76.00');
    const demand = await cases.untilLetter(invoice, 'demand');
    // Up to 2 500 kroner: 0.4 of the sats, letters' fees under the same ceiling (§§ 2-1, 2-2).
    expect((await cases.of(invoice)).owed.costs.amount).toBe('300.00');
    for (const letter of [reminder, notice, demand]) expect(letter.state).toBe('sent');
    expect(post.letters()).toBeGreaterThan(0);

    // More than 28 days over the demand's deadline: 0.8 of the sats takes the place of 0.4 (§ 2-3).
    await story.later({ days: 50 });
    await cases.pass();
    const heavy = await cases.of(invoice);
    expect(heavy.owed.costs.amount).toBe('600.00');

    const { owed, lines } = await cases.balance(heavy);
    const sum = lines.reduce((total, { amount }) => total + minor(amount.amount), 0n);
    expect(sum).toBe(minor(owed.total.amount));
    const { settlement } = await company.settlesAndBooks(invoice, { amount: owed.total.amount });
    expect(settlement).toMatchObject({
      principal: '2400.00',
      interest: owed.interest.amount,
      fees: '600.00',
      surplus: '0.00',
    });
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', owed: { total: { amount: '0.00' } } });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed' });
  }, 240_000);
});

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
