import type { ClaimId, CreditorId, Currency, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../database/columns.js';

/** A claim as the built-in pipeline holds it. One per claim: a second hand-over finds the first. */
@Entity('collected_claim')
export class CollectedClaimEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  claimId: ClaimId;

  /** What people at the collector and the creditor call it; derived from the claim's id, so the same for every repeat. */
  @Column('text')
  reference: string;

  @Column('text')
  state: 'open' | 'paused' | 'withdrawn' | 'closed';

  @Column('text')
  currency: Currency;

  /** What the creditor demands now. */
  @MinorColumn()
  outstandingMinor: bigint;

  /** Debtor, invoice and notices as handed over. */
  @Column('json')
  handedOver: JsonObject;

  /** Sequence of the last message taken in; an earlier one is a repeat. */
  @Column('int')
  lastMessage: number;

  /** Sequence of the hand-over that `handed_over` came with; 0 where it was not kept yet. */
  @Column('int', { default: 0 })
  handedOverMessage: number;

  /** Rises with every change after the first: whoever follows the claim sees by it that there is something new. */
  @Column('int', { default: 0 })
  revision: number;

  @InstantColumn()
  acceptedAt: Date;
}
