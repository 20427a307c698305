import { afterAll, describe, expect, it } from '@jest/globals';
import { CasePass } from '../../../apps/hub/src/cases/pass/case-pass.js';
import { StepWork } from '../../../apps/hub/src/cases/steps/step-work.js';
import { LetterDispatch } from '../../../apps/hub/src/cases/steps/letter-dispatch.js';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
import { tellStory } from '../../support/story.js';

const post = await openPost();

describe('the nightly pass', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  it('changes nothing when it is walked twice, or by several at once', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver({ takeover: 'collection-notice' });
    for (let debtor = 1; debtor <= 6; debtor += 1) {
      const { id: customerId } = company.customer({ ...A_PERSON, name: `Prøve ${debtor} Testesen` });
      company.invoice(`${debtor}200.00`, { customerId });
    }
    await company.pullNow();
    const everything = () =>
      story.rows<Readonly<Record<string, unknown>>>(
        `select (select json_agg(s order by s.id) from case_step s) as steps,
           (select json_agg(c order by c.case_id, c.number) from case_charge c) as charges,
           (select json_agg(e order by e.case_id, e.sequence) from case_event e) as events,
           (select json_agg(json_build_array(l.id, l.state, l.attempts, l.sent_at) order by l.id) from case_letter l) as letters`,
      );
    await cases.pass();
    // The letters have left since: that they count as contacts is the one thing that is still to be noted.
    await cases.pass();
    const [once] = await everything();
    expect(once?.['letters']).toHaveLength(6);
    expect(post.letters()).toBe(6);

    await cases.pass();
    await story.night();
    expect(await everything()).toEqual([once]);

    // On the day of the demand: two workers of one pass, of its steps and of its letters, side by side.
    story.later({ days: 18 });
    const app = story.hub.app;
    const creditorId = company.creditorId as Parameters<CasePass['run']>[0];
    const { signal } = new AbortController();
    const both = (work: () => Promise<unknown>) => Promise.all([work(), work(), work()]);
    await both(() => app.get(CasePass).run(creditorId, signal));
    await both(() => app.get(StepWork).run(creditorId, signal));
    await both(() => app.get(LetterDispatch).run(creditorId, signal));
    await cases.pass();
    await cases.pass();
    const [after] = await everything();
    expect(after?.['letters']).toHaveLength(12);
    expect(post.letters()).toBe(12);
    for (const { id } of await cases.all()) {
      const letters = await cases.letters({ id });
      expect(letters.map(({ kind }) => kind)).toEqual(['collection-notice', 'demand']);
    }
    const [fees] = await story.rows<{ readonly most: number }>(
      `select max(n)::int as most from (select count(*) as n from case_charge group by claim_id, kind) c`,
    );
    expect(fees).toEqual({ most: 1 });
    await cases.pass();
    expect(await everything()).toEqual([after]);
  }, 300_000);
});
