import { LedgerError } from '@app/connectors';
import { addDays, type CaseId, type ClaimId, type Clock, type CreditorId, parseMoney } from '@app/domain';
import { Inject, Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { unfitField } from '../../api/unfit-field.js';
import { CaseBook } from '../../cases/case-book.js';
import { endSeenReports, paidDirectlyTask } from '../../cases/opening/paid-directly.js';
import { ClaimBook } from '../../claims/claim-book.js';
import { CLOCK } from '../../config/clock.js';
import { actorOf } from '../../audit/actor.js';
import { CreditorReader } from '../../connections/creditor-reader.js';
import { Database } from '../../database/database.js';
import type { Transaction } from '../../database/transaction.js';
import { ItemsAgain } from '../../open-items/items-again.js';
import { CaseFile, claimsOf, dayField } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { StepStop } from '../file/step-stop.js';
import { TaskBook } from '../tasks/task-book.js';
import { LimitationWarnings } from './limitation-warnings.js';
import type { NewPaidDirectlyDto } from './paid-directly.dto.js';
import { type Pause, PauseStore } from './pause-store.js';
import { PausesService } from './pauses.service.js';

/** Days that bookkeeping is given to show the payment, before a person is asked. */
export const SHOWN_WITHIN_DAYS = 10;

export interface PaidDirectly {
  readonly pause: Pause;
  readonly ledgerAsked: boolean;
}

/**
 * "The debtor has paid us": the claim rests at once, and the ledger is asked. Nothing is booked by it, since the payment is
 * the ledger's to tell: it is counted once, when the ledger shows it, and that ends the rest.
 */
@Injectable()
export class PaidDirectlyService {
  constructor(
    private readonly database: Database,
    private readonly file: CaseFile,
    private readonly book: CaseBook,
    private readonly store: PauseStore,
    private readonly pauses: PausesService,
    private readonly stop: StepStop,
    private readonly tasks: TaskBook,
    private readonly limitation: LimitationWarnings,
    private readonly creditors: CreditorReader,
    private readonly claims: ClaimBook,
    private readonly items: ItemsAgain,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /**
   * The same report twice is one.
   * @throws ProblemError 404; 409 when another report on the claim is open, or nothing of the claim is left; 422
   */
  async report(
    creditorId: CreditorId,
    caseId: CaseId,
    by: Pause['by'],
    dto: NewPaidDirectlyDto,
    key?: RequestKey,
    signal: AbortSignal = new AbortController().signal,
  ): Promise<PaidDirectly> {
    const { id, claimId } = await this.file.change(creditorId, caseId, async (tx, desk) => {
      const [claim] = claimsOf(desk, [dto.claimId]) ?? [];
      if (claim === undefined) throw partNotFound('claim', dto.claimId);
      return {
        id: await this.file.once(tx, key, () => this.#begin(tx, desk, claim, by, dto)),
        claimId: claim,
      };
    });
    const ledgerAsked = await this.#askLedger(creditorId, claimId, signal);
    const pause = await this.database.asCreditor(creditorId, (tx) => this.store.one(tx, creditorId, id));
    return { pause, ledgerAsked };
  }

  /** The same for the creditor's own people, who name the claim. @throws ProblemError also 404 when no case holds the claim */
  async reportOfClaim(
    creditorId: CreditorId,
    dto: NewPaidDirectlyDto,
    key?: RequestKey,
  ): Promise<PaidDirectly> {
    const caseId = await this.database.asCreditor(creditorId, async (tx) => {
      await this.creditors.ofCreditor(tx, creditorId);
      const [row] = await tx.query<{ caseId: CaseId }>(
        `select case_id as "caseId" from case_claim where creditor_id = $1 and claim_id = $2`,
        [creditorId, dto.claimId],
      );
      return row?.caseId;
    });
    if (caseId === undefined) throw partNotFound('claim', dto.claimId);
    return this.report(creditorId, caseId, 'creditor', dto, key);
  }

  /** By the creditor's people: it was not paid after all. Twice is once. @throws ProblemError 404 */
  async end(creditorId: CreditorId, pauseId: string, dto: { by?: string; reason: string }): Promise<Pause> {
    const { kind, caseId } = await this.database.asCreditor(creditorId, (tx) =>
      this.store.one(tx, creditorId, pauseId),
    );
    if (kind !== 'paid-directly' || caseId === null) throw partNotFound('report', pauseId);
    return this.pauses.end(creditorId, caseId, pauseId, dto);
  }

  /** @returns the id of the pause */
  async #begin(
    tx: Transaction,
    desk: DeskCase,
    claimId: ClaimId,
    by: Pause['by'],
    dto: NewPaidDirectlyDto,
  ): Promise<string> {
    const { creditorId, id: caseId, today, currency } = desk;
    const { minor } = parseMoney(dto.amount, currency);
    if (minor <= 0n) throw unfitField('amount', 'is nothing', 'Say how much was paid.');
    const paidOn = dayField('paidOn', dto.paidOn);
    if (paidOn > today) throw unfitField('paidOn', 'lies ahead', 'Give the day on which it was paid.');
    const told = { paidOn, amount: dto.amount, currency, amountMinor: `${minor}` };
    const { open, after, state } = await this.#before(tx, desk, claimId);
    if (open && open.detail['paidOn'] === paidOn && open.detail['amountMinor'] === told.amountMinor)
      return open.id;
    if (open) throw reportedAlready();
    if (state === 'closed' || state === 'withdrawn') throw claimOver(state);
    const actor = actorOf(dto);
    const claimIds = [claimId];
    const basis = { caseId, kind: 'paid-directly', by, claimIds, acts: [], untilOn: null } as const;
    const { pause } = await this.store.add(
      tx,
      creditorId,
      { ...basis, fromOn: today, detail: { ...told, after }, reason: dto.reason },
      actor,
    );
    await this.stop.cancel(tx, creditorId, [caseId], { claimIds }, 'paid-directly-begun', actor);
    await this.limitation.warn(tx, desk, null, actor);
    const title =
      'A payment to the creditor was reported. If the ledger does not show it by this day, ask the creditor.';
    const task = { caseId, key: paidDirectlyTask(pause.id), title, detail: { pauseId: pause.id, claimId } };
    await this.tasks.open(tx, creditorId, { ...task, dueOn: addDays(today, SHOWN_WITHIN_DAYS) }, actor);
    const audit = { pauseId: pause.id, claimId, by, ...told };
    await this.file.record(tx, desk, {
      actor,
      kind: 'paid-directly-begun',
      detail: { ...audit, reason: dto.reason },
      audit,
    });
    // It may be in the books already, and counted.
    await endSeenReports(tx, this.book, [caseId], this.clock.now());
    return pause.id;
  }

  /** What was reported of the claim before: one that waits still, and up to where payments have ended others. */
  async #before(
    tx: Transaction,
    { creditorId, id }: DeskCase,
    claimId: ClaimId,
  ): Promise<{ readonly open: Pause | undefined; readonly after: number; readonly state: string }> {
    const reports = (await this.store.list(tx, creditorId, id)).filter(
      ({ kind, claimIds }) => kind === 'paid-directly' && claimIds?.includes(claimId) === true,
    );
    const [claim] = await tx.query<{ state: string }>(
      'select state from case_claim where creditor_id = $1 and claim_id = $2',
      [creditorId, claimId],
    );
    return {
      open: reports.find(({ endedAt }) => endedAt === null),
      after: Math.max(0, ...reports.map(({ detail }) => Number(detail['seenThrough'] ?? 0))),
      state: claim?.state ?? 'withdrawn',
    };
  }

  /** Reads the invoice now. Where the ledger does not answer, the claim rests all the same, and the next reading tells. */
  async #askLedger(creditorId: CreditorId, claimId: ClaimId, signal: AbortSignal): Promise<boolean> {
    const { facts, itemId } = await this.database.asCreditor(creditorId, async (tx) => {
      const { connectionId, ledgerItemId } = await this.claims.lock(tx, claimId);
      const ref = { creditorId, id: connectionId };
      return { facts: await this.creditors.ofConnection(tx, ref), itemId: ledgerItemId };
    });
    if (facts.connection.state !== 'active') return false;
    try {
      await this.items.read(facts, [itemId], signal);
      return true;
    } catch (error) {
      if (!(error instanceof LedgerError)) throw error;
      return false;
    }
  }
}

function reportedAlready(): Error {
  return wrongState(
    'paid-directly-reported',
    'A payment of this claim has been reported already.',
    'It is still waited for that the ledger shows it.',
    'Wait for it, or end the earlier report first.',
  );
}

function claimOver(state: string): Error {
  return wrongState(
    'claim-over',
    'Nothing of the claim is waited for.',
    `The claim is ${state}.`,
    'Read the case again. If the debtor has paid too much, the creditor pays it back.',
  );
}
