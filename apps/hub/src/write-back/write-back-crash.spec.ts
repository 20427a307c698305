import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { Mood } from './testing/fake-ledger.js';
import { CrashError, Mortal } from './testing/mortal.js';
import { WriteBackBench } from './testing/write-back-bench.js';

const MOMENTS_MAX = 120;

describe('a worker that is killed', () => {
  let bench: WriteBackBench;
  beforeAll(async () => {
    bench = await WriteBackBench.open();
  });
  afterAll(() => bench.close());

  /** Runs a worker that dies at the given moment; answers whether it lived to the end. */
  const survives = async (diesAt: number): Promise<boolean> => {
    const mortal = new Mortal(diesAt);
    try {
      await bench.drain(bench.worker(mortal.database(bench.database), mortal.channel(bench.ledger)));
    } catch (error) {
      if (!(error instanceof CrashError)) throw error;
    }
    return !mortal.dead;
  };

  const expectOnePosting = async (diesAt: readonly number[], moods: readonly Mood[]): Promise<boolean> => {
    const { claimId, item } = await bench.addClaim();
    const settlement = await bench.take(claimId);
    bench.ledger.moods = [...moods];
    let survived = true;
    for (const moment of diesAt) {
      survived = await survives(moment);
      bench.clock.advanceMs(7_000);
    }
    const row = await bench.runToQuiet(settlement.id);
    bench.ledger.moods = [];
    bench.clock.advanceMs(bench.ledger.landsWithinMs);
    const seen = {
      diesAt,
      moods,
      state: row.state,
      postings: bench.ledger.postings(item).map(({ postingId }) => postingId),
    };
    expect(seen).toEqual({ diesAt, moods, state: 'verified', postings: [row.postingId] });
    expect(await bench.claim(claimId)).toMatchObject({ outstandingMinor: 60_000n, paidMinor: 40_000n });
    return survived;
  };

  it.each<Mood>(['answers', 'answer-lost', 'fails-after-commit', 'lands-late', 'never-arrives', 'too-fast'])(
    'at any moment books once, when the ledger %s',
    async (mood) => {
      let moment = 1;
      while (!(await expectOnePosting([moment], [mood]))) {
        moment += 1;
        expect(moment).toBeLessThan(MOMENTS_MAX);
      }
      expect(moment).toBeGreaterThan(10);
    },
  );

  it('twice and more, with answers lost in between, books once', async () => {
    const unsteady: Mood[] = ['never-arrives', 'too-fast', 'lands-late'];
    for (let first = 1; first <= 16; first += 3) {
      for (let second = 2; second <= 16; second += 4)
        await expectOnePosting([first, second, first + 1], unsteady);
    }
  });
});
