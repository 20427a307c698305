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

    // Due on Saturday 31 January: 2 February, counted from that day on (10 % a year, 365 days).
    await cases.until(forgotten, 'friendly-reminder');
    expect(await cases.owes(unpaid)).toMatchObject({ interest: '31.78', costs: '0.00' });
    story.later({ days: 5 });
    expect(await company.pays(forgotten, '1500.00')).toEqual({
      principal: '1500.00',
      interest: '0.00',
      fees: '0.00',
      surplus: '0.00',
    });
    expect(await cases.of(forgotten)).toMatchObject({ state: 'closed', closedBy: 'paid' });

    // 60 SEK, since it was agreed when the debt arose; then 180 with the demand (lag 1981:739 4 §).
    expect(await cases.until(unpaid, 'reminder')).toBe('2026-03-16');
    expect(await cases.owes(unpaid)).toMatchObject({ interest: '47.12', costs: '60.00', total: '4107.12' });
    expect(await cases.until(unpaid, 'demand')).toBe('2026-04-07');
    expect(await cases.owes(unpaid)).toMatchObject({ interest: '71.23', costs: '240.00', total: '4311.23' });
    await cases.until(unpaid, 'legal-notice');
    expect(await cases.holds(unpaid)).toContain('person-must-approve');

    // Nothing goes to the authority before a person has weighed the claim, and the time given is over.
    await cases.on('2026-05-29');
    expect(await cases.holds(unpaid)).toEqual(['person-must-approve']);
    await cases.post(await cases.of(unpaid), 'step-approvals', { step: 'legal-hand-off' });
    await cases.pass();
    expect(await cases.of(unpaid)).toMatchObject({ state: 'legal' });
    const letters = await cases.letters(await cases.of(unpaid));
    expect(letters.map(({ kind }) => kind)).toEqual([
      'friendly-reminder',
      'reminder',
      'demand',
      'legal-notice',
      'legal-hand-off',
    ]);
    // A document for a person to file: it went to nobody.
    const application = letters.at(-1);
    expect(application).toMatchObject({ state: 'document', language: 'sv', sentAt: null, hasDocument: true });
    expect(application?.text).toMatch(/Kronofogde/);
    expect(application?.text).toMatch(/4\s000,00/);
    expect(await cases.fees(unpaid)).toEqual(['reminder-fee 60.00', 'demand-fee 180.00']);
    expect(await cases.told(unpaid)).toContain('step-approved');
  }, 300_000);
});
