import { afterAll, describe, expect, it } from '@jest/globals';
import { FortnoxSimulator } from '@app/sandbox';
import { openPost } from '../../support/case-story.js';
import { CompanyDesk, type GrantedAnswer, type PlanAnswer } from '../../support/desk-story.js';
import { tellSignInStory } from '../../support/sign-in-story.js';

const post = await openPost();

describe('a Swedish consumer’s case', () => {
  const story = tellSignInStory({
    connectorKey: 'fortnox',
    country: 'SE',
    make: (clock) => new FortnoxSimulator({ seed: 7, clock }),
    addresses: ['FORTNOX_API_URL', 'FORTNOX_AUTH_URL'],
    environment: post.environment,
  });
  afterAll(() => post.stop());

  const begin = async (name: string) => {
    const { tenantId, organizationNumber } = story.vendor.addCompany({ name });
    const { clientId, clientSecret } = story.vendor.credentials;
    const page = await story.vendorsPage(name, { clientId, clientSecret });
    await story.browser.open(page.link(organizationNumber));
    const company = await story.company(await story.grantNamed(name), String(tenantId));
    const desk = new CompanyDesk(story, company);
    await desk.takeOver({
      claimSubject: 'Varor enligt beställning',
      agreedReminderFeeMinor: '6000',
      payToAccount: '0000-0000',
    });
    const { bookkeeper } = story.vendor;
    const { number: customerNumber } = bookkeeper.addCustomer(tenantId, {
      name: 'Prov Provsson',
      type: 'PRIVATE',
      email: 'prov@debtor.example',
    });
    const { number } = bookkeeper.addInvoice(tenantId, { customerNumber, amount: '1200.00' });
    await company.pullNow();
    return { desk, invoice: { id: number } };
  };

  it('reminder 60, inkassokrav 180; an objection takes both away, and its rejection leaves only the court', async () => {
    const { desk, invoice } = await begin('Granliden Bygg AB');
    await desk.untilLetter(invoice, 'reminder');
    expect((await desk.of(invoice)).owed.costs).toEqual({ amount: '60.00', currency: 'SEK' });
    await desk.untilLetter(invoice, 'demand');
    expect((await desk.of(invoice)).owed.costs.amount).toBe('240.00');

    const found = await desk.of(invoice);
    const objection = await desk.objects(found);
    expect(await desk.holds(invoice)).toContain('objection-open');
    const path = `objections/${objection.id}/outcome`;
    await desk.post(found, path, { outcome: 'rejected', reasonable: true, reason: 'Varan fungerar.' });
    const rejected = await desk.of(invoice);
    expect(rejected.owed.costs.amount).toBe('0.00');
    expect(rejected.nextStep.step).toMatch(/^legal-/);
    expect(await desk.kinds(found)).toEqual(
      expect.arrayContaining(['objection-received', 'objection-answered']),
    );
  }, 240_000);

  it('a complete plan costs 170, is put in writing, and holds the road', async () => {
    const { desk, invoice } = await begin('Storåns Rör AB');
    await desk.untilLetter(invoice, 'friendly-reminder');
    const found = await desk.of(invoice);
    const firstDueOn = story.today.slice(0, 4) + '-12-15';
    const terms = { perMonth: '400.00', firstDueOn, interest: 'running', fee: 'charge' };
    const { id } = await desk.post<GrantedAnswer>(found, 'plans', terms);
    await desk.post(found, `plans/${id}/accept`, { how: 'in-writing' });
    expect((await desk.of(invoice)).owed.costs.amount).toBe('170.00');
    expect(await desk.holds(invoice)).toContain('plan-in-good-standing');
    expect(await desk.kinds(found)).toContain('plan-agreement');
    const [plan] = await desk.get<PlanAnswer[]>(found, 'plans');
    expect(plan).toMatchObject({ state: 'running', standing: 'in-good-standing' });
  }, 240_000);
});
