import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { CompanyDesk, type GrantedAnswer, type PlanAnswer } from '../../support/desk-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();
const PERSON = {
  name: 'Prøve Testesen',
  isPrivateIndividual: true,
  email: 'prove@debtor.example',
  address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
};

describe('people stop the machine', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  const begin = async (amount = '1200.00') => {
    const company = await story.company();
    const desk = new CompanyDesk(story, company);
    await desk.takeOver();
    const invoice = company.invoice(amount, { customerId: company.customer(PERSON).id });
    await company.pullNow();
    return { company, desk, invoice };
  };

  it('an objection upheld: all stops, costs fall away, and the credit note closes the case', async () => {
    const { company, desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'reminder');
    const found = await desk.of(invoice);
    expect(found.owed.costs.amount).toBe('38.00');
    const objection = await desk.objects(found);
    expect(await desk.holds(invoice)).toContain('objection-open');
    const sent = await desk.kinds(found);
    expect(sent).toContain('objection-received');
    await desk.nights(20);
    expect(await desk.kinds(found)).toEqual(sent);

    const outcome = { outcome: 'upheld', reason: 'Butikken er enig.' };
    await desk.post(found, `objections/${objection.id}/outcome`, outcome);
    expect((await desk.of(invoice)).owed.costs.amount).toBe('0.00');
    expect(await desk.kinds(found)).toContain('objection-answered');
    company.credits(invoice);
    await company.pullNow();
    await desk.pass();
    expect(await desk.of(invoice)).toMatchObject({ state: 'closed', closedBy: 'credited' });
  }, 240_000);

  it('an objection rejected: only a court may go on, until the debtor takes it back', async () => {
    const { desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    const objection = await desk.objects(found);
    const path = `objections/${objection.id}/outcome`;
    await desk.post(found, path, { outcome: 'rejected', reason: 'Varen er brukt i et år.' });
    expect((await desk.of(invoice)).nextStep.step).toMatch(/^legal-/);
    expect(await desk.holds(invoice)).toContain('person-must-approve');
    await desk.nights(25);
    expect(await desk.kinds(found)).not.toContain('reminder');
    await desk.post(found, path, { outcome: 'withdrawn', reason: 'Hun ringte og forstod.' });
    await desk.untilLetter(invoice, 'reminder');
  }, 240_000);

  it('a deferral: nothing is sent in its days, then the road goes on', async () => {
    const { desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    const granted = await desk.post<GrantedAnswer>(found, 'deferrals', { days: 21, interest: 'running' });
    expect(granted.granted).toBe(true);
    expect(await desk.kinds(found)).toContain('deferral-confirmation');
    expect(await desk.holds(invoice)).toContain('deferral');
    const sent = await desk.kinds(found);
    await desk.nights(20);
    expect(await desk.kinds(found)).toEqual(sent);
    await desk.untilLetter(invoice, 'reminder');
  }, 240_000);

  it('a plan kept: agreed in writing, reminded of, paid, and counted as kept', async () => {
    const { company, desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    const terms = {
      perMonth: '700.00',
      firstDueOn: inDays(story.today, 14),
      interest: 'running',
      fee: 'charge',
    };
    const { id } = await desk.post<GrantedAnswer>(found, 'plans', terms);
    expect(await desk.holds(invoice)).toContain('plan-proposed');
    await desk.post(found, `plans/${id}/accept`, { how: 'on-the-telephone' });
    expect(await desk.holds(invoice)).toContain('plan-in-good-standing');
    expect(await desk.kinds(found)).toContain('plan-agreement');
    await desk.nights(10);
    expect(await desk.kinds(found)).toContain('instalment-reminder');
    const [first, second] = (await desk.get<PlanAnswer[]>(found, 'plans'))[0]?.instalments ?? [];
    for (const instalment of [first, second]) {
      await company.settlesAndBooks(invoice, { amount: instalment?.amount.amount ?? '' });
      await desk.nights(1);
    }
    expect(await desk.get<PlanAnswer[]>(found, 'plans')).toMatchObject([
      { state: 'completed', standing: 'paid' },
    ]);
    expect(await desk.kinds(found)).not.toContain('reminder');
    const kept = await story.api.get(`${company.creditor}/plans-kept`);
    expect(kept).toMatchObject({ kept: 1, notKept: 0, keptPermille: 1000 });
  }, 240_000);

  it('a plan missed: asked kindly, renegotiated instead of broken, ended only because the debtor wants it', async () => {
    const { desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    const terms = {
      perMonth: '700.00',
      firstDueOn: inDays(story.today, 7),
      interest: 'running',
      fee: 'charge',
    };
    const { id } = await desk.post<GrantedAnswer>(found, 'plans', terms);
    await desk.post(found, `plans/${id}/accept`, { how: 'in-writing' });
    await desk.nights(14);
    expect(await desk.holds(invoice)).toContain('plan-late-contact-first');
    expect(await desk.kinds(found)).toContain('instalment-late');
    const lower = {
      ...terms,
      perMonth: '400.00',
      firstDueOn: inDays(story.today, 14),
      how: 'on-the-telephone',
    };
    const again = await desk.post<GrantedAnswer>(found, `plans/${id}/renegotiate`, lower);
    expect(await desk.holds(invoice)).toContain('plan-in-good-standing');
    expect(await desk.get<PlanAnswer[]>(found, 'plans')).toMatchObject([
      { state: 'renegotiated' },
      { state: 'running', replacesId: id },
    ]);
    await desk.post(found, `plans/${again.id}/end`, { because: 'debtor-asked' });
    await desk.untilLetter(invoice, 'reminder');
  }, 240_000);

  it('death and a protected address: nothing goes out that must not', async () => {
    const { desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    await desk.circumstance(found, 'deceased', { on: story.today });
    expect(await desk.holds(invoice)).toContain('deceased');
    const sent = await desk.kinds(found);
    await desk.nights(30);
    expect(await desk.kinds(found)).toEqual(sent);

    const other = await begin();
    await other.desk.untilLetter(other.invoice, 'friendly-reminder');
    const guarded = await other.desk.of(other.invoice);
    await other.desk.circumstance(guarded, 'protectedAddress', { byHand: false });
    const onPaper = post.letters();
    await other.desk.nights(20);
    // What may go by e-mail does; nothing that shows where the debtor lives goes to the print shop.
    expect(new Set((await other.desk.letters(guarded)).map(({ channel }) => channel))).toEqual(
      new Set(['email']),
    );
    expect(post.letters()).toBe(onPaper);
    const shown = await story.api.post<{ address: unknown }>(
      `${await other.desk.debtor(guarded)}/disclosures`,
      {
        by: 'kari',
        reason: 'The story looks.',
      },
    );
    expect(shown.address).toBeNull();
  }, 240_000);

  it('a crisis pause: legal acts rest, and whoever pauses hears that a claim may lapse meanwhile', async () => {
    const { company, desk, invoice } = await begin();
    await desk.untilLetter(invoice, 'friendly-reminder');
    const pause = await story.api.post<{ limitationWarnings: number }>(`${company.creditor}/crisis-pauses`, {
      by: 'kari',
      reason: 'Flom i hele fylket.',
      name: 'flom-2026',
      acts: ['legal-action'],
      fromOn: story.today,
      untilOn: '2029-06-30',
    });
    expect(pause.limitationWarnings).toBe(1);
    const list = await story.api.get<{ items: { kind: string }[] }>(`${company.creditor}/work-list`);
    expect(list.items.map(({ kind }) => kind)).toContain('limitation');
    // Kind steps go on.
    await desk.untilLetter(invoice, 'reminder');
  }, 240_000);
});

function inDays(day: string, days: number): string {
  const at = new Date(`${day}T12:00:00Z`);
  at.setUTCDate(at.getUTCDate() + days);
  return at.toISOString().slice(0, 10);
}
