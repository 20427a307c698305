import type { CaseDebtorId, ClaimId, JsonObject, LocalDate } from '@app/domain';
import type { StoredCircumstances, StoredContactPoint } from '../entities/case-debtor.entity.js';
import type {
  CaseRecord,
  RecordApproval,
  RecordCharge,
  RecordClaim,
  RecordContact,
  RecordDebtor,
  RecordDeferral,
  RecordMovement,
  RecordObjection,
  RecordPause,
  RecordPlan,
  RecordStep,
} from './case-record.js';
import { FIELD, LINE } from './case-page-sql.js';

/** A page as PostgreSQL answers it (`case-page-sql.ts`): lines of fields, null where there are none, and lists of objects. */
export interface CasePage {
  readonly cases: string | null;
  readonly debtors: string | null;
  readonly claims: string | null;
  readonly movements: string | null;
  readonly charges: string | null;
  readonly steps: string | null;
  readonly contacts: string | null;
  readonly objections: readonly OfCase<RecordObjection>[] | null;
  readonly pauses: readonly OfCase<RecordPause>[] | null;
  readonly deferrals: readonly OfCase<RecordDeferral>[] | null;
  readonly approvals: readonly OfCase<RecordApproval>[] | null;
  readonly plans: readonly OfCase<RecordPlan>[] | null;
  readonly interestFree: readonly OfCase<CaseRecord['interestFree'][number]>[] | null;
}

type OfCase<T> = T & { readonly case: string };
/** The lists of one case by the case's id. */
type Lists<T> = ReadonlyMap<string, readonly T[]>;

const NONE: readonly never[] = [];
const NO_CIRCUMSTANCES: StoredCircumstances = {};

/** The cases of a page, in the order of their ids. */
export function recordsOf(page: CasePage): CaseRecord[] {
  const debtors = new Map(fieldsOf(page.debtors).map((fields) => [fields[0], debtor(fields)]));
  const claims = listsOf(page.claims, claim);
  const movements = listsOf(page.movements, movement);
  const charges = listsOf(page.charges, charge);
  const [steps, planned] = stepsOf(page.steps);
  const contacts = listsOf(page.contacts, contact);
  const objections = grouped(page.objections);
  const pauses = grouped(page.pauses);
  const deferrals = grouped(page.deferrals);
  const approvals = grouped(page.approvals);
  const plans = grouped(page.plans);
  const interestFree = grouped(page.interestFree);
  return fieldsOf(page.cases).map((fields) => {
    const id = fields[0]!;
    return {
      id: id as CaseRecord['id'],
      reference: JSON.parse(fields[2]!) as string,
      currency: fields[3] as CaseRecord['currency'],
      state: fields[4] as CaseRecord['state'],
      revision: Number(fields[5]),
      decidedRevision: Number(fields[6]),
      assessedOn: (fields[7] || null) as LocalDate | null,
      openedOn: fields[8] as LocalDate,
      decisionDigest: fields[9] || null,
      overpaidMinor: BigInt(fields[10]!),
      debtor: debtors.get(fields[1])!,
      claims: claims.get(id) ?? NONE,
      movements: movements.get(id) ?? NONE,
      charges: charges.get(id) ?? NONE,
      steps: steps.get(id) ?? NONE,
      planned: planned.get(id) ?? null,
      objections: objections.get(id) ?? NONE,
      pauses: pauses.get(id) ?? NONE,
      deferrals: deferrals.get(id) ?? NONE,
      approvals: approvals.get(id) ?? NONE,
      contacts: contacts.get(id) ?? NONE,
      plan: plans.get(id)?.[0] ?? null,
      interestFree: interestFree.get(id) ?? NONE,
    };
  });
}

function debtor(fields: readonly string[]): RecordDebtor {
  const circumstances = fields[5]!;
  return {
    id: fields[0] as CaseDebtorId,
    name: JSON.parse(fields[1]!) as string,
    standing: (fields[2] || null) as RecordDebtor['standing'],
    language: fields[3] as RecordDebtor['language'],
    contactPoints: JSON.parse(fields[4]!) as StoredContactPoint[],
    circumstances:
      circumstances === '{}' ? NO_CIRCUMSTANCES : (JSON.parse(circumstances) as StoredCircumstances),
    hasAddress: fields[6] === 't',
    addressFailed: fields[10] === 't',
    category: fields[7] ? (JSON.parse(fields[7]) as string) : null,
    history: fields[8] as RecordDebtor['history'],
    workedBefore: (fields[9] || null) as RecordDebtor['workedBefore'],
  };
}

