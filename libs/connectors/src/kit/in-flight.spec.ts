import { describe, expect, it } from '@jest/globals';
import { RetryableLedgerError } from '../contract/index.js';
import { InFlightGate } from './in-flight.js';

/** A call that lasts until it is told to end. */
function lasting(): {
  readonly call: () => Promise<string>;
  readonly end: () => void;
  readonly begun: () => boolean;
} {
  let isBegun = false;
  let end = (): void => undefined;
  const done = new Promise<string>((resolve) => (end = () => resolve('done')));
  const call = (): Promise<string> => {
    isBegun = true;
    return done;
  };
  return { call, end: () => end(), begun: () => isBegun };
}

const turn = (): Promise<void> => new Promise(setImmediate);

describe('calls at once', () => {
  it('lets so many be under way, and the next one in when one has ended', async () => {
    const gate = new InFlightGate();
    const calls = [lasting(), lasting(), lasting()];
    const held = calls.map(({ call }) => gate.hold('token', 2, undefined, call));
    await turn();
    expect(calls.map(({ begun }) => begun())).toEqual([true, true, false]);
    calls[0]?.end();
    await held[0];
    await turn();
    expect(calls[2]?.begun()).toBe(true);
    for (const { end } of calls) end();
    expect(await Promise.all(held)).toEqual(['done', 'done', 'done']);
  });

  it('counts each key by itself', async () => {
    const gate = new InFlightGate();
    const [one, other] = [lasting(), lasting()];
    const held = [gate.hold('a', 1, undefined, one.call), gate.hold('b', 1, undefined, other.call)];
    await turn();
    expect([one.begun(), other.begun()]).toEqual([true, true]);
    one.end();
    other.end();
    await Promise.all(held);
  });

  it('frees the place of a call that failed', async () => {
    const gate = new InFlightGate();
    const failing = gate.hold('token', 1, undefined, () => Promise.reject(new Error('broken')));
    await expect(failing).rejects.toThrow('broken');
    expect(await gate.hold('token', 1, undefined, () => Promise.resolve('next'))).toBe('next');
  });

  it('gives a call back whose wait was called off, and keeps the queue', async () => {
    const gate = new InFlightGate();
    const [first, third] = [lasting(), lasting()];
    const held = gate.hold('token', 1, undefined, first.call);
    const ending = new AbortController();
    const second = gate.hold('token', 1, ending.signal, () => Promise.resolve('never'));
    const later = gate.hold('token', 1, undefined, third.call);
    ending.abort();
    await expect(second).rejects.toBeInstanceOf(RetryableLedgerError);
    first.end();
    await held;
    await turn();
    expect(third.begun()).toBe(true);
    third.end();
    expect(await later).toBe('done');
  });

  it('bounds the queue', async () => {
    const gate = new InFlightGate();
    const first = lasting();
    const held = [gate.hold('token', 1, undefined, first.call)];
    for (let count = 0; count < 200; count += 1)
      held.push(gate.hold('token', 1, undefined, () => Promise.resolve('waited')));
    await expect(gate.hold('token', 1, undefined, () => Promise.resolve('one too many'))).rejects.toThrow(
      /wait already/,
    );
    first.end();
    expect(await Promise.all(held)).toHaveLength(201);
  });
});
