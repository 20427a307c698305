import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/**
 * People and their organisations, as better-auth 1.7 keeps them (its names are camel case), in a schema that only their
 * own role can reach; and which organisations a creditor lets in.
 */
export class CreateAccounts1795490000001 implements MigrationInterface {
  readonly name = 'CreateAccounts1795490000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create schema accounts;
      create table accounts."user" (
        "id" uuid primary key default gen_random_uuid(),
        "name" text not null,
        "email" text not null unique,
        "emailVerified" boolean not null,
        "image" text,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null default current_timestamp,
        "twoFactorEnabled" boolean,
        "language" text not null default 'nb'
      );
      create table accounts."session" (
        "id" uuid primary key default gen_random_uuid(),
        "expiresAt" timestamptz not null,
        "token" text not null unique,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null,
        "ipAddress" text,
        "userAgent" text,
        "userId" uuid not null references accounts."user" ("id") on delete cascade,
        "activeOrganizationId" text
      );
      create table accounts."account" (
        "id" uuid primary key default gen_random_uuid(),
        "accountId" text not null,
        "providerId" text not null,
        "userId" uuid not null references accounts."user" ("id") on delete cascade,
        "accessToken" text,
        "refreshToken" text,
        "idToken" text,
        "accessTokenExpiresAt" timestamptz,
        "refreshTokenExpiresAt" timestamptz,
        "scope" text,
        "password" text,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null
      );
      create table accounts."verification" (
        "id" uuid primary key default gen_random_uuid(),
        "identifier" text not null,
        "value" text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default current_timestamp,
        "updatedAt" timestamptz not null default current_timestamp
      );
      create table accounts."organization" (
        "id" uuid primary key default gen_random_uuid(),
        "name" text not null,
        "slug" text not null unique,
        "logo" text,
        "createdAt" timestamptz not null,
        "metadata" text,
        "kind" text not null,
        "creditorId" text
      );
      create table accounts."member" (
        "id" uuid primary key default gen_random_uuid(),
        "organizationId" uuid not null references accounts."organization" ("id") on delete cascade,
        "userId" uuid not null references accounts."user" ("id") on delete cascade,
        "role" text not null,
        "createdAt" timestamptz not null,
        unique ("organizationId", "userId")
      );
      create table accounts."invitation" (
        "id" uuid primary key default gen_random_uuid(),
        "organizationId" uuid not null references accounts."organization" ("id") on delete cascade,
        "email" text not null,
        "role" text,
        "status" text not null,
        "expiresAt" timestamptz not null,
        "createdAt" timestamptz not null default current_timestamp,
        "inviterId" uuid not null references accounts."user" ("id") on delete cascade
      );
      create table accounts."twoFactor" (
        "id" uuid primary key default gen_random_uuid(),
        "secret" text not null,
        "backupCodes" text not null,
        "userId" uuid not null references accounts."user" ("id") on delete cascade,
        "verified" boolean,
        "failedVerificationCount" integer,
        "lockedUntil" timestamptz
      );
      create table accounts."rateLimit" (
        "id" uuid primary key default gen_random_uuid(),
        "key" text not null unique,
        "count" integer not null,
        "lastRequest" bigint not null
      );
      create table accounts.sign_in_failure (
        address_digest text primary key,
        count integer not null,
        locked_until timestamptz
      );
      create index "session_userId_idx" on accounts."session" ("userId");
      create index "account_userId_idx" on accounts."account" ("userId");
      create index "verification_identifier_idx" on accounts."verification" ("identifier");
      create index "member_userId_idx" on accounts."member" ("userId");
      create index "invitation_organizationId_idx" on accounts."invitation" ("organizationId");
      create index "invitation_email_idx" on accounts."invitation" ("email");
      create index "twoFactor_secret_idx" on accounts."twoFactor" ("secret");
      create index "twoFactor_userId_idx" on accounts."twoFactor" ("userId");
      grant usage on schema accounts to ${databaseRoles.accounts};
      grant select, insert, update, delete on all tables in schema accounts to ${databaseRoles.accounts};
      create table creditor_access (
        creditor_id uuid not null,
        organisation_id uuid not null,
        organisation_name text not null,
        granted_by text not null,
        granted_at timestamptz not null,
        ended_by text,
        ended_at timestamptz,
        primary key (creditor_id, organisation_id)
      );
      create index creditor_access_organisation_idx on creditor_access (organisation_id, creditor_id) where ended_at is null;
    `);
    await tenantTable(queryRunner, 'creditor_access');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table creditor_access; drop schema accounts cascade');
  }
}
