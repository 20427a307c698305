import { type Clock, type CreditorId, type LocalDate, localDateAt } from '@app/domain';
import { type PlanHistory, type PlansKept, plansKeptInFirstYear } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { CLOCK } from '../../config/clock.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { prepared } from '../../database/transaction.js';

const PLANS_MAX = 100_000;

interface ChainRow {
  readonly agreedOn: LocalDate;
  readonly state: string;
  readonly endedOn: LocalDate | null;
  readonly renegotiated: boolean;
}

/** The measure that counts: plans kept in their first year. A chain of renegotiated plans is one plan. */
@Injectable()
export class PlansKeptService {
  constructor(
    private readonly database: Database,
    private readonly creditors: CreditorReader,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  ofCreditor(creditorId: CreditorId): Promise<PlansKept> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
      const rows = await tx.query<ChainRow>(CHAINS, [creditorId, PLANS_MAX]);
      return plansKeptInFirstYear(rows.map(historyOf), localDateAt(this.clock.now(), creditor.country));
    });
  }
}

function historyOf({ agreedOn, state, endedOn, renegotiated }: ChainRow): PlanHistory {
  return {
    agreedOn,
    renegotiated,
    ...(state === 'completed' && endedOn !== null ? { completedOn: endedOn } : {}),
    ...(state === 'ended' && endedOn !== null ? { endedOn } : {}),
  };
}

/** Each chain by its first plan's day and its last plan's end; proposals that were never accepted are none. */
const CHAINS = prepared(`
  with recursive chain as (
    select p.creditor_id, p.case_id, p.id as root, p.id, p.agreed_on, p.state, p.ended_on, 0 as steps
    from case_plan p where p.creditor_id = $1 and p.replaces_id is null and p.state not in ('proposed', 'declined')
    union all
    select n.creditor_id, n.case_id, c.root, n.id, c.agreed_on, n.state, n.ended_on, c.steps + 1
    from chain c join case_plan n on n.creditor_id = c.creditor_id and n.case_id = c.case_id and n.replaces_id = c.id
    where c.steps < 100
  )
  select distinct on (root) agreed_on as "agreedOn", state, ended_on as "endedOn", steps > 0 as renegotiated
  from chain order by root, steps desc limit $2`);
