import type { BankTransactionId } from '@app/domain';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** A transaction in the state `new`: it waits to be booked. In a table of its own, so that a booked one changes no index. */
@Entity('bank_transaction_queue')
@Index('bank_transaction_queue_other_idx', ['id'], { where: 'not is_payment' })
export class BankTransactionQueueEntity {
  @PrimaryColumn('uuid')
  id: BankTransactionId;

  /** Of a debtor; what is none is booked when all before it are. */
  @Column('boolean')
  isPayment: boolean;
}
