import { afterAll, describe, expect, it } from '@jest/globals';
import { CompanyCases, openPost } from '../support/case-story.js';
import { CollectionStory } from '../support/collection-story.js';
import type { Named } from '../support/hub-company.js';
import { tellStory } from '../support/story.js';

const post = await openPost();

describe('what happens to a case on its way', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  const person = (email = 'prove@debtor.example') => ({
    name: 'Prøve Testesen',
    isPrivateIndividual: true,
    email,
    address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
  });
  const begin = async (amount: string, email?: string) => {
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    await cases.takeOver();
    const invoice = company.invoice(amount, { customerId: company.customer(person(email)).id });
    await company.pullNow();
    return { company, cases, invoice };
  };

  it('counts a part payment on costs, then interest, then principal, and explains the rest', async () => {
    const { company, cases, invoice } = await begin('3000.00');
    await cases.untilLetter(invoice, 'reminder');
    const before = (await cases.of(invoice)).owed;
    const { settlement } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(settlement).toMatchObject({
      fees: before.costs.amount,
      interest: before.interest.amount,
      surplus: '0.00',
    });
    const after = await cases.of(invoice);
    expect(after).toMatchObject({
      state: 'open',
      owed: {
        costs: { amount: '0.00' },
        interest: { amount: '0.00' },
        principal: { amount: (await company.claimOf(invoice)).outstanding.amount },
      },
    });
    const { owed, lines } = await cases.balance(after);
    expect(lines.reduce((sum, { amount }) => sum + minor(amount.amount), 0n)).toBe(minor(owed.total.amount));
  }, 120_000);

  it('keeps for the debtor what is more than all that is owed', async () => {
    const { company, cases, invoice } = await begin('1500.00');
    await cases.untilLetter(invoice, 'friendly-reminder');
    await company.settlesAndBooks(invoice, { amount: '1600.00' });
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '100.00' } });
  }, 120_000);

  it('follows a payment that the debtor made to the creditor', async () => {
    const { company, cases, invoice } = await begin('2000.00');
    await cases.untilLetter(invoice, 'friendly-reminder');
    company.paysDirectly(invoice, '2000.00');
    await company.pullNow();
    await cases.pass();
    const found = await cases.of(invoice);
    expect(found).toMatchObject({ state: 'closed', closedBy: 'paid', owed: { total: { amount: '0.00' } } });
    expect(await cases.timeline(found)).toContain('direct-payment-counted');
  }, 120_000);

  it('sends nothing while the creditor has paused the claim, and goes on afterwards', async () => {
    const { company, cases, invoice } = await begin('2500.00');
    await company.order(invoice, 'pause');
    await story.quiet();
    for (let day = 0; day < 3; day += 1) {
      await cases.pass();
      story.later({ days: 1 });
    }
    const paused = await cases.of(invoice);
    expect(await cases.letters(paused)).toEqual([]);
    expect(paused.nextStep.why?.holds.map(({ reason }) => reason)).toContain('claim-held');
    await company.order(invoice, 'resume');
    await story.quiet();
    expect(await cases.untilLetter(invoice, 'friendly-reminder')).toMatchObject({ state: 'sent' });
  }, 120_000);

  it('is over when the creditor takes the claim back', async () => {
    const { company, cases, invoice } = await begin('1800.00');
    await cases.untilLetter(invoice, 'friendly-reminder');
    await company.order(invoice, 'withdraw');
    await story.quiet();
    await cases.pass();
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', closedBy: 'withdrawn' });
  }, 120_000);

  it('goes by post when the e-mail address is refused', async () => {
    const { cases, invoice } = await begin('1700.00', 'unknown@debtor.example');
    await cases.untilLetter(invoice, 'friendly-reminder');
    const letters = await cases.letters(await cases.of(invoice));
    expect(letters.map(({ channel, state }) => [channel, state])).toEqual([
      ['email', 'refused'],
      ['letter', 'sent'],
    ]);
  }, 120_000);

  it('makes no letter that lacks what it must say, and tells a person which field', async () => {
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    const invoice = company.invoice('1900.00', { customerId: company.customer(person()).id });
    await company.pullNow();
    await cases.pass();
    const found = await cases.of(invoice);
    expect(await cases.letters(found)).toEqual([]);
    const tasks = await story.rows<{ title: string }>(
      `select title from case_task where case_id = $1 and state = 'open'`,
      [found.id],
    );
    expect(tasks).toEqual([{ title: expect.stringContaining('sender') }]);
  }, 120_000);

  it('writes no more to an address from which a letter came back: somebody finds the address', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver({ takeover: 'collection-notice' });
    const owes = (more: object) =>
      company.invoice('1800.00', { customerId: company.customer({ ...person(), ...more }).id });
    const gone = owes({ name: 'Utprøvd Flyttesen', email: '' });
    await company.pullNow();
    await cases.until(gone, 'collection-notice');
    expect((await cases.letter(gone, 'collection-notice')).channel).toBe('letter');
    expect(await cases.owes(gone)).toMatchObject({ costs: '38.00' });

    post.comesBack();
    story.later({ days: 14 });
    await story.night();
    await cases.pass();
    const channels = async (invoice: Named) =>
      (await cases.letters(await cases.of(invoice))).map(({ channel, state }) => `${channel} ${state}`);
    expect(await channels(gone)).toEqual(['letter refused']);
    expect(await cases.holds(gone)).toContain('no-contact-point');
    const tasks = async () =>
      (await cases.get<{ key: string; state: string }[]>(await cases.of(gone), 'tasks'))
        .filter(({ key }) => key === 'find-address')
        .map(({ state }) => state);
    expect(await tasks()).toEqual(['open']);
    expect(await story.api.get(await cases.debtor(await cases.of(gone)))).toMatchObject({
      addressFailed: true,
    });

    const address = { lines: ['Nyveien 2'], postalCode: '0001', city: 'Nyvik' };
    await story.api.post(`${await cases.debtor(await cases.of(gone))}/changes`, {
      by: 'kari',
      reason: 'Found in the register.',
      address,
    });
    expect(await tasks()).toEqual(['done']);
    await cases.pass();
    expect(await channels(gone)).toEqual(['letter refused', 'letter sent']);
    const again = await story.rows<{ recipient: { addressLines: string[] } }>(
      `select recipient from case_letter where case_id = $1 and state = 'sent'`,
      [(await cases.of(gone)).id],
    );
    expect(again).toEqual([
      { recipient: expect.objectContaining({ addressLines: ['Nyveien 2', '0001 Nyvik'] }) },
    ]);
  }, 240_000);
});

function minor(amount: string): bigint {
  return BigInt(amount.replace('.', ''));
}
