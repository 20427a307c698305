import { type Clock, IllegalClaimMoveError } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { ProblemError } from '../api/problem-error.js';
import { type Claim, ClaimBook } from '../claims/claim-book.js';
import { ClaimNotFoundError } from '../claims/claim-errors.js';
import type { Agency } from '../collection/agency-http/agency-registry.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { AgencyEvent } from './agency-event.js';
import { AgencyEventEffects, EventNeedsPersonError } from './agency-event-effects.js';

export type Application =
  | { readonly kind: 'applied' }
  | { readonly kind: 'waits'; readonly note: string }
  | { readonly kind: 'needs-person'; readonly note: string };

const APPLIED: Application = { kind: 'applied' };

/**
 * Applies an event once: the line that says so is written in the transaction that does what it says. An agency may only
 * speak of claims that it was given; and what ends a claim waits until everything before it has been taken.
 */
@Injectable()
export class AgencyEventApplier {
  constructor(
    private readonly database: Database,
    private readonly book: ClaimBook,
    private readonly effects: AgencyEventEffects,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  async apply(agency: Agency, event: AgencyEvent): Promise<Application> {
    try {
      return await this.database.asCreditor(event.creditorId, async (tx) => {
        const claim = await this.#claim(tx, agency, event);
        if (claim === undefined) return APPLIED;
        const hindrance = await this.#hindrance(tx, agency, event);
        if (hindrance) return hindrance;
        await this.#take(tx, agency, event, false);
        await this.effects.apply(tx, agency, claim, event);
        return APPLIED;
      });
    } catch (error) {
      const note = noteOf(error);
      if (note === undefined) throw error;
      return { kind: 'needs-person', note };
    }
  }

  /**
   * A person has decided that it does nothing. What comes after it may go on.
   * @returns false when the event is about no claim that the agency was given
   */
  dismiss(agency: Agency, event: AgencyEvent, reason: string): Promise<boolean> {
    return this.database.asCreditor(event.creditorId, async (tx) => {
      try {
        const claim = await this.#claim(tx, agency, event);
        if (claim === undefined) return true;
        await this.#take(tx, agency, event, true);
        const detail = { agency: agency.name, event: event.id, reason };
        await this.book.record(tx, claim, 'agency-event-dismissed', detail, 'api');
        return true;
      } catch (error) {
        if (error instanceof EventNeedsPersonError) return false;
        throw error;
      }
    });
  }

  /**
   * The claim, locked; undefined when the event was taken before.
   * @throws EventNeedsPersonError
   */
  async #claim(tx: Transaction, agency: Agency, event: AgencyEvent): Promise<Claim | undefined> {
    let claim: Claim;
    try {
      claim = await this.book.lock(tx, event.claimId);
    } catch (error) {
      throw error instanceof ClaimNotFoundError ? unknownClaim() : error;
    }
    // After the lock: whoever applies the same event at the same time has done so now.
    const [known] = await tx.query<{ taken: boolean }>(
      `select exists (select from claim_agency_event where creditor_id = $1 and agency_id = $3 and event_id = $4) as taken
       from agency_claim where creditor_id = $1 and claim_id = $2 and agency_id = $3`,
      [tx.creditorId, event.claimId, agency.id, event.id],
    );
    if (known === undefined) throw unknownClaim();
    return known.taken ? undefined : claim;
  }

  /** @throws EventNeedsPersonError */
  async #hindrance(tx: Transaction, agency: Agency, event: AgencyEvent): Promise<Application | undefined> {
    const [seen] = await tx.query<{ before: number; same: boolean; unanswered: boolean }>(
      `select count(*) filter (where sequence < $4)::int as before, coalesce(bool_or(sequence = $4), false) as same,
         exists (select from outbox_message where creditor_id = $1 and claim_id = $3 and kind = 'hand-over'
           and state = 'pending') as unanswered
       from claim_agency_event where creditor_id = $1 and agency_id = $2 and claim_id = $3`,
      [tx.creditorId, agency.id, event.claimId, event.sequence],
    );
    if (seen?.same) {
      throw new EventNeedsPersonError(
        `Another event of the same claim has the number ${event.sequence}, so this one was not applied. Ask the agency which of them counts.`,
      );
    }
    if (!waitsForOthers(event)) return undefined;
    if (seen?.unanswered)
      return {
        kind: 'waits',
        note: 'The hand-over of the claim is not confirmed yet; this event waits for it.',
      };
    const missing = event.sequence - 1 - (seen?.before ?? 0);
    if (missing === 0) return undefined;
    return {
      kind: 'waits',
      note: `${missing} earlier events of the claim have not been applied; this one waits for them. They are asked for by themselves.`,
    };
  }

  async #take(tx: Transaction, agency: Agency, event: AgencyEvent, dismissed: boolean): Promise<void> {
    await tx.query(
      `insert into claim_agency_event (creditor_id, agency_id, event_id, claim_id, sequence, kind, dismissed, taken_at)
       values ($1, $2, $3, $4, $5, $6, $7, $8)${dismissed ? ' on conflict do nothing' : ''}`,
      [
        tx.creditorId,
        agency.id,
        event.id,
        event.claimId,
        event.sequence,
        event.news.kind,
        dismissed,
        this.clock.now(),
      ],
    );
  }
}

/** Money and news count as they come; what ends a claim, or takes money back, must come last. */
function waitsForOthers({ news }: AgencyEvent): boolean {
  if (news.kind === 'settlement') return news.settlementKind === 'reversal';
  return news.kind === 'rejected' || news.kind === 'closed';
}

function unknownClaim(): EventNeedsPersonError {
  return new EventNeedsPersonError(
    'The creditor has no such claim, or the agency was never given it, so nothing was changed. Ask the agency which case it means; when it has sent the right one, dismiss this event.',
  );
}

/** For a person, where trying again would not help; undefined where the fault is ours or passes. */
function noteOf(error: unknown): string | undefined {
  if (error instanceof EventNeedsPersonError) return error.note;
  if (error instanceof ProblemError) {
    const { cause, consequence, remedy } = error.problem;
    return `${cause} ${consequence} ${remedy}`;
  }
  return error instanceof IllegalClaimMoveError ? error.message : undefined;
}
