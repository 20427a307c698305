import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Why something was decided is written once and read as a whole, never searched: as `json` it is kept as it came, where
 * `jsonb` takes it apart and puts it together anew, which costs more than the rest of the row. Why a claim is one
 * stood beside the claim and in its history; the history stays, since nobody can change it.
 */
export class TellWhyOnce1795440000000 implements MigrationInterface {
  readonly name = 'TellWhyOnce1795440000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table claim_event alter column detail type json using detail::json;
      alter table open_item alter column decision_inputs type json using decision_inputs::json;
      alter table collected_claim alter column handed_over type json using handed_over::json;
      -- Forced row-level security binds the owner, too, who would see no row and write none.
      alter table claim no force row level security;
      alter table claim_event no force row level security;
      insert into claim_event (creditor_id, claim_id, sequence, kind, detail, actor, at)
        select creditor_id, id, 1, 'created', reason::json, 'system', created_at from claim c where not exists (
          select from claim_event e where e.creditor_id = c.creditor_id and e.claim_id = c.id and e.sequence = 1);
      alter table claim drop column reason;
      alter table claim force row level security;
      alter table claim_event force row level security;
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table claim add column reason jsonb;
      alter table claim no force row level security;
      alter table claim_event no force row level security;
      update claim c set reason = coalesce((select e.detail::jsonb - 'approval' from claim_event e
        where e.creditor_id = c.creditor_id and e.claim_id = c.id and e.sequence = 1), '{}');
      alter table claim force row level security;
      alter table claim_event force row level security;
      alter table claim alter column reason set not null;
      alter table collected_claim alter column handed_over type jsonb using handed_over::jsonb;
      alter table open_item alter column decision_inputs type jsonb using decision_inputs::jsonb;
      alter table claim_event alter column detail type jsonb using detail::jsonb;
    `);
  }
}
