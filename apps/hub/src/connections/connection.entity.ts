import type { ConnectionId, CreditorId, GrantId, JsonObject, LedgerCompanyKey } from '@app/domain';
import type { PreflightFinding, WriteBackAccount, WriteBackLineKind } from '@app/connectors';
import { Column, Entity, Index, PrimaryColumn, Unique } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** By kind of money; a kind without an account is left for the remittance. */
export type AccountMapping = Readonly<Partial<Record<WriteBackLineKind, WriteBackAccount>>>;

/**
 * - `setting-up`: chosen, not started yet
 * - `active`: pulled on schedule
 * - `paused`: a person stopped it
 * - `blocked`: the ledger refuses us until a person acts; `blockedRemedy` says how
 */
export type ConnectionState = 'setting-up' | 'active' | 'paused' | 'blocked';

/** A creditor's link to one company in one ledger, and its health. */
@Entity('connection')
@Unique(['creditorId', 'connectorKey', 'companyKey'])
@Index('connection_due_idx', ['nextSyncAt'], { where: `state = 'active'` })
@Index('connection_grant_idx', ['grantId'])
@Index('connection_company_idx', ['connectorKey', 'companyKey'])
export class ConnectionEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('uuid')
  id: ConnectionId;

  @Column('uuid')
  grantId: GrantId;

  @Column('text')
  connectorKey: string;

  @Column('text')
  companyKey: LedgerCompanyKey;

  @Column('text')
  companyName: string;

  @Column('text')
  state: ConnectionState;

  /** The state to return to when what blocks is mended; present exactly while blocked. */
  @Column('text', { nullable: true })
  blockedFrom: Exclude<ConnectionState, 'blocked'> | null;

  @Column('text', { nullable: true })
  blockedReason: string | null;

  @Column('text', { nullable: true })
  blockedMessage: string | null;

  @Column('text', { nullable: true })
  blockedRemedy: string | null;

  @InstantColumn({ nullable: true })
  verifiedAt: Date | null;

  @InstantColumn({ nullable: true })
  lastSuccessAt: Date | null;

  @InstantColumn({ nullable: true })
  lastFullPullAt: Date | null;

  @InstantColumn({ nullable: true })
  lastFailureAt: Date | null;

  @Column('text', { nullable: true })
  lastFailure: string | null;

  @Column('int', { default: 0 })
  failuresInRow: number;

  @InstantColumn({ nullable: true })
  nextSyncAt: Date | null;

  /** What preflight found last, for the portal. */
  @Column('jsonb', { default: [] })
  preflight: PreflightFinding[];

  /** When preflight was answered last; absent until it has been run. */
  @InstantColumn({ nullable: true })
  preflightAt: Date | null;

  /** Where settlements are booked; absent until the account mapping is chosen. */
  @Column('jsonb', { nullable: true })
  writeBackTarget: JsonObject | null;

  /** Accounts for interest and fees that belong to the creditor, as the company offered them. */
  @Column('jsonb', { default: {} })
  writeBackAccounts: AccountMapping;

  @Column('text', { default: 'automatic' })
  writeBackMode: 'automatic' | 'approve';

  /** Whether the ledger lets us report cases on the invoice. */
  @Column('boolean', { default: false })
  caseStatusAvailable: boolean;

  @InstantColumn()
  createdAt: Date;
}
