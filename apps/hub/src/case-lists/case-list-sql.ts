import { addDays, type CreditorId, type LocalDate, parseMoney } from '@app/domain';
import { unfitField } from '../api/unfit-field.js';
import type { CaseListQueryDto } from './case-list.dto.js';
import { type Place, placeOf, type Sorting, SORTINGS } from './case-place.js';
import { type DebtorKey, FOUND_MAX, ofOneDebtor, searches } from './case-search.js';
import { Parameters } from './parameters.js';

export interface CaseListQuestion {
  readonly query: CaseListQueryDto;
  /** Instead of a search: the cases of this debtor. */
  readonly debtor?: DebtorKey;
  /** Creditors to look at; null: all. */
  readonly creditors: readonly CreditorId[] | null;
  readonly today: LocalDate;
  /** Rows, one more than a page. */
  readonly rows: number;
}

export interface CaseListStatement {
  readonly sql: string;
  readonly values: readonly unknown[];
  readonly sorting: Sorting;
}

/**
 * One page of cases. Without a search each state, and each creditor where not all are looked at, is walked along its own index in
 * the list's order and gives no more than the page needs; with one, what was found is sorted.
 *
 * @throws ProblemError for a place of another order
 */
export function caseListStatement(question: CaseListQuestion): CaseListStatement {
  const { query, debtor, creditors, rows } = question;
  const parameters = new Parameters();
  const sorting = SORTINGS[query.order ?? (asksForAmount(query) ? 'largest' : 'newest')];
  const order = ({ column, direction }: Sorting): string => `d.${column} ${direction}, d.id ${direction}`;
  const place = query.after === undefined ? undefined : placeOf(query.after, sorting);
  const conditions = conditionsOf(question, parameters, sorting, place);
  const states = parameters.add(statesOf(query), 'text[]');
  const within = creditors === null ? undefined : parameters.add(creditors, 'uuid[]');
  const limit = `limit ${parameters.add(rows, 'int')}`;
  const last = `order by ${order(sorting)} ${limit}`;
  if (query.q === undefined && debtor === undefined) {
    const branches = `unnest(${states}) s(state)${within === undefined ? '' : `, unnest(${within}) r(creditor_id)`}`;
    const branch = within === undefined ? '' : 'and d.creditor_id = r.creditor_id';
    const page = `select d.* from ${branches} cross join lateral (
      select ${KEYS} from debt_case d where d.state = s.state ${branch} ${conditions} ${last}) d ${last}`;
    return {
      sql: listed(`with page as (${page})`, 'false', order(sorting)),
      values: parameters.values,
      sorting,
    };
  }
  const reach = within === undefined ? '' : `and c.creditor_id = any(${within})`;
  const found = debtor ? ofOneDebtor(debtor, parameters, reach) : searches(query.q ?? '', parameters, reach);
  if (found.length === 0) throw tooShort();
  const own = within === undefined ? '' : `and d.creditor_id = any(${within})`;
  const search = `with found as materialized (${found.join('\n union ')}), page as (
    select ${KEYS} from found f join debt_case d on d.creditor_id = f.creditor_id and d.id = f.id
    where d.state = any(${states}) ${own} ${conditions} ${last})`;
  const isCut = `(select count(*) from found) > ${FOUND_MAX}`;
  return { sql: listed(search, isCut, order(sorting)), values: parameters.values, sorting };
}

const KEYS = 'd.creditor_id, d.id, d.opened_on, d.principal_minor';

/** One row at least, which says whether the search was cut. */
function listed(head: string, isCut: string, order: string): string {
  return `${head}
    select ${isCut} as "isCut", d.id, d.creditor_id as "creditorId", r.name as "creditorName", d.reference, d.state,
      d.closed_by as "closedBy", d.debtor_id as "debtorId", b.name as "debtorName", b.kind as "debtorKind", d.opened_on as "openedOn", d.currency,
      d.principal_minor as "principalMinor",
      d.principal_minor + d.interest_minor + d.costs_minor + d.court_minor as "owedMinor", d.outcome,
      d.next_step as "nextStep", d.next_on as "nextOn", d.held_by as "heldBy", d.handler,
      array(select l.invoice_number from case_claim l where l.creditor_id = d.creditor_id and l.case_id = d.id
        order by l.due_on, l.claim_id limit 3) as "invoiceNumbers"
    from (select 1) one left join (page p join debt_case d on d.creditor_id = p.creditor_id and d.id = p.id
      join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
      join creditor r on r.creditor_id = d.creditor_id) on true
    order by ${order}`;
}

function asksForAmount({ principalMin, principalMax }: CaseListQueryDto): boolean {
  return principalMin !== undefined || principalMax !== undefined;
}

function statesOf({ state, q }: CaseListQueryDto): readonly string[] {
  if (state === 'legal' || state === 'closed') return [state];
  return state === 'all' || (state === undefined && q !== undefined)
    ? ['open', 'legal', 'closed']
    : ['open', 'legal'];
}

function conditionsOf(
  { query, today }: CaseListQuestion,
  parameters: Parameters,
  { column, type, direction }: Sorting,
  place: Place | undefined,
): string {
  const all: string[] = [];
  const minor = (text: string): bigint => parseMoney(text, 'NOK').minor;
  if (query.heldBy !== undefined) {
    // Both in one condition, by the index that holds both; see the migration `FindADaysWork`.
    const both = [query.heldBy, ...(query.nextStep === undefined ? [] : [query.nextStep])];
    all.push(`array_append(d.held_by, d.next_step) @> ${parameters.add(both, 'text[]')}`);
  }
  if (query.nextStep !== undefined)
    all.push(`d.next_step = ${parameters.add(query.nextStep, 'text')} and d.state <> 'closed'`);
  if (query.principalMin !== undefined)
    all.push(`d.principal_minor >= ${parameters.add(minor(query.principalMin), 'bigint')}`);
  if (query.principalMax !== undefined)
    all.push(`d.principal_minor <= ${parameters.add(minor(query.principalMax), 'bigint')}`);
  if (query.ageMin !== undefined)
    all.push(`d.opened_on <= ${parameters.add(addDays(today, -query.ageMin), 'date')}`);
  if (query.ageMax !== undefined)
    all.push(`d.opened_on >= ${parameters.add(addDays(today, -query.ageMax), 'date')}`);
  if (place !== undefined) {
    const beyond = direction === 'desc' ? '<' : '>';
    const [key, id] = [parameters.add(place.key, type), parameters.add(place.id, 'uuid')];
    all.push(`(d.${column}, d.id) ${beyond} (${key}, ${id})`);
  }
  return all.map((one) => `and ${one}`).join(' ');
}

const tooShort = () =>
  unfitField(
    'q',
    'is too short to look for',
    'Write a word of the name, or three digits of a number and more.',
    'Nothing was looked for.',
  );
