import {
  type CaseId,
  type ClaimId,
  type CreditorId,
  type Currency,
  type JsonObject,
  type LocalDate,
  parseMoney,
} from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { RequestKey } from '../../api/idempotency/request-identity.js';
import { CaseBook } from '../../cases/case-book.js';
import { type Actor, actorOf, actorText } from '../../audit/actor.js';
import { prepared, type Transaction } from '../../database/transaction.js';
import { type GrantBasis, GrantDesk } from '../authority/grant-desk.js';
import { waivedInterest } from '../authority/waived-interest.js';
import type { Granted } from '../deferrals/deferrals.service.js';
import { CaseFile, claimsOf } from '../file/case-file.js';
import { partNotFound, wrongState } from '../file/case-problems.js';
import type { DeskCase } from '../file/desk-case.js';
import { standingCosts } from '../objections/objection-costs.js';
import type { NewWaiverDto } from './adjustment.dto.js';
import { unfitField } from '../../api/unfit-field.js';
import { takeFrom, type Waivable } from './waiver.js';

export interface Adjustment {
  readonly number: number;
  readonly part: 'interest' | 'costs';
  readonly kind: string;
  readonly claimId: ClaimId | null;
  readonly amountMinor: bigint;
  readonly on: LocalDate;
  readonly rule: JsonObject;
  readonly actor: string;
}

/** Interest and costs that are given up, and taken back where it was a mistake: entries, never edits. */
@Injectable()
export class AdjustmentsService {
  constructor(
    private readonly file: CaseFile,
    private readonly grants: GrantDesk,
    private readonly book: CaseBook,
  ) {}

  list(creditorId: CreditorId, caseId: CaseId): Promise<{ currency: Currency; entries: Adjustment[] }> {
    return this.file.look(creditorId, caseId, async (tx, desk) => ({
      currency: desk.currency,
      entries: await this.#all(tx, desk),
    }));
  }

  /** @throws ProblemError 403 beyond-authority; 422 when there is not so much to give up */
  waive(creditorId: CreditorId, caseId: CaseId, dto: NewWaiverDto, key?: RequestKey): Promise<Granted> {
    return this.file.change(creditorId, caseId, (tx, desk) =>
      this.file.once(tx, key, () => this.#waive(tx, desk, dto)),
    );
  }

  async #waive(tx: Transaction, desk: DeskCase, dto: NewWaiverDto): Promise<Granted> {
    const taken = await this.#taken(tx, desk, dto);
    const actor = actorOf(dto);
    const amountMinor = taken.reduce((sum, { minor }) => sum + minor, 0n);
    // What the debtor owes for the collector's work is the collector's own to give up.
    if (dto.part === 'costs') return this.#granted(tx, desk, dto, taken, { ofTheCollectorsOwn: true }, actor);
    const alreadyMinor = await waivedInterest(tx, desk.creditorId, desk.id);
    const { reason, askCreditor = false } = dto;
    const verdict = await this.grants.weigh(tx, desk, {
      kind: 'interest-waiver',
      requests: [{ kind: 'waive-interest', amountMinor, alreadyMinor }],
      body: bodyOf(dto),
      reason,
      actor,
      askCreditor,
    });
    if (!verdict.allowed) return { granted: false, taskId: verdict.taskId, id: null };
    return this.#granted(tx, desk, dto, taken, verdict.basis, actor);
  }

  /** Gives up what was found to be allowed. @returns the number of its first entry */
  async carryOut(
    tx: Transaction,
    desk: DeskCase,
    dto: NewWaiverDto,
    basis: GrantBasis,
    actor: Actor,
  ): Promise<string> {
    const { id } = await this.#granted(tx, desk, dto, await this.#taken(tx, desk, dto), basis, actor);
    return id ?? '';
  }

