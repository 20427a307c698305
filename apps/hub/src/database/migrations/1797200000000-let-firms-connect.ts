import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An access to a ledger may belong to an accounting firm or a creditor; those there are stay the installation's. */
export class LetFirmsConnect1797200000000 implements MigrationInterface {
  readonly name = 'LetFirmsConnect1797200000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table ledger_grant
        add column owner_organisation_id uuid,
        add column owner_name text,
        add column owner_creditor_id uuid,
        add constraint ledger_grant_owner_named check ((owner_organisation_id is null) = (owner_name is null)),
        add constraint ledger_grant_creditor_owned check (owner_creditor_id is null or owner_organisation_id is not null);
      create index ledger_grant_owner_idx on ledger_grant (owner_organisation_id, id)
        where owner_organisation_id is not null;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table ledger_grant drop column owner_organisation_id, drop column owner_name, drop column owner_creditor_id;
    `);
  }
}
