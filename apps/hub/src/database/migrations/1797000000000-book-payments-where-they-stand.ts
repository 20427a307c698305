import type { MigrationInterface, QueryRunner } from 'typeorm';
import { operatorTable } from '../tenant-table.js';

const UNCOUNTED = `'duplicate', 'copy', 'unsound', 'test', 'dismissed'`;
const BOOKED = `'allocated', 'open', 'set-aside', 'sent-back', 'taken-back', 'parted', 'reversal', 'left', 'payout'`;

/**
 * A payment that is booked changes no column that an index holds: its new version stands on the page of the first one, and
 * no index is written again. So what waits is a table of its own, what people look through is told by a column that stays empty
 * for what the machine books whole, and the movement that counts is the one that has an occurrence.
 */
export class BookPaymentsWhereTheyStand1797000000000 implements MigrationInterface {
  readonly name = 'BookPaymentsWhereTheyStand1797000000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index bank_transaction_once, bank_transaction_identity_idx, bank_transaction_new_idx, bank_transaction_other_idx,
        bank_transaction_desk_idx;
      alter table bank_transaction
        add column desk_state text,
        alter column occurrence drop not null,
        set (fillfactor = 40);
      update bank_transaction set desk_state = case when state not in ('new', 'allocated', 'duplicate') then state end,
        occurrence = case when state not in (${UNCOUNTED}) then occurrence end
      where state not in ('new', 'allocated');
      -- Looked at by the commit: a file's rows are written first, and then it is found which of them were told before.
      alter table bank_transaction add constraint bank_transaction_once unique (identity, occurrence) deferrable initially deferred;
      alter table bank_transaction add constraint bank_transaction_occurrence_check
        check (occurrence is not null or state in (${UNCOUNTED}));
      create index bank_transaction_desk_idx on bank_transaction (desk_state, id) where desk_state is not null;

      create table bank_transaction_queue (
        id uuid primary key,
        is_payment boolean not null
      );
      create index bank_transaction_queue_other_idx on bank_transaction_queue (id) where not is_payment;
      insert into bank_transaction_queue (id, is_payment)
        select id, direction = 'credit' and not is_reversal from bank_transaction where state = 'new' order by id;

      create function stand_bank_transaction() returns trigger language plpgsql as $$
      begin
        new.desk_state := case when new.state not in ('new', 'allocated', 'duplicate') then new.state end;
        if new.state in (${UNCOUNTED}) then new.occurrence := null; end if;
        return new;
      end $$;
      create trigger stand_new before insert on bank_transaction for each row
        when (new.state <> 'new') execute function stand_bank_transaction();
      create trigger stand before update of state on bank_transaction for each row
        when (new.state not in ('new', 'allocated') or old.desk_state is not null) execute function stand_bank_transaction();

      -- A file's rows are queued by whoever reads it, at once; booked ones are taken out by whoever books them.
      create function queue_bank_transaction() returns trigger language plpgsql as $$
      begin
        if new.state = 'new' then
          insert into bank_transaction_queue (id, is_payment)
            values (new.id, new.direction = 'credit' and not new.is_reversal) on conflict do nothing;
        else
          delete from bank_transaction_queue where id = new.id;
        end if;
        return null;
      end $$;
      create trigger queue after update of state on bank_transaction for each row
        when ((new.state = 'new') <> (old.state = 'new') and new.state <> 'allocated') execute function queue_bank_transaction();
    `);
    await operatorTable(queryRunner, 'bank_transaction_queue');
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger stand_new on bank_transaction;
      drop trigger stand on bank_transaction;
      drop trigger queue on bank_transaction;
      drop function stand_bank_transaction, queue_bank_transaction;
      drop table bank_transaction_queue;
      alter table bank_transaction drop constraint bank_transaction_once, drop constraint bank_transaction_occurrence_check;
      drop index bank_transaction_desk_idx;
      update bank_transaction set occurrence = 1 where occurrence is null;
      alter table bank_transaction drop column desk_state, alter column occurrence set not null, reset (fillfactor);
      create unique index bank_transaction_once on bank_transaction (identity, occurrence) where state in (${BOOKED});
      create index bank_transaction_identity_idx on bank_transaction (identity);
      create index bank_transaction_new_idx on bank_transaction (id) where state = 'new';
      create index bank_transaction_other_idx on bank_transaction (id) where state = 'new' and (direction = 'debit' or is_reversal);
      create index bank_transaction_desk_idx on bank_transaction (state, id) where state not in ('new', 'allocated', 'duplicate');
    `);
  }
}