function claim(fields: readonly string[]): RecordClaim {
  return {
    id: fields[1] as ClaimId,
    invoicedOn: fields[2] as LocalDate,
    dueOn: fields[3] as LocalDate,
    principal: fields[4]!,
    reducedBefore: fields[5]!,
    outstanding: fields[6]!,
    state: fields[7] as RecordClaim['state'],
    hold: fields[8] ? (JSON.parse(fields[8]) as JsonObject) : null,
    apart: (fields[9] || null) as RecordClaim['apart'],
  };
}

function movement(fields: readonly string[]): RecordMovement {
  return {
    claimId: (fields[1] || null) as ClaimId | null,
    kind: fields[2] as RecordMovement['kind'],
    part: fields[3] as RecordMovement['part'],
    minor: fields[4]!,
    on: fields[5] as LocalDate,
  };
}

function charge(fields: readonly string[]): RecordCharge {
  return {
    number: Number(fields[1]),
    entry: fields[2] as RecordCharge['entry'],
    part: fields[3] as RecordCharge['part'],
    kind: fields[4]!,
    claimId: (fields[5] || null) as ClaimId | null,
    minor: fields[6]!,
    on: fields[7] as LocalDate,
    stepId: (fields[8] || null) as RecordCharge['stepId'],
  };
}

function contact(fields: readonly string[]): RecordContact {
  return {
    on: fields[1] as LocalDate,
    channel: fields[2] as RecordContact['channel'],
    kind: fields[3] as RecordContact['kind'],
    deliveredOn: (fields[4] || null) as LocalDate | null,
  };
}

function stepsOf(
  text: string | null,
): [steps: Lists<RecordStep>, planned: ReadonlyMap<string, NonNullable<CaseRecord['planned']>>] {
  const done = new Map<string, RecordStep[]>();
  const planned = new Map<string, NonNullable<CaseRecord['planned']>>();
  for (const fields of fieldsOf(text)) {
    const id = fields[2] as RecordStep['id'];
    const kind = fields[3] as RecordStep['kind'];
    const claimIds = idsOf(fields[7]!);
    if (fields[1] === 'planned') planned.set(fields[0]!, { id, kind, claimIds });
    else
      push(done, fields[0]!, {
        id,
        kind,
        on: fields[4] as LocalDate,
        deadlineOn: (fields[5] || null) as LocalDate | null,
        channel: fields[6] as RecordStep['channel'],
        claimIds,
        byCreditor: fields[8] === 't',
        confirmed: fields[9] === 't',
        announces: fields[10] === 't',
        undelivered: fields[11] === 't',
      });
  }
  return [done, planned];
}

/** `{a,b}`, as PostgreSQL writes an array of ids. */
function idsOf(array: string): ClaimId[] {
  return array === '{}' ? [] : (array.slice(1, -1).split(',') as ClaimId[]);
}

function fieldsOf(text: string | null): string[][] {
  return text === null ? [] : text.split(LINE).map((line) => line.split(FIELD));
}

/** By the first field, which is the case's id. */
function listsOf<T>(text: string | null, read: (fields: readonly string[]) => T): Lists<T> {
  const lists = new Map<string, T[]>();
  for (const fields of fieldsOf(text)) push(lists, fields[0]!, read(fields));
  return lists;
}

function grouped<T>(rows: readonly OfCase<T>[] | null): Lists<T> {
  const lists = new Map<string, T[]>();
  for (const { case: caseId, ...row } of rows ?? NONE) push(lists, caseId, row as T);
  return lists;
}

function push<T>(lists: Map<string, T[]>, key: string, one: T): void {
  const list = lists.get(key);
  if (list) list.push(one);
  else lists.set(key, [one]);
}
