import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
import type { Named } from '../../support/hub-company.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

describe('cases on the road when the new Norwegian act enters into force on 18 March', () => {
  const story = tellStory({ environment: { ...post.environment, NO_2026_FROM: '2026-03-18' } });
  afterAll(() => post.stop());

  it('go on from what was validly sent, by the new rules; a notice that the creditor sends now counts for nothing', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver({ takeover: 'collection-notice', creditorLettersConfirmed: true });
    const { bookkeeper } = story.simulator;
    const owes = (name: string, dueDate: string) =>
      company.invoice('2400.00', {
        customerId: company.customer({ ...A_PERSON, name }).id,
        date: '2026-01-01',
        dueDate,
      });
    const warns = ({ id }: { readonly id: number }, date: string) =>
      bookkeeper.addReminder(company.companyId, id, {
        type: 'NOTICE_OF_DEBT_COLLECTION',
        date,
        charge: '38.00',
      });
    const ours = owes('Prøve Testesen', '2026-01-15');
    const theirsBefore = owes('Utprøvd Testesen', '2026-01-15');
    const theirsAfter = owes('Nyprøvd Testesen', '2026-03-05');
    warns(theirsBefore, '2026-03-01');
    await company.pullNow();
    const steps = async (invoice: Named) => {
      const { id } = await cases.of(invoice);
      const rows = await story.rows<Readonly<Record<string, unknown>>>(
        `select kind, regime, by_creditor, done_on::text as on from case_step where case_id = $1 and state = 'done' order by done_on, id`,
        [id],
      );
      return rows.map(
        ({ kind, regime, by_creditor: by, on }) =>
          `${String(on)} ${String(kind)} ${String(regime)} ${by === true ? 'creditor' : 'collector'}`,
      );
    };

    expect(await cases.until(ours, 'collection-notice')).toBe('2026-03-02');
    expect(await cases.owes(ours)).toMatchObject({ costs: '38.00' });
    await cases.on('2026-03-18');
    // The day of the new act takes nothing away of what was owed before it.
    expect(await cases.owes(ours)).toMatchObject({ costs: '38.00', interest: '48.92' });
    warns(theirsAfter, '2026-03-18');
    await cases.on('2026-03-20');
    await company.pullNow();
    await cases.pass();
    // Whoever sent a notice before the day: it counts, and the demand is next. The creditor's of today counts for nothing.
    const next = async (invoice: Named) => {
      const { step, why } = (await cases.of(invoice)).nextStep;
      return { step, regime: (why as { readonly step?: { readonly regime?: string } } | null)?.step?.regime };
    };
    expect(await next(ours)).toEqual({ step: 'demand', regime: 'NO-2026' });
    expect(await next(theirsBefore)).toEqual({ step: 'demand', regime: 'NO-2026' });
    expect(await next(theirsAfter)).toEqual({ step: 'collection-notice', regime: 'NO-2026' });
    expect(await steps(theirsAfter)).toEqual(['2026-03-18 collection-notice NO-2026 creditor']);
    // What its regulation will let a demand cost is not published: none is sent on a guess, and a person is told what lacks.
    const [refused] = (await cases.events(ours)).filter(({ kind }) => kind === 'letter-refused');
    expect(refused?.detail['reason']).toMatch(
      /^The demand cannot be written: .*fees of its regulation are not published/,
    );
    expect(refused?.detail['reason']).toMatch(/Nothing is sent and nothing is charged; the case waits/);
    expect(await cases.mail(ours)).toHaveLength(1);
    expect(await cases.fees(ours)).toEqual(['notice-fee 38.00']);

    // Nights go by: it is tried again, and nobody is told again. The notice fares no better, when its day has come.
    const told = await cases.told(ours);
    for (const day of ['2026-03-23', '2026-03-24', '2026-04-07']) await cases.on(day);
    const since = (await cases.told(ours)).slice(told.length);
    const tries = ['next-step-decided', 'step-planned'];
    expect(since.filter((kind) => !tries.includes(kind))).toEqual([]);
    for (const waits of [ours, theirsBefore, theirsAfter]) {
      expect(await cases.of(waits)).toMatchObject({ state: 'open' });
      const tasks = await cases.get<{ key: string; state: string }[]>(await cases.of(waits), 'tasks');
      expect(tasks).toEqual([expect.objectContaining({ key: 'letter-cannot-be-made', state: 'open' })]);
    }
    expect(await cases.mail(theirsAfter)).toEqual([]);
    expect(await cases.owes(theirsAfter)).toMatchObject({ principal: '2400.00' });
  }, 300_000);

  it('reach nobody by mail outside of the hours of § 15', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    const invoice = company.invoice('2400.00', { customerId: company.customer(A_PERSON).id });
    // A Friday, half past nine at night in Norway.
    story.later({ minutes: 690 });
    await company.pullNow();
    await cases.pass();
    expect(await cases.mail(invoice)).toEqual([
      expect.stringMatching(/^never friendly-reminder email nb planned/),
    ]);
    // Half past six on Saturday morning, and half past ten.
    story.later({ minutes: 540 });
    await story.quiet();
    expect(await cases.mail(invoice)).toEqual([expect.stringMatching(/^never/)]);
    story.later({ minutes: 240 });
    await story.quiet();
    // What was written the evening before is written anew, with the sum of the day on which it leaves.
    expect(await cases.mail(invoice)).toEqual([
      expect.stringMatching(/^never friendly-reminder email nb cancelled/),
      expect.stringMatching(/friendly-reminder email nb sent/),
    ]);
  }, 300_000);
});
