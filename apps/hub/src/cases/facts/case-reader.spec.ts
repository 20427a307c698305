import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { invoice } from '../../sync/testing/invoices.js';
import { RoadBench } from '../../sync/testing/road-bench.js';
import { decisionJson } from '../pass/decision-text.js';
import { CaseParts } from '../testing/case-parts.js';
import { plainRecords } from '../testing/plain-records.js';

const NEVER = new AbortController().signal;
/** Control characters as they may stand in what people wrote: they part fields and lines where the page is read. */
const ODD = 'a\u001fb\u001ec, {d} "e" \\ f\tæøå';

describe('CaseReader', () => {
  let bench: RoadBench;
  let parts: CaseParts;
  beforeAll(async () => {
    bench = await RoadBench.open();
    parts = new CaseParts(bench.database, bench.clock);
    await bench.reset();
    for (const [id, debtor] of [
      ['1', 'a'],
      ['2', 'a'],
      ['3', 'b'],
      ['4', 'c'],
    ] as const) {
      const item = invoice(id);
      const ledgerDebtorId = `debtor-${debtor}` as typeof item.ledgerDebtorId;
      const emails = debtor === 'c' ? [] : ['a@debtor.example'];
      await bench.inCollection({
        ...item,
        ledgerDebtorId,
        debtor: { ...item.debtor, ledgerDebtorId, emails },
      });
    }
    await parts.opening.run(bench.creditorId, NEVER);
    for (const sql of HAPPENED) await bench.rows(sql, sql.includes('$1') ? [ODD] : []);
  });
  afterAll(() => bench.close());

  const plain = () => bench.tx((tx) => plainRecords(tx));

  it('reads a page of cases as they are read one by one', async () => {
    const records = await plain();
    const lists = [
      'claims',
      'movements',
      'charges',
      'steps',
      'objections',
      'pauses',
      'deferrals',
      'approvals',
      'contacts',
    ] as const;
    // Nothing is compared that is not there.
    for (const list of lists) expect(records.some((record) => record[list].length > 0)).toBe(true);
    expect(records.some(({ plan, planned }) => plan !== null && planned !== null)).toBe(true);
    expect(records.some(({ plan, debtor }) => plan === null && debtor.category === ODD)).toBe(true);
    const read = await bench.tx((tx) => parts.reader.page(tx, '00000000-0000-0000-0000-000000000000', 100));
    expect(read).toEqual(records.filter(({ state }) => state !== 'closed'));
  });

  it('reads cases by their ids, closed ones too, and none as none', async () => {
    const records = await plain();
    await bench.rows(`update debt_case set state = 'closed' where id = '${records[0]!.id}'`);
    const ids = records.map(({ id }) => id).reverse();
    expect(await bench.tx((tx) => parts.reader.some(tx, ids))).toEqual(await plain());
    expect(await bench.tx((tx) => parts.reader.some(tx, []))).toEqual([]);
    const page = await bench.tx((tx) => parts.reader.page(tx, records[0]!.id, 1));
    expect(page.map(({ id }) => id)).toEqual([records[1]!.id]);
  });

  it('stores of an assessment the decision that was made, word for word', async () => {
    const ids = (await plain()).map(({ id }) => id);
    const found = await bench.tx((tx) => parts.pass.assess(tx, bench.creditorId, ids));
    const stored = await bench.rows<{
      id: string;
      decision: unknown;
      interest: bigint;
      events: bigint;
      lastEvent: number;
    }>(
      `select d.id, d.decision, d.interest_minor as interest, d.last_event as "lastEvent",
         (select count(*) from case_event e where e.case_id = d.id) as events from debt_case d order by d.id`,
    );
    for (const [n, { decision, balance, closes }] of found.entries()) {
      expect(stored[n]?.decision).toEqual(JSON.parse(JSON.stringify(decisionJson(decision))));
      expect(stored[n]?.interest).toBe(closes ? 0n : balance.total.interest);
      expect(stored[n]?.events).toBe(BigInt(stored[n]!.lastEvent));
    }
  });
});

