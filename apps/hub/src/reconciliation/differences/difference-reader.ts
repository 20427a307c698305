import type { ClaimId, ConnectionId, CreditorId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import type { DifferenceKind } from '../difference-kinds.js';
import type { DifferenceEventEntity } from './difference-event.entity.js';
import type { DifferenceState } from './difference-life.js';
import { differenceNotFound } from './difference-problems.js';
import { STANDING_COLUMNS, type StandingDifference } from './standing-row.js';

const EVENTS_MAX = 1_000;

export type DifferenceEvent = Readonly<DifferenceEventEntity>;

export interface DifferenceFilter {
  readonly connectionId?: ConnectionId;
  readonly claimId?: ClaimId;
  readonly kind?: DifferenceKind;
  readonly state?: DifferenceState;
  readonly after?: string;
  readonly limit: number;
}

/** Differences as people look at them. */
@Injectable()
export class DifferenceReader {
  constructor(private readonly database: Database) {}

  /** Oldest first; without a state asked for, those that are not cleared. */
  list(creditorId: CreditorId, filter: DifferenceFilter): Promise<StandingDifference[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<StandingDifference>(
        `select ${STANDING_COLUMNS} from standing_difference d
         where d.creditor_id = $1 and ($2::uuid is null or d.connection_id = $2) and ($3::uuid is null or d.claim_id = $3)
           and ($4::text is null or d.kind = $4)
           and (d.state = $5 or ($5::text is null and d.state <> 'cleared')) and ($6::uuid is null or d.id > $6)
         order by d.id limit $7`,
        [
          creditorId,
          filter.connectionId ?? null,
          filter.claimId ?? null,
          filter.kind ?? null,
          filter.state ?? null,
          filter.after ?? null,
          filter.limit,
        ],
      ),
    );
  }

  /** @throws ProblemError 404 */
  one(
    creditorId: CreditorId,
    id: string,
  ): Promise<{ readonly difference: StandingDifference; readonly events: DifferenceEvent[] }> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const [difference] = await tx.query<StandingDifference>(
        `select ${STANDING_COLUMNS} from standing_difference d where d.creditor_id = $1 and d.id = $2`,
        [creditorId, id],
      );
      if (!difference) throw differenceNotFound(id);
      return { difference, events: await eventsOf(tx, [id]) };
    });
  }
}

/** The first thousand events of each, in order. */
export function eventsOf(tx: Transaction, ids: readonly string[]): Promise<DifferenceEvent[]> {
  return tx.query<DifferenceEvent>(
    `select creditor_id as "creditorId", difference_id as "differenceId", sequence, kind, detail, actor, at
     from difference_event where creditor_id = $1 and difference_id = any($2::uuid[]) and sequence <= ${EVENTS_MAX}
     order by difference_id, sequence`,
    [tx.creditorId, ids],
  );
}
