import type { CreditorId, JsonObject } from '@app/domain';
import type { StepKind } from '@app/collection';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../../database/columns.js';

/** How a creditor's cases are worked. Never edited: the highest version is in force, older ones explain old steps. */
@Entity('collection_settings')
export class CollectionSettingsEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  /** Where we take over; letters that the law asks for before it must have been sent. */
  @Column('text')
  firstStep: StepKind;

  /** False: more than half of the turnover is outside VAT, which the Norwegian fee then includes (inkassoforskriften § 2-2). */
  @Column('boolean')
  vatLiable: boolean;

  /** Sweden: a reminder fee agreed when the debts arose (lag 1981:739 2 §); null when none was. */
  @MinorColumn({ nullable: true })
  agreedReminderFeeMinor: bigint | null;

  /** Account that the debtor pays to, digits only. */
  @Column('text', { nullable: true })
  payToAccount: string | null;

  /** Who signs the letters, with telephone, hours and address. */
  @Column('jsonb')
  sender: JsonObject;

  /** The table that chooses channel and tone; the standard one when null. */
  @Column('jsonb', { nullable: true })
  channelRules: JsonObject | null;

  @Column('int')
  channelRulesVersion: number;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
