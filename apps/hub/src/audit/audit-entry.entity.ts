import type { CreditorId } from '@app/domain';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { AuditColumns } from './audit-columns.js';

/** A deed that concerns one creditor. Never changed, never removed. */
@Entity('audit_entry')
@Index(['creditorId', 'subjectKind', 'subjectId'])
export class AuditEntry extends AuditColumns {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;
}
