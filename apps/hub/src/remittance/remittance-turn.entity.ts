import type { CreditorId, LocalDate } from '@app/domain';
import { Entity, Index, PrimaryColumn } from 'typeorm';
import { LocalDateColumn } from '../database/columns.js';

/** When a creditor's turn comes next: also a turn on which there is nothing to pay is a turn. */
@Entity('remittance_turn')
@Index('remittance_turn_due_idx', ['nextOn'])
export class RemittanceTurnEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @LocalDateColumn()
  nextOn: LocalDate;
}
