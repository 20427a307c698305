import { prepared } from '../../database/transaction.js';

/**
 * Contacts older than this are looked at by no frequency cap.
 */
const CONTACT_DAYS = 90;

/** Between the fields of a line, and between lines: control characters, which no field that is written here can hold. */
export const FIELD = '\u001f';
export const LINE = '\u001e';
const BETWEEN_FIELDS = `E'\\x1f'`;
const BETWEEN_LINES = `E'\\x1e'`;

/**
 * Rows as one text: for the tables of which every case has rows. PostgreSQL makes a JSON object of a row three times as
 * slowly. Only keywords, ids, days, numbers and JSON may stand in a field (a missing value is empty); a text that people
 * wrote goes through `to_json`, which escapes control characters.
 */
const lines = (fields: readonly string[], rows: string, order: string): string =>
  `(select string_agg(concat(${fields.join(`, ${BETWEEN_FIELDS}, `)}), ${BETWEEN_LINES} order by ${order}) from ${rows})`;

/** Rows as one JSON: for tables of which few cases have any. */
const objects = (fields: Readonly<Record<string, string>>, rows: string, order: string): string =>
  `(select json_agg(json_build_object('case', x.case_id, ${Object.entries(fields)
    .map(([name, value]) => `'${name}', ${value}`)
    .join(', ')}) order by ${order}) from ${rows})`;

const same = (...names: readonly string[]): Record<string, string> =>
  Object.fromEntries(names.map((name) => [name, `x.${name}`]));

/** As an array of ids, so that each is looked up in the index, however many rows the planner takes the page for. */
const OF_PAGE = 'x.creditor_id = $1 and x.case_id = any(array(select id from page))';

const CASE_LINES = lines(
  [
    'd.id',
    'd.debtor_id',
    'to_json(d.reference)',
    'd.currency',
    'd.state',
    'd.revision',
    'd.decided_revision',
    'd.assessed_on',
    'd.opened_on',
    'd.decision_digest',
    'd.overpaid_minor',
  ],
  'page d',
  'd.id',
);

const DEBTOR_LINES = lines(
  [
    'b.id',
    'to_json(b.name)',
    'b.standing',
    'b.language',
    'b.contact_points',
    'b.circumstances',
    'b.address is not null',
    'to_json(b.category)',
    'b.history',
    'b.worked_before',
    'b.address_failed',
  ],
  'case_debtor b where b.creditor_id = $1 and b.id = any(array(select debtor_id from page))',
  'b.id',
);

const CLAIM_LINES = lines(
  [
    'x.case_id',
    'x.claim_id',
    'x.invoiced_on',
    'x.due_on',
    'x.principal_minor',
    'x.reduced_before_minor',
    'x.outstanding_minor',
    'x.state',
    'x.hold',
    'x.apart',
  ],
  `case_claim x where ${OF_PAGE}`,
  'x.claim_id',
);

const MOVEMENT_LINES = lines(
  ['x.case_id', 'x.claim_id', 'x.kind', 'x.part', 'x.amount_minor', 'x.value_on'],
  `case_movement x where ${OF_PAGE}`,
  'x.number',
);

const CHARGE_LINES = lines(
  [
    'x.case_id',
    'x.number',
    'x.entry',
    'x.part',
    'x.kind',
    'x.claim_id',
    'x.amount_minor',
    'x.charged_on',
    'x.step_id',
  ],
  `case_charge x where ${OF_PAGE}`,
  'x.number',
);

/** Done and planned; those that were cancelled are history. */
const STEP_LINES = lines(
  [
    'x.case_id',
    'x.state',
    'x.id',
    'x.kind',
    'x.done_on',
    'x.deadline_on',
    'x.channel',
    'x.claim_ids',
    'x.by_creditor',
    'x.content_confirmed',
    'x.announces_legal_action',
    'x.undelivered',
  ],
  `case_step x where ${OF_PAGE} and x.state <> 'cancelled'`,
  'x.done_on, x.id',
);

