import { describe, expect, it } from '@jest/globals';
import { STORY_SETTINGS } from '../support/case-story.js';
import { tellStory } from '../support/story.js';

interface Settings {
  readonly version: number;
  readonly takeover: string;
  readonly processApproved: boolean;
}

describe('where the collector takes over', () => {
  const story = tellStory();

  it('is chosen alone: all else stays, and the rules need another yes', async () => {
    const company = await story.company();
    const settings = `${company.creditor}/collection-settings`;
    expect(await story.api.get(settings)).toMatchObject({ version: 0, takeover: 'friendly-reminder' });
    const choose = (takeover: string) => story.api.put<Settings>(`${settings}/takeover`, { takeover });
    expect(await choose('reminder')).toMatchObject({ version: 1, takeover: 'reminder' });

    await story.api.put(settings, { ...STORY_SETTINGS, legalRoute: false });
    await story.api.post(`${settings}/approvals/process`);
    const { takeover: _, ...kept } = STORY_SETTINGS;
    expect(await choose('friendly-reminder')).toMatchObject({ version: 2, processApproved: true });
    expect(await choose('collection-notice')).toMatchObject({
      ...kept,
      version: 3,
      takeover: 'collection-notice',
      legalRoute: false,
      processApproved: false,
    });
    await expect(choose('nowhere')).rejects.toThrow('unfit-fields');
  });
});
