import type { Transaction } from '../../database/transaction.js';
import type { CaseRecord } from '../facts/case-record.js';

const CONTACT_DAYS = 90;

/** The cases of a creditor as one JSON each, case by case: slow, and plain enough to be right. What `CaseReader` is compared with. */
export function plainRecords(tx: Transaction): Promise<CaseRecord[]> {
  return tx.query<CaseRecord>(`${RECORD} from debt_case d ${FROM} where d.creditor_id = $1 order by d.id`, [
    tx.creditorId,
  ]);
}

/** A list of a child table's rows as JSON, empty when there are none. */
const listOf = (columns: string, from: string, order: string): string =>
  `coalesce((select jsonb_agg(jsonb_build_object(${columns}) order by ${order}) from ${from}), '[]')`;

const OF_CASE = 'x.creditor_id = d.creditor_id and x.case_id = d.id';

const RECORD = `
  select d.id, d.reference, d.currency, d.state, d.revision, d.decided_revision as "decidedRevision",
    d.assessed_on as "assessedOn", d.opened_on as "openedOn", d.decision_digest as "decisionDigest", d.overpaid_minor as "overpaidMinor",
    jsonb_build_object('id', b.id, 'name', b.name, 'standing', b.standing, 'language', b.language,
      'contactPoints', b.contact_points, 'circumstances', b.circumstances, 'hasAddress', b.address is not null, 'addressFailed', b.address_failed,
      'category', b.category, 'history', b.history, 'workedBefore', b.worked_before) as debtor,
    ${listOf(
      `'id', x.claim_id, 'invoicedOn', x.invoiced_on, 'dueOn', x.due_on, 'principal', x.principal_minor::text, 'reducedBefore', x.reduced_before_minor::text,
       'outstanding', x.outstanding_minor::text, 'state', x.state, 'hold', x.hold, 'apart', x.apart`,
      `case_claim x where ${OF_CASE}`,
      'x.claim_id',
    )} as claims,
    ${listOf(
      `'claimId', x.claim_id, 'kind', x.kind, 'part', x.part, 'minor', x.amount_minor::text, 'on', x.value_on`,
      `case_movement x where ${OF_CASE}`,
      'x.number',
    )} as movements,
    ${listOf(
      `'number', x.number, 'entry', x.entry, 'part', x.part, 'kind', x.kind, 'claimId', x.claim_id,
       'minor', x.amount_minor::text, 'on', x.charged_on, 'stepId', x.step_id`,
      `case_charge x where ${OF_CASE}`,
      'x.number',
    )} as charges,
    ${listOf(
      `'id', x.id, 'kind', x.kind, 'on', x.done_on, 'deadlineOn', x.deadline_on, 'channel', x.channel, 'claimIds', x.claim_ids,
       'byCreditor', x.by_creditor, 'confirmed', x.content_confirmed, 'announces', x.announces_legal_action,
       'undelivered', x.undelivered`,
      `case_step x where ${OF_CASE} and x.state = 'done'`,
      'x.done_on, x.id',
    )} as steps,
    (select jsonb_build_object('id', x.id, 'kind', x.kind, 'claimIds', x.claim_ids) from case_step x
      where ${OF_CASE} and x.state = 'planned') as planned,
    ${listOf(
      `'claimId', x.claim_id, 'raisedOn', x.raised_on, 'state', x.state, 'handledOn', x.handled_on,
       'beforeBoard', x.before_board, 'reasonable', x.reasonable`,
      `case_objection x where ${OF_CASE}`,
      'x.raised_on, x.id',
    )} as objections,
    ${listOf(
      `'kind', x.kind, 'by', x.by, 'claimIds', x.claim_ids, 'acts', x.acts, 'detail', x.detail, 'fromOn', x.from_on,
       'untilOn', x.until_on, 'reason', x.reason`,
      `case_pause x where ${OF_CASE} and x.ended_at is null`,
      'x.from_on, x.id',
    )} as pauses,
    ${listOf(
      `'grantedOn', x.granted_on, 'untilOn', x.until_on, 'claimIds', x.claim_ids, 'interest', x.interest`,
      `case_deferral x where ${OF_CASE} and x.state <> 'cancelled'`,
      'x.granted_on, x.id',
    )} as deferrals,
    ${listOf(
      `'kind', x.kind, 'claimIds', x.claim_ids, 'on', x.approved_on, 'by', x.approved_by`,
      `case_step_approval x where ${OF_CASE}`,
      'x.approved_on, x.id',
    )} as approvals,
    ${listOf(
      `'on', x.sent_at::date, 'channel', x.channel, 'kind', x.kind, 'deliveredOn', x.delivered_at::date`,
      `case_letter x where ${OF_CASE} and x.sent_at > now_of.day - ${CONTACT_DAYS}`,
      'x.sent_at, x.id',
    )} as contacts,
    (select jsonb_build_object('state', x.state, 'agreedOn', x.agreed_on, 'endedOn', x.ended_on, 'answerBy', x.answer_by,
        'interest', x.interest, 'paid', (select coalesce(sum(m.amount_minor), 0)::text from case_movement m
          where m.creditor_id = x.creditor_id and m.case_id = x.case_id and m.created_at > x.created_at
            and m.part <> 'overpaid' and m.kind in ('payment', 'payment-reversed', 'direct-payment')), 'instalments', ${listOf(
              `'dueOn', i.due_on, 'amount', i.amount_minor::text`,
              'case_instalment i where i.creditor_id = x.creditor_id and i.case_id = x.case_id and i.plan_id = x.id',
              'i.number',
            )}) from case_plan x where ${OF_CASE} and x.state <> 'declined' order by x.created_at desc limit 1) as plan,
    ${listOf(
      `'from', x.agreed_on + 1, 'to', x.ended_on`,
      `case_plan x where ${OF_CASE} and x.interest = 'waived' and x.state not in ('proposed', 'declined')`,
      'x.agreed_on, x.id',
    )} as "interestFree"`;

const FROM = `
  join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
  cross join lateral (select coalesce(d.assessed_on, d.opened_on) as day) now_of`;
