import { afterAll, describe, expect, it } from '@jest/globals';
import { copyFileSync, readFileSync } from 'node:fs';
import { type Clock, ManualClock } from '@app/domain';
import fc from 'fast-check';
import { JournalFolder } from '../testing/journal-scene.js';
import { play, STEP_KINDS, type Step } from '../testing/random-step.js';
import { NOW } from '../testing/tripletex-scene.js';

const steps = (...kinds: readonly Step['kind'][]): Step[] =>
  kinds.map((kind, place) => ({ kind, a: 3 + place, b: 1 + place }));

/** Moves by a second whenever it is asked. */
function tickingClock(): Clock {
  let ms = NOW.getTime();
  return { now: () => new Date((ms += 1_000)) };
}

describe('a sandbox with a journal', () => {
  const folder = new JournalFolder();
  afterAll(async () => folder.remove());

  it('has the same books, tokens and sessions after a stop', async () => {
    const scene = await folder.open();
    for (const step of steps('pay', 'credit', 'post', 'reverse', 'match', 'status', 'invoice', 'received')) {
      await play(scene, step);
    }
    const before = scene.books();
    const lists = await scene.lists();
    await scene.restart();
    expect(scene.books()).toEqual(before);
    // With the session of before, without a new login.
    expect(await scene.lists()).toEqual(lists);
    expect(scene.books()).toEqual(before);
  });

  it('has the same instants although its clock runs while it works', async () => {
    const clock = tickingClock();
    const scene = await folder.open({ clock });
    for (const step of steps('pay', 'post', 'clock', 'customer', 'customer', 'invoice', 'status')) {
      await play(scene, step);
    }
    const lists = await scene.lists();
    await scene.restart();
    expect(await scene.lists()).toEqual(lists);
  });

  it('makes the data of its first day on a later one, and lives on at the later one', async () => {
    const clock = new ManualClock(NOW);
    const scene = await folder.open({ clock });
    await scene.control('POST', '/clock', { advanceDays: 3 });
    await scene.control('POST', '/clock', { to: '2026-10-01T10:00:00Z' });
    const before = scene.books();
    clock.advanceMs(40 * 86_400_000);
    await scene.restart();
    expect(scene.books()).toEqual(before);
    expect(scene.sandbox.tripletex.state().today).toBe('2026-11-10');
  });

  it('knows after a kill what it had answered, also where a fault swallowed the answer', async () => {
    const file = folder.file();
    const scene = await folder.open({}, file);
    for (const step of steps('pay', 'payLost', 'payFailed', 'payRefused', 'vanish', 'payClosed')) {
      await play(scene, step);
    }
    // What a killed process leaves: the file as it is now, without a goodbye.
    const copy = folder.file();
    copyFileSync(file, copy);
    const later = await folder.open({}, copy);
    expect(later.books()).toEqual(scene.books());
  });

  it('takes a late write that lands while it stops', async () => {
    const scene = await folder.open();
    await scene.login();
    await scene.control('POST', '/faults', { operation: 'PUT *:payment', kind: 'late-write' });
    const late = play(scene, { kind: 'pay', a: 5, b: 3 });
    while (scene.sandbox.tripletex.faults.rules()[0]?.struck !== 1) await new Promise(setImmediate);
    const vouchers = scene.sandbox.tripletex.checkpoint().lastVoucherId;
    const stopped = scene.sandbox;
    await scene.restart();
    expect(await late).toBe('broken');
    expect(scene.sandbox.tripletex.checkpoint().lastVoucherId).toBe(vouchers + 1);
    expect(scene.sandbox.tripletex.ledger(scene.companyId)).toEqual(
      stopped.tripletex.ledger(scene.companyId),
    );
  });

  it('carries out again what a smaller budget would refuse, and forgets faults', async () => {
    const file = folder.file();
    const scene = await folder.open({}, file);
    for (const step of steps('pay', 'pay', 'pay', 'pay')) await play(scene, step);
    await scene.control('POST', '/faults', { operation: '*', kind: 'error-500', times: 100 });
    const before = scene.books();
    await scene.sandbox.stop();
    const strict = await folder.open({ tripletex: { limits: { requestsMax: 2 } } }, file);
    expect(strict.books()).toEqual(before);
    expect(strict.sandbox.tripletex.state()).toMatchObject({ requests: 0, faults: [] });
  });

  it('writes down no token, and no read', async () => {
    const file = folder.file();
    const scene = await folder.open({}, file);
    for (const step of steps('read', 'read', 'pay', 'logout', 'login')) await play(scene, step);
    const { consumerToken, accountantToken, companies } = scene.sandbox.tripletex.credentials;
    const employeeToken = companies[0]?.employeeToken ?? '';
    await scene.control('POST', '/tokens/revoke', { employeeToken });
    const before = scene.books();
    await scene.restart();
    expect(scene.books()).toEqual(before);
    const text = readFileSync(file, 'utf8');
    // The header, the first login, a payment, a logout, a login, the revocation.
    expect(text.trimEnd().split('\n')).toHaveLength(6);
    expect(text).not.toContain('Basic');
    const secrets = [consumerToken, accountantToken, employeeToken, scene.session].flatMap((token) => [
      token,
      encodeURIComponent(token),
      Buffer.from(`${scene.companyId}:${token}`).toString('base64'),
    ]);
    for (const secret of secrets) expect(text).not.toContain(secret);
  });

  it('answers, restarted at any time, exactly as one that was never stopped', async () => {
    const step = fc.record({
      kind: fc.constantFrom(...STEP_KINDS),
      a: fc.nat(200),
      b: fc.nat(200),
    });
    const run = fc.array(fc.record({ step, restarts: fc.integer({ min: 0, max: 5 }) }), { maxLength: 30 });
    await fc.assert(
      fc.asyncProperty(run, async (plan) => {
        const clocks = [new ManualClock(NOW), new ManualClock(NOW)] as const;
        const steady = await folder.openWithout({ clock: clocks[0] });
        const restarted = await folder.open({ clock: clocks[1] });
        for (const [place, { step: next, restarts }] of plan.entries()) {
          expect([place, next, await play(restarted, next)]).toEqual([place, next, await play(steady, next)]);
          for (const clock of clocks) clock.advanceMs(next.b * 60_000);
          if (restarts !== 0) continue;
          await restarted.restart();
          expect(restarted.books()).toEqual(steady.books());
        }
        await restarted.restart();
        expect(restarted.books()).toEqual(steady.books());
        expect(restarted.sandbox.tripletex.state().now).toBe(steady.sandbox.tripletex.state().now);
        expect(await restarted.lists()).toEqual(await steady.lists());
        await steady.sandbox.stop();
        await restarted.sandbox.stop();
      }),
      { numRuns: 25 },
    );
  });
});
