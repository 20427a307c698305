import { Entity, Index } from 'typeorm';
import { AuditColumns } from './audit-columns.js';

/** A deed that concerns the hub or several creditors: a grant, a rotation of keys. Never changed, never removed. */
@Entity('operator_audit_entry')
@Index(['subjectKind', 'subjectId'])
export class OperatorAuditEntry extends AuditColumns {}
