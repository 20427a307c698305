import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { Channel } from '../vocabulary.js';
import { letterDeadline } from './letter-deadline.js';

describe('the shortest deadline of a letter', () => {
  it.each<['NO' | 'SE', Channel, string, number, string]>([
    ['NO', 'letter', '2026-11-02', 0, '2026-11-16'],
    ['NO', 'email', '2026-11-02', 0, '2026-11-16'],
    ['NO', 'email', '2026-11-02', 21, '2026-11-23'],
    // Fewer days than the law asks for are not given.
    ['NO', 'email', '2026-11-02', 10, '2026-11-16'],
    ['SE', 'email', '2026-11-02', 0, '2026-11-10'],
    ['SE', 'letter', '2026-11-02', 0, '2026-11-13'],
  ])('%s by %s, sent on %s with %i days, ends on %s', (country, channel, sentOn, days, endsOn) => {
    expect(letterDeadline(country, localDate(sentOn), channel, DEFAULT_LAW_SETTINGS, days).endsOn).toBe(
      endsOn,
    );
  });
});
