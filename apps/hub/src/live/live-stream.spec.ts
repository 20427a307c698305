import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { type CreditorId, newId, systemClock } from '@app/domain';
import { readChange } from '../database/change-feed.js';
import { LiveStream } from './live-stream.js';

const [mine, foreign] = [newId<'CreditorId'>(systemClock), newId<'CreditorId'>(systemClock)] as [
  CreditorId,
  CreditorId,
];

describe('a stream to one page', () => {
  let seen: Set<CreditorId> | undefined;
  let told: string[];
  let stream: LiveStream;

  beforeEach(() => {
    jest.useFakeTimers();
    seen = new Set([mine]);
    told = [];
    stream = new LiveStream(
      { sees: () => Promise.resolve(seen) },
      {
        event: (name, data) => void told.push(`${name} ${JSON.stringify(data)}`),
        beat: () => void told.push('beat'),
        end: () => void told.push('end'),
      },
    );
  });
  afterEach(() => {
    stream.end();
    jest.useRealTimers();
  });

  it('gathers what changed, and tells of those within reach alone', async () => {
    stream.hear('begun');
    stream.hear({ creditorId: mine, topic: 'runs' });
    stream.hear({ creditorId: foreign, topic: 'claims' });
    stream.hear({ creditorId: mine, topic: 'claims' });
    stream.hear({ creditorId: mine, topic: 'runs' });
    await jest.advanceTimersByTimeAsync(600);
    expect(told).toEqual(['ready {}', `change {"creditorId":"${mine}","topics":["runs","claims"]}`]);
  });

  it('beats in silence, and ends with the session', async () => {
    await jest.advanceTimersByTimeAsync(20_000);
    seen = undefined;
    await jest.advanceTimersByTimeAsync(20_000);
    stream.hear({ creditorId: mine, topic: 'runs' });
    await jest.advanceTimersByTimeAsync(60_000);
    expect(told).toEqual(['beat', 'end']);
  });

  it('tells of too many at once that anything may have changed', async () => {
    for (let count = 0; count <= 1_000; count += 1)
      stream.hear({ creditorId: newId<'CreditorId'>(systemClock) as CreditorId, topic: 'claims' });
    await jest.advanceTimersByTimeAsync(600);
    expect(told).toEqual(['all {}']);
  });
});

it('what PostgreSQL tells is read, and anything else passed over', () => {
  expect(readChange(`${mine} postings`)).toEqual({ creditorId: mine, topic: 'postings' });
  expect([readChange(`${mine} secrets`), readChange('x runs'), readChange(undefined)]).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});
