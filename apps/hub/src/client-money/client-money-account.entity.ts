import type { Currency } from '@app/domain';
import { Check, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn, MinorColumn } from '../database/columns.js';
import type { AccountKind } from './accounts.js';
import type { AccountOwner } from './owner.js';

/** The sum of an account's lines, kept by the journal's trigger and by nobody else. Locking a row locks the account. */
@Entity('client_money_account')
@Check(
  'client_money_account_side_check',
  `case when kind in ('unallocated', 'creditor', 'debtors', 'earned', 'on-its-way') then balance_minor <= 0
     when kind in ('unexplained', 'advanced') then balance_minor >= 0 else kind = 'bank' end`,
)
export class ClientMoneyAccountEntity {
  @PrimaryColumn('uuid')
  creditorId: AccountOwner;

  @PrimaryColumn('text')
  kind: AccountKind;

  @PrimaryColumn('text')
  currency: Currency;

  @PrimaryColumn('text')
  place: string;

  /** Debit positive, credit negative. */
  @MinorColumn()
  balanceMinor: bigint;

  /** When its latest line was written. */
  @InstantColumn()
  changedAt: Date;
}
