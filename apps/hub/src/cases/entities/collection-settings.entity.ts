import type { CreditorId, JsonObject } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../../database/columns.js';
import type { ReceiptChoice } from '../settings/collection-settings.js';

/** How a creditor's cases are worked. Never edited: the highest version is in force, older ones explain old steps. */
@Entity('collection_settings')
export class CollectionSettingsEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  /** How the road is walked, as `@app/collection` reads it (amounts as text); approvals stand apart. */
  @Column('jsonb')
  process: JsonObject;

  /** False: more than half of the turnover is outside VAT, which the Norwegian fee then includes (inkassoforskriften § 2-2). */
  @Column('boolean')
  vatLiable: boolean;

  /** Sweden: a reminder fee agreed when the debts arose (lag 1981:739 2 §); null when none was. */
  @MinorColumn({ nullable: true })
  agreedReminderFeeMinor: bigint | null;

  /** A person has confirmed that the creditor's own letters say what the law asks for: they count. */
  @Column('boolean')
  creditorLettersConfirmed: boolean;

  /** What the creditor sells, in a few neutral words; letters say it as what the claim concerns. */
  @Column('text')
  claimSubject: string;

  /** Account that the debtor pays to, digits only. */
  @Column('text', { nullable: true })
  payToAccount: string | null;

  /** Who signs the letters, with telephone, hours and address. */
  @Column('jsonb')
  sender: JsonObject;

  /** Whether debtors get a receipt for a part payment. */
  @Column('text', { default: 'none' })
  receipts: ReceiptChoice;

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
