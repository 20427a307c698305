import { type IssuedReference, type IssueList, issueListOf } from '@app/bank-files';
import {
  type ClaimId,
  type ClaimState,
  type CreditorId,
  type Currency,
  type LocalDate,
  type Money,
  money,
} from '@app/domain';
import { Injectable } from '@nestjs/common';
import { type OwedNow, OwedByCases } from '../../cases/money/owed-now.js';
import { prepared, type PreparedStatement, type Transaction } from '../../database/transaction.js';
import { grouped } from '../grouped.js';
import type { Asked } from './asked-list.js';

/** A claim that some payments may be for. */
export interface IssuedClaim {
  readonly claimId: ClaimId;
  readonly creditorId: CreditorId;
  readonly state: ClaimState;
  readonly currency: Currency;
  /** What the creditor's books are kept in. */
  readonly booksCurrency: Currency;
  readonly outstandingMinor: bigint;
  readonly invoiceNumber: string;
  readonly paymentReference: string | null;
  /** The digits of the case's reference, which letters print where the invoice has none. */
  readonly caseDigits: string | null;
  readonly agencyId: string | null;
  readonly debtorName: string | null;
  readonly debtorOrganisationNumber: string | null;
}

export interface FoundClaims {
  readonly claims: readonly IssuedClaim[];
  /** There may be more. */
  readonly isCut: boolean;
}

/** Proposals by amount alone are for people: more than so many help nobody. */
const BY_AMOUNT_MAX = 2_000;
const FOUND_MAX = 20_000;

/** Looks our references up, in sets for a batch of payments, over all creditors. In an operator's transaction. */
@Injectable()
export class IssuedClaims {
  constructor(private readonly owed: OwedByCases) {}

  /** Claims that payments may name. */
  async named(tx: Transaction, { references, invoiceNumbers }: Asked): Promise<FoundClaims> {
    const cases = [...references]
      .filter((reference) => /^\d{15}$/.test(reference))
      .map((digits) => `K-${digits}`);
    const look = async (statement: PreparedStatement, words: readonly string[]): Promise<IssuedClaim[]> =>
      words.length === 0 ? [] : tx.query<IssuedClaim>(statement, [words]);
    const found = await Promise.all([
      look(BY_REFERENCE, [...references]),
      look(BY_CASE, cases),
      look(BY_INVOICE, [...invoiceNumbers]),
    ]);
    const claims = [...new Map(found.flat().map((claim) => [claim.claimId, claim])).values()];
    return { claims, isCut: found.some(({ length }) => length === FOUND_MAX) };
  }

  /** Claims of which exactly so much is outstanding, as many as help a person. */
  async owing(tx: Transaction, amounts: readonly Money[]): Promise<IssuedClaim[]> {
    if (amounts.length === 0) return [];
    return tx.query<IssuedClaim>(BY_AMOUNT, [[...new Set(amounts.map(({ minor }) => `${minor}`))]]);
  }

  /** As `PaymentMatcher.changedSince`. */
  async changedSince(tx: Transaction, claims: readonly IssuedClaim[]): Promise<ClaimId[]> {
    if (claims.length === 0) return [];
    const [creditors, ids] = [
      claims.map(({ creditorId }) => creditorId),
      claims.map(({ claimId }) => claimId),
    ];
    const locked = await tx.query<Pick<IssuedClaim, 'claimId' | 'state' | 'outstandingMinor'>>(LOCKED, [
      creditors,
      ids,
    ]);
    const now = new Map(locked.map((claim) => [claim.claimId, claim]));
    return claims.flatMap(({ claimId, state, outstandingMinor }) => {
      const claim = now.get(claimId);
      return claim?.state === state && claim.outstandingMinor === outstandingMinor ? [] : [claimId];
    });
  }

