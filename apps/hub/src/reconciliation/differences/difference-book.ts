import { type ClaimId, type Clock, type ConnectionId, type JsonObject, newId } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import type { Transaction } from '../../database/transaction.js';
import type { Difference } from '../classify-difference.js';
import type { ComparedOutcome } from '../reconciliation-store.js';
import { type DifferenceState, meetAgain, type Met } from './difference-life.js';
import { STANDING_COLUMNS, type StandingDifference } from './standing-row.js';

interface Meeting {
  readonly was: StandingDifference | undefined;
  readonly found:
    { readonly claimId: ClaimId; readonly currency: string; readonly difference: Difference } | undefined;
}

/** The only writer of standing differences: lets them meet what a run has found, and what people say and do. */
@Injectable()
export class DifferenceBook {
  constructor(@Inject(CLOCK) private readonly clock: Clock) {}

  /** Some claims of a run, compared: opens, keeps, changes, clears and reopens. The same run a second time changes nothing more. */
  async meet(
    tx: Transaction,
    connectionId: ConnectionId,
    { runId, readingBegan }: { readonly runId: string; readonly readingBegan: Date },
    outcomes: readonly ComparedOutcome[],
  ): Promise<void> {
    for (const { was, found } of await this.#meetings(tx, outcomes)) {
      const isOlder = was?.toldAt !== undefined && was.toldAt !== null && was.toldAt > readingBegan;
      const met = meetAgain(was, found?.difference, isOlder);
      if (found !== undefined && (was === undefined || met.event === 'seen'))
        await this.#open(tx, connectionId, runId, found);
      else if (found !== undefined && was !== undefined) await this.#seeAgain(tx, runId, was, found, met);
      else if (was !== undefined && met.event === 'cleared') await this.#end(tx, runId, was);
    }
  }

  /** What a person said or did about it, with the state that follows. The row is locked by the caller. */
  async note(
    tx: Transaction,
    was: StandingDifference,
    event: {
      readonly kind: 'explained' | 'action-taken';
      readonly detail: JsonObject;
      readonly actor: string;
    },
  ): Promise<void> {
    await this.#write(tx, was.id, event.kind, event.detail, event.actor);
    await tx.query(
      `update standing_difference set state = $3, told_at = $4 where creditor_id = $1 and id = $2`,
      [tx.creditorId, was.id, event.kind satisfies DifferenceState, this.clock.now()],
    );
  }

  /** What stood before, by claim and subject, beside what was found now. */
  async #meetings(tx: Transaction, outcomes: readonly ComparedOutcome[]): Promise<Meeting[]> {
    const found = outcomes.flatMap(({ claimId, currency, differences }) =>
      differences.map((difference) => ({ claimId, currency, difference })),
    );
    const standing = await tx.query<StandingDifference>(
      `select ${STANDING_COLUMNS} from standing_difference d
       where d.creditor_id = $1 and d.claim_id = any($2::uuid[]) and d.state <> 'cleared' for update`,
      [tx.creditorId, outcomes.map(({ claimId }) => claimId)],
    );
    const byPlace = new Map(standing.map((row) => [placeOf(row.claimId, row.subject), row]));
    const meetings: Meeting[] = [];
    for (const one of found) {
      const place = placeOf(one.claimId, one.difference.subject);
      const was = byPlace.get(place) ?? (await this.#clearedBefore(tx, one.claimId, one.difference));
      byPlace.delete(place);
      meetings.push({ was, found: one });
    }
    return [...meetings, ...[...byPlace.values()].map((was) => ({ was, found: undefined }))];
  }

