import type { ClaimId, CreditorId, LocalDate } from '@app/domain';
import { OutsideTableError } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { idArray } from '../../database/id-array.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { CaseReader } from '../facts/case-reader.js';
import { balanceIfKnown } from '../facts/rate-not-known.js';
import { CaseOpening } from '../opening/case-opening.js';
import { CasePass } from '../pass/case-pass.js';
import { demandedOf } from './case-money.js';

export interface ClaimToAsk {
  readonly claimId: ClaimId;
  /** What the claim itself says. */
  readonly outstandingMinor: bigint;
  readonly on: LocalDate;
}

/** What a payment on a claim can be counted on, in minor units. */
export interface OwedNow {
  /** Principal, interest that has been demanded, and costs. */
  readonly ownMinor: bigint;
  /** The same of other claims of its case that nothing holds: what is beyond `own` is passed on to them. */
  readonly besideMinor: bigint;
}

interface Beside {
  readonly claimId: ClaimId;
  readonly besideId: ClaimId;
  readonly outstandingMinor: bigint;
}

/** What claims owe, costs and interest included, without counting anything. Claims that no case collects owe their principal. */
@Injectable()
export class OwedByCases {
  constructor(
    private readonly opening: CaseOpening,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
  ) {}

  /** In a creditor's transaction. Opens the cases of claims that were handed over only just now. */
  async now(
    tx: Transaction,
    creditorId: CreditorId,
    claims: readonly ClaimToAsk[],
  ): Promise<Map<ClaimId, OwedNow>> {
    const claimIds = claims.map(({ claimId }) => claimId);
    await this.opening.openSome(tx, creditorId, claimIds);
    const found = new Map<ClaimId, OwedNow>(
      claims.map(({ claimId, outstandingMinor }) => [
        claimId,
        { ownMinor: outstandingMinor, besideMinor: 0n },
      ]),
    );
    const ids = idArray(claimIds);
    const cases = await tx.query<{ claimId: ClaimId; caseId: never }>(CASES, [creditorId, ids]);
    if (cases.length === 0) return found;
    const beside = await tx.query<Beside>(BESIDE, [creditorId, ids]);
    const { counter } = await this.pass.terms(tx, creditorId);
    const records = await this.reader.some(tx, [...new Set(cases.map(({ caseId }) => caseId))]);
    for (const { claimId, outstandingMinor, on } of claims) {
      const record = records.find(({ claims: some }) => some.some(({ id }) => id === claimId));
      if (!record) continue;
      const balance = balanceIfKnown(counter, record, on);
      // Whoever counts the payment says so; until then the principal is what is certainly owed.
      if (balance instanceof OutsideTableError) continue;
      const owed = (id: ClaimId, minor: bigint): bigint => {
        const parts = demandedOf(record, balance, { claimId: id, outstandingMinor: minor }).owed;
        return Object.values(parts).reduce((sum, part) => sum + part, 0n);
      };
      const besideMinor = beside
        .filter((other) => other.claimId === claimId)
        .reduce((sum, other) => sum + owed(other.besideId, other.outstandingMinor), 0n);
      found.set(claimId, { ownMinor: owed(claimId, outstandingMinor), besideMinor });
    }
    return found;
  }
}

const CASES = prepared(
  `select claim_id as "claimId", case_id as "caseId" from case_claim where creditor_id = $1 and claim_id = any($2::uuid[])`,
);

/** As money is passed on: nothing that is disputed, held, or not collected. */
const BESIDE = prepared(`
  select c.claim_id as "claimId", o.claim_id as "besideId", k.outstanding_minor as "outstandingMinor"
  from case_claim c
  join case_claim o on o.creditor_id = c.creditor_id and o.case_id = c.case_id and o.claim_id <> c.claim_id
  join claim k on k.creditor_id = o.creditor_id and k.id = o.claim_id
  join claim paid on paid.creditor_id = c.creditor_id and paid.id = c.claim_id
  where c.creditor_id = $1 and c.claim_id = any($2::uuid[]) and o.state = 'open' and o.hold is null
    and k.hold_reason is null and k.outstanding_minor > 0 and k.currency = paid.currency
    and k.state not in ('closed', 'withdrawn', 'rejected')
    and not exists (select from case_objection x where x.creditor_id = o.creditor_id and x.case_id = o.case_id
      and x.state = 'open' and (x.claim_id is null or x.claim_id = o.claim_id))`);
