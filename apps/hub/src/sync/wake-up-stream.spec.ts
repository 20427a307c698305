import { beforeEach, describe, expect, it } from '@jest/globals';
import { WakeUpStream } from './wake-up-stream.js';

const MINUTE = 60_000;

describe('a vendor’s stream', () => {
  let nowMs: number;
  let begun: number;
  let failures: number[];
  let listen: (signal: AbortSignal) => Promise<void>;
  beforeEach(() => {
    nowMs = 0;
    begun = 0;
    failures = [];
    listen = () => Promise.reject(new Error('broken'));
  });

  const make = (): WakeUpStream =>
    new WakeUpStream(
      'a ',
      (signal) => {
        begun += 1;
        return listen(signal);
      },
      (_error, waitMs) => failures.push(waitMs),
      { nowMs: () => nowMs, random: () => 0 },
    );
  const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

  it('is begun again later and later while it fails, and never in a storm', async () => {
    const stream = make();
    for (let second = 0; second < 2 * 3_600; second += 1) {
      nowMs = second * 1_000;
      stream.beginIfDue();
      await settle();
    }
    expect(failures.slice(0, 8)).toEqual([5, 10, 20, 40, 80, 160, 320, 600].map((s) => s * 1_000));
    expect(begun).toBeLessThan(20);
    expect(Math.max(...failures)).toBe(10 * MINUTE);
  });

  it('begins its waits anew after it has held, and waits after an orderly end too', async () => {
    const stream = make();
    for (let round = 0; round < 4; round += 1) {
      stream.beginIfDue();
      await settle();
      nowMs += 10 * MINUTE;
    }
    listen = async () => void (nowMs += 45 * MINUTE);
    stream.beginIfDue();
    await settle();
    expect(begun).toBe(5);
    stream.beginIfDue();
    expect(begun).toBe(5);
    nowMs += 5_000;
    stream.beginIfDue();
    expect(begun).toBe(6);
  });

  it('is one at a time, and ends when it is told to', async () => {
    listen = (signal) => new Promise((resolve) => signal.addEventListener('abort', () => resolve()));
    const stream = make();
    stream.beginIfDue();
    stream.beginIfDue();
    expect(begun).toBe(1);
    await stream.end();
    nowMs += 3_600_000;
    stream.beginIfDue();
    expect([begun, failures]).toEqual([1, []]);
  });
});