  /** The same difference as it was before it was cleared: of the same kind. */
  async #clearedBefore(
    tx: Transaction,
    claimId: ClaimId,
    { subject, kind }: Difference,
  ): Promise<StandingDifference | undefined> {
    const [row] = await tx.query<StandingDifference>(
      `select ${STANDING_COLUMNS} from standing_difference d
       where d.creditor_id = $1 and d.claim_id = $2 and d.subject = $3 and d.kind = $4
       order by d.cleared_at desc, d.id desc limit 1 for update`,
      [tx.creditorId, claimId, subject, kind],
    );
    return row;
  }

  async #open(
    tx: Transaction,
    connectionId: ConnectionId,
    runId: string,
    { claimId, currency, difference }: NonNullable<Meeting['found']>,
  ): Promise<void> {
    const id = newId(this.clock);
    const { subject, kind, ledgerMinor, expectedMinor, clientMoneyMinor, evidence } = difference;
    await tx.query(
      `insert into standing_difference (creditor_id, id, connection_id, claim_id, subject, kind, state, currency, ledger_minor,
         expected_minor, client_money_minor, evidence, first_seen_at, last_seen_at, times_seen, last_run_id, last_event)
       values ($1, $2, $3, $4, $5, $6, 'open', $7, $8, $9, $10, $11, $12, $12, 1, $13, 0)`,
      [
        tx.creditorId,
        id,
        connectionId,
        claimId,
        subject,
        kind,
        currency,
        ledgerMinor,
        expectedMinor,
        clientMoneyMinor,
        JSON.stringify(evidence),
        this.clock.now(),
        runId,
      ],
    );
    await this.#write(tx, id, 'seen', { runId, kind, ...figuresOf(difference) });
  }

  async #seeAgain(
    tx: Transaction,
    runId: string,
    was: StandingDifference,
    { difference }: NonNullable<Meeting['found']>,
    met: Met,
  ): Promise<void> {
    // While something is under way, what was explained or acted upon stays as it was told.
    const told = met.event === undefined && difference.kind !== was.kind ? was : difference;
    await tx.query(
      `update standing_difference set state = $3, kind = $4, ledger_minor = $5, expected_minor = $6, client_money_minor = $7,
         evidence = $8, last_seen_at = $9, times_seen = times_seen + case when last_run_id = $10 then 0 else 1 end,
         last_run_id = $10, cleared_at = null
       where creditor_id = $1 and id = $2`,
      [
        tx.creditorId,
        was.id,
        met.state,
        told.kind,
        told.ledgerMinor,
        told.expectedMinor,
        told.clientMoneyMinor,
        JSON.stringify(told.evidence),
        this.clock.now(),
        runId,
      ],
    );
    if (met.event === undefined) return;
    const before = met.event === 'changed' ? { before: { kind: was.kind, ...figuresOf(was) } } : {};
    await this.#write(tx, was.id, met.event, {
      runId,
      kind: difference.kind,
      ...figuresOf(difference),
      ...before,
    });
  }

  async #end(tx: Transaction, runId: string, was: StandingDifference): Promise<void> {
    await tx.query(
      `update standing_difference set state = 'cleared', cleared_at = $3, last_run_id = $4 where creditor_id = $1 and id = $2`,
      [tx.creditorId, was.id, this.clock.now(), runId],
    );
    await this.#write(tx, was.id, 'cleared', { runId, after: was.state });
  }

  async #write(
    tx: Transaction,
    id: string,
    kind: string,
    detail: JsonObject,
    actor = 'system',
  ): Promise<void> {
    await tx.query(
      `with line as (
         update standing_difference set last_event = last_event + 1 where creditor_id = $1 and id = $2 returning last_event
       )
       insert into difference_event (creditor_id, difference_id, sequence, kind, detail, actor, at)
       select $1, $2, last_event, $3, $4, $5, $6 from line`,
      [tx.creditorId, id, kind, JSON.stringify(detail), actor, this.clock.now()],
    );
  }
}

function placeOf(claimId: ClaimId, subject: string): string {
  return `${claimId} ${subject}`;
}

function figuresOf({
  ledgerMinor,
  expectedMinor,
  clientMoneyMinor,
}: Pick<Difference, 'ledgerMinor' | 'expectedMinor' | 'clientMoneyMinor'>): JsonObject {
  return {
    ledgerMinor: ledgerMinor === null ? null : `${ledgerMinor}`,
    expectedMinor: `${expectedMinor}`,
    ...(clientMoneyMinor === null ? {} : { clientMoneyMinor: `${clientMoneyMinor}` }),
  };
}
