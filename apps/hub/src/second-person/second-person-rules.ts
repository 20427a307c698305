import type { Clock, CreditorId, JsonObject } from '@app/domain';
import { Inject, Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, actorText, currentActor } from '../audit/actor.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { type Proposal } from './proposal-store.js';
import { type ProposalHandler, Proposals } from './proposals.js';
import { noSuchCreditor } from './second-person-problems.js';
import { type Subject, SUBJECTS } from './subjects.js';

export interface SecondPersonRule {
  /** 0: nobody has chosen yet, and one person is enough for everything. */
  readonly version: number;
  /** In the order of `SUBJECTS`. */
  readonly subjects: readonly Subject[];
}

/** What a creditor wants two persons for. One person can ask for more; for less it takes two. */
@Injectable()
export class SecondPersonRules implements ProposalHandler, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly proposals: Proposals,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    this.proposals.handle('second-person-rule', this);
  }

  async inForce(tx: Transaction, creditorId: CreditorId): Promise<SecondPersonRule> {
    const [row] = await tx.query<SecondPersonRule>(IN_FORCE, [creditorId]);
    return row ?? { version: 0, subjects: [] };
  }

  async asks(tx: Transaction, creditorId: CreditorId, subject: Subject): Promise<boolean> {
    return (await this.inForce(tx, creditorId)).subjects.includes(subject);
  }

  /** @throws ProblemError when there is no such creditor */
  current(creditorId: CreditorId): Promise<SecondPersonRule> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const found = await tx.query('select 1 from creditor where creditor_id = $1', [creditorId]);
      if (found.length === 0) throw noSuchCreditor(creditorId);
      return this.inForce(tx, creditorId);
    });
  }

  /**
   * Puts the rule in force; the same again changes nothing. Where a second person would be asked for less than before, the
   * whole of it waits for one.
   * @throws ProblemError when there is no such creditor
   */
  change(creditorId: CreditorId, wanted: readonly Subject[]): Promise<SecondPersonRule | Proposal> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const before = await this.#lock(tx, creditorId);
      const subjects = inOrder(wanted);
      if (before.subjects.join() === subjects.join()) return before;
      if (before.subjects.every((one) => subjects.includes(one)))
        return this.#add(tx, creditorId, { version: before.version + 1, subjects }, currentActor());
      return this.proposals.propose(tx, creditorId, {
        kind: 'second-person-rule',
        payload: { subjects: [...subjects] },
        shown: {
          changes: SUBJECTS.filter((one) => before.subjects.includes(one) !== subjects.includes(one)).map(
            (field) => ({
              field,
              before: String(before.subjects.includes(field)),
              after: String(subjects.includes(field)),
            }),
          ),
        },
        basis: String(before.version),
      });
    });
  }

  async basis(tx: Transaction, { creditorId }: Proposal): Promise<string> {
    return String((await this.#lock(tx, creditorId)).version);
  }

  async carryOut(
    tx: Transaction,
    { creditorId, payload, basis }: Proposal,
    actor: Actor,
  ): Promise<JsonObject> {
    const { subjects: asked } = payload;
    const subjects = SUBJECTS.filter((subject) => Array.isArray(asked) && asked.includes(subject));
    const { version } = await this.#add(tx, creditorId, { version: Number(basis) + 1, subjects }, actor);
    return { version };
  }

  async #lock(tx: Transaction, creditorId: CreditorId): Promise<SecondPersonRule> {
    const found = await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [
      creditorId,
    ]);
    if (found.length === 0) throw noSuchCreditor(creditorId);
    return this.inForce(tx, creditorId);
  }

  async #add(
    tx: Transaction,
    creditorId: CreditorId,
    rule: SecondPersonRule,
    actor: Actor,
  ): Promise<SecondPersonRule> {
    const { version, subjects } = rule;
    await tx.query(ADD, [creditorId, version, subjects, this.clock.now(), actorText(actor)]);
    await this.audit.record(tx, {
      actor,
      action: 'second-person-rule.changed',
      subject: { kind: 'creditor', id: creditorId },
      detail: { version, subjects: [...subjects] },
    });
    return rule;
  }
}

function inOrder(wanted: readonly Subject[]): readonly Subject[] {
  return SUBJECTS.filter((one) => wanted.includes(one));
}

const IN_FORCE = prepared(`
  select version, subjects from second_person_rule where creditor_id = $1 order by version desc limit 1`);
const ADD = prepared(`
  insert into second_person_rule (creditor_id, version, subjects, created_at, created_by) values ($1, $2, $3, $4, $5)`);
