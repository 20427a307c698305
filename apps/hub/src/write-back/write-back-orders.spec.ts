import { describe, expect, it } from '@jest/globals';
import { obeyOrder, type WriteBackOrder } from './write-back-orders.js';
import type { WriteBackProgress } from './write-back-progress.js';
import { WRITE_BACK_STATES, type WriteBackState } from './write-back.entity.js';

const now = new Date('2026-03-02T09:00:00Z');
const facts = { hasPosting: false, settlementReversed: false, notInLedger: false, now };
const progress = (state: WriteBackState): WriteBackProgress => ({
  state,
  attempts: 3,
  absences: 1,
  failures: 2,
  sentAt: now,
  notBefore: now,
  note: 'n',
  remedy: 'r',
  refusalCode: 'c',
});

type Case = [WriteBackOrder, WriteBackState, Partial<typeof facts>, string];
const allowed: Case[] = [
  ['approve', 'proposed', {}, 'planned'],
  ['retry', 'refused', {}, 'planned'],
  ['retry', 'reversed', { hasPosting: true }, 'planned'],
  ['retry', 'needs-matching', { hasPosting: true }, 'booked'],
  ['retry', 'needs-matching', { notInLedger: true }, 'planned'],
  ['cancel', 'proposed', {}, 'cancelled'],
  ['cancel', 'planned', {}, 'cancelled'],
  ['cancel', 'refused', {}, 'cancelled'],
  ['cancel', 'reversed', { hasPosting: true }, 'cancelled'],
  ['cancel', 'needs-matching', { notInLedger: true }, 'cancelled'],
  ['confirm', 'needs-matching', {}, 'booked'],
  // Booked by hand, or thought better of.
  ['confirm', 'proposed', {}, 'booked'],
  ['confirm', 'planned', {}, 'booked'],
  ['confirm', 'refused', {}, 'booked'],
  ['confirm', 'cancelled', {}, 'booked'],
  ['confirm', 'reversed', { hasPosting: true }, 'booked'],
  ['retry', 'cancelled', {}, 'planned'],
];

describe('people’s orders', () => {
  it.each(allowed)('%s of %s %j → %s', (order, state, more, next) => {
    const answer = obeyOrder(order, progress(state), { ...facts, ...more });
    expect(answer.ok && answer.progress).toMatchObject({ state: next, attempts: 0, failures: 0 });
  });

  it('allows nothing else', () => {
    for (const order of ['approve', 'retry', 'cancel', 'confirm'] as const) {
      for (const state of WRITE_BACK_STATES) {
        if (allowed.some(([o, s]) => o === order && s === state)) continue;
        expect([order, state, obeyOrder(order, progress(state), facts).ok]).toEqual([order, state, false]);
      }
    }
  });

  it('does not send again what may be booked without the person’s word', () => {
    expect(obeyOrder('retry', progress('needs-matching'), facts)).toMatchObject({
      ok: false,
      code: 'write-back-may-be-booked',
    });
    expect(obeyOrder('cancel', progress('needs-matching'), facts)).toMatchObject({
      ok: false,
      code: 'write-back-may-be-booked',
    });
  });

  it('knows whether a named posting was made by hand, and replaces one that was taken back', () => {
    const answer = (state: WriteBackState, more: object = {}) =>
      obeyOrder('confirm', progress(state), { ...facts, ...more });
    expect(answer('needs-matching')).toMatchObject({ byHand: false, replacesPosting: false });
    expect(answer('refused')).toMatchObject({ byHand: true, replacesPosting: false });
    expect(answer('reversed', { hasPosting: true })).toMatchObject({ byHand: true, replacesPosting: true });
    expect(obeyOrder('retry', progress('cancelled'), { ...facts, hasPosting: true })).toMatchObject({
      replacesPosting: true,
      forgetsBaseline: true,
    });
  });

  it('does not book a payment that the debtor’s bank took back', () => {
    for (const [order, state, more, next] of allowed) {
      if (next === 'cancelled' || (state === 'needs-matching' && next === 'booked')) continue;
      const answer = obeyOrder(order, progress(state), { ...facts, ...more, settlementReversed: true });
      expect(answer).toMatchObject({ ok: false, code: 'settlement-reversed' });
    }
  });
});
