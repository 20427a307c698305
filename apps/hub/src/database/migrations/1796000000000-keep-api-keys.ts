import type { MigrationInterface, QueryRunner } from 'typeorm';
import { ACCOUNTS_SCHEMA } from '../accounts-pool.js';
import { databaseRoles } from '../database-roles.js';

/** Keys of programs, as digests, beside people's passwords: only the account store's role reaches them. None is removed. */
export class KeepApiKeys1796000000000 implements MigrationInterface {
  readonly name = 'KeepApiKeys1796000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table ${ACCOUNTS_SCHEMA}.api_key (
        id uuid primary key,
        organisation_id uuid not null references ${ACCOUNTS_SCHEMA}."organization" ("id") on delete cascade,
        name text not null,
        digest text not null unique,
        ending text not null,
        scopes text[] not null,
        request_key text not null unique,
        made_at timestamptz not null,
        made_by_kind text not null,
        made_by_id text not null,
        expires_at timestamptz not null,
        last_used_at timestamptz,
        ended_at timestamptz,
        ended_by_kind text,
        ended_by_id text
      );
      create index api_key_organisation_idx on ${ACCOUNTS_SCHEMA}.api_key (organisation_id, made_at);
      grant select, insert, update on ${ACCOUNTS_SCHEMA}.api_key to ${databaseRoles.accounts};
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`drop table ${ACCOUNTS_SCHEMA}.api_key`);
  }
}
