import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import type { CollectionStory } from '../../support/collection-story.js';
import type { GrantedAnswer, PlanAnswer } from '../../support/desk-story.js';
import type { Named } from '../../support/hub-company.js';
import { A_SWEDE, SwedishCompany, tellSwedishStory } from '../../support/swedish-story.js';

const post = await openPost();
/** Interest runs from 2 February on, at 10 % a year: 8 above the reference rate of 2 (räntelagen 6 §). */
const SPRING = 300_000;

type Who =
  | 'right'
  | 'wrong'
  | 'keepsPlan'
  | 'missesPlan'
  | 'getsTime'
  | 'getsInterest'
  | 'inFlood'
  | 'dead'
  | 'hidden';
const AMOUNTS: Readonly<Record<Who, string>> = {
  right: '1200.00',
  wrong: '2000.00',
  keepsPlan: '1200.00',
  missesPlan: '3000.00',
  getsTime: '1500.00',
  getsInterest: '4000.00',
  inFlood: '2500.00',
  dead: '1800.00',
  hidden: '1600.00',
};

/** One spring with nine debtors; each part of the story is told on the days on which it happens. */
describe('people in Sweden whom the machine must listen to', () => {
  const story = tellSwedishStory(post.environment);
  const invoices = {} as Record<Who, Named>;
  let company: SwedishCompany;
  let cases: CollectionStory;
  let planKept: string;
  afterAll(() => post.stop());

  const found = (who: Who) => cases.of(invoices[who]);
  const owes = (who: Who) => cases.owes(invoices[who]);
  const kinds = async (who: Who) => cases.kinds(await found(who));
  const does = async <T>(who: Who, path: string, body: object): Promise<T> =>
    cases.post<T>(await found(who), path, body);

  beforeAll(async () => {
    company = await SwedishCompany.open(story, { agreedReminderFeeMinor: '6000' });
    cases = company.cases;
    await story.api.post(`${company.hub.creditor}/authority`, {
      by: 'kari',
      reason: 'The creditor’s own terms.',
      waiveInterestMax: '500.00',
      interestFreePlan: true,
    });
    for (const who of Object.keys(AMOUNTS) as Who[])
      invoices[who] = company.invoice(AMOUNTS[who], {
        ...A_SWEDE,
        email: `${who.toLowerCase()}@debtor.example`,
      });
    await company.hub.pullNow();
    await cases.pass();
    for (const who of Object.keys(AMOUNTS) as Who[]) expect(await kinds(who)).toEqual(['friendly-reminder']);
  }, SPRING);

  it(
    '2 March: one has died and one lives hidden; nobody is written to as if nothing were',
    async () => {
      expect(await owes('dead')).toMatchObject({ interest: '14.30', total: '1814.30' }); // 29 days
      await cases.circumstance(await found('dead'), 'deceased', { on: story.today });
      expect(await cases.holds(invoices.dead)).toContain('deceased');
      await cases.circumstance(await found('hidden'), 'protectedAddress', { byHand: false });
      const shown = await story.api.post<{ address: unknown }>(
        `${await cases.debtor(await found('hidden'))}/disclosures`,
        { by: 'kari', reason: 'The story looks.' },
      );
      expect(shown.address).toBeNull();
      const tasks = await cases.get<{ key: string; state: string }[]>(await found('dead'), 'tasks');
      expect(tasks.filter(({ state }) => state === 'open').map(({ key }) => key)).toContain(
        'circumstance:deceased',
      );
    },
    SPRING,
  );

  it(
    '2 March: two agree on plans, one gets time, and a flood stops legal acts and warns of preskription',
    async () => {
      const kept = { perMonth: '700.00', firstDueOn: '2026-03-27', interest: 'waived', fee: 'charge' };
      planKept = (await does<GrantedAnswer>('keepsPlan', 'plans', kept)).id ?? '';
      await does('keepsPlan', `plans/${planKept}/accept`, { how: 'in-writing' });
      // 1 200.00, 29 days of 10 % and the 170 of a complete plan (lag 1981:739 3 §): two instalments.
      expect(await owes('keepsPlan')).toEqual({
        principal: '1200.00',
        interest: '9.53',
        costs: '170.00',
        total: '1379.53',
      });
      const agreement = await cases.letter(invoices.keepsPlan, 'plan-agreement');
      expect(agreement.text).toMatch(/700,00/);
      expect(agreement.text).toMatch(/679,53/);
      expect(agreement.text).toMatch(/27\smars\s2026/);

      const missed = { perMonth: '500.00', firstDueOn: '2026-03-20', interest: 'running', fee: 'charge' };
      const { id } = await does<GrantedAnswer>('missesPlan', 'plans', missed);
      await does('missesPlan', `plans/${id}/accept`, { how: 'on-the-telephone' });
      expect(await owes('missesPlan')).toMatchObject({
        interest: '23.84',
        costs: '170.00',
        total: '3193.84',
      });

      expect(await does('getsTime', 'deferrals', { days: 21, interest: 'running' })).toMatchObject({
        granted: true,
      });
      expect(await cases.holds(invoices.getsTime)).toContain('deferral');
      expect((await cases.letter(invoices.getsTime, 'deferral-confirmation')).text).toMatch(/23\smars\s2026/);

      const pause = await does<{ limitationWarnings: number }>('inFlood', 'crisis-pauses', {
        name: 'oversvamning-2026',
        acts: ['legal-action'],
        fromOn: story.today,
        untilOn: '2029-06-30',
      });
      // A consumer’s debt lapses three years after it arose (preskriptionslagen 2 §): before the pause ends.
      expect(pause.limitationWarnings).toBe(1);
      const list = await story.api.get<{ items: { kind: string }[] }>(`${company.hub.creditor}/work-list`);
      expect(list.items.map(({ kind }) => kind)).toContain('limitation');
    },
    SPRING,
  );

  it(
    '16 March: the reminder costs 60, and interest that the creditor lets us waive is gone from what is paid',
    async () => {
      await cases.on('2026-03-16');
      expect(await owes('getsInterest')).toEqual({
        principal: '4000.00',
        interest: '47.12', // 43 days
        costs: '60.00',
        total: '4107.12',
      });
      expect((await cases.letter(invoices.getsInterest, 'reminder')).text).toMatch(/4\s107,12/);
      await does('getsInterest', 'waivers', { part: 'interest', amount: '40.00' });
      expect(await owes('getsInterest')).toMatchObject({ interest: '7.12', total: '4067.12' });
      expect(await company.pays(invoices.getsInterest, '4067.12')).toEqual({
        principal: '4000.00',
        interest: '7.12',
        fees: '60.00',
        surplus: '0.00',
      });
      expect(await found('getsInterest')).toMatchObject({ state: 'closed', closedBy: 'paid' });
      for (const who of ['keepsPlan', 'missesPlan', 'getsTime', 'dead'] as const)
        expect(await kinds(who)).not.toContain('reminder');
      for (const who of ['right', 'wrong', 'inFlood', 'hidden'] as const)
        expect(await kinds(who)).toContain('reminder');
    },
    SPRING,
  );

  it(
    '16 and 30 March: an objection that is right takes the fee and the claim away, one without ground neither',
    async () => {
      const right = await cases.objects(await found('right'));
      const wrong = await cases.objects(await found('wrong'));
      const before = { right: await kinds('right'), wrong: await kinds('wrong') };
      expect(before.right.at(-1)).toBe('objection-received');
      await cases.planNight('2026-03-20');
      await cases.planNight('2026-03-24');
      // The time that was given is over, and the road goes on where it was.
      expect(await kinds('getsTime')).toContain('reminder');
      expect(await owes('getsTime')).toMatchObject({ interest: '20.96', costs: '60.00' }); // 51 days
      await cases.planNight('2026-03-27');
      expect(await company.pays(invoices.keepsPlan, '700.00')).toEqual({
        principal: '520.47',
        interest: '9.53',
        fees: '170.00',
        surplus: '0.00',
      });
      await cases.planNight('2026-03-30');
      expect({ right: await kinds('right'), wrong: await kinds('wrong') }).toEqual(before);

      await does('right', `objections/${right.id}/outcome`, {
        outcome: 'upheld',
        reason: 'Butiken håller med.',
      });
      expect(await owes('right')).toMatchObject({ costs: '0.00' });
      expect((await cases.letter(invoices.right, 'objection-answered')).text).toMatch(/Butiken håller med/);
      company.credits(invoices.right);
      await company.hub.pullNow();
      await cases.pass();
      expect(await found('right')).toMatchObject({ state: 'closed', closedBy: 'credited' });

      const path = `objections/${wrong.id}/outcome`;
      const groundless = { reasonable: false, groundless: true, reason: 'Varan har använts i ett år.' };
      await does('wrong', path, { outcome: 'rejected', ...groundless });
      expect(await owes('wrong')).toMatchObject({ costs: '60.00' });
      // Only a court can go on now, and Sweden asks for the demand before it all the same (inkassolagen 6 §).
      expect((await found('wrong')).nextStep.step).toBe('demand');
      await does('wrong', path, { outcome: 'withdrawn', reason: 'Han ringde och förstod.' });
    },
    SPRING,
  );

  it(
    '30 March: a missed instalment is asked about, the plan is made smaller, and ended because the debtor wants it',
    async () => {
      expect(await cases.holds(invoices.missesPlan)).toContain('plan-late-contact-first');
      expect(await kinds('missesPlan')).toContain('instalment-late');
      const [late] = await cases.get<PlanAnswer[]>(await found('missesPlan'), 'plans');
      const lower = { perMonth: '300.00', firstDueOn: '2026-04-30', interest: 'running', fee: 'charge' };
      const again = await does<GrantedAnswer>('missesPlan', `plans/${late?.id}/renegotiate`, {
        ...lower,
        how: 'on-the-telephone',
      });
      // No second fee. 57 days of interest: 46.85.
      expect(await owes('missesPlan')).toMatchObject({ interest: '46.85', costs: '170.00' });
      expect(await cases.get<PlanAnswer[]>(await found('missesPlan'), 'plans')).toMatchObject([
        { state: 'renegotiated', total: { amount: '3193.84' } },
        { state: 'running', replacesId: late?.id, total: { amount: '3216.85' } },
      ]);
      await does('missesPlan', `plans/${again.id}/end`, { because: 'debtor-asked' });
      await cases.until(invoices.missesPlan, 'reminder');
    },
    SPRING,
  );

  it(
    'April: the flood lets kind steps and the demand go on, and who lives hidden gets nothing on paper',
    async () => {
      const onPaper = post.letters();
      await cases.until(invoices.inFlood, 'demand');
      expect(await owes('inFlood')).toMatchObject({ costs: '240.00' });
      expect(post.letters()).toBeGreaterThan(onPaper);
      const hidden = await cases.letters(await found('hidden'));
      expect(new Set(hidden.map(({ channel }) => channel))).toEqual(new Set(['email']));
      expect(await kinds('dead')).toEqual(['friendly-reminder']);
      await cases.planNight('2026-04-27');
      expect(await company.pays(invoices.keepsPlan, '679.53')).toEqual({
        principal: '679.53',
        interest: '0.00',
        fees: '0.00',
        surplus: '0.00',
      });
      await cases.planNight('2026-04-28');
      expect(await cases.get<PlanAnswer[]>(await found('keepsPlan'), 'plans')).toMatchObject([
        { id: planKept, state: 'completed', standing: 'paid' },
      ]);
      expect(await found('keepsPlan')).toMatchObject({ state: 'closed', closedBy: 'paid' });
      expect(await kinds('keepsPlan')).not.toContain('reminder');
      // In May legal action would be next: it rests.
      await cases.on('2026-05-29');
      expect(await kinds('inFlood')).not.toContain('legal-notice');
      expect(await cases.holds(invoices.inFlood)).toContain('crisis-pause');
    },
    SPRING,
  );
});
