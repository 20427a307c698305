import type { CreditorId } from '@app/domain';
import { Check, Column, Entity, PrimaryColumn } from 'typeorm';
import { InstantColumn } from '../database/columns.js';
import type { Subject } from './subjects.js';

/** What a creditor wants two persons for. Never edited: the highest version is in force, none is nothing. */
@Entity('second_person_rule')
@Check('second_person_rule_check', `subjects <@ array['hand-over', 'authority', 'account-mapping']`)
export class SecondPersonRuleEntity {
  @PrimaryColumn('uuid')
  creditorId: CreditorId;

  @PrimaryColumn('int')
  version: number;

  @Column('text', { array: true })
  subjects: Subject[];

  @InstantColumn()
  createdAt: Date;

  @Column('text')
  createdBy: string;
}
