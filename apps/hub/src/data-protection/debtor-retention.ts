import {
  type CaseDebtorId,
  type CaseId,
  type ClaimId,
  type Clock,
  type Country,
  type CreditorId,
  localDateAt,
  type LocalDate,
} from '@app/domain';
import { type ErasablePart, mayBeErased, type PartRetention, regimeOn } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import { SettingsStore } from '../cases/settings/settings-store.js';
import { CLOCK } from '../config/clock.js';
import { CreditorReader } from '../connections/creditor-reader.js';
import type { Transaction } from '../database/transaction.js';
import { debtorNotFound } from './erasure-problems.js';

/** A debtor as erasure sees them. */
export interface DebtorSubject {
  readonly id: CaseDebtorId;
  readonly cases: readonly CaseId[];
  readonly claims: readonly ClaimId[];
  readonly erased: readonly ErasablePart[];
  readonly today: LocalDate;
  /** One for each part that is not erased yet. */
  readonly parts: readonly PartRetention[];
}

interface FactsRow {
  readonly erased: readonly ErasablePart[];
  readonly cases: readonly CaseId[];
  readonly claims: readonly ClaimId[];
  readonly openCases: number;
  readonly closedAt: Date | null;
  readonly bookedOn: LocalDate | null;
}

/** What of a debtor may be erased today, by the law's tables and what is known of their cases. */
@Injectable()
export class DebtorRetention {
  constructor(
    private readonly creditors: CreditorReader,
    private readonly settings: SettingsStore,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Locks the debtor. @throws ProblemError case-debtor-not-found */
  async of(tx: Transaction, creditorId: CreditorId, debtorId: CaseDebtorId): Promise<DebtorSubject> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    await tx.query('select from case_debtor where creditor_id = $1 and id = $2 for update', [
      creditorId,
      debtorId,
    ]);
    const [row] = await tx.query<FactsRow>(FACTS, [creditorId, debtorId]);
    if (!row) throw debtorNotFound(debtorId);
    const today = localDateAt(this.clock.now(), creditor.country);
    const lastClosedOn = row.closedAt === null ? undefined : localDateAt(row.closedAt, creditor.country);
    const regime = await this.#regime(tx, creditorId, creditor.country, lastClosedOn ?? today);
    const parts = mayBeErased(
      {
        country: creditor.country,
        regime,
        hasOpenCase: row.openCases > 0,
        lastClosedOn,
        lastBookedOn: row.bookedOn ?? undefined,
      },
      today,
    ).filter(({ part }) => !row.erased.includes(part));
    return { id: debtorId, cases: row.cases, claims: row.claims, erased: row.erased, today, parts };
  }

  async #regime(tx: Transaction, creditorId: CreditorId, country: Country, day: LocalDate) {
    const { process } = await this.settings.current(tx, creditorId);
    return regimeOn(country, day, process.regimeDates);
  }
}

const FACTS = `
  with own as (select id, state, closed_at from debt_case where creditor_id = $1 and debtor_id = $2),
  claims as (select claim_id as id from case_claim where creditor_id = $1 and case_id in (select id from own))
  select b.erased_parts as erased, array(select id::text from own order by 1) as cases,
    array(select id::text from claims order by 1) as claims,
    (select count(*)::int from own where state <> 'closed') as "openCases",
    (select max(closed_at) from own) as "closedAt",
    greatest(
      (select max(value_on) from case_movement where creditor_id = $1 and case_id in (select id from own)),
      (select max(charged_on) from case_charge where creditor_id = $1 and case_id in (select id from own)),
      (select max(received_on) from settlement where creditor_id = $1 and claim_id in (select id from claims)),
      (select max(execute_on) from payout where creditor_id = $1
        and (case_id in (select id from own) or claim_id in (select id from claims)))) as "bookedOn"
  from case_debtor b where b.creditor_id = $1 and b.id = $2`;
