import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

/** Credentials and tokens, sealed. */
export class CreateSealedSecret1795430401000 implements MigrationInterface {
  readonly name = 'CreateSealedSecret1795430401000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table sealed_secret (
        id uuid not null,
        owner_kind text not null,
        owner_id uuid not null,
        name text not null,
        key_id text not null,
        sealed text not null,
        version bigint not null,
        updated_at timestamptz not null,
        primary key (id),
        unique (owner_kind, owner_id, name)
      );
      create index sealed_secret_key_id_idx on sealed_secret (key_id);
    `);
    await operatorTable(queryRunner, 'sealed_secret');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table sealed_secret');
  }
}