/** A case with something of everything; the others have some of it. */
const FIRST = `(select id from debt_case order by id limit 1)`;
const CLAIM = `(select claim_id from case_claim where case_id = ${FIRST} order by 1 limit 1)`;
const HAPPENED = [
  `update case_debtor set name = $1, category = $1`,
  `update case_debtor set category = null, standing = null, worked_before = 'email', circumstances = '{"vulnerable": {"care": "adapted", "sinceOn": "2026-03-01"}}'
   where id = (select debtor_id from debt_case where id = ${FIRST})`,
  `update case_claim set state = 'paused', apart = 'debtor-asked', hold = jsonb_build_object('reason', $1::text) where claim_id = ${CLAIM}`,
  `insert into case_step (creditor_id, case_id, id, kind, regime, state, due_on, done_on, deadline_on, channel, fallback, decision, claim_ids, by_creditor, undelivered, changed_at)
   select creditor_id, id, gen_random_uuid(), k.kind, 'NO-1988', k.state, '2026-03-10', k.done, null, 'email', '{letter}', '{}', k.claims, k.own, k.own, now()
   from debt_case, (values ('reminder', 'done', date '2026-03-10', array[${CLAIM}], true), ('demand', 'done', date '2026-03-09', array[${CLAIM}, gen_random_uuid()], false),
     ('legal-notice', 'cancelled', null, '{}', false), ('collection-notice', 'planned', null, '{}'::uuid[], false)) as k(kind, state, done, claims, own)`,
  `insert into case_movement (creditor_id, case_id, number, source, source_id, line, kind, part, claim_id, amount_minor, value_on, detail, created_at)
   select creditor_id, id, n, 'settlement', id::text, n, 'payment', part, case part when 'overpaid' then null else ${CLAIM} end, 4200, '2026-03-20', '{}', now()
   from debt_case, (values (1, 'principal'), (2, 'overpaid')) as m(n, part)`,
  `insert into case_charge (creditor_id, case_id, number, entry, part, kind, claim_id, amount_minor, charged_on, rule, actor, created_at)
   select creditor_id, id, n, 'charge', 'costs', 'reminder-fee', case n when 1 then ${CLAIM} end, 3800, '2026-03-10', '{}', 'system', now()
   from debt_case, generate_series(1, 11) n`,
  `insert into case_objection (creditor_id, case_id, id, claim_id, kind, concerns, text, raised_through, raised_on, state, reasonable, created_at, created_by)
   select creditor_id, id, gen_random_uuid(), null, 'claim', 'all', $1, 'email', '2026-03-11', 'open', null, now(), 'test' from debt_case where id = ${FIRST}`,
  `insert into case_pause (creditor_id, id, case_id, kind, by, claim_ids, acts, detail, from_on, until_on, reason, created_at, created_by, ended_at)
   select creditor_id, gen_random_uuid(), id, p.kind, 'collector', p.claims, p.acts, jsonb_build_object('about', $1::text), '2026-03-11', null, $1, now(), 'test', p.ended
   from debt_case, (values ('crisis', null::uuid[], '{legal-action,eviction}'::text[], null::timestamptz), ('doubt', array[${CLAIM}], '{}', null), ('pause', null, '{}', now())) as p(kind, claims, acts, ended)
   where id = ${FIRST}`,
  `insert into case_deferral (creditor_id, case_id, id, granted_on, until_on, claim_ids, interest, state, reason, authority, created_at, created_by)
   select creditor_id, id, gen_random_uuid(), '2026-03-12', '2026-03-20', array[${CLAIM}], 'waived', 'active', $1, '{}', now(), 'test' from debt_case where id = ${FIRST}`,
  `insert into case_step_approval (creditor_id, case_id, id, kind, claim_ids, approved_on, approved_by, created_at)
   select creditor_id, id, gen_random_uuid(), 'legal-hand-off', null, '2026-03-12', $1, now() from debt_case where id = ${FIRST}`,
  `insert into case_letter (creditor_id, case_id, id, kind, channel, language, recipient, template, input, text, state, not_before, sent_at, delivered_at, created_at)
   select creditor_id, id, gen_random_uuid(), 'reminder', 'email', 'nb', '{}', 't', '{}', $1, 'sent', now(), s.at, case when s.at > '2026-03-01' then s.at end, now()
   from debt_case, (values (timestamptz '2025-06-01'), ('2026-02-20'), ('2026-03-10')) as s(at)`,
  `insert into case_plan (creditor_id, case_id, id, state, agreed_on, answer_by, interest, total_minor, instalments, basis, authority, note, created_at, created_by, ended_on)
   select creditor_id, id, gen_random_uuid(), p.state, '2026-03-13', p.answer, 'waived', 4200, 2, '{}', '{}', $1, p.at, 'test', p.ended
   from debt_case, (values ('ended', timestamptz '2020-03-13', date '2026-03-15', date '2026-03-14'), ('running', '2020-03-15', null, null)) as p(state, at, answer, ended)
   where id = ${FIRST}`,
  `insert into case_instalment (creditor_id, case_id, plan_id, number, due_on, amount_minor, paid_minor)
   select creditor_id, case_id, id, n, date '2026-04-01' + n, 2100, 0 from case_plan, generate_series(1, 12) n`,
];
