import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { referenceTable, tenantTable } from '../tenant-table.js';

/**
 * What outsiders are told. Triggers write an event in the transaction of the fact, from the rows in which the fact is kept
 * anyway, so that no road past them exists; none is written while nobody has asked for events. `events-book.ts` numbers
 * them per organisation after their commit. The types stand in `events/event-types.ts`, and a test compares.
 */
export class TellEvents1796010000000 implements MigrationInterface {
  readonly name = 'TellEvents1796010000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create table event_feed (
        organisation_id uuid not null primary key,
        last_sequence bigint not null,
        forgotten_through bigint not null,
        opened_at timestamptz not null
      );
      create table hub_event (
        creditor_id uuid not null,
        id uuid not null,
        arrival bigint not null generated always as identity,
        type text not null,
        data jsonb not null,
        occurred_at timestamptz not null,
        told_at timestamptz,
        primary key (creditor_id, id)
      );
      create index hub_event_waiting_idx on hub_event (arrival) where told_at is null;
      create index hub_event_told_idx on hub_event (told_at);
      create table feed_event (
        creditor_id uuid not null,
        organisation_id uuid not null,
        sequence bigint not null,
        event_id uuid not null,
        told_at timestamptz not null,
        primary key (creditor_id, organisation_id, sequence)
      );
      create index feed_event_sequence_idx on feed_event (organisation_id, sequence);
      create index feed_event_told_idx on feed_event (told_at);
    `);
    await referenceTable(queryRunner, 'event_feed');
    await tenantTable(queryRunner, 'hub_event');
    await tenantTable(queryRunner, 'feed_event');
    await queryRunner.query(`revoke update, delete on hub_event from ${databaseRoles.app}`);
    await queryRunner.query(`revoke insert, update, delete on feed_event from ${databaseRoles.app}`);
    await queryRunner.query(`
      create function tell_event(creditor uuid, kind text, at timestamptz, facts jsonb) returns void language sql as $$
        insert into hub_event (creditor_id, id, type, data, occurred_at)
          select creditor, gen_random_uuid(), kind, jsonb_strip_nulls(facts), at where exists (select from event_feed)
      $$;

      create function tell_of_claims() returns trigger language plpgsql as $$
      begin
        if exists (select from event_feed) then
          insert into hub_event (creditor_id, id, type, data, occurred_at)
            select creditor_id, gen_random_uuid(), type, jsonb_strip_nulls(jsonb_build_object('claimId', claim_id, 'closedBy', closed_by)), at
            from (
              select *, case when kind = 'closed' then detail ->> 'closedBy' end as closed_by,
                case
                  when kind = 'created' then 'claim.created'
                  when kind in ('proposed', 'in-collection') and detail ->> 'reopened' = 'true' then 'claim.reopened'
                  when kind = 'in-collection' then 'claim.handed-over'
                  when kind = 'balance-changed' then 'claim.balance-changed'
                  when kind = 'withdrawn' then 'claim.withdrawn'
                  when kind = 'rejected' then 'claim.rejected'
                  when kind = 'closed' and detail ->> 'closedBy' = 'paid' then 'claim.paid'
                  when kind = 'closed' then 'claim.closed'
                end as type
              from added
            ) told where type is not null order by claim_id, sequence;
        end if;
        return null;
      end $$;
      create trigger tell_of_claims after insert on claim_event
        referencing new table as added for each statement execute function tell_of_claims();

      create function tell_of_settlements() returns trigger language plpgsql as $$
      begin
        if exists (select from event_feed) then
          insert into hub_event (creditor_id, id, type, data, occurred_at)
            select creditor_id, gen_random_uuid(), case kind when 'reversal' then 'settlement.reversed' else 'settlement.received' end,
              jsonb_build_object('settlementId', id, 'claimId', claim_id), created_at
            from added order by id;
        end if;
        return null;
      end $$;
      create trigger tell_of_settlements after insert on settlement
        referencing new table as added for each statement execute function tell_of_settlements();

      create function tell_of_case() returns trigger language plpgsql as $$
      begin
        if tg_op = 'INSERT' then
          perform tell_event(new.creditor_id, 'case.opened', new.opened_at, jsonb_build_object('caseId', new.id));
        else
          perform tell_event(new.creditor_id, 'case.closed', coalesce(new.closed_at, clock_timestamp()),
            jsonb_build_object('caseId', new.id, 'closedBy', new.closed_by));
        end if;
        return null;
      end $$;
      create trigger tell_of_case_opened after insert on debt_case for each row execute function tell_of_case();
      create trigger tell_of_case_closed after update on debt_case for each row
        when (new.state = 'closed' and old.state <> 'closed') execute function tell_of_case();

      create function tell_of_step() returns trigger language plpgsql as $$
      begin
        perform tell_event(new.creditor_id, 'case.step-done', new.changed_at,
          jsonb_build_object('caseId', new.case_id, 'stepId', new.id, 'step', new.kind));
        return null;
      end $$;
      create trigger tell_of_step after update on case_step for each row
        when (new.state = 'done' and old.state <> 'done') execute function tell_of_step();

      create function tell_of_posting() returns trigger language plpgsql as $$
      begin
        perform tell_event(new.creditor_id, 'posting.' || new.state, new.changed_at,
          jsonb_build_object('writeBackId', new.id, 'claimId', new.claim_id, 'settlementId', new.settlement_id));
        return null;
      end $$;
      create trigger tell_of_posting after update on write_back for each row
        when (new.state in ('verified', 'refused', 'needs-matching', 'reversed') and old.state <> new.state)
        execute function tell_of_posting();

      create function tell_of_connection() returns trigger language plpgsql as $$
      begin
        if new.state = 'blocked' then
          perform tell_event(new.creditor_id, 'connection.broken', coalesce(new.last_failure_at, clock_timestamp()),
            jsonb_build_object('connectionId', new.id, 'reason', new.blocked_reason));
        else
          perform tell_event(new.creditor_id, 'connection.mended', coalesce(new.verified_at, clock_timestamp()),
            jsonb_build_object('connectionId', new.id));
        end if;
        return null;
      end $$;
      create trigger tell_of_connection after update on connection for each row
        when ((new.state = 'blocked') <> (old.state = 'blocked')) execute function tell_of_connection();

      create function tell_of_difference() returns trigger language plpgsql as $$
      begin
        if new.state = 'cleared' then
          perform tell_event(new.creditor_id, 'difference.cleared', new.cleared_at,
            jsonb_build_object('differenceId', new.id, 'claimId', new.claim_id));
        else
          perform tell_event(new.creditor_id, 'difference.found', new.last_seen_at,
            jsonb_build_object('differenceId', new.id, 'claimId', new.claim_id, 'difference', new.kind));
        end if;
        return null;
      end $$;
      create trigger tell_of_new_difference after insert on standing_difference
        for each row execute function tell_of_difference();
      create trigger tell_of_difference after update on standing_difference for each row
        when ((new.state = 'cleared') <> (old.state = 'cleared')) execute function tell_of_difference();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop trigger tell_of_claims on claim_event;
      drop trigger tell_of_settlements on settlement;
      drop trigger tell_of_case_opened on debt_case;
      drop trigger tell_of_case_closed on debt_case;
      drop trigger tell_of_step on case_step;
      drop trigger tell_of_posting on write_back;
      drop trigger tell_of_connection on connection;
      drop trigger tell_of_new_difference on standing_difference;
      drop trigger tell_of_difference on standing_difference;
      drop function tell_of_claims, tell_of_settlements, tell_of_case, tell_of_step, tell_of_posting,
        tell_of_connection, tell_of_difference, tell_event;
      drop table feed_event, hub_event, event_feed;
    `);
  }
}
