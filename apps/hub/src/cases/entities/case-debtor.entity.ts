import type {
  CaseDebtorId,
  ConnectionId,
  CreditorId,
  DebtorKind,
  LedgerDebtorId,
  LocalDate,
  PostalAddress,
} from '@app/domain';
import type {
  Channel,
  Consent,
  DebtorCircumstances,
  DebtorStanding,
  ErasablePart,
  Language,
  PaymentHistory,
} from '@app/collection';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** One way to reach the debtor, with the address that the planner does not see. */
export interface StoredContactPoint {
  readonly id: string;
  readonly channel: Exclude<Channel, 'letter'>;
  /** E-mail address or telephone number. */
  readonly value: string;
  readonly consent: Consent;
  /** Who noted what the debtor said about being reached here, on which day, and how it was said; absent: nobody asked. */
  readonly consentRecord?: { readonly by: string; readonly on: LocalDate; readonly how: string };
  /** A message to it came back or was not delivered: not tried again. */
  readonly failed: boolean;
}

/** What changes what may be sent, as `@app/collection` reads it. */
export type StoredCircumstances = Omit<DebtorCircumstances, 'standing' | 'language' | 'contactPoints'>;

/** Whom something is sent to instead of the debtor. */
export interface StandIn {
  readonly name: string;
  readonly address?: PostalAddress;
  readonly email?: string;
  readonly since: LocalDate;
}

/** Whom to write to where the debtor has named an agent, or has died. */
export interface StandIns {
  readonly representative?: StandIn;
  readonly estate?: StandIn;
}

/** Who owes, as the collector knows them: one profile for all cases of the same debtor in the same ledger. */
@Entity('case_debtor')
@Unique(['creditorId', 'connectionId', 'ledgerDebtorId'])
@Index('case_debtor_organisation_idx', ['organisationNumber'], { where: 'organisation_number is not null' })
export class CaseDebtorEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: CaseDebtorId;

  @Column('uuid')
  connectionId: ConnectionId;

  @Column('text')
  ledgerDebtorId: LedgerDebtorId;

  @Column('text')
  kind: DebtorKind;

  /** What the debtor is to the law; null while nobody knows, and then nothing is sent. */
  @Column('text', { nullable: true })
  standing: DebtorStanding | null;

  @Column('text')
  name: string;

  @Column('text', { nullable: true })
  organisationNumber: string | null;

  @Column('text')
  language: Language;

  @Column('jsonb', { nullable: true })
  address: PostalAddress | null;

  /** A letter to it came back: no other one goes there until somebody gives another address, or says that it is right. */
  @Column('boolean', { default: false })
  addressFailed: boolean;

  /** In the order in which they should be tried. */
  @Column('jsonb')
  contactPoints: StoredContactPoint[];

  /** Protected address, guardian, minor, deceased, bankruptcy, debt settlement, vulnerable: absent means not so. */
  @Column('jsonb')
  circumstances: StoredCircumstances;

  /** Where to write to while there is one; `circumstances.guardian` says whether there is. */
  @Column('jsonb', { nullable: true })
  guardian: StandIn | null;

  /** The same for an agent and an estate; `circumstances` says whether there is one. */
  @Column('jsonb', { default: {} })
  standIns: StandIns;

  /** The creditor's own name for the kind of customer. */
  @Column('text', { nullable: true })
  category: string | null;

  @Column('text')
  history: PaymentHistory;

  /** The channel after which the debtor paid or answered the last time. */
  @Column('text', { nullable: true })
  workedBefore: Channel | null;

  /** A person changed it: what the ledger says later does not overwrite it. */
  @Column('boolean', { default: false })
  keptByHand: boolean;

  @InstantColumn()
  changedAt: Date;

  /** What of this debtor was erased: parts as `mayBeErased` names them. */
  @Column('text', { array: true, default: [] })
  erasedParts: ErasablePart[];

  /** First day on which more may be erased; null while nobody has looked. */
  @LocalDateColumn({ nullable: true })
  eraseOn: LocalDate | null;
}
