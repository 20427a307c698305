import {
  BookedLaterError,
  ConnectionBlockedError,
  RecordRefusedError,
  type WriteBack,
  type WriteBackInstruction,
} from '@app/connectors';
import type { Clock, LedgerPosting } from '@app/domain';
import { Inject, Injectable, Logger } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { Database, databaseErrorCode } from '../database/database.js';
import { ledgerFailure } from './ledger-failure.js';
import { postingFromJson } from './money-json.js';
import { WriteBackDeparture } from './write-back-departure.js';
import type { WriteBackRow } from './write-back-progress.js';
import { progressOf } from './write-back-progress.js';
import { type WriteBackFinding, WriteBackRecord } from './write-back-record.js';
import type { WriteBackEvent } from './write-back-event.js';
import { nextStep } from './write-back-step.js';
import { WriteBackStore } from './write-back-store.js';
import { WRITE_BACK_TIMINGS, type WriteBackTimings } from './write-back-timings.js';

const UNIQUE_VIOLATION = '23505';

/** What one turn came to. `again`: the row may be due for its next step at once. */
export interface Turn {
  readonly row: WriteBackRow;
  readonly again: boolean;
  readonly blockedBy?: ConnectionBlockedError;
}

type Outcome<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

/**
 * One step of one write-back against the ledger. Between storing that a call leaves and storing its answer nothing
 * else is awaited but the call; a crash anywhere leaves a state that the next worker knows how to go on from.
 */
@Injectable()
export class WriteBackAttempt {
  readonly #log = new Logger('WriteBack');

