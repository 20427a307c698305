import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Whoever works cases looks for them over all creditors: by age, by what is owed, by what is next, by what is in the way, and
 * by what a caller says. What holds a case stands in a column of its own, so that PostgreSQL knows how common each
 * reason is; names are found by their words, without an extension that a packaged server may lack.
 */
export class FindCasesAcrossCreditors1796100000000 implements MigrationInterface {
  readonly name = 'FindCasesAcrossCreditors1796100000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      alter table debt_case add column held_by text[] not null default '{}';
      -- Forced row-level security binds the owner, too, who sees no row at all.
      alter table debt_case no force row level security;
      update debt_case set held_by = array(
        select distinct hold ->> 'reason'
        from jsonb_array_elements(coalesce(decision -> 'holds', '[]') || coalesce(decision -> 'elsewhere', '[]')) hold
        order by 1)
      where decision is not null;
      alter table debt_case force row level security;
      create index debt_case_age_idx on debt_case (state, opened_on, id);
      create index debt_case_own_age_idx on debt_case (creditor_id, state, opened_on, id);
      create index debt_case_size_idx on debt_case (state, principal_minor, id);
      create index debt_case_own_size_idx on debt_case (creditor_id, state, principal_minor, id);
      create index debt_case_step_idx on debt_case (next_step, opened_on, id) where state <> 'closed';
      create index debt_case_held_idx on debt_case using gin (held_by);
      create index debt_case_reference_idx on debt_case (reference text_pattern_ops);
      create index debt_case_lapses_idx on debt_case (lapses_on) where state <> 'closed';
      create index case_claim_invoice_idx on case_claim (invoice_number text_pattern_ops);
      create index case_debtor_organisation_idx on case_debtor (organisation_number text_pattern_ops)
        where organisation_number is not null;
      create index case_debtor_words_idx on case_debtor using gin (to_tsvector('simple', name));
      create index case_task_day_idx on case_task (due_on, creditor_id, case_id, id) where state = 'open';
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index debt_case_age_idx; drop index debt_case_own_age_idx; drop index debt_case_size_idx;
      drop index debt_case_own_size_idx; drop index debt_case_step_idx; drop index debt_case_held_idx;
      drop index debt_case_reference_idx; drop index debt_case_lapses_idx; drop index case_claim_invoice_idx;
      drop index case_debtor_organisation_idx; drop index case_debtor_words_idx; drop index case_task_day_idx;
      alter table debt_case drop column held_by;
    `);
  }
}
