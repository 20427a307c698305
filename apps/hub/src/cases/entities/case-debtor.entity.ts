import type {
  CaseDebtorId,
  ConnectionId,
  CreditorId,
  DebtorKind,
  JsonObject,
  LedgerDebtorId,
  LocalDate,
  PostalAddress,
} from '@app/domain';
import type { Channel, DebtorStanding, Language } from '@app/collection';
import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn, LocalDateColumn } from '../../database/columns.js';

/** One way to reach the debtor. */
export interface ContactPoint {
  readonly channel: Exclude<Channel, 'letter'>;
  /** E-mail address or telephone number. */
  readonly value: string;
  /** `unasked`: the ledger has it, nobody has asked; `refused`: the debtor does not want to be contacted this way. */
  readonly consent: 'given' | 'unasked' | 'refused';
  readonly consentOn?: LocalDate;
  /** A message to it came back or was not delivered: not tried again. */
  readonly failedOn?: LocalDate;
}

/** Whom everything is sent to instead of the debtor. */
export interface Guardian {
  readonly name: string;
  readonly address?: PostalAddress;
  readonly email?: string;
  readonly since: LocalDate;
}

/** Who owes, as the collector knows them: one profile for all cases of the same debtor in the same ledger. */
@Entity('case_debtor')
@Unique(['creditorId', 'connectionId', 'ledgerDebtorId'])
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

  @Column('jsonb')
  contactPoints: ContactPoint[];

  /** The address is shown to nobody and leaves in no file; letters go by hand. */
  @Column('boolean', { default: false })
  protectedAddress: boolean;

  @Column('jsonb', { nullable: true })
  guardian: Guardian | null;

  /** A minor has no debts of their own making: nothing is sent. */
  @Column('boolean', { default: false })
  minor: boolean;

  @LocalDateColumn({ nullable: true })
  deceasedOn: LocalDate | null;

  @LocalDateColumn({ nullable: true })
  bankruptOn: LocalDate | null;

  /** Day on which debt settlement (gjeldsordning, skuldsanering) was opened. */
  @LocalDateColumn({ nullable: true })
  debtSettlementOn: LocalDate | null;

  @Column('boolean', { default: false })
  vulnerable: boolean;

  /** More that the planner may ask for: customer category, paid late before, what worked. No special categories of data. */
  @Column('jsonb')
  traits: JsonObject;

  /** A person changed it: what the ledger says later does not overwrite it. */
  @Column('boolean', { default: false })
  keptByHand: boolean;

  @InstantColumn()
  changedAt: Date;
}
