import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { formatDecimal, money } from '@app/domain';
import fc from 'fast-check';
import { ProblemError } from '../api/problem-error.js';
import { type BuiltClaim, PaymentsBench } from '../payments/testing/payments-bench.js';
import type { NewSettlementDto } from './settlement.dto.js';

/** A payment as a test says it: on which of the claims, and how much of its 1 000. */
interface Told {
  readonly claim: number;
  readonly minor: number;
  readonly on: string;
  readonly reversal: boolean;
  readonly again: boolean;
}

describe('many settlements at once', () => {
  let bench: PaymentsBench;
  beforeAll(async () => {
    bench = await PaymentsBench.open();
  });
  afterAll(() => bench.close());

  it('leave everything as one by one do, whatever they are', async () => {
    const told = fc.record({
      claim: fc.nat(9),
      minor: fc.oneof(fc.constant(100_000), fc.integer({ min: 1, max: 130_000 })),
      on: fc.constantFrom('2026-02-25', '2026-03-01', '2026-03-02', '2026-04-01'),
      reversal: fc.boolean(),
      again: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(told, { minLength: 4, maxLength: 14 }), async (payments) => {
        const results: object[] = [];
        for (const way of ['one', 'many'] as const) {
          const claims = await addClaims();
          const answers = await takeAll(way, dtos(payments, claims));
          await bench.cases.pass.refresh(bench.creditorId, new AbortController().signal);
          results.push({ answers, ...(await everythingOf(claims)) });
        }
        expect(results[1]).toEqual(results[0]);
      }),
      { numRuns: 5, seed: 20_260_302, endOnFailure: true },
    );
  }, 240_000);

  it('are taken together where they are plain', async () => {
    const [some, more] = [await addClaims(), await addClaims()];
    const plain = (claims: readonly BuiltClaim[]): NewSettlementDto[] =>
      dtos(
        [0, 1, 2, 3].map((claim) => ({
          claim,
          minor: 40_000,
          on: '2026-03-02',
          reversal: false,
          again: false,
        })),
        claims,
      );
    const ofFour = await countStatements(() => takeAll('many', plain(some)));
    const later = [await addClaims(), more].flatMap(plain);
    // Not one more for each of them.
    expect(await countStatements(() => takeAll('many', later))).toBe(ofFour);
  });

  it('wait at the desk, by name, where a rate of their day is not known; the others are taken', async () => {
    const now = bench.clock.now();
    const known = await bench.addClaim();
    const unknown = await bench.addClaim();
    bench.clock.moveTo(new Date('2027-01-05T09:00:00.000Z'));
    const pays = (claim: BuiltClaim, on: string): Told => ({
      claim: claim === known ? 0 : 1,
      minor: 40_000,
      on,
      reversal: false,
      again: false,
    });
    const answers = await takeAll(
      'many',
      dtos([pays(known, '2026-12-31'), pays(unknown, '2027-01-04')], [known, unknown]),
    );
    expect(answers).toEqual(['taken', 'rate-not-known']);
    bench.clock.moveTo(now);
  });

  /** Plain ones, two in one case, one with costs, one closed, one withdrawn, one in another currency, one with a plan. */
  async function addClaims(): Promise<BuiltClaim[]> {
    const claims: BuiltClaim[] = [];
    for (let made = 0; made < 4; made += 1) claims.push(await bench.addClaim());
    const first = await bench.addClaim();
    claims.push(first, await bench.addClaim({ caseId: first.caseId }));
    claims.push(await bench.addClaim({ charges: [{ kind: 'own-work', amountMinor: 7_000n }] }));
    claims.push(await bench.addClaim({ state: 'withdrawn' }), await bench.addClaim({ currency: 'EUR' }));
    claims.push(await bench.addClaim());
    return claims;
  }

  function dtos(payments: readonly Told[], claims: readonly BuiltClaim[]): NewSettlementDto[] {
    return payments.flatMap(({ claim, minor, on, reversal, again }, index): NewSettlementDto[] => {
      const claimId = claims[claim]?.claimId ?? '';
      const pipelineReference = `bulk-${claimId}-${index}`;
      const dto = {
        claimId,
        pipelineReference,
        kind: 'payment' as const,
        receivedOn: on,
        currency: 'NOK',
        amount: formatDecimal(money(BigInt(minor), 'NOK')),
      };
      const back = {
        claimId,
        pipelineReference: `${pipelineReference}-back`,
        kind: 'reversal' as const,
        reverses: pipelineReference,
        receivedOn: on,
        currency: 'NOK',
      };
      return [dto, ...(again ? [dto] : []), ...(reversal ? [back] : [])];
    });
  }

  function takeAll(way: 'one' | 'many', list: readonly NewSettlementDto[]): Promise<unknown[]> {
    return bench.database.asCreditor(bench.creditorId, async (tx) => {
      if (way === 'many') {
        const taken = await bench.bulk.take(tx, bench.creditorId, list);
        return taken.map((one) => (one.kind === 'taken' ? 'taken' : one.problem.problem.code));
      }
      const answers: unknown[] = [];
      for (const dto of list)
        answers.push(
          await bench.settlements.takeIn(tx, bench.creditorId, dto).then(
            () => 'taken',
            (error: unknown) => {
              if (error instanceof ProblemError) return error.problem.code;
              throw error;
            },
          ),
        );
      return answers;
    });
  }

  /** All rows that follow from the claims, without ids and the names of the invoices. */
  async function everythingOf(claims: readonly BuiltClaim[]): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    const ids = claims.map(({ claimId }) => claimId);
    const cases = [...new Set(claims.map(({ caseId }) => caseId))];
    const names = new Map<string, string>();
    claims.forEach(({ claimId, caseId, kid, invoiceNumber }, index) => {
      for (const name of [claimId, caseId, kid, invoiceNumber])
        names.set(name, `${name === caseId ? 'case' : 'claim'}${index}`);
    });
    const columns = {
      claim: `select id, paid_minor, credited_minor, written_off_minor, outstanding_minor, overpaid_minor, state, hold_reason, last_event, last_message from claim where id = any($1) order by id`,
      claimEvents: `select claim_id, sequence, kind, detail, actor from claim_event where claim_id = any($1) order by claim_id, sequence`,
      claimMovements: `select claim_id, source, kind, amount_minor, occurred_on from claim_movement where claim_id = any($1) order by claim_id, occurred_on, amount_minor`,
      settlements: `select claim_id, kind, received_on, currency, principal_minor, interest_minor, fees_minor, surplus_minor, passed_on_minor, principal_in_books_minor, request from settlement where claim_id = any($1) order by claim_id, pipeline_reference`,
      writeBacks: `select claim_id, state, instruction - 'key' - 'text' - 'ledgerItemId' - 'ledgerDebtorId' as instruction, note, remedy from write_back where claim_id = any($1) order by claim_id, instruction->'amount'->>'minor', instruction->>'kind', instruction->>'bookOn', state`,
      caseClaims: `select claim_id, outstanding_minor, state from case_claim where claim_id = any($1) order by claim_id`,
    };
    for (const [name, sql] of Object.entries(columns))
      found[name] = named(await bench.rows(sql, [ids]), names);
    const ofCases = {
      cases: `select id, state, closed_by, principal_minor, case when state <> 'closed' then interest_minor end as interest, costs_minor, overpaid_minor from debt_case where id = any($1) order by id`,
      caseMovements: `select case_id, kind, part, amount_minor, value_on from case_movement where case_id = any($1) order by case_id, value_on, part, amount_minor, kind`,
      caseCharges: `select case_id, entry, kind, amount_minor from case_charge where case_id = any($1) order by case_id, number`,
      payments: `select case_id, kind, detail - 'settlementId' as detail from case_event where case_id = any($1) and kind like 'payment%' order by case_id, sequence`,
    };
    for (const [name, sql] of Object.entries(ofCases))
      found[name] = named(await bench.rows(sql, [cases]), names);
    return found;
  }

  function named(rows: unknown, names: ReadonlyMap<string, string>): unknown {
    const text = JSON.stringify(rows, (key, value: unknown) =>
      typeof value === 'bigint'
        ? `${value}`
        : ['settlementId', 'writeBackId', 'reverses'].includes(key)
          ? 'id'
          : value,
    );
    let plain = text;
    for (const [name, word] of names) plain = plain.replaceAll(name, word);
    // Ids of one moment have no order of their own.
    return (JSON.parse(plain) as object[]).map((row) => JSON.stringify(row)).sort();
  }

  async function countStatements(work: () => Promise<unknown>): Promise<number> {
    const client = Object.getPrototypeOf(
      await bench.database.asOperator(async (tx) => (tx as unknown as { client: object }).client),
    ) as { query: (...words: unknown[]) => unknown };
    const { query } = client;
    let sent = 0;
    client.query = function (this: unknown, ...words: unknown[]): unknown {
      sent += 1;
      return Reflect.apply(query, this, words);
    };
    try {
      await work();
    } finally {
      client.query = query;
    }
    return sent;
  }
});
