import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { A_PERSON, CollectionStory } from '../../support/collection-story.js';
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
    const owes = (name: string, noticeOn?: string) => {
      const invoice = company.invoice('2400.00', {
        customerId: company.customer({ ...A_PERSON, name }).id,
        date: '2026-01-01',
        dueDate: '2026-01-15',
      });
      if (noticeOn !== undefined)
        bookkeeper.addReminder(company.companyId, invoice.id, {
          type: 'NOTICE_OF_DEBT_COLLECTION',
          date: noticeOn,
          charge: '38.00',
        });
      return invoice;
    };
    const ours = owes('Prøve Testesen');
    const theirsBefore = owes('Utprøvd Testesen', '2026-03-01');
    await company.pullNow();
    const look = async (what: string, invoices = [ours, theirsBefore]) => {
      for (const invoice of invoices)
        console.log(
          what,
          story.today,
          JSON.stringify(await cases.owes(invoice)),
          await cases.fees(invoice),
          await cases.post(invoice),
          await cases.holds(invoice),
          JSON.stringify((await cases.of(invoice)).nextStep).slice(0, 300),
        );
    };
    await cases.until(ours, 'collection-notice');
    await look('begin');
    await cases.on('2026-03-18');
    const theirsAfter = owes('Nyprøvd Testesen', '2026-03-18');
    await company.pullNow();
    await cases.pass();
    await look('new act', [ours, theirsBefore, theirsAfter]);
    await cases.on('2026-03-20');
    await look('demands', [ours, theirsBefore, theirsAfter]);
    await cases.until(theirsAfter, 'demand');
    await cases.on('2026-06-01');
    await look('later', [ours, theirsBefore, theirsAfter]);
    console.log(await cases.told(theirsAfter), await cases.told(ours));
    console.log(
      await story.rows(
        'select kind, regime, by_creditor, done_on, deadline_on from case_step order by case_id, done_on',
      ),
    );
    console.log((await cases.letters(await cases.of(theirsAfter))).map(({ text }) => text).join('\n=====\n'));
  }, 300_000);

  it('reach nobody by mail outside of the hours of § 15', async () => {
    const company = await story.company();
    const cases = new CollectionStory(story, company);
    await cases.takeOver();
    const invoice = company.invoice('2400.00', { customerId: company.customer(A_PERSON).id });
    // A Monday, half past ten at night in Norway.
    story.later({ minutes: 690 });
    await company.pullNow();
    await cases.pass();
    console.log(story.clock.now().toISOString(), await cases.post(invoice));
    story.later({ minutes: 540 });
    await story.quiet();
    console.log(story.clock.now().toISOString(), await cases.post(invoice));
    story.later({ minutes: 60 });
    await story.quiet();
    console.log(
      story.clock.now().toISOString(),
      await cases.post(invoice),
      (await cases.letters(await cases.of(invoice)))[0]?.sentAt,
    );
    expect(1).toBe(1);
  }, 300_000);
});
