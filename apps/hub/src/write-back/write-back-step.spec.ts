import { describe, expect, it } from '@jest/globals';
import type { FindResult, VerifyResult } from '@app/connectors';
import { LEDGER_ERROR_KINDS } from '@app/connectors';
import { type LedgerPostingId, type LedgerVoucherId, localDate, money } from '@app/domain';
import fc from 'fast-check';
import { RESTING_STATES, type WriteBackProgress } from './write-back-progress.js';
import type { WriteBackEvent } from './write-back-event.js';
import { nextStep } from './write-back-step.js';
import { STANDARD_TIMINGS } from './write-back-timings.js';
import { WRITE_BACK_STATES, type WriteBackState } from './write-back.entity.js';

const T0 = Date.UTC(2026, 2, 2, 9);
const at = (ms: number): Date => new Date(T0 + ms);
const LANDS_MS = 60_000;
const posting = {
  postingId: 'P1' as LedgerPostingId,
  voucherId: 'V1' as LedgerVoucherId,
  bookedOn: localDate('2026-03-02'),
  change: money(-100n, 'NOK'),
};

const progress = (state: WriteBackState, more: Partial<WriteBackProgress> = {}): WriteBackProgress => ({
  state,
  attempts: 1,
  absences: 0,
  failures: 0,
  sentAt: at(0),
  notBefore: at(0),
  note: null,
  remedy: null,
  refusalCode: null,
  ...more,
});
const failed = (
  call: 'prepare' | 'post' | 'find' | 'verify',
  kind: string,
  more: object = {},
): WriteBackEvent =>
  ({
    kind: 'failed',
    call,
    failure: { kind, message: 'because', ...more },
    at: at(1_000),
    landsWithinMs: LANDS_MS,
  }) as WriteBackEvent;
const found = (result: FindResult, askedMs = 1_000): WriteBackEvent => ({
  kind: 'found',
  result,
  askedAt: at(askedMs),
  at: at(askedMs),
  landsWithinMs: LANDS_MS,
});
const readBack = (result: VerifyResult): WriteBackEvent => ({ kind: 'read-back', result, at: at(1_000) });
const step = (was: WriteBackProgress, event: WriteBackEvent) => nextStep(was, event, STANDARD_TIMINGS);

