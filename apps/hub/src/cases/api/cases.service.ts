import type {
  CaseId,
  CaseLetterId,
  CreditorId,
  Currency,
  DebtorKind,
  JsonObject,
  LocalDate,
} from '@app/domain';
import { OutsideTableError, type StepKind } from '@app/collection';
import { Injectable } from '@nestjs/common';
import { ProblemError } from '../../api/problem-error.js';
import { AuditLog } from '../../audit/audit-log.js';
import { currentActor } from '../../audit/actor.js';
import { Database } from '../../database/database.js';
import type { CaseState } from '../entities/debt-case.entity.js';
import type { CaseBalance } from '../facts/case-balance.js';
import { CaseReader } from '../facts/case-reader.js';
import { CasePass } from '../pass/case-pass.js';
import { PassJobs } from '../pass/pass-jobs.js';
import { rateNotKnown } from '../facts/rate-not-known.js';
import { type BalanceLine, balanceLines } from './balance-lines.js';
import type { CaseEventDto, CaseLetterDto } from './case.dto.js';

export interface CaseRow {
  readonly id: CaseId;
  readonly reference: string;
  readonly state: CaseState;
  readonly closedBy: string | null;
  readonly debtorName: string;
  readonly creditorName: string;
  readonly debtorKind: DebtorKind;
  readonly openedOn: LocalDate;
  readonly assessedOn: LocalDate | null;
  readonly currency: Currency;
  readonly principalMinor: bigint;
  readonly interestMinor: bigint;
  readonly costsMinor: bigint;
  readonly courtMinor: bigint;
  readonly overpaidMinor: bigint;
  readonly outcome: string | null;
  readonly nextStep: StepKind | null;
  readonly nextOn: LocalDate | null;
  readonly decision: JsonObject | null;
}

export interface CaseFilter {
  readonly state?: CaseState;
  readonly nextStep?: StepKind;
  readonly after?: string;
  readonly limit: number;
}

const TIMELINE_MAX = 2_000;
const LETTERS_MAX = 500;

const COLUMNS = `d.id, d.reference, d.state, d.closed_by as "closedBy", b.name as "debtorName", b.kind as "debtorKind",
  r.name as "creditorName", d.opened_on as "openedOn",
  d.assessed_on as "assessedOn", d.currency, d.principal_minor as "principalMinor", d.interest_minor as "interestMinor",
  d.costs_minor as "costsMinor", d.court_minor as "courtMinor", d.overpaid_minor as "overpaidMinor", d.outcome,
  d.next_step as "nextStep", d.next_on as "nextOn", d.decision
  from debt_case d join case_debtor b on b.creditor_id = d.creditor_id and b.id = d.debtor_id
    join creditor r on r.creditor_id = d.creditor_id`;

const LETTER_COLUMNS = `id, kind, channel, language, state, subject, text, deadline_on as "deadlineOn", sent_at as "sentAt",
  delivered_at as "deliveredAt", proof, document is not null as "hasDocument", note`;

/** What people read of cases. */
@Injectable()
export class CasesService {
  constructor(
    private readonly database: Database,
    private readonly reader: CaseReader,
    private readonly pass: CasePass,
    private readonly jobs: PassJobs,
    private readonly audit: AuditLog,
  ) {}

  list(creditorId: CreditorId, { state, nextStep, after, limit }: CaseFilter): Promise<CaseRow[]> {
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<CaseRow>(
        `select ${COLUMNS} where d.creditor_id = $1 and ($2::text is null or d.state = $2)
           and ($3::text is null or d.next_step = $3) and ($4::uuid is null or d.id > $4)
         order by d.id limit $5`,
        [creditorId, state ?? null, nextStep ?? null, after ?? null, limit],
      ),
    );
  }

  /** @throws ProblemError case-not-found */
  async one(creditorId: CreditorId, caseId: CaseId): Promise<CaseRow> {
    const [row] = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<CaseRow>(`select ${COLUMNS} where d.creditor_id = $1 and d.id = $2`, [creditorId, caseId]),
    );
    if (!row) throw caseNotFound(caseId);
    return row;
  }

  async timeline(creditorId: CreditorId, caseId: CaseId): Promise<CaseEventDto[]> {
    await this.one(creditorId, caseId);
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<CaseEventDto>(
        `select sequence, kind, detail, actor, at from case_event where creditor_id = $1 and case_id = $2
         order by sequence limit ${TIMELINE_MAX}`,
        [creditorId, caseId],
      ),
    );
  }

  async letters(creditorId: CreditorId, caseId: CaseId): Promise<CaseLetterDto[]> {
    await this.one(creditorId, caseId);
    return this.database.asCreditor(creditorId, (tx) =>
      tx.query<CaseLetterDto>(
        `select ${LETTER_COLUMNS} from case_letter where creditor_id = $1 and case_id = $2
         order by created_at, replaces_id is not null, id limit ${LETTERS_MAX}`,
        [creditorId, caseId],
      ),
    );
  }

  /** The document as it was sent. @throws ProblemError when there is none */
  async pdf(creditorId: CreditorId, caseId: CaseId, letterId: CaseLetterId): Promise<Buffer> {
    const [row] = await this.database.asCreditor(creditorId, (tx) =>
      tx.query<{ document: Buffer | null }>(
        `select document from case_letter where creditor_id = $1 and case_id = $2 and id = $3`,
        [creditorId, caseId, letterId],
      ),
    );
    if (row?.document) return row.document;
    throw new ProblemError({
      status: 404,
      code: 'no-such-document',
      title: 'There is no such document.',
      cause: row ? 'The letter was a text message.' : `The case has no letter ${letterId}.`,
      consequence: 'Nothing was read.',
      remedy: "Take the letter from the case's list; `hasDocument` says whether there is one.",
    });
  }

  /** The balance of today, line by line. */
  async balance(
    creditorId: CreditorId,
    caseId: CaseId,
  ): Promise<{ readonly balance: CaseBalance; readonly lines: readonly BalanceLine[] }> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const { creditor, counter, today } = await this.pass.terms(tx, creditorId);
      const [record] = await this.reader.some(tx, [caseId]);
      if (!record) throw caseNotFound(caseId);
      try {
        const balance = counter.balance(record, today);
        return { balance, lines: balanceLines(record, balance, creditor.country) };
      } catch (error) {
        if (error instanceof OutsideTableError) throw rateNotKnown(error);
        throw error;
      }
    });
  }

  /** Orders the pass of today anew: what has changed since the night is found, and what is due is done. */
  async runPass(creditorId: CreditorId): Promise<void> {
    await this.database.asCreditor(creditorId, async (tx) => {
      await this.jobs.order(tx, creditorId, true);
      await this.audit.record(tx, {
        actor: currentActor(),
        action: 'case-pass.ordered',
        subject: { kind: 'creditor', id: creditorId },
      });
    });
  }
}

export function caseNotFound(id: CaseId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'case-not-found',
    title: 'There is no such case.',
    cause: `This creditor has no case ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: "Take the case from the creditor's list of cases.",
  });
}
