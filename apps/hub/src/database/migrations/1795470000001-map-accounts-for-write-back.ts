import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Where interest and fees of a settlement are booked, and whose they are; what of them is left to be booked by hand; and
 * the day that a ledger offers when it refuses another one.
 */
export class MapAccountsForWriteBack1795470000001 implements MigrationInterface {
  readonly name = 'MapAccountsForWriteBack1795470000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table creditor
        add column interest_to text not null default 'creditor',
        add column own_fees_to text not null default 'creditor',
        add constraint creditor_shares_check check (interest_to in ('creditor', 'collector') and own_fees_to in ('creditor', 'collector'));
      alter table connection add column write_back_accounts jsonb not null default '{}';
      alter table settlement
        add column own_fees_minor bigint not null default 0,
        add constraint settlement_own_fees_check check (own_fees_minor >= 0 and own_fees_minor <= fees_minor);
      alter table settlement alter column own_fees_minor drop default;
      alter table write_back add column by_hand jsonb not null default '[]', add column offered_on date;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table write_back drop column by_hand, drop column offered_on;
      alter table settlement drop constraint settlement_own_fees_check, drop column own_fees_minor;
      alter table connection drop column write_back_accounts;
      alter table creditor drop constraint creditor_shares_check, drop column interest_to, drop column own_fees_to;
    `);
  }
}