describe('the table of a write-back’s life', () => {
  const detail = 'for a person';
  it.each<[WriteBackState, WriteBackEvent, WriteBackState]>([
    ['planned', { kind: 'leaves', at: at(0) }, 'sending'],
    ['planned', failed('prepare', 'retryable'), 'planned'],
    ['planned', failed('prepare', 'outcome-unknown'), 'planned'],
    ['planned', failed('prepare', 'unexpected'), 'planned'],
    ['planned', failed('prepare', 'connection-blocked'), 'planned'],
    ['planned', failed('prepare', 'record-refused'), 'refused'],
    ['planned', found({ outcome: 'posted', posting }), 'booked'],
    ['planned', found({ outcome: 'ambiguous', detail }), 'needs-matching'],
    ['sending', { kind: 'answered', at: at(1) }, 'booked'],
    ['sending', { kind: 'taken-in', at: at(1) }, 'being-confirmed'],
    ['sending', failed('post', 'retryable'), 'planned'],
    ['sending', failed('post', 'connection-blocked'), 'planned'],
    ['sending', failed('post', 'record-refused'), 'refused'],
    ['sending', failed('post', 'outcome-unknown'), 'being-confirmed'],
    ['sending', failed('post', 'ledger-contradiction'), 'being-confirmed'],
    ['sending', failed('post', 'cursor-expired'), 'being-confirmed'],
    ['sending', failed('post', 'unexpected'), 'being-confirmed'],
    ['sending', { kind: 'interrupted', at: at(200_000), landsWithinMs: LANDS_MS }, 'being-confirmed'],
    ['being-confirmed', found({ outcome: 'posted', posting }), 'booked'],
    ['being-confirmed', found({ outcome: 'being-confirmed' }), 'being-confirmed'],
    ['being-confirmed', found({ outcome: 'ambiguous', detail }), 'needs-matching'],
    ['being-confirmed', failed('find', 'retryable'), 'being-confirmed'],
    ['being-confirmed', failed('find', 'connection-blocked'), 'being-confirmed'],
    ['being-confirmed', failed('find', 'record-refused'), 'needs-matching'],
    ['booked', readBack({ outcome: 'verified' }), 'verified'],
    ['booked', readBack({ outcome: 'being-confirmed' }), 'booked'],
    ['booked', readBack({ outcome: 'needs-matching', detail }), 'needs-matching'],
    ['booked', readBack({ outcome: 'reversed', detail }), 'reversed'],
    ['booked', failed('verify', 'retryable'), 'booked'],
    ['verified', readBack({ outcome: 'verified' }), 'verified'],
    ['verified', readBack({ outcome: 'reversed', detail }), 'reversed'],
    ['needs-matching', readBack({ outcome: 'verified' }), 'verified'],
    ['needs-matching', found({ outcome: 'posted', posting }), 'booked'],
  ])('%s, %j → %s', (state, event, next) => {
    expect(step(progress(state), event)?.progress.state).toBe(next);
  });

  it('says when the connection itself is refused', () => {
    expect(step(progress('planned'), failed('prepare', 'connection-blocked'))?.blocksConnection).toBe(true);
    expect(step(progress('sending'), failed('post', 'connection-blocked'))?.blocksConnection).toBe(true);
    expect(step(progress('planned'), failed('prepare', 'retryable'))?.blocksConnection).toBeUndefined();
  });

  it('keeps the ledger’s reason and remedy of a refusal', () => {
    const refusal = failed('post', 'record-refused', { code: 'period-closed', remedy: 'Open the period.' });
    expect(step(progress('sending'), refusal)?.progress).toMatchObject({
      refusalCode: 'period-closed',
      note: 'because',
      remedy: 'Open the period.',
    });
  });

  it('waits as long as the ledger asks, and longer each time by itself', () => {
    const asked = step(progress('planned'), failed('prepare', 'retryable', { retryAfterMs: 90_000 }));
    expect(asked?.progress.notBefore).toEqual(at(91_000));
    const third = step(
      progress('planned', { failures: 2 }),
      failed('prepare', 'retryable', { retryAfterMs: 1 }),
    );
    expect(third?.progress.notBefore).toEqual(at(1_000 + 4 * STANDARD_TIMINGS.backoffMs));
  });

  it('looks soon for what the ledger took in, and goes on looking for a day', () => {
    let now = step(progress('sending'), { kind: 'taken-in', at: at(0) })?.progress;
    expect(now).toMatchObject({
      notBefore: at(STANDARD_TIMINGS.backoffMs),
      note: expect.stringMatching(/taken it in/),
    });
    let looks = 0;
    while (now?.state === 'being-confirmed') {
      const askedMs = now.notBefore.getTime() - T0;
      now = step(now, found({ outcome: 'being-confirmed' }, askedMs))?.progress;
      looks += 1;
    }
    expect(now?.state).toBe('needs-matching');
    expect(looks).toBe(STANDARD_TIMINGS.failuresMax);
    expect((now?.notBefore.getTime() ?? 0) - T0).toBeGreaterThan(20 * 3_600_000);
  });

  it.each<WriteBackEvent>([
    found({ outcome: 'absent' }),
    found({ outcome: 'being-confirmed' }),
    found({ outcome: 'ambiguous', detail }),
    failed('find', 'retryable'),
    failed('find', 'record-refused'),
  ])('leaves to the person what a look does not settle: %j', (event) => {
    expect(step(progress('needs-matching'), event)).toBeUndefined();
  });

  it('asks a person when the ledger stays silent', () => {
    const failures = STANDARD_TIMINGS.failuresMax - 1;
    expect(step(progress('planned', { failures }), failed('prepare', 'retryable'))?.progress.state).toBe(
      'refused',
    );
    expect(step(progress('being-confirmed', { failures }), failed('find', 'retryable'))?.progress.state).toBe(
      'needs-matching',
    );
    expect(step(progress('booked', { failures }), failed('verify', 'retryable'))?.progress.state).toBe(
      'needs-matching',
    );
  });

  describe('absence', () => {
    const absent = (askedMs: number): WriteBackEvent => found({ outcome: 'absent' }, askedMs);

    it('does not count while the call may still land', () => {
      expect(step(progress('being-confirmed'), absent(LANDS_MS - 1))?.progress).toMatchObject({
        state: 'being-confirmed',
        absences: 0,
        notBefore: at(LANDS_MS),
      });
    });

    it('counts twice, with time between, before it is sent again', () => {
      const first = step(progress('being-confirmed'), absent(LANDS_MS))?.progress as WriteBackProgress;
      expect(first).toMatchObject({ state: 'being-confirmed', absences: 1 });
      const tooSoon = step(first, absent(LANDS_MS + 1))?.progress;
      expect(tooSoon).toMatchObject({ state: 'being-confirmed', absences: 1 });
      const second = step(first, absent(LANDS_MS + STANDARD_TIMINGS.absenceSpacingMs))?.progress;
      expect(second).toMatchObject({ state: 'planned', absences: 2 });
    });

    it('begins anew when the ledger says that it has taken it in', () => {
      const next = step(
        progress('being-confirmed', { absences: 1 }),
        found({ outcome: 'being-confirmed' }, 500_000),
      );
      expect(next?.progress.absences).toBe(0);
    });

    it('ends with a person after the last attempt', () => {
      const last = progress('being-confirmed', { absences: 1, attempts: STANDARD_TIMINGS.attemptsMax });
      expect(step(last, absent(900_000))?.progress).toMatchObject({
        state: 'refused',
        refusalCode: 'attempts-exhausted',
      });
    });

    it('of a call that left with a process that died counts from the last instant at which it may have left', () => {
      const next = step(progress('sending'), {
        kind: 'interrupted',
        at: at(140_000),
        landsWithinMs: LANDS_MS,
      });
      const mayHaveEndedMs = STANDARD_TIMINGS.leavesWithinMs + STANDARD_TIMINGS.endsWithinMs;
      expect(next?.progress).toMatchObject({
        sentAt: at(mayHaveEndedMs),
        notBefore: at(mayHaveEndedMs + LANDS_MS),
      });
    });
  });
});

