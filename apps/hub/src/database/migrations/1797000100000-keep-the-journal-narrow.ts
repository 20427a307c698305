import type { MigrationInterface, QueryRunner } from 'typeorm';

const keepClientMoney = (isUnbalanced: string): string => `
  create or replace function keep_client_money() returns trigger language plpgsql as $$
  declare unbalanced text;
  begin
    select entry_key into unbalanced from added group by entry_id, entry_key
      having sum(amount_minor) <> 0 or ${isUnbalanced} limit 1;
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
  end $$;`;

/**
 * Each payment writes a line of the bank's account and one of the creditor's, which are nearly all lines there are: an index that
 * finds those by their account finds half the journal. A settlement's lines are found by its claim, and an entry by its key, which
 * is therefore the primary one. That an entry is in one currency
 * is told by its first and last: counting those that differ sorts all lines.
 */
export class KeepTheJournalNarrow1797000100000 implements MigrationInterface {
  readonly name = 'KeepTheJournalNarrow1797000100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index client_money_line_settlement_idx, client_money_line_account_idx;
      alter table client_money_line drop constraint client_money_line_pkey, drop constraint client_money_line_key_once;
      alter table client_money_line add primary key (creditor_id, entry_key, line);
      create index client_money_line_account_idx on client_money_line (creditor_id, kind, currency, booked_on)
        where kind not in ('bank', 'creditor');
      ${keepClientMoney('min(currency) <> max(currency)')}
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index client_money_line_account_idx;
      alter table client_money_line drop constraint client_money_line_pkey;
      alter table client_money_line add primary key (creditor_id, entry_id, line),
        add constraint client_money_line_key_once unique (creditor_id, entry_key, line);
      create index client_money_line_account_idx on client_money_line (creditor_id, kind, currency, booked_on);
      create index client_money_line_settlement_idx on client_money_line (creditor_id, settlement_id) where settlement_id is not null;
      ${keepClientMoney('count(distinct currency) > 1')}
    `);
  }
}
