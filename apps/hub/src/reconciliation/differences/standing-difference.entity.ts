import type { ClaimId, ConnectionId, CreditorId, Currency, JsonObject } from '@app/domain';
import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../../database/columns.js';
import type { DifferenceKind } from '../difference-kinds.js';
import type { DifferenceState } from './difference-life.js';

/** Something that does not agree, for as long as it does not, from run to run. One that comes back is the same again. */
@Entity('standing_difference')
@Index('standing_difference_one', ['creditorId', 'claimId', 'subject'], {
  unique: true,
  where: `state <> 'cleared'`,
})
@Index('standing_difference_claim_idx', ['creditorId', 'claimId', 'subject', 'kind'])
@Index('standing_difference_state_idx', ['creditorId', 'state', 'id'])
@Check(
  'standing_difference_state_check',
  `state in ('open', 'explained', 'action-taken', 'cleared') and (state = 'cleared') = (cleared_at is not null)`,
)
export class StandingDifferenceEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: string;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('uuid')
  claimId: ClaimId;

  /** What of the claim: `ledger`, or `client-money:<settlement>`. */
  @Column('text')
  subject: string;

  /** As the newest run called it. */
  @Column('text')
  kind: DifferenceKind;

  @Column('text')
  state: DifferenceState;

  @Column('text')
  currency: Currency;

  @MinorColumn({ nullable: true })
  ledgerMinor: bigint | null;

  @MinorColumn()
  expectedMinor: bigint;

  @MinorColumn({ nullable: true })
  clientMoneyMinor: bigint | null;

  /** All three sides, as the newest run that found it read them. */
  @Column('jsonb')
  evidence: JsonObject;

  @InstantColumn()
  firstSeenAt: Date;

  @InstantColumn()
  lastSeenAt: Date;

  /** Runs that found it. */
  @Column('int')
  timesSeen: number;

  @Column('uuid')
  lastRunId: string;

  /** When a person last explained it or did something about it. */
  @InstantColumn({ nullable: true })
  toldAt: Date | null;

  @InstantColumn({ nullable: true })
  clearedAt: Date | null;

  /** Sequence of its last event. */
  @Column('int')
  lastEvent: number;
}