describe('whatever happens to a write-back', () => {
  const events = fc.oneof(
    fc.record({
      kind: fc.constant('failed' as const),
      call: fc.constantFrom('prepare' as const, 'post' as const, 'find' as const, 'verify' as const),
      failure: fc.record({
        kind: fc.constantFrom(...LEDGER_ERROR_KINDS, 'unexpected' as const),
        message: fc.constant('m'),
      }),
    }),
    fc.record({
      kind: fc.constant('found' as const),
      result: fc.constantFrom<FindResult>(
        { outcome: 'posted', posting },
        { outcome: 'absent' },
        { outcome: 'being-confirmed' },
        { outcome: 'ambiguous', detail: 'd' },
      ),
    }),
    fc.record({
      kind: fc.constant('read-back' as const),
      result: fc.constantFrom<VerifyResult>(
        { outcome: 'verified' },
        { outcome: 'being-confirmed' },
        { outcome: 'needs-matching', detail: 'd' },
        { outcome: 'reversed', detail: 'd' },
      ),
    }),
    fc.record({ kind: fc.constantFrom('leaves' as const, 'answered' as const, 'interrupted' as const) }),
  );
  const history = fc.array(fc.tuple(fc.integer({ min: 0, max: 300_000 }), events), { maxLength: 40 });

  it('leads from being on its way back to planned only by the ledger’s word or by absence proven twice', () => {
    fc.assert(
      fc.property(history, (steps) => {
        let was = progress('planned', { attempts: 0, sentAt: null });
        let now = 0;
        let absentSince: number[] = [];
        for (const [waitMs, event] of steps) {
          now += waitMs;
          const dated = {
            ...event,
            at: at(now),
            askedAt: at(now),
            landsWithinMs: LANDS_MS,
          } as WriteBackEvent;
          const sentMs = (was.sentAt?.getTime() ?? T0) - T0;
          const next = step(was, dated)?.progress ?? was;
          if (event.kind === 'found' && event.result.outcome === 'absent' && was.state === 'being-confirmed')
            absentSince.push(now);
          else if (next.state !== 'being-confirmed' || next.absences === 0) absentSince = [];
          if (was.state === 'being-confirmed' && next.state === 'planned') {
            const counted = absentSince.filter((ms) => ms >= sentMs + LANDS_MS);
            expect(counted.length).toBeGreaterThanOrEqual(2);
            expect(now - (counted[0] ?? now)).toBeGreaterThanOrEqual(STANDARD_TIMINGS.absenceSpacingMs);
          }
          if (was.state === 'sending' && next.state === 'planned') {
            expect(event).toMatchObject({ kind: 'failed', call: 'post' });
            expect(['retryable', 'connection-blocked']).toContain(
              event.kind === 'failed' ? event.failure.kind : '',
            );
          }
          was = next;
        }
      }),
      { numRuns: 2_000 },
    );
  });

  it('leaves the states of rest to people', () => {
    fc.assert(
      fc.property(fc.constantFrom(...RESTING_STATES), events, (state, event) => {
        const dated = { ...event, at: at(1), askedAt: at(1), landsWithinMs: 0 } as WriteBackEvent;
        expect(step(progress(state), dated)).toBeUndefined();
      }),
    );
  });

  it('comes to a state that the hub knows, with bounded counts', () => {
    fc.assert(
      fc.property(fc.constantFrom(...WRITE_BACK_STATES), events, (state, event) => {
        const dated = { ...event, at: at(1), askedAt: at(1), landsWithinMs: 0 } as WriteBackEvent;
        const next = step(progress(state), dated)?.progress;
        if (next === undefined) return;
        expect(WRITE_BACK_STATES).toContain(next.state);
        expect(next.failures).toBeLessThan(STANDARD_TIMINGS.failuresMax);
      }),
    );
  });
});
