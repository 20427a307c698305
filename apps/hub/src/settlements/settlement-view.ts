import {
  type ClaimId,
  type CreditorId,
  type Currency,
  formatDecimal,
  type LocalDate,
  money,
  type SettlementId,
  type WriteBackId,
} from '@app/domain';
import { isDeepStrictEqual } from 'node:util';
import type { JsonObject } from '@app/domain';
import type { Transaction } from '../database/transaction.js';
import type { WriteBackState } from '../write-back/write-back.entity.js';
import type { SettlementDto } from './settlement.dto.js';

/** A settlement with what the API says about it besides. */
export interface SettlementView {
  readonly id: SettlementId;
  readonly claimId: ClaimId;
  readonly pipelineReference: string;
  readonly kind: 'payment' | 'reversal';
  readonly reversesReference: string | null;
  readonly receivedOn: LocalDate;
  readonly currency: Currency;
  readonly booksCurrency: Currency;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly ownFeesMinor: bigint;
  readonly surplusMinor: bigint;
  /** Counted on other claims of the case; together with the parts it is what was received. */
  readonly passedOnMinor: bigint;
  /** Of a settlement that counts such money: the reference of the one whose money it is. */
  readonly passedOnFromReference: string | null;
  readonly principalInBooksMinor: bigint;
  readonly request: JsonObject;
  readonly createdAt: Date;
  readonly writeBackId: WriteBackId;
  readonly writeBackState: WriteBackState;
}

export interface SettlementFilter {
  readonly id?: SettlementId;
  readonly pipelineReference?: string;
  readonly claimId?: ClaimId;
  readonly passedOnFromId?: SettlementId;
  readonly surplusOnly?: boolean;
  readonly after?: SettlementId;
  readonly limit: number;
}

/** Oldest first; ids sort by the time they were made. */
export function readSettlements(
  tx: Transaction,
  creditorId: CreditorId,
  filter: SettlementFilter,
): Promise<SettlementView[]> {
  return tx.query<SettlementView>(
    `select s.id, s.claim_id as "claimId", s.pipeline_reference as "pipelineReference", s.kind,
       o.pipeline_reference as "reversesReference", s.received_on as "receivedOn", s.currency,
       r.currency as "booksCurrency", s.principal_minor as "principalMinor", s.interest_minor as "interestMinor",
       s.fees_minor as "feesMinor", s.own_fees_minor as "ownFeesMinor", s.surplus_minor as "surplusMinor",
       s.passed_on_minor as "passedOnMinor", p.pipeline_reference as "passedOnFromReference",
       s.principal_in_books_minor as "principalInBooksMinor", s.request, s.created_at as "createdAt",
       w.id as "writeBackId", w.state as "writeBackState"
     from settlement s
     join creditor r on r.creditor_id = s.creditor_id
     join write_back w on w.creditor_id = s.creditor_id and w.settlement_id = s.id
     left join settlement o on o.creditor_id = s.creditor_id and o.id = s.reverses_id
     left join settlement p on p.creditor_id = s.creditor_id and p.id = s.passed_on_from_id
     where s.creditor_id = $1 and ($2::uuid is null or s.id = $2) and ($3::text is null or s.pipeline_reference = $3)
       and ($4::uuid is null or s.claim_id = $4) and (not $5::boolean or s.surplus_minor > 0)
       and ($6::uuid is null or s.id > $6) and ($8::uuid is null or s.passed_on_from_id = $8)
     order by s.id limit $7`,
    [
      creditorId,
      filter.id ?? null,
      filter.pipelineReference ?? null,
      filter.claimId ?? null,
      filter.surplusOnly ?? false,
      filter.after ?? null,
      filter.limit,
      filter.passedOnFromId ?? null,
    ],
  );
}

/** Whether the pipeline sent the same before; the order of keys does not matter. */
export function sameContent(stored: JsonObject, sent: JsonObject): boolean {
  return isDeepStrictEqual(stored, sent);
}

export function settlementDto(view: SettlementView): SettlementDto {
  const text = (minor: bigint, currency: Currency = view.currency): string =>
    formatDecimal(money(minor, currency));
  return {
    id: view.id,
    claimId: view.claimId,
    pipelineReference: view.pipelineReference,
    kind: view.kind,
    reverses: view.reversesReference,
    receivedOn: view.receivedOn,
    currency: view.currency,
    principal: text(view.principalMinor),
    interest: text(view.interestMinor),
    fees: text(view.feesMinor),
    ownFees: text(view.ownFeesMinor),
    surplus: text(view.surplusMinor),
    passedOn: text(view.passedOnMinor),
    passedOnFrom: view.passedOnFromReference,
    principalInBooks: text(view.principalInBooksMinor, view.booksCurrency),
    createdAt: view.createdAt.toISOString(),
    writeBack: { id: view.writeBackId, state: view.writeBackState },
  };
}
