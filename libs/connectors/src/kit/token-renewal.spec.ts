import { beforeEach, describe, expect, it } from '@jest/globals';
import { type JsonObject, ManualClock } from '@app/domain';
import { MemoryTokenStore } from './memory-token-store.js';
import { TokenRenewal } from './token-renewal.js';

describe('TokenRenewal', () => {
  const clock = new ManualClock(new Date('2026-11-23T10:00:00Z'));
  let made: number;
  let store: MemoryTokenStore;
  const recipe = {
    name: 'session',
    make: async (): Promise<JsonObject> => {
      await Promise.resolve();
      made += 1;
      return { token: `t${made}`, diesAtMs: clock.now().getTime() + 60_000 };
    },
    expiresAtMs: (value: JsonObject): number => Number(value['diesAtMs']),
    aheadMs: 10_000,
  };

  beforeEach(() => {
    made = 0;
    store = new MemoryTokenStore();
  });

  it('signs in once for many askers', async () => {
    const renewals = [new TokenRenewal(store, clock, recipe), new TokenRenewal(store, clock, recipe)];
    const tokens = await Promise.all(renewals.flatMap((renewal) => [renewal.current(), renewal.current()]));
    expect(made).toBe(1);
    expect(new Set(tokens.map(({ value }) => value['token']))).toEqual(new Set(['t1']));
  });

  it('renews ahead of expiry', async () => {
    const renewal = new TokenRenewal(store, clock, recipe);
    await renewal.current();
    clock.advanceMs(50_001);
    expect((await renewal.current()).value['token']).toBe('t2');
  });

  it('takes what another process renewed instead of renewing again', async () => {
    const ours = new TokenRenewal(store, clock, recipe);
    const theirs = new TokenRenewal(store, clock, recipe);
    const refused = await ours.current();
    await theirs.replace(refused);
    expect((await ours.replace(refused)).value['token']).toBe('t2');
    expect(made).toBe(2);
  });

  it('leaves the store as it was when signing in fails', async () => {
    const renewal = new TokenRenewal(store, clock, {
      ...recipe,
      make: () => Promise.reject(new Error('no')),
    });
    await expect(renewal.current()).rejects.toThrow('no');
    expect(await store.read('session')).toBeUndefined();
  });
});
