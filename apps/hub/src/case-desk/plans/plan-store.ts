import type { CaseId, CreditorId, LocalDate } from '@app/domain';
import type { Instalment } from '@app/collection';
import { Injectable } from '@nestjs/common';
import type { CaseInstalmentEntity } from '../../cases/entities/case-instalment.entity.js';
import type { CasePlanEntity, PlanState } from '../../cases/entities/case-plan.entity.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { partNotFound } from '../file/case-problems.js';

export type StoredInstalment = Omit<CaseInstalmentEntity, 'creditorId' | 'caseId' | 'planId'>;

export interface Plan extends Omit<CasePlanEntity, 'creditorId' | 'instalments'> {
  readonly instalments: StoredInstalment[];
}

interface PlanRow extends Omit<Plan, 'instalments'> {
  readonly instalments: (Omit<StoredInstalment, 'amountMinor' | 'paidMinor'> & {
    readonly amountMinor: string;
    readonly paidMinor: string;
  })[];
}

/** Plans with their instalments. */
@Injectable()
export class PlanStore {
  /** Oldest first. */
  async ofCase(tx: Transaction, creditorId: CreditorId, caseId: CaseId): Promise<Plan[]> {
    const rows = await tx.query<PlanRow>(OF_CASE, [creditorId, caseId]);
    return rows.map(planOf);
  }

  /** @throws ProblemError plan-not-found */
  async one(tx: Transaction, creditorId: CreditorId, caseId: CaseId, id: string): Promise<Plan> {
    const plan = (await this.ofCase(tx, creditorId, caseId)).find((one) => one.id === id);
    if (!plan) throw partNotFound('plan', id);
    return plan;
  }

  async add(
    tx: Transaction,
    creditorId: CreditorId,
    plan: Omit<Plan, 'instalments' | 'endedOn'>,
    instalments: readonly Instalment[],
  ): Promise<void> {
    await tx.query(ADD, [
      creditorId,
      plan.caseId,
      plan.id,
      plan.state,
      plan.agreedOn,
      plan.answerBy,
      plan.interest,
      plan.totalMinor,
      instalments.length,
      plan.replacesId,
      JSON.stringify(plan.basis),
      JSON.stringify(plan.authority),
      plan.note,
      plan.createdAt,
      plan.createdBy,
    ]);
    const rows = instalments.map(({ dueOn, amountMinor }, index) => ({
      number: index + 1,
      dueOn,
      amount: `${amountMinor}`,
    }));
    await tx.query(ADD_INSTALMENTS, [creditorId, plan.caseId, plan.id, JSON.stringify(rows)]);
  }

  async move(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, id }: Pick<Plan, 'caseId' | 'id'>,
    to: { readonly state: PlanState; readonly agreedOn?: LocalDate; readonly endedOn?: LocalDate },
  ): Promise<void> {
    const { state, agreedOn = null, endedOn = null } = to;
    await tx.query(MOVE, [creditorId, caseId, id, state, agreedOn, endedOn]);
  }

  /** Money that came in since the plan was proposed: a debtor may begin to pay before all is signed. Minor units. */
  async paidSince(tx: Transaction, creditorId: CreditorId, { caseId, createdAt }: Plan): Promise<bigint> {
    const [row] = await tx.query<{ minor: bigint }>(PAID, [creditorId, caseId, createdAt]);
    return row === undefined || row.minor < 0n ? 0n : row.minor;
  }

  async setInstalments(
    tx: Transaction,
    creditorId: CreditorId,
    { caseId, id }: Pick<Plan, 'caseId' | 'id'>,
    instalments: readonly StoredInstalment[],
  ): Promise<void> {
    const rows = instalments.map(({ amountMinor: _, paidMinor, ...rest }) => ({
      ...rest,
      paid: `${paidMinor}`,
    }));
    await tx.query(SET_INSTALMENTS, [creditorId, caseId, id, JSON.stringify(rows)]);
  }
}

function planOf({ instalments, ...plan }: PlanRow): Plan {
  return {
    ...plan,
    instalments: instalments.map(({ amountMinor, paidMinor, ...rest }) => ({
      ...rest,
      amountMinor: BigInt(amountMinor),
      paidMinor: BigInt(paidMinor),
    })),
  };
}

/** Every column of a plan `p`, its instalments as JSON in their order. */
export const PLAN_COLUMNS = `
  p.case_id as "caseId", p.id, p.state, p.agreed_on as "agreedOn", p.answer_by as "answerBy", p.interest,
  p.total_minor as "totalMinor", p.replaces_id as "replacesId", p.basis, p.authority, p.note, p.created_at as "createdAt",
  p.created_by as "createdBy", p.ended_on as "endedOn",
  coalesce((select jsonb_agg(jsonb_build_object('number', i.number, 'dueOn', i.due_on, 'amountMinor', i.amount_minor::text,
      'paidMinor', i.paid_minor::text, 'paidOn', i.paid_on, 'remindedOn', i.reminded_on, 'contactedOn', i.contacted_on)
      order by i.number)
    from case_instalment i
    where i.creditor_id = p.creditor_id and i.case_id = p.case_id and i.plan_id = p.id), '[]') as instalments`;

const OF_CASE = prepared(`
  select ${PLAN_COLUMNS} from case_plan p where p.creditor_id = $1 and p.case_id = $2 order by p.created_at, p.id`);

const ADD = prepared(`
  insert into case_plan (creditor_id, case_id, id, state, agreed_on, answer_by, interest, total_minor, instalments, replaces_id,
    basis, authority, note, created_at, created_by)
  values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)`);

const ADD_INSTALMENTS = prepared(`
  insert into case_instalment (creditor_id, case_id, plan_id, number, due_on, amount_minor, paid_minor)
  select $1, $2, $3, x.number, x."dueOn", x.amount, 0
  from jsonb_to_recordset($4::jsonb) as x(number int, "dueOn" date, amount bigint)`);

const MOVE = prepared(`
  update case_plan set state = $4, agreed_on = coalesce($5, agreed_on), ended_on = coalesce($6, ended_on)
  where creditor_id = $1 and case_id = $2 and id = $3`);

const PAID = prepared(`
  select coalesce(sum(amount_minor), 0)::bigint as minor from case_movement
  where creditor_id = $1 and case_id = $2 and created_at > $3 and part <> 'overpaid'
    and kind in ('payment', 'payment-reversed', 'direct-payment')`);

const SET_INSTALMENTS = prepared(`
  update case_instalment i set paid_minor = x.paid, paid_on = x."paidOn", reminded_on = x."remindedOn",
    contacted_on = x."contactedOn"
  from jsonb_to_recordset($4::jsonb) as x(number int, paid bigint, "paidOn" date, "remindedOn" date, "contactedOn" date)
  where i.creditor_id = $1 and i.case_id = $2 and i.plan_id = $3 and i.number = x.number`);
