import type { JsonValue } from '@app/domain';
import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../../database/columns.js';

/** One look at all client money. The operator's. */
@Entity('client_money_check')
export class ClientMoneyCheckEntity {
  /** Rises with time. */
  @PrimaryColumn('uuid')
  id: string;

  @InstantColumn()
  checkedAt: Date;

  /** Settlements of bank transactions that were compared with their entries. */
  @Column('int')
  settlements: number;

  /** The first thousand. */
  @Column('jsonb')
  violations: JsonValue;
}
