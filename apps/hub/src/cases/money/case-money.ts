import {
  type CaseId,
  type ClaimId,
  type Country,
  type CreditorId,
  type LocalDate,
  type SettlementId,
  smaller,
} from '@app/domain';
import {
  type AllocatedShare,
  allocatePayment,
  allocationPolicy,
  BALANCE_PARTS,
  type BalancePart,
  OutsideTableError,
} from '@app/collection';
import { Injectable } from '@nestjs/common';
import type { Transaction } from '../../database/transaction.js';
import { CaseBook, type NewMovement } from '../case-book.js';
import type { CaseBalance } from '../facts/case-balance.js';
import { CaseReader } from '../facts/case-reader.js';
import { balanceIfKnown, rateNotKnown } from '../facts/rate-not-known.js';
import type { CaseRecord } from '../facts/case-record.js';
import { ownFeesLeft } from '../facts/own-fees.js';
import { CaseOpening } from '../opening/case-opening.js';
import { interestDemanded } from '../pass/assess-case.js';
import { CasePass } from '../pass/case-pass.js';
import { fillInstalments } from './plan-money.js';

/** Parts of a payment in minor units; none is negative. */
export interface PaymentParts {
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  /** Of the fees: those of letters that the creditor sent itself before the hand-over. */
  readonly ownFeesMinor: bigint;
  readonly surplusMinor: bigint;
}

export interface PaymentToAllocate {
  readonly claimId: ClaimId;
  readonly minor: bigint;
  readonly receivedOn: LocalDate;
  /** What the claim itself says is outstanding: news of a direct payment may still be on its way to the case. */
  readonly outstandingMinor: bigint;
  /** Other claims of the case that take what this one does not owe, as they say themselves. */
  readonly beside: readonly { readonly claimId: ClaimId; readonly outstandingMinor: bigint }[];
}

/** What the claim that was paid gets, with what nobody owes; and by its id each other claim that gets something. */
export interface AllocatedPayment {
  readonly own: PaymentParts;
  readonly beside: ReadonlyMap<ClaimId, PaymentParts>;
}

/** Claims of one case that one payment is counted on besides the one that was paid. */
export const BESIDE_MAX = 100;

export interface PaymentToCount extends PaymentParts {
  readonly claimId: ClaimId;
  readonly settlementId: SettlementId;
  readonly kind: 'payment' | 'reversal';
  readonly receivedOn: LocalDate;
}

/**
 * Money for claims that the built-in pipeline collects: spread by the debtor's word (the claim that was paid) and then by
 * the country's order over costs, interest and principal, and counted in the case with the settlement that brought it.
 */
@Injectable()
export class CaseMoney {
  constructor(
    private readonly opening: CaseOpening,
    private readonly pass: CasePass,
    private readonly reader: CaseReader,
    private readonly book: CaseBook,
  ) {}

  /** The other claims of the case that nothing holds, oldest first; none where no case collects the claim. */
  async openBeside(tx: Transaction, creditorId: CreditorId, claimId: ClaimId): Promise<ClaimId[]> {
    await this.opening.openNow(tx, creditorId, claimId);
    const rows = await tx.query<{ claimId: ClaimId }>(OPEN_BESIDE, [creditorId, claimId, BESIDE_MAX]);
    return rows.map((row) => row.claimId);
  }

  /**
   * How a payment is to be parted. The claim is locked already; its case is locked here.
   * @throws ProblemError 409 rate-not-known: what is owed on that day decides, and nobody knows it
   * @returns undefined when no case collects the claim: then whoever collects it has parted the money
   */
  async allocate(
    tx: Transaction,
    creditorId: CreditorId,
    payment: PaymentToAllocate,
  ): Promise<AllocatedPayment | undefined> {
    const caseId = await this.#caseOf(tx, creditorId, payment.claimId);
    if (caseId === undefined) return undefined;
    const [record] = await this.reader.some(tx, [caseId]);
    if (!record) return undefined;
    const { creditor, counter } = await this.pass.terms(tx, creditorId);
    const balance = balanceIfKnown(counter, record, payment.receivedOn);
    if (balance instanceof OutsideTableError) throw rateNotKnown(balance);
    const ownFees = await ownFeesLeft(tx, creditorId, [record]);
    return allocatedIn(record, balance, payment, creditor.country, ownFees);
  }

