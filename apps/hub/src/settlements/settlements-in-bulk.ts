import type { ClaimId, CreditorId, Currency, LocalDate, SettlementId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { BESIDE_MAX } from '../cases/money/case-money.js';
import { ProblemError } from '../api/problem-error.js';
import type { Transaction } from '../database/transaction.js';
import { readSettlements, type SettlementView } from './settlement-view.js';
import type { NewSettlementDto } from './settlement.dto.js';
import { SettlementsService } from './settlements.service.js';

/** A settlement as it was parted, for whoever books the money behind it. Minor units. */
export interface TakenSettlement {
  readonly id: SettlementId;
  readonly claimId: ClaimId;
  readonly currency: Currency;
  readonly receivedOn: LocalDate;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly feesMinor: bigint;
  readonly surplusMinor: bigint;
}

/** What became of one piece of money: its settlement, then those of other claims that it was passed on to. */
export type Taken =
  | { readonly kind: 'taken'; readonly settlements: readonly [TakenSettlement, ...TakenSettlement[]] }
  | { readonly kind: 'refused'; readonly problem: ProblemError };

/** Takes many settlements of one creditor in, by the rules of one. */
@Injectable()
export class SettlementsInBulk {
  constructor(private readonly settlements: SettlementsService) {}

  /** In the caller's transaction of the creditor, in the order given. A refusal leaves nothing of its own behind. */
  async take(tx: Transaction, creditorId: CreditorId, dtos: readonly NewSettlementDto[]): Promise<Taken[]> {
    const taken: Taken[] = [];
    for (const dto of dtos) taken.push(await this.#one(tx, creditorId, dto));
    return taken;
  }

  async #one(tx: Transaction, creditorId: CreditorId, dto: NewSettlementDto): Promise<Taken> {
    try {
      const view = await this.settlements.takeIn(tx, creditorId, dto);
      const passedOn =
        view.passedOnMinor === 0n
          ? []
          : await readSettlements(tx, creditorId, { passedOnFromId: view.id, limit: BESIDE_MAX });
      return { kind: 'taken', settlements: [partsOf(view), ...passedOn.map(partsOf)] };
    } catch (error) {
      if (!(error instanceof ProblemError)) throw error;
      return { kind: 'refused', problem: error };
    }
  }
}

function partsOf(view: SettlementView): TakenSettlement {
  const { id, claimId, currency, receivedOn, principalMinor, interestMinor, feesMinor, surplusMinor } = view;
  return { id, claimId, currency, receivedOn, principalMinor, interestMinor, feesMinor, surplusMinor };
}