  constructor(
    private readonly database: Database,
    private readonly store: WriteBackStore,
    private readonly record: WriteBackRecord,
    private readonly departure: WriteBackDeparture,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WRITE_BACK_TIMINGS) private readonly timings: WriteBackTimings,
  ) {}

  /** @throws WriteBackTakenError when somebody else has the row */
  async turn(row: WriteBackRow, channel: WriteBack, signal: AbortSignal): Promise<Turn> {
    switch (row.state) {
      case 'planned':
        return this.#send(row, channel, signal);
      case 'sending':
        return this.#take(row, {
          kind: 'interrupted',
          at: this.clock.now(),
          landsWithinMs: channel.landsWithinMs,
        });
      case 'being-confirmed':
        return this.#find(row, this.departure.instructionOf(row), channel, signal);
      case 'needs-matching':
        // Nobody knows whether it is there: it may have been posted meanwhile.
        if (row.posting === null && row.baseline !== null)
          return this.#find(row, this.departure.instructionOf(row), channel, signal);
        return this.#verify(row, channel, signal);
      case 'booked':
      case 'verified':
        return this.#verify(row, channel, signal);
      default:
        return { row, again: false };
    }
  }

  async #send(row: WriteBackRow, channel: WriteBack, signal: AbortSignal): Promise<Turn> {
    const clearance = await this.departure.clear(row);
    if (clearance.go === 'rest') return { row: clearance.row, again: false };
    const { instruction, itemMark } = clearance;
    // Not the first attempt: what was sent before is looked up once more, however long ago it was proven absent.
    if (row.baseline !== null) {
      const found = await this.#find(row, instruction, channel, signal);
      if (found.row.revision !== row.revision || found.blockedBy) return found;
    }
    const prepared = await this.#ask(() => channel.prepare(instruction, signal));
    if (!prepared.ok) {
      const rests = await this.#takenBackAlready(row, prepared.error, channel, signal);
      return rests ?? this.#failed(row, 'prepare', prepared.error, channel);
    }
    const leaving = nextStep(progressOf(row), { kind: 'leaves', at: this.clock.now() }, this.timings);
    if (leaving === undefined) return { row, again: false };
    const departed = await this.departure.depart(
      row,
      leaving.progress,
      instruction,
      prepared.value,
      itemMark,
    );
    if (departed.go === 'rest') return { row: departed.row, again: false };
    return this.#post(departed.row, instruction, channel);
  }

  /**
   * The ledger refuses a reversal since the posting is taken back already, and says so of the posting itself as well: its
   * bookkeeper was faster, and there is nothing left to book.
   */
  async #takenBackAlready(
    row: WriteBackRow,
    refusal: unknown,
    channel: WriteBack,
    signal: AbortSignal,
  ): Promise<Turn | undefined> {
    if (!(refusal instanceof RecordRefusedError) || refusal.code !== 'already-reversed') return undefined;
    const original = await this.departure.originalOf(row);
    if (!original?.posting) return undefined;
    const [instruction, posting] = [
      this.departure.instructionOf(original),
      postingFromJson(original.posting),
    ];
    const read = await this.#ask(() => channel.verify(instruction, posting, signal));
    if (!read.ok || read.value.outcome !== 'reversed') return undefined;
    return { row: await this.departure.restTakenBack(row, original, read.value.detail), again: false };
  }

  /** The call that counts. Not tied to the hub's stopping: an answer that we do not wait for is an answer lost. */
  async #post(row: WriteBackRow, instruction: WriteBackInstruction, channel: WriteBack): Promise<Turn> {
    const sentAt = row.sentAt ?? this.clock.now();
    if (this.clock.now().getTime() - sentAt.getTime() > this.timings.leavesWithinMs) {
      // This process slept. Another may already be looking for the posting, so it must not appear any more.
      return { row, again: false };
    }
    const signal = AbortSignal.timeout(this.timings.endsWithinMs);
    const answer = await this.#ask(() => channel.post(instruction, row.baseline ?? {}, signal));
    if (!answer.ok && answer.error instanceof BookedLaterError)
      return this.#take(row, { kind: 'taken-in', at: this.clock.now() });
    if (!answer.ok) return this.#failed(row, 'post', answer.error, channel);
    return this.#adopt(row, answer.value, { kind: 'answered', at: this.clock.now() }, channel);
  }

  async #find(
    row: WriteBackRow,
    instruction: WriteBackInstruction,
    channel: WriteBack,
    signal: AbortSignal,
  ): Promise<Turn> {
    const askedAt = this.clock.now();
    const answer = await this.#ask(() => channel.find(instruction, row.baseline ?? {}, signal));
    if (!answer.ok) return this.#failed(row, 'find', answer.error, channel);
    const event: WriteBackEvent = {
      kind: 'found',
      result: answer.value,
      askedAt,
      at: this.clock.now(),
      landsWithinMs: channel.landsWithinMs,
    };
    if (answer.value.outcome === 'posted') return this.#adopt(row, answer.value.posting, event, channel);
    return this.#take(row, event);
  }

  async #verify(row: WriteBackRow, channel: WriteBack, signal: AbortSignal): Promise<Turn> {
    if (row.posting === null) return { row, again: false };
    const posting = postingFromJson(row.posting);
    const instruction = this.departure.instructionOf(row);
    const answer = await this.#ask(() => channel.verify(instruction, posting, signal));
    if (!answer.ok) return this.#failed(row, 'verify', answer.error, channel);
    const at = this.clock.now();
    const verified = answer.value.outcome === 'verified';
    return this.#take(
      row,
      { kind: 'read-back', result: answer.value, at },
      verified ? { verifiedAt: at } : {},
    );
  }

  /** A posting belongs to one write-back only: one that another has already is not ours. */
  async #adopt(
    row: WriteBackRow,
    posting: LedgerPosting,
    event: WriteBackEvent,
    channel: WriteBack,
  ): Promise<Turn> {
    const taken = await this.database.asCreditor(row.creditorId, (tx) =>
      this.store.postingTaken(tx, row, posting.postingId),
    );
    if (!taken) {
      try {
        return await this.#take(row, event, { found: posting });
      } catch (error) {
        if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
      }
    }
    const at = this.clock.now();
    const landsWithinMs = channel.landsWithinMs;
    if (row.state === 'sending') {
      const message = 'The ledger answered with a posting that belongs to another settlement.';
      return this.#take(row, {
        kind: 'failed',
        call: 'post',
        failure: { kind: 'outcome-unknown', message },
        at,
        landsWithinMs,
      });
    }
    const detail = `The posting ${posting.postingId} could be this one, but it belongs to another settlement.`;
    return this.#take(row, {
      kind: 'found',
      result: { outcome: 'ambiguous', detail },
      askedAt: at,
      at,
      landsWithinMs,
    });
  }

  async #failed(
    row: WriteBackRow,
    call: 'prepare' | 'post' | 'find' | 'verify',
    error: unknown,
    channel: WriteBack,
  ): Promise<Turn> {
    const failure = ledgerFailure(error);
    if (failure.kind === 'unexpected')
      this.#log.error({ msg: 'write-back call failed', call, writeBackId: row.id, error });
    const event: WriteBackEvent = {
      kind: 'failed',
      call,
      failure,
      at: this.clock.now(),
      landsWithinMs: channel.landsWithinMs,
    };
    const offered = failure.openFrom === undefined ? {} : { offeredOn: failure.openFrom };
    const turn = await this.#take(row, event, offered);
    return error instanceof ConnectionBlockedError ? { ...turn, again: false, blockedBy: error } : turn;
  }

  /** Asks the table and stores its answer. */
  async #take(row: WriteBackRow, event: WriteBackEvent, finding: WriteBackFinding = {}): Promise<Turn> {
    const step = nextStep(progressOf(row), event, this.timings);
    if (step === undefined) return { row, again: false };
    const next = await this.database.asCreditor(row.creditorId, (tx) =>
      this.record.write(tx, row, step.progress, finding),
    );
    const now = this.clock.now();
    return { row: next, again: next.state !== 'verified' && next.notBefore <= now };
  }

  async #ask<T>(call: () => Promise<T>): Promise<Outcome<T>> {
    try {
      return { ok: true, value: await call() };
    } catch (error) {
      return { ok: false, error };
    }
  }
}
