import type { WriteBackBaseline, WriteBackInstruction } from '@app/connectors';
import type { Clock } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../config/clock.js';
import { readConnection } from '../connections/connection-row.js';
import { Database, databaseErrorCode } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { instructionFromJson, instructionToJson } from './instruction-json.js';
import { postingFromJson } from './money-json.js';
import { REMEDIES } from './remedies.js';
import { ALREADY_TAKEN_BACK, reversalWay } from './write-back-planner.js';
import { progressOf, type WriteBackProgress, type WriteBackRow } from './write-back-progress.js';
import { WriteBackRecord, WriteBackTakenError } from './write-back-record.js';
import { WriteBackStore } from './write-back-store.js';
import { backoffMs, WRITE_BACK_TIMINGS, type WriteBackTimings } from './write-back-timings.js';

const UNIQUE_VIOLATION = '23505';

export type Clearance =
  | { readonly go: 'send'; readonly instruction: WriteBackInstruction; readonly itemMark: bigint }
  | { readonly go: 'rest'; readonly row: WriteBackRow };

type TakenBack = Required<Pick<WriteBackInstruction, 'reverses' | 'lines'>> &
  Partial<Pick<WriteBackInstruction, 'target'>>;

/** Everything that must hold before a call may leave, and the storing of `sending` itself. */
@Injectable()
export class WriteBackDeparture {
  constructor(
    private readonly database: Database,
    private readonly store: WriteBackStore,
    private readonly record: WriteBackRecord,
    @Inject(CLOCK) private readonly clock: Clock,
    @Inject(WRITE_BACK_TIMINGS) private readonly timings: WriteBackTimings,
  ) {}

  /** As it was stored when it left. Only for what has left. */
  instructionOf(row: WriteBackRow): WriteBackInstruction {
    const stored = instructionFromJson(row.instruction);
    return { ...stored, target: stored.target ?? {} };
  }

  /** @throws WriteBackTakenError */
  clear(row: WriteBackRow): Promise<Clearance> {
    return this.database.asCreditor(row.creditorId, async (tx): Promise<Clearance> => {
      const current = await this.store.read(tx, row.id);
      if (current?.revision !== row.revision) throw new WriteBackTakenError();
      const item = await this.store.itemMark(tx, row);
      if (item.inFlight)
        return this.#rest(tx, row, 'Another booking on this invoice is still being confirmed.');
      const stored = instructionFromJson(row.instruction);
      const { target } = stored;
      if (target === undefined) {
        const note = 'Nobody has chosen yet where settlements are booked in this ledger.';
        const refused = {
          ...progressOf(row),
          state: 'refused',
          note,
          remedy: REMEDIES.chooseTarget,
          refusalCode: 'target-missing',
        } as const;
        return { go: 'rest', row: await this.record.write(tx, row, refused) };
      }
      if (stored.kind === 'payment')
        return { go: 'send', instruction: { ...stored, target }, itemMark: item.mark };
      const taken = await this.#takenBack(tx, row);
      if ('go' in taken) return taken;
      return { go: 'send', instruction: { ...stored, target, ...taken }, itemMark: item.mark };
    });
  }

  /**
   * Stores that the call leaves. The unique index admits one booking per item, whatever two workers believe.
   * @throws WriteBackTakenError
   */
  async depart(
    row: WriteBackRow,
    leaving: WriteBackProgress,
    instruction: WriteBackInstruction,
    baseline: WriteBackBaseline,
    itemMark: bigint,
  ): Promise<{ readonly go: 'send' | 'rest'; readonly row: WriteBackRow }> {
    try {
      return await this.database.asCreditor(row.creditorId, async (tx) => {
        const item = await this.store.itemMark(tx, row);
        // Something of ours came between the look into the ledger and now: the baseline may lack it.
        if (item.mark !== itemMark || item.inFlight) return this.#rest(tx, row, null);
        const connection = await readConnection(tx, { creditorId: row.creditorId, id: row.connectionId });
        if (connection.state !== 'active') return this.#rest(tx, row, null);
        const finding = { instruction: instructionToJson(instruction), baseline };
        return { go: 'send', row: await this.record.write(tx, row, leaving, finding) };
      });
    } catch (error) {
      if (databaseErrorCode(error) !== UNIQUE_VIOLATION) throw error;
      return this.database.asCreditor(row.creditorId, (tx) => this.#rest(tx, row, null));
    }
  }

  /** The payment's write-back behind a reversal's. */
  originalOf(row: WriteBackRow): Promise<WriteBackRow | undefined> {
    return this.database.asCreditor(row.creditorId, (tx) => this.store.original(tx, row));
  }

  /**
   * What a reversal was to take back is taken back by somebody else: both rest.
   * @throws WriteBackTakenError
   */
  restTakenBack(row: WriteBackRow, original: WriteBackRow, detail: string): Promise<WriteBackRow> {
    return this.database.asCreditor(row.creditorId, async (tx) => {
      const reversed = { ...progressOf(original), state: 'reversed', note: detail, remedy: null } as const;
      await this.record.write(tx, original, reversed);
      const { note } = ALREADY_TAKEN_BACK;
      return this.record.write(tx, row, { ...progressOf(row), state: 'not-needed', note, remedy: null });
    });
  }

  /**
   * What a reversal takes back: the posting, from the account that it went to, with all that was booked beside it; or the
   * rest that follows when there is nothing to take back.
   */
  async #takenBack(
    tx: Transaction,
    row: WriteBackRow,
  ): Promise<TakenBack | Extract<Clearance, { go: 'rest' }>> {
    const original = await this.store.original(tx, row);
    const way = reversalWay(
      original && {
        state: original.state,
        posting: original.posting === null ? null : postingFromJson(original.posting),
      },
    );
    if (way.go === 'post' && original) {
      const { lines = [], target } = instructionFromJson(original.instruction);
      return { reverses: way.posting, lines, ...(target === undefined ? {} : { target }) };
    }
    if (way.go === 'post') throw new WriteBackTakenError();
    if (way.go === 'wait') return this.#rest(tx, row, way.note);
    if (way.cancelsOriginal && original) {
      await this.record.write(tx, original, {
        ...progressOf(original),
        state: 'cancelled',
        note: way.note,
        remedy: null,
      });
    }
    const notNeeded = { ...progressOf(row), state: 'not-needed', note: way.note, remedy: null } as const;
    return { go: 'rest', row: await this.record.write(tx, row, notNeeded) };
  }

  async #rest(
    tx: Transaction,
    row: WriteBackRow,
    note: string | null,
  ): Promise<{ go: 'rest'; row: WriteBackRow }> {
    const notBefore = new Date(this.clock.now().getTime() + backoffMs(this.timings, 1));
    return { go: 'rest', row: await this.record.write(tx, row, { ...progressOf(row), notBefore, note }) };
  }
}