const CONTACT_LINES = lines(
  ['x.case_id', 'x.sent_at::date', 'x.channel', 'x.kind', 'x.delivered_at::date'],
  `case_letter x join page d on d.id = x.case_id
    where ${OF_PAGE} and x.sent_at > coalesce(d.assessed_on, d.opened_on) - ${CONTACT_DAYS}`,
  'x.sent_at, x.id',
);

const OBJECTIONS = objects(
  {
    claimId: 'x.claim_id',
    raisedOn: 'x.raised_on',
    handledOn: 'x.handled_on',
    beforeBoard: 'x.before_board',
    ...same('state', 'reasonable'),
  },
  `case_objection x where ${OF_PAGE}`,
  'x.raised_on, x.id',
);

const PAUSES = objects(
  {
    claimIds: 'x.claim_ids',
    fromOn: 'x.from_on',
    untilOn: 'x.until_on',
    ...same('kind', 'by', 'acts', 'detail', 'reason'),
  },
  `case_pause x where ${OF_PAGE} and x.ended_at is null`,
  'x.from_on, x.id',
);

const DEFERRALS = objects(
  { grantedOn: 'x.granted_on', untilOn: 'x.until_on', claimIds: 'x.claim_ids', ...same('interest') },
  `case_deferral x where ${OF_PAGE} and x.state <> 'cancelled'`,
  'x.granted_on, x.id',
);

const APPROVALS = objects(
  { claimIds: 'x.claim_ids', on: 'x.approved_on', by: 'x.approved_by', ...same('kind') },
  `case_step_approval x where ${OF_PAGE}`,
  'x.approved_on, x.id',
);

/** The last first: it is the case's plan. */
const PLANS = objects(
  {
    agreedOn: 'x.agreed_on',
    endedOn: 'x.ended_on',
    answerBy: 'x.answer_by',
    ...same('state', 'interest'),
    paid: `(select coalesce(sum(m.amount_minor), 0)::text from case_movement m
      where m.creditor_id = x.creditor_id and m.case_id = x.case_id and m.created_at > x.created_at
        and m.part <> 'overpaid' and m.kind in ('payment', 'payment-reversed', 'direct-payment'))`,
    instalments: `coalesce((select json_agg(json_build_object('dueOn', i.due_on, 'amount', i.amount_minor::text) order by i.number)
      from case_instalment i where i.creditor_id = x.creditor_id and i.case_id = x.case_id and i.plan_id = x.id), '[]')`,
  },
  `case_plan x where ${OF_PAGE} and x.state <> 'declined'`,
  'x.created_at desc',
);

const INTEREST_FREE = objects(
  // The plan's sum holds the interest of the day on which it was agreed; from the next one on there is none.
  { from: 'x.agreed_on + 1', to: 'x.ended_on' },
  `case_plan x where ${OF_PAGE} and x.interest = 'waived' and x.state not in ('proposed', 'declined')`,
  'x.agreed_on, x.id',
);

/** A page of cases with all that belongs to them as one row: a column for each table. */
const pageOf = (which: string): string => `
  with page as materialized (
    select id, debtor_id, reference, currency, state, revision, decided_revision, assessed_on, opened_on, decision_digest,
      overpaid_minor
    from debt_case where creditor_id = $1 and ${which}
  )
  select ${CASE_LINES} as cases, ${DEBTOR_LINES} as debtors, ${CLAIM_LINES} as claims, ${MOVEMENT_LINES} as movements,
    ${CHARGE_LINES} as charges, ${STEP_LINES} as steps, ${CONTACT_LINES} as contacts, ${OBJECTIONS} as objections,
    ${PAUSES} as pauses, ${DEFERRALS} as deferrals, ${APPROVALS} as approvals, ${PLANS} as plans,
    ${INTEREST_FREE} as "interestFree"`;

/** Parameters: creditor, id of the last case read, number of cases. */
export const NEXT_CASES = prepared(pageOf(`id > $2 and state <> 'closed' order by id limit $3`));

/** Parameters: creditor, ids. */
export const THESE_CASES = prepared(pageOf('id = any($2::uuid[])'));