  /** Takes a waiver back by a counter-entry. @throws ProblemError 409 when that was done before */
  undo(
    creditorId: CreditorId,
    caseId: CaseId,
    number: number,
    dto: { by?: string; reason: string },
    key?: RequestKey,
  ): Promise<{ currency: Currency; entry: Adjustment }> {
    return this.file.change(creditorId, caseId, async (tx, desk) => {
      await this.file.once(tx, key, () => this.#undo(tx, desk, number, dto));
      const entry = (await this.#all(tx, desk)).find(({ rule }) => rule['undoes'] === number);
      if (!entry) throw partNotFound('waiver', `${number}`);
      return { currency: desk.currency, entry };
    });
  }

  async #undo(
    tx: Transaction,
    desk: DeskCase,
    number: number,
    dto: { by?: string; reason: string },
  ): Promise<void> {
    const all = await this.#all(tx, desk);
    const waiver = all.find((entry) => entry.number === number && entry.amountMinor < 0n);
    if (!waiver) throw partNotFound('waiver', `${number}`);
    if (all.some(({ rule }) => rule['undoes'] === number)) throw undone(number);
    const actor = actorOf(dto);
    const { part, kind, claimId, amountMinor } = waiver;
    await this.book.charge(tx, [
      {
        caseId: desk.id,
        entry: 'waiver',
        part,
        kind,
        claimId,
        amountMinor: -amountMinor,
        chargedOn: desk.today,
        rule: { undoes: number, reason: dto.reason },
        aboutNumber: number,
        actor: actorText(actor),
      },
    ]);
    const told = { undoes: number, part, kind, amountMinor: `${-amountMinor}` };
    await this.file.record(tx, desk, {
      actor,
      kind: 'waiver-undone',
      detail: { ...told, reason: dto.reason },
      audit: told,
    });
  }

  async #granted(
    tx: Transaction,
    desk: DeskCase,
    { part, reason }: NewWaiverDto,
    taken: readonly Waivable[],
    basis: GrantBasis,
    actor: Actor,
  ): Promise<Granted> {
    await this.book.charge(
      tx,
      taken.map(({ claimId, kind, minor }) => ({
        caseId: desk.id,
        entry: 'waiver',
        part,
        kind,
        claimId,
        amountMinor: -minor,
        chargedOn: desk.today,
        rule: { reason, authority: basis },
        actor: actorText(actor),
      })),
    );
    const amountMinor = taken.reduce((sum, { minor }) => sum + minor, 0n);
    const told = { part, amountMinor: `${amountMinor}` };
    await this.file.record(tx, desk, {
      actor,
      kind: `${part}-waived`,
      detail: { ...told, reason, authority: basis },
      audit: told,
    });
    const all = await this.#all(tx, desk);
    return { granted: true, taskId: null, id: `${all.at(-taken.length)?.number ?? ''}` };
  }

  async #taken(tx: Transaction, desk: DeskCase, dto: NewWaiverDto): Promise<Waivable[]> {
    const [only] = claimsOf(desk, dto.claimId === undefined ? undefined : [dto.claimId]) ?? [];
    const parts = await this.#waivable(tx, desk, dto.part);
    const wanted = dto.amount === undefined ? undefined : parseMoney(dto.amount, desk.currency).minor;
    const taken = takeFrom(
      parts.filter(({ claimId }) => only === undefined || claimId === only),
      wanted,
    );
    if (taken) return taken;
    const reason = `is more than is owed of ${dto.part}, or nothing`;
    throw unfitField('amount', reason, 'Read the case’s balance and give up what is there.');
  }

  async #waivable(tx: Transaction, desk: DeskCase, part: 'interest' | 'costs'): Promise<Waivable[]> {
    const { claims } = await this.file.balance(tx, desk);
    if (part === 'interest') {
      return claims.map(({ claimId, owed }) => ({ claimId, kind: 'late-interest', minor: owed.interest }));
    }
    const standing = await standingCosts(tx, desk.creditorId, desk.id);
    const unpaid = new Map(claims.map(({ claimId, owed }) => [claimId, owed.costs]));
    return standing.map(({ claimId, kind, minor }) => {
      const owed = claimId === null ? 0n : (unpaid.get(claimId) ?? 0n);
      const taken = minor < owed ? minor : owed;
      if (claimId !== null && taken > 0n) unpaid.set(claimId, owed - taken);
      return { claimId, kind, minor: taken };
    });
  }

  #all(tx: Transaction, { creditorId, id }: DeskCase): Promise<Adjustment[]> {
    return tx.query<Adjustment>(ALL, [creditorId, id]);
  }
}

function bodyOf({ part, amount, claimId, reason }: NewWaiverDto): JsonObject {
  return {
    part,
    reason,
    ...(amount === undefined ? {} : { amount }),
    ...(claimId === undefined ? {} : { claimId }),
  };
}

function undone(number: number): Error {
  return wrongState(
    'waiver-undone',
    'The waiver was taken back before.',
    `A counter-entry to entry ${number} is there already.`,
    'Nothing is to be done.',
  );
}

const ALL = prepared(`
  select number, part, kind, claim_id as "claimId", amount_minor as "amountMinor", charged_on as "on", rule, actor
  from case_charge where creditor_id = $1 and case_id = $2 and entry = 'waiver' order by number`);
