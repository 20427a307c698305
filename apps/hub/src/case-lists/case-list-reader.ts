import { type Clock, type CreditorId, type Currency, type DebtorKind, localDateAt } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import { listedName } from '../access-log/shown.js';
import { outOfReach } from '../accounts/account-problems.js';
import { type Asker, CREDITORS_MAX, creditorsWithin, type Reach } from '../accounts/reach.js';
import { moneyDto } from '../api/money.dto.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import {
  type CaseListDto,
  type CaseListQueryDto,
  CASES_PER_PAGE_MAX,
  type CreditorNameDto,
  type ListedCaseDto,
} from './case-list.dto.js';
import { type CaseListQuestion, caseListStatement } from './case-list-sql.js';
import { placeText, type Sorting } from './case-place.js';
import type { DebtorKey } from './case-search.js';

type Row = Omit<ListedCaseDto, 'owed' | 'id'> & {
  readonly isCut: boolean;
  readonly debtorKind: DebtorKind;
  /** Null in the one row that stands for none. */
  readonly id: ListedCaseDto['id'] | null;
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly owedMinor: bigint;
};

const PAGE_STANDARD = 50;

/** Cases over all creditors that somebody reaches. Reach is decided here, since no creditor's transaction sees several. */
@Injectable()
export class CaseListReader {
  constructor(
    private readonly database: Database,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError for a creditor out of reach, a search that says nothing, or a place of another order */
  list({ reach, rights }: Asker, query: CaseListQueryDto): Promise<CaseListDto> {
    return this.database.asOperator(async (tx) => {
      const reached = await creditorsWithin(tx, reach);
      const creditors = chosen(reached, query.creditorId?.toLowerCase() as CreditorId | undefined);
      return this.#read(tx, { query, creditors }, rights);
    });
  }

  /** For choosing one: by name. */
  creditors(reach: Reach): Promise<CreditorNameDto[]> {
    return this.database.asOperator(async (tx) =>
      tx.query<CreditorNameDto>(
        `select creditor_id as "creditorId", name from creditor
         where $1::uuid[] is null or creditor_id = any($1) order by name, creditor_id limit ${CREDITORS_MAX}`,
        [await creditorsWithin(tx, reach)],
      ),
    );
  }

  /** The newest two hundred. @throws ProblemError for a creditor out of reach */
  ofDebtor({ reach, rights }: Asker, debtor: DebtorKey): Promise<CaseListDto> {
    return this.database.asOperator(async (tx) => {
      const creditors = await creditorsWithin(tx, reach);
      chosen(creditors, debtor.creditorId);
      const query = { state: 'all', limit: CASES_PER_PAGE_MAX } as const;
      return this.#read(tx, { query, creditors, debtor }, rights);
    });
  }

  async #read(
    tx: Transaction,
    question: Pick<CaseListQuestion, 'query' | 'creditors' | 'debtor'>,
    rights: Asker['rights'],
  ): Promise<CaseListDto> {
    const limit = question.query.limit ?? PAGE_STANDARD;
    // The countries' clocks are the same.
    const today = localDateAt(this.clock.now(), 'NO');
    const { sql, values, sorting } = caseListStatement({ ...question, today, rows: limit + 1 });
    return listDto(await tx.query<Row>(sql, values), { sorting, limit, rights });
  }
}

function chosen(
  reached: readonly CreditorId[] | null,
  one: CreditorId | undefined,
): readonly CreditorId[] | null {
  if (one === undefined) return reached;
  if (reached !== null && !reached.includes(one)) throw outOfReach();
  return [one];
}

function listDto(
  rows: readonly Row[],
  { sorting, limit, rights }: { sorting: Sorting; limit: number; rights: Asker['rights'] },
): CaseListDto {
  const found = rows.filter(({ id }) => id !== null);
  const last = found.length > limit ? found[limit - 1] : undefined;
  const key = sorting.column === 'opened_on' ? last?.openedOn : last?.principalMinor;
  return {
    cases: found.slice(0, limit).map((row) => listedCase(row, rights)),
    nextAfter: !last || last.id === null ? null : placeText({ key: String(key), id: last.id }),
    isCut: rows[0]?.isCut ?? false,
  };
}

function listedCase(
  { isCut: _, currency, principalMinor: __, owedMinor, id, debtorKind, ...row }: Row,
  rights: Asker['rights'],
): ListedCaseDto {
  if (id === null) throw new TypeError('This row stands for no case.');
  const debtorName = listedName(row.debtorName, debtorKind, rights);
  return { id, ...row, debtorName, owed: moneyDto(owedMinor, currency) };
}
