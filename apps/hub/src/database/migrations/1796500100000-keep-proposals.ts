import type { MigrationInterface, QueryRunner } from 'typeorm';
import { databaseRoles } from '../database-roles.js';
import { tenantTable } from '../tenant-table.js';

/** What one person asked for and another decides. The grants let nobody change what was asked, only how it ended. */
export class KeepProposals1796500100000 implements MigrationInterface {
  readonly name = 'KeepProposals1796500100000';

  async up(queryRunner: QueryRunner): Promise<void> {
    const { app, operator } = databaseRoles;
    await queryRunner.query(`
      create table proposal (
        creditor_id uuid not null,
        id uuid not null,
        kind text not null,
        connection_id uuid,
        payload jsonb not null,
        shown jsonb not null,
        basis text not null,
        state text not null,
        asked_by text not null,
        asked_at timestamptz not null,
        first_person uuid,
        ended_by text,
        ended_at timestamptz,
        reason text,
        outcome jsonb,
        primary key (creditor_id, id),
        constraint proposal_state_check check (state in ('open', 'confirmed', 'declined', 'withdrawn', 'outdated')),
        constraint proposal_end_check check ((state = 'open') = (ended_at is null)),
        constraint proposal_two_persons_check check (state <> 'confirmed' or (first_person is not null and ended_by like 'user:%' and ended_by <> 'user:' || first_person))
      );
      create index proposal_open_idx on proposal (creditor_id) where state = 'open';
    `);
    await tenantTable(queryRunner, 'proposal');
    await queryRunner.query(`
      revoke update, delete on proposal from ${app}, ${operator};
      grant update (state, first_person, ended_by, ended_at, reason, outcome) on proposal to ${app};

      create trigger tell_insert after insert on proposal referencing new table as touched
        for each statement execute function tell_what_changed('proposals');
      create trigger tell_update after update on proposal referencing new table as touched
        for each statement execute function tell_what_changed('proposals');

      create function tell_of_proposal() returns trigger language plpgsql as $$
      begin
        if new.state = 'open' then
          perform tell_event(new.creditor_id, 'proposal.opened', new.asked_at,
            jsonb_build_object('proposalId', new.id, 'proposal', new.kind));
        else
          perform tell_event(new.creditor_id, 'proposal.ended', new.ended_at,
            jsonb_build_object('proposalId', new.id, 'proposal', new.kind, 'state', new.state));
        end if;
        return null;
      end $$;
      create trigger tell_of_new_proposal after insert on proposal
        for each row execute function tell_of_proposal();
      create trigger tell_of_proposal after update on proposal for each row
        when (new.state <> old.state) execute function tell_of_proposal();
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query('drop table proposal; drop function tell_of_proposal');
  }
}
