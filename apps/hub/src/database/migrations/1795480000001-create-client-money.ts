import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/**
 * The journal of client money. The database itself refuses an entry that does not balance, a line that is changed or
 * removed, and a balance on the wrong side of nothing.
 */
export class CreateClientMoney1795480000001 implements MigrationInterface {
  readonly name = 'CreateClientMoney1795480000001';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table client_money_line (
        creditor_id uuid not null,
        entry_id uuid not null,
        line integer not null,
        entry_key text not null,
        entry_kind text not null,
        booked_on date not null,
        kind text not null,
        currency text not null,
        place text not null,
        amount_minor bigint not null,
        claim_id uuid,
        settlement_id uuid,
        detail jsonb not null,
        created_at timestamptz not null,
        primary key (creditor_id, entry_id, line),
        constraint client_money_line_key_once unique (creditor_id, entry_key, line),
        constraint client_money_line_amount_check check (amount_minor <> 0)
      );
      create index client_money_line_account_idx on client_money_line (creditor_id, kind, currency, booked_on);
      create index client_money_line_settlement_idx on client_money_line (creditor_id, settlement_id) where settlement_id is not null;
      create table client_money_account (
        creditor_id uuid not null,
        kind text not null,
        currency text not null,
        place text not null,
        balance_minor bigint not null,
        changed_at timestamptz not null,
        primary key (creditor_id, kind, currency, place),
        constraint client_money_account_side_check check (case
          when kind in ('unallocated', 'creditor', 'debtors', 'earned', 'on-its-way') then balance_minor <= 0
          when kind in ('unexplained', 'advanced') then balance_minor >= 0 else kind = 'bank' end)
      );
    `);
    await tenantTable(queryRunner, 'client_money_line', { appendOnly: true });
    await tenantTable(queryRunner, 'client_money_account');
    // Balances are the trigger's: a creditor reads its own, and nobody but the operator's role gets there at all.
    await queryRunner.query(`
      revoke insert, update, delete on client_money_account from ${databaseRoles.app};
      revoke insert on client_money_line from ${databaseRoles.app};
      create function keep_client_money() returns trigger language plpgsql as $$
      declare unbalanced text;
      begin
        select entry_key into unbalanced from added group by entry_id, entry_key
          having sum(amount_minor) <> 0 or count(distinct currency) > 1 limit 1;
        if unbalanced is not null then
          raise exception 'entry % does not balance', unbalanced using errcode = 'check_violation';
        end if;
        insert into client_money_account as account (creditor_id, kind, currency, place, balance_minor, changed_at)
          select creditor_id, kind, currency, place, 0, max(created_at) from added
          group by creditor_id, kind, currency, place order by creditor_id, kind, currency, place
          on conflict (creditor_id, kind, currency, place) do update set changed_at = excluded.changed_at;
        update client_money_account as account set balance_minor = account.balance_minor + moved.minor
          from (select creditor_id, kind, currency, place, sum(amount_minor) as minor from added
            group by creditor_id, kind, currency, place) as moved
          where account.creditor_id = moved.creditor_id and account.kind = moved.kind
            and account.currency = moved.currency and account.place = moved.place;
        return null;
      end $$;
      create trigger keep_client_money after insert on client_money_line
        referencing new table as added for each statement execute function keep_client_money();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(
      'drop table client_money_line; drop table client_money_account; drop function keep_client_money()',
    );
  }
}
