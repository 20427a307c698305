import { afterAll, describe, expect, it } from '@jest/globals';
import { openPost } from '../../support/case-story.js';
import { SwedishCompany, tellSwedishStory } from '../../support/swedish-story.js';

const post = await openPost();

describe('a Swedish consumer', () => {
  const story = tellSwedishStory(post.environment);
  afterAll(() => post.stop());

  it('pays after the kind reminder, and one who does not runs the road to Kronofogden', async () => {
    const company = await SwedishCompany.open(story, { agreedReminderFeeMinor: '6000' });
    const { cases, hub } = company;
    const forgotten = company.invoice('1500.00');
    const unpaid = company.invoice('4000.00');
    await hub.pullNow();
    const look = async (what: string) => {
      for (const invoice of [forgotten, unpaid])
        console.log(
          what,
          story.today,
          JSON.stringify(await cases.owes(invoice)),
          await cases.fees(invoice),
          await cases.post(invoice),
          (await cases.of(invoice)).state,
        );
    };
    await cases.until(forgotten, 'friendly-reminder');
    await look('friendly');
    story.later({ days: 5 });
    console.log(await company.pays(forgotten, '1500.00'));
    await look('paid');
    await cases.until(unpaid, 'reminder');
    await look('reminder');
    await cases.until(unpaid, 'demand');
    await look('demand');
    await cases.until(unpaid, 'legal-notice');
    await look('legal-notice');
    for (let n = 0; n < 3; n += 1) {
      const { nextStep } = await cases.of(unpaid);
      console.log(JSON.stringify(nextStep));
      if (nextStep.on !== null && nextStep.on > story.today) await cases.on(nextStep.on);
    }
    const path = await cases.path(unpaid);
    console.log(path, await cases.told(unpaid));
    console.log((await cases.letters(await cases.of(unpaid))).map(({ text }) => text).join('\n=====\n'));
    expect(1).toBe(1);
  }, 300_000);
});
