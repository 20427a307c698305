import type { CaseId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { idArray } from '../../database/id-array.js';
import type { Transaction } from '../../database/transaction.js';
import { type CasePage, recordsOf } from './case-page.js';
import { NEXT_CASES, THESE_CASES } from './case-page-sql.js';
import type { CaseRecord } from './case-record.js';

/** Reads whole cases, many at a time, in one statement. */
@Injectable()
export class CaseReader {
  /** The next cases that are not closed, in the order of their ids. */
  async page(tx: Transaction, after: string, limit: number): Promise<CaseRecord[]> {
    const [page] = await tx.query<CasePage>(NEXT_CASES, [tx.creditorId, after, limit]);
    return page ? recordsOf(page) : [];
  }

  /** These cases, whatever their state, in the order of their ids. */
  async some(tx: Transaction, caseIds: readonly CaseId[]): Promise<CaseRecord[]> {
    const [page] = await tx.query<CasePage>(THESE_CASES, [tx.creditorId, idArray(caseIds)]);
    return page ? recordsOf(page) : [];
  }
}
