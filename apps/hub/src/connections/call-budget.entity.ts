import { Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';

/** How much of a vendor's limit all processes have used lately. Holds no tenant's data and no secret. */
@Entity('call_budget')
export class CallBudgetEntity {
  /** What shares the limit, as the connector names it. Example: `tripletex:employee-token:4712`. */
  @PrimaryColumn('text')
  key: string;

  /** Number of the newest slice of time in `used`, counted from 1970 in slices of the rule's length. */
  @Column('bigint')
  latestSlice: bigint;

  /** Calls granted per slice, the newest first; see `call-budget-window.ts`. */
  @Column('int', { array: true })
  used: number[];

  /** The limit as the vendor's headers tell it; absent until they do. */
  @Column('int', { nullable: true })
  callsMax: number | null;

  /** Calls that the vendor says are left until `vendorResetAt`, less those granted since. */
  @Column('int', { nullable: true })
  vendorLeft: number | null;

  @InstantColumn({ nullable: true })
  vendorResetAt: Date | null;

  @InstantColumn({ nullable: true })
  pausedUntil: Date | null;
}
