import {
  type CaseDebtorId,
  type CaseId,
  type ClaimId,
  type Clock,
  type CreditorId,
  isLocalDate,
  type JsonObject,
  localDateAt,
  type LocalDate,
} from '@app/domain';
import { OutsideTableError, regimeOn } from '@app/collection';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { AuditLog } from '../../audit/audit-log.js';
import { CaseBook } from '../../cases/case-book.js';
import { type CaseBalance } from '../../cases/facts/case-balance.js';
import { CaseReader } from '../../cases/facts/case-reader.js';
import { rateNotKnown } from '../../cases/facts/rate-not-known.js';
import { CasePass } from '../../cases/pass/case-pass.js';
import { SettingsStore } from '../../cases/settings/settings-store.js';
import { CLOCK } from '../../config/clock.js';
import { type Actor, actorText } from '../../audit/actor.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { caseNotFound, claimNotInCase } from './case-problems.js';
import type { DeskCase } from './desk-case.js';
import { unfitField } from '../../api/unfit-field.js';
import { once } from './once.js';

/** What was done to a case: one line of its timeline and one entry of the audit log. */
export interface CaseDeed {
  readonly actor: Actor;
  /** A noun and a verb in the past, as the timeline names it. Example: `objection-raised`. */
  readonly kind: string;
  /** For the timeline: everything that explains it. */
  readonly detail: JsonObject;
  /** For the audit log: ids, days and amounts, no free text about a person. Default: empty. */
  readonly audit?: JsonObject;
}

/**
 * The road to a case for everybody at the desk: one transaction, the case locked, so that numbers rise without a gap and
 * two people never change the same case at once.
 */
@Injectable()
export class CaseFile {
  constructor(
    private readonly database: Database,
    private readonly book: CaseBook,
    private readonly creditors: CreditorReader,
    private readonly settings: SettingsStore,
    private readonly reader: CaseReader,
    private readonly pass: CasePass,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** @throws ProblemError case-not-found */
  change<T>(
    creditorId: CreditorId,
    caseId: CaseId,
    work: (tx: Transaction, desk: DeskCase) => Promise<T>,
  ): Promise<T> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const result = await work(tx, await this.open(tx, creditorId, caseId));
      await this.assess(tx, creditorId, [caseId]);
      return result;
    });
  }

  /** Within `change` or `ofCreditor`: what a request asks for is done once, however often it comes. */
  once<T>(tx: Transaction, key: RequestKey | undefined, work: () => Promise<T>): Promise<T> {
    return once(tx, key, this.clock.now(), work);
  }

  /** To look only: nothing is locked. @throws ProblemError case-not-found */
  look<T>(
    creditorId: CreditorId,
    caseId: CaseId,
    work: (tx: Transaction, desk: DeskCase) => Promise<T>,
  ): Promise<T> {
    return this.database.asCreditor(creditorId, async (tx) =>
      work(tx, await this.#load(tx, creditorId, caseId)),
    );
  }

  /** A transaction on all of the creditor's cases; whoever changes one opens it first, in the order of ids. */
  ofCreditor<T>(creditorId: CreditorId, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.asCreditor(creditorId, work);
  }

  /** Says anew what is owed and what comes next, for cases that the caller has locked. */
  async assess(tx: Transaction, creditorId: CreditorId, caseIds: readonly CaseId[]): Promise<void> {
    await this.pass.assess(tx, creditorId, caseIds);
  }

  /** What is owed on a day, claim by claim; today unless another day is asked for. @throws ProblemError 409 when a rate of the time is not known */
  async balance(tx: Transaction, { creditorId, id }: DeskCase, on?: LocalDate): Promise<CaseBalance> {
    const { counter, today } = await this.pass.terms(tx, creditorId);
    const [record] = await this.reader.some(tx, [id]);
    if (!record) throw caseNotFound(id);
    try {
      return counter.balance(record, on ?? today);
    } catch (error) {
      if (!(error instanceof OutsideTableError)) throw error;
      throw rateNotKnown(error);
    }
  }

  /** Locks the case. @throws ProblemError case-not-found */
  async open(tx: Transaction, creditorId: CreditorId, caseId: CaseId): Promise<DeskCase> {
    await this.book.lock(tx, [caseId]);
    return this.#load(tx, creditorId, caseId);
  }

  async #load(tx: Transaction, creditorId: CreditorId, caseId: CaseId): Promise<DeskCase> {
    const [row] = await tx.query<Omit<DeskCase, 'today' | 'country' | 'regime'>>(OPEN, [creditorId, caseId]);
    if (!row) throw caseNotFound(caseId);
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const { process } = await this.settings.current(tx, creditorId);
    const today = localDateAt(this.clock.now(), creditor.country);
    const regime = regimeOn(creditor.country, today, process.regimeDates);
    return { ...row, country: creditor.country, today, regime };
  }

  /** The debtor's cases that are not closed, in the order of their ids. */
  casesOf(tx: Transaction, creditorId: CreditorId, debtorId: CaseDebtorId): Promise<{ id: CaseId }[]> {
    return tx.query<{ id: CaseId }>(
      `select id from debt_case where creditor_id = $1 and debtor_id = $2 and state <> 'closed' order by id`,
      [creditorId, debtorId],
    );
  }

  async today(tx: Transaction, creditorId: CreditorId): Promise<LocalDate> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    return localDateAt(this.clock.now(), creditor.country);
  }

  /** Writes down what was done; the last decision no longer holds. */
  async record(tx: Transaction, { id }: Pick<DeskCase, 'id'>, deed: CaseDeed): Promise<void> {
    const { actor, kind, detail, audit } = deed;
    await this.book.tell(tx, [{ caseId: id, kind, detail, actor: actorText(actor) }]);
    await this.book.touch(tx, [id]);
    await this.audit.record(tx, {
      actor,
      action: `case.${kind}`,
      subject: { kind: 'case', id },
      ...(audit === undefined ? {} : { detail: audit }),
    });
  }
}

/** Null for all claims of the case. @throws ProblemError when one of them is not in the case */
export function claimsOf({ claimIds }: DeskCase, chosen: readonly string[] | undefined): ClaimId[] | null {
  if (chosen === undefined) return null;
  const wanted = [...new Set(chosen.map((id) => id.toLowerCase() as ClaimId))];
  const stranger = wanted.find((id) => !claimIds.includes(id));
  if (stranger !== undefined) throw claimNotInCase(stranger);
  return wanted;
}

/** @throws ProblemError when the calendar has no such day */
export function dayField(field: string, text: string): LocalDate {
  if (isLocalDate(text)) return text;
  throw unfitField(field, 'is no day of the calendar', 'Give a day like 2026-03-02.');
}

const OPEN = prepared(`
  select c.creditor_id as "creditorId", c.id, c.reference, c.debtor_id as "debtorId", c.currency, c.state,
    c.lapses_on as "lapsesOn",
    array(select l.claim_id::text from case_claim l where l.creditor_id = c.creditor_id and l.case_id = c.id
      order by l.claim_id) as "claimIds"
  from debt_case c where c.creditor_id = $1 and c.id = $2`);