  /** Counts a settlement in its case: balance, plan, timeline, and the end of the case when nothing is left. Once per settlement. */
  async count(tx: Transaction, creditorId: CreditorId, payment: PaymentToCount): Promise<void> {
    const caseId = await this.#caseOf(tx, creditorId, payment.claimId);
    if (caseId === undefined) return;
    const sign = payment.kind === 'payment' ? 1n : -1n;
    await this.book.move(tx, movementsOf(caseId, payment, sign));
    await tx.query(
      `update case_claim set outstanding_minor = outstanding_minor - $3,
         state = case when state = 'withdrawn' then state when outstanding_minor - $3 = 0 then 'closed'
           when hold is not null then 'paused' else 'open' end
       where creditor_id = $1 and claim_id = $2`,
      [creditorId, payment.claimId, sign * payment.principalMinor],
    );
    await tx.query(
      `update debt_case set overpaid_minor = greatest(overpaid_minor + $3, 0),
         state = case when state = 'closed' and $4 then 'open' else state end,
         closed_by = case when state = 'closed' and $4 then null else closed_by end,
         closed_at = case when state = 'closed' and $4 then null else closed_at end
       where creditor_id = $1 and id = $2`,
      [creditorId, caseId, sign * payment.surplusMinor, payment.kind === 'reversal'],
    );
    await fillInstalments(
      tx,
      caseId,
      sign * (payment.principalMinor + payment.interestMinor + payment.feesMinor),
    );
    await this.book.tell(tx, [paymentEvent(caseId, payment)]);
    await this.book.touch(tx, [caseId]);
    await this.pass.assess(tx, creditorId, [caseId]);
  }

  /** Opens the case first when the claim was handed over only just now: money finds its case. */
  async #caseOf(tx: Transaction, creditorId: CreditorId, claimId: ClaimId): Promise<CaseId | undefined> {
    await this.opening.openNow(tx, creditorId, claimId);
    const [row] = await tx.query<{ caseId: CaseId }>(
      `select case_id as "caseId" from case_claim where creditor_id = $1 and claim_id = $2`,
      [creditorId, claimId],
    );
    if (row) await this.book.lock(tx, [row.caseId]);
    return row?.caseId;
  }
}

/**
 * The rules of one payment in one case.
 *
 * @param ownFees what nobody has paid yet of the creditor's own fees, by claim; nothing where a claim is missing
 */
export function allocatedIn(
  record: CaseRecord,
  balance: CaseBalance,
  payment: PaymentToAllocate,
  country: Country,
  ownFees: ReadonlyMap<ClaimId, bigint>,
): AllocatedPayment {
  const parts = (claimId: ClaimId, surplusMinor: bigint): PaymentParts =>
    partsOf(shares, claimId, surplusMinor, ownFees.get(claimId) ?? 0n);
  const { shares, heldMinor, overpaidMinor } = allocatePayment(
    payment.minor,
    [payment, ...payment.beside].map((claim) => demandedOf(record, balance, claim)),
    allocationPolicy(country, 'voluntary'),
    [{ claimId: payment.claimId }],
  );
  const beside = new Map<ClaimId, PaymentParts>();
  for (const { claimId } of payment.beside) {
    if (shares.some((share) => share.claimId === claimId)) beside.set(claimId, parts(claimId, 0n));
  }
  return { own: parts(payment.claimId, heldMinor + overpaidMinor), beside };
}

