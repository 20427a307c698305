import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * A day's work over all creditors is found kind by kind, each in the order of its day, and no further than the list goes. What
 * holds a case and what comes next are asked for together, so they share an index: PostgreSQL then looks at the cases that
 * have both, not at all that have one.
 */
export class FindADaysWork1796700000000 implements MigrationInterface {
  readonly name = 'FindADaysWork1796700000000';

  async up(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      create index case_step_call_idx on case_step (due_on) where state = 'planned' and channel = 'call';
      create index case_plan_answer_idx on case_plan (answer_by) where state = 'proposed';
      create index case_pause_until_idx on case_pause (until_on) where ended_at is null and case_id is not null;
      create index case_deferral_until_idx on case_deferral (until_on) where state = 'active';
      create index debt_case_handled_idx on debt_case (creditor_id, id) where handler is not null;
      drop index debt_case_held_idx;
      create index debt_case_held_idx on debt_case using gin (array_append(held_by, next_step));
    `);
  }

  async down(queryRunner: QueryRunner): Promise<void> {
    await queryRunner.query(`
      drop index debt_case_handled_idx; drop index case_step_call_idx; drop index case_plan_answer_idx; drop index case_pause_until_idx;
      drop index case_deferral_until_idx; drop index debt_case_held_idx;
      create index debt_case_held_idx on debt_case using gin (held_by);
    `);
  }
}
