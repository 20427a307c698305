import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a paid claim did not owe is counted on the other claims of its case, each with a settlement of its own. */
export class PassMoneyOnWithinACase1795430450000 implements MigrationInterface {
  readonly name = 'PassMoneyOnWithinACase1795430450000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table settlement
        add column passed_on_minor bigint not null default 0,
        add column passed_on_from_id uuid,
        drop constraint settlement_amounts_check,
        add constraint settlement_amounts_check check (principal_minor >= 0 and interest_minor >= 0 and fees_minor >= 0 and surplus_minor >= 0
          and passed_on_minor >= 0 and principal_minor + interest_minor + fees_minor + surplus_minor + passed_on_minor > 0);
      alter table settlement alter column passed_on_minor drop default;
      create index settlement_passed_on_idx on settlement (creditor_id, passed_on_from_id) where passed_on_from_id is not null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index settlement_passed_on_idx;
      alter table settlement
        drop constraint settlement_amounts_check,
        drop column passed_on_minor,
        drop column passed_on_from_id,
        add constraint settlement_amounts_check check (principal_minor >= 0 and interest_minor >= 0 and fees_minor >= 0 and surplus_minor >= 0 and principal_minor + interest_minor + fees_minor + surplus_minor > 0);
    `);
  }
}