/** One that is disputed waits: nobody decides for the debtor that he has paid it. */
const OPEN_BESIDE = `
  select o.claim_id as "claimId" from case_claim c
  join case_claim o on o.creditor_id = c.creditor_id and o.case_id = c.case_id and o.claim_id <> c.claim_id
  where c.creditor_id = $1 and c.claim_id = $2 and o.state = 'open' and o.hold is null
    and not exists (select from case_objection x where x.creditor_id = o.creditor_id and x.case_id = o.case_id
      and x.state = 'open' and (x.claim_id is null or x.claim_id = o.claim_id))
  order by o.due_on, o.claim_id limit $3`;

/** What a payment may be counted on: interest only once it has been demanded, so that who pays the invoice has paid it. */
export function demandedOf(
  record: CaseRecord,
  balance: CaseBalance,
  { claimId, outstandingMinor }: Pick<PaymentToAllocate, 'claimId' | 'outstandingMinor'>,
): Parameters<typeof allocatePayment>[1][number] {
  const claim = record.claims.find(({ id }) => id === claimId);
  const owed = balance.claims.find((one) => one.claimId === claimId)?.owed;
  const principal = owed?.principal ?? 0n;
  return {
    claimId,
    dueOn: claim?.dueOn ?? balance.asOf,
    owed: {
      costs: owed?.costs ?? 0n,
      court: owed?.court ?? 0n,
      interest: interestDemanded(record) ? (owed?.interest ?? 0n) : 0n,
      principal: principal < outstandingMinor ? principal : outstandingMinor,
    },
  };
}

export function movementsOf(caseId: CaseId, payment: PaymentToCount, sign: bigint): NewMovement[] {
  const parts: readonly (readonly [NewMovement['part'], bigint])[] = [
    ['costs', payment.feesMinor],
    ['interest', payment.interestMinor],
    ['principal', payment.principalMinor],
    ['overpaid', payment.surplusMinor],
  ];
  return parts
    .filter(([, minor]) => minor > 0n)
    .map(([part, minor], index) => ({
      caseId,
      source: 'settlement',
      sourceId: payment.settlementId,
      line: index + 1,
      kind: payment.kind === 'payment' ? ('payment' as const) : ('payment-reversed' as const),
      part,
      claimId: payment.claimId,
      amountMinor: sign * minor,
      valueOn: payment.receivedOn,
      detail: { settlementId: payment.settlementId },
    }));
}

export function paymentEvent(
  caseId: CaseId,
  payment: PaymentToCount,
): Parameters<CaseBook['tell']>[1][number] {
  const { claimId, settlementId, principalMinor, interestMinor, feesMinor, surplusMinor } = payment;
  return {
    caseId,
    kind: payment.kind === 'payment' ? 'payment-received' : 'payment-taken-back',
    actor: 'system',
    detail: {
      claimId,
      settlementId,
      receivedOn: payment.receivedOn,
      principalMinor: `${principalMinor}`,
      interestMinor: `${interestMinor}`,
      feesMinor: `${feesMinor}`,
      surplusMinor: `${surplusMinor}`,
    },
  };
}

/** Of the costs that are paid the creditor's own come first: they are the oldest. */
function partsOf(
  shares: readonly AllocatedShare[],
  claimId: ClaimId,
  surplusMinor: bigint,
  ownFeesLeftMinor: bigint,
): PaymentParts {
  const ofClaim = shares.filter((share) => share.claimId === claimId);
  return {
    principalMinor: sumOf(ofClaim, ['principal']),
    interestMinor: sumOf(ofClaim, ['interest']),
    feesMinor: sumOf(ofClaim, ['costs', 'court']),
    ownFeesMinor: smaller(sumOf(ofClaim, ['costs']), ownFeesLeftMinor),
    surplusMinor,
  };
}

function sumOf(shares: readonly AllocatedShare[], parts: readonly BalancePart[]): bigint {
  const wanted = BALANCE_PARTS.filter((part) => parts.includes(part));
  return shares.reduce((sum, { part, minor }) => (wanted.includes(part) ? sum + minor : sum), 0n);
}