  /** What claims owe with costs and interest, on the last of the days on which they were paid: enough to tell a surplus. */
  async owedOf(
    tx: Transaction,
    claims: readonly IssuedClaim[],
    on: LocalDate,
  ): Promise<ReadonlyMap<ClaimId, OwedNow>> {
    const found = new Map<ClaimId, OwedNow>();
    const byCreditor = grouped(
      claims.filter(({ state }) => !isOver(state)),
      ({ creditorId }) => creditorId,
    );
    for (const [creditorId, some] of byCreditor) {
      const asked = some.map(({ claimId, outstandingMinor }) => ({ claimId, outstandingMinor, on }));
      const owed = await tx.asCreditor(creditorId, (part) => this.owed.now(part, creditorId, asked));
      for (const [claimId, minor] of owed) found.set(claimId, minor);
    }
    return found;
  }
}

/** The list that payments are matched against. A claim is found by what was printed for it: its own reference, or its case's. */
export function issueList(claims: readonly IssuedClaim[], owed: ReadonlyMap<ClaimId, OwedNow>): IssueList {
  const items = claims.map((claim) => ({ claim, item: itemOf(claim, owed.get(claim.claimId)) }));
  const own = issueListOf(items.map(({ item }) => item));
  const ofCases = issueListOf(
    items.flatMap(({ claim: { caseDigits }, item }) =>
      caseDigits === null || caseDigits === item.reference ? [] : [{ ...item, reference: caseDigits }],
    ),
  );
  return {
    byReference: (reference) => [...own.byReference(reference), ...ofCases.byReference(reference)],
    byInvoiceNumber: (number) => own.byInvoiceNumber(number),
    byPayerAndAmount: (payer, amount) => own.byPayerAndAmount(payer, amount),
  };
}

function itemOf(claim: IssuedClaim, owed: OwedNow | undefined): IssuedReference {
  const { claimId, currency, invoiceNumber, debtorName, debtorOrganisationNumber } = claim;
  return {
    claim: claimId,
    reference: claim.paymentReference ?? '',
    invoiceNumber,
    outstanding: money(owed?.ownMinor ?? claim.outstandingMinor, currency),
    state: stateOf(claim),
    ...(debtorName === null ? {} : { debtorName }),
    ...(debtorOrganisationNumber === null ? {} : { debtorOrganisationNumber }),
  };
}

function isOver(state: ClaimState): boolean {
  return state === 'closed' || state === 'withdrawn' || state === 'rejected';
}

/** What an outside agency collects is not ours to count: a person passes the money on. */
function stateOf({ state, agencyId }: IssuedClaim): IssuedReference['state'] {
  if (state === 'closed') return 'closed';
  return isOver(state) || agencyId !== null ? 'withdrawn' : 'open';
}

const CLAIM = `
  select c.id as "claimId", c.creditor_id as "creditorId", c.state, c.currency, r.currency as "booksCurrency",
    c.outstanding_minor as "outstandingMinor", c.invoice_number as "invoiceNumber", c.payment_reference as "paymentReference",
    substr(k.reference, 3) as "caseDigits", c.agency_id as "agencyId",
    d.image->>'name' as "debtorName", d.image->>'organisationNumber' as "debtorOrganisationNumber"
  from claim c
  join creditor r on r.creditor_id = c.creditor_id
  left join case_claim k on k.creditor_id = c.creditor_id and k.claim_id = c.id
  left join debtor d on d.creditor_id = c.creditor_id and d.connection_id = c.connection_id
    and d.ledger_debtor_id = c.ledger_debtor_id`;

const BY_REFERENCE = prepared(`${CLAIM} where c.payment_reference = any($1::text[]) limit ${FOUND_MAX}`);
const BY_CASE = prepared(`${CLAIM} where k.reference = any($1::text[]) limit ${FOUND_MAX}`);
const BY_INVOICE = prepared(`${CLAIM} where c.invoice_number = any($1::text[]) limit ${FOUND_MAX}`);
const BY_AMOUNT = prepared(
  `${CLAIM} where c.outstanding_minor > 0 and c.outstanding_minor = any($1::bigint[]) and c.state = 'in-collection'
   order by c.id limit ${BY_AMOUNT_MAX}`,
);

const LOCKED = prepared(`
  select c.id as "claimId", c.state, c.outstanding_minor as "outstandingMinor"
  from claim c
  join unnest($1::uuid[], $2::uuid[]) as x(creditor_id, id) on c.creditor_id = x.creditor_id and c.id = x.id
  order by c.creditor_id, c.id for update of c`);
