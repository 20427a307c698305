import type { CaseId, ClaimId, CreditorId } from '@app/domain';
import { OutsideTableError } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { plainArray } from '../../database/array-parameters.js';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseBook } from '../case-book.js';
import { CaseReader } from '../facts/case-reader.js';
import { balanceIfKnown } from '../facts/rate-not-known.js';
import { ownFeesLeft } from '../facts/own-fees.js';
import { CaseOpening } from '../opening/case-opening.js';
import { CasePass } from '../pass/case-pass.js';
import {
  allocatedIn,
  movementsOf,
  paymentEvent,
  type PaymentParts,
  type PaymentToAllocate,
  type PaymentToCount,
} from './case-money.js';

/** Where a claim is collected. */
export interface ClaimCase {
  readonly claimId: ClaimId;
  readonly caseId: CaseId;
  /** A plan is being kept: each payment fills its instalments, one after the other. */
  readonly hasPlan: boolean;
}

/**
 * Payments on many cases in a few statements, by the rules by which `CaseMoney` counts one. Each case once; payments that
 * are passed on, or that a plan waits for, are for `CaseMoney`.
 */
@Injectable()
export class CasePayments {
  constructor(
    private readonly opening: CaseOpening,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly book: CaseBook,
  ) {}

  /** The cases of claims; opened first where a claim was handed over only just now. Claims that no case collects are left out. */
  async casesOf(tx: Transaction, creditorId: CreditorId, claimIds: readonly ClaimId[]): Promise<ClaimCase[]> {
    const look = (): Promise<(ClaimCase & { readonly isBehind: boolean })[]> =>
      tx.query(CASES_OF, [creditorId, idArray(claimIds)]);
    const known = await look();
    // Nearly every claim has a case that was told everything: then this one look was enough.
    if (known.length === claimIds.length && !known.some(({ isBehind }) => isBehind)) return known;
    await this.opening.openSome(tx, creditorId, claimIds);
    return look();
  }

  /** Locks the cases and parts each payment. @returns in the order given; undefined where the case is gone, or a rate of the day is not known: `CaseMoney` says why */
  async allocate(
    tx: Transaction,
    creditorId: CreditorId,
    payments: readonly { readonly caseId: CaseId; readonly payment: PaymentToAllocate }[],
  ): Promise<(PaymentParts | undefined)[]> {
    if (payments.length === 0) return [];
    const ids = [...new Set(payments.map(({ caseId }) => caseId))];
    // Sent together: PostgreSQL reads the cases when it has locked them.
    const [, { creditor, counter }, read] = await Promise.all([
      this.book.lock(tx, ids),
      this.pass.terms(tx, creditorId),
      this.reader.some(tx, ids),
    ]);
    const records = new Map(read.map((record) => [record.id, record]));
    const ownFees = await ownFeesLeft(tx, creditorId, [...records.values()]);
    return payments.map(({ caseId, payment }) => {
      const record = records.get(caseId);
      if (!record) return undefined;
      const balance = balanceIfKnown(counter, record, payment.receivedOn);
      if (balance instanceof OutsideTableError) return undefined;
      return allocatedIn(record, balance, payment, creditor.country, ownFees).own;
    });
  }

  /**
   * Counts payments without a surplus in their cases, which are locked. Cases with a letter that waits to leave are assessed
   * at once, since it may say what is no longer true; the others right after the commit.
   */
  async count(
    tx: Transaction,
    creditorId: CreditorId,
    payments: readonly { readonly caseId: CaseId; readonly payment: PaymentToCount }[],
  ): Promise<void> {
    if (payments.length === 0) return;
    const caseIds = payments.map(({ caseId }) => caseId);
    const [, , , waiting] = await Promise.all([
      this.book.move(
        tx,
        payments.flatMap(({ caseId, payment }) => movementsOf(caseId, payment, 1n)),
      ),
      tx.query(REDUCE, [
        creditorId,
        plainArray(payments.map(({ payment }) => payment.claimId)),
        plainArray(payments.map(({ payment }) => payment.principalMinor)),
      ]),
      this.book.tellAndTouch(
        tx,
        payments.map(({ caseId, payment }) => paymentEvent(caseId, payment)),
      ),
      tx.query<{ caseId: CaseId }>(LETTERS_WAITING, [creditorId, idArray(caseIds)]),
    ]);
    if (waiting.length > 0)
      await this.pass.assess(
        tx,
        creditorId,
        waiting.map(({ caseId }) => caseId),
      );
    await this.opening.assessSoon(tx, creditorId);
  }
}

const CASES_OF = prepared(`
  select c.claim_id as "claimId", c.case_id as "caseId",
    exists (select from case_plan p where p.creditor_id = $1 and p.case_id = c.case_id and p.state = 'running') as "hasPlan",
    coalesce(c.followed_revision < h.revision, false) as "isBehind"
  from case_claim c
  left join collected_claim h on h.creditor_id = c.creditor_id and h.claim_id = c.claim_id
  where c.creditor_id = $1 and c.claim_id = any($2::uuid[])`);

const REDUCE = prepared(`
  update case_claim c set outstanding_minor = c.outstanding_minor - x.minor,
    state = case when c.state = 'withdrawn' then c.state when c.outstanding_minor - x.minor = 0 then 'closed'
      when c.hold is not null then 'paused' else 'open' end
  from unnest($2::uuid[], $3::bigint[]) as x(claim, minor)
  where c.creditor_id = $1 and c.claim_id = x.claim`);

const LETTERS_WAITING = prepared(`
  select distinct case_id as "caseId" from case_letter
  where creditor_id = $1 and case_id = any($2::uuid[]) and state = 'planned'`);
