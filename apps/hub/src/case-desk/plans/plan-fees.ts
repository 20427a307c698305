import type { ClaimId, JsonObject } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { CaseBook } from '../../cases/case-book.js';
import { CaseReader } from '../../cases/facts/case-reader.js';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import { type Actor, actorText } from '../../audit/actor.js';
import type { Transaction } from '../../database/transaction.js';
import { caseNotFound } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { PauseStore } from '../pauses/pause-store.js';
import { planFee, type PlanFee } from './plan-fee.js';
import type { Plan } from './plan-store.js';

/** Norway: a plan of so many instalments costs the debtor nothing (inkassoforskriften § 2-4). */
const FREE_INSTALMENTS = 4;

/** The fee for a plan: foreseen with the proposal, charged when the debtor has said yes, left out where it was waived. */
@Injectable()
export class PlanFees {
  constructor(
    private readonly reader: CaseReader,
    private readonly settings: SettingsStore,
    private readonly pauses: PauseStore,
    private readonly book: CaseBook,
  ) {}

  /** Whether waiving it gives anything up. */
  mayArise({ country }: DeskCase, instalments: number): boolean {
    return country === 'SE' || instalments > FREE_INSTALMENTS;
  }

  async feeFor(
    tx: Transaction,
    desk: DeskCase,
    instalments: number,
    choice: 'charge' | 'waive',
  ): Promise<PlanFee> {
    if (choice === 'waive') return { minor: 0n, rule: { rule: 'waived' } };
    if (await this.#rests(tx, desk)) return { minor: 0n, rule: { rule: 'crisis-pause' } };
    const [record] = await this.reader.some(tx, [desk.id]);
    if (!record) throw caseNotFound(desk.id);
    const { vatLiable } = await this.settings.current(tx, desk.creditorId);
    return planFee(record, { regime: desk.regime, vatLiable, instalments, today: desk.today });
  }

  /** As it was foreseen. */
  async charge(tx: Transaction, desk: DeskCase, { basis, id }: Plan, actor: Actor): Promise<void> {
    const foreseen = basis['planFee'] as {
      readonly minor: string;
      readonly claimId: ClaimId | null;
      readonly rule: JsonObject;
    };
    const amountMinor = BigInt(foreseen.minor);
    if (amountMinor === 0n) return;
    await this.book.charge(tx, [
      {
        caseId: desk.id,
        entry: 'charge',
        part: 'costs',
        kind: 'plan-fee',
        claimId: foreseen.claimId,
        amountMinor,
        chargedOn: desk.today,
        rule: { ...foreseen.rule, planId: id },
        actor: actorText(actor),
      },
    ]);
  }

  async #rests(tx: Transaction, { creditorId, id, today }: DeskCase): Promise<boolean> {
    const pauses = await this.pauses.list(tx, creditorId, id);
    return pauses.some(
      ({ kind, acts, fromOn, untilOn, endedAt }) =>
        kind === 'crisis' &&
        endedAt === null &&
        acts.includes('instalment-fee') &&
        fromOn <= today &&
        (untilOn === null || untilOn >= today),
    );
  }
}
