import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A postal address from which a letter came back is known to be wrong, until somebody gives another one. */
export class MarkAddressesThatPostComesBackFrom1795460000002 implements MigrationInterface {
  readonly name = 'MarkAddressesThatPostComesBackFrom1795460000002';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'alter table case_debtor add column address_failed boolean not null default false',
    );
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('alter table case_debtor drop column address_failed');
  }
}
