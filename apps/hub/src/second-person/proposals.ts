import { type Clock, type CreditorId, type JsonObject, newId } from '@app/domain';
import { isDeepStrictEqual } from 'node:util';
import { Inject, Injectable } from '@nestjs/common';
import { type Actor, currentActor } from '../audit/actor.js';
import { AuditLog } from '../audit/audit-log.js';
import { CLOCK } from '../config/clock.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import { currentDecider, type Decider, isTheirs } from './deciding.js';
import {
  addProposal,
  endProposal,
  keepFirstPerson,
  listProposals,
  lockProposal,
  openProposals,
  type Proposal,
  type ProposalEnd,
  type ProposalFilter,
  type ProposedChange,
  readProposal,
} from './proposal-store.js';
import {
  noSuchCreditor,
  notYours,
  ownProposal,
  proposalEnded,
  proposalNotFound,
  proposalOutdated,
  tooManyProposals,
} from './second-person-problems.js';
import type { ProposalKind } from './subjects.js';

/** The feature that proposes a change carries it out, too. */
export interface ProposalHandler {
  /** Before the transaction: what takes long, like asking the ledger. @throws ProblemError then it waits on */
  prepare?(proposal: Proposal): Promise<void>;
  /** What it would rest on now, with the rows locked that say so. */
  basis(tx: Transaction, proposal: Proposal): Promise<string>;
  /** Does exactly what was proposed. @returns what became of it; `outdated` when nothing of it could be done, and nothing was */
  carryOut(tx: Transaction, proposal: Proposal, actor: Actor): Promise<JsonObject | 'outdated'>;
}

/** Open at one creditor at a time, so that whoever decides can still look at each. */
export const OPEN_MAX = 20;

/** What one person asks for waits here until another one decides. Knows nothing of what it is: features bring that. */
@Injectable()
export class Proposals {
  readonly #handlers = new Map<ProposalKind, ProposalHandler>();

  constructor(
    private readonly database: Database,
    private readonly audit: AuditLog,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** Call in `onModuleInit`. */
  handle(kind: ProposalKind, handler: ProposalHandler): void {
    this.#handlers.set(kind, handler);
  }

  /**
   * Keeps the change until a second person decides, in the caller's transaction; the same again is the one that waits.
   * @throws ProblemError 409 when as many wait as may
   */
  async propose(tx: Transaction, creditorId: CreditorId, change: ProposedChange): Promise<Proposal> {
    const actor = currentActor();
    const [creditor] = await tx.query('select 1 from creditor where creditor_id = $1 for no key update', [
      creditorId,
    ]);
    if (!creditor) throw noSuchCreditor(creditorId);
    const open = await openProposals(tx, creditorId);
    const same = open.find((one) => isSame(one, change));
    if (same) return same;
    if (open.length >= OPEN_MAX) throw tooManyProposals(OPEN_MAX);
    const asked = { by: actor, at: this.clock.now() };
    const proposal = await addProposal(tx, creditorId, newId(this.clock), change, asked);
    await this.#record(tx, proposal, 'proposal.opened', actor);
    return proposal;
  }

  list(creditorId: CreditorId, filter: ProposalFilter): Promise<Proposal[]> {
    return this.database.asCreditor(creditorId, (tx) => listProposals(tx, creditorId, filter));
  }

  /** @throws ProblemError proposal-not-found */
  async get(creditorId: CreditorId, id: string): Promise<Proposal> {
    const proposal = await this.database.asCreditor(creditorId, (tx) => readProposal(tx, creditorId, id));
    if (!proposal) throw proposalNotFound(id);
    return proposal;
  }

  /**
   * A person's yes. The second one carries it out, in the transaction that ends it. To what a program asked for, the first
   * person's yes makes them the one who asks, and another's is waited for.
   * @throws ProblemError 403 programs, people without the right, whoever asked; 409 ended, outdated
   */
  async confirm(creditorId: CreditorId, id: string): Promise<Proposal> {
    const before = await this.get(creditorId, id);
    const decider = currentDecider(before.kind);
    const handler = this.#handlers.get(before.kind);
    if (!handler) throw new Error(`Nobody carries out proposals of the kind ${before.kind}.`);
    const isSecond = before.firstPerson !== null && before.firstPerson !== decider.id;
    if (before.state === 'open' && isSecond) await handler.prepare?.(before);
    const after = await this.database.asCreditor(creditorId, async (tx) => {
      const proposal = await this.#open(tx, creditorId, id);
      if (proposal.firstPerson === null) return this.#first(tx, proposal, decider);
      if (proposal.firstPerson === decider.id) throw ownProposal();
      const end = await this.#carryOut(tx, handler, proposal, decider);
      return this.#end(tx, proposal, end);
    });
    if (after.state === 'outdated') throw proposalOutdated();
    return after;
  }

  /** A second person's no. @throws ProblemError as `confirm` */
  async decline(creditorId: CreditorId, id: string, reason: string): Promise<Proposal> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const proposal = await this.#open(tx, creditorId, id);
      const by = currentDecider(proposal.kind);
      if (proposal.firstPerson === by.id) throw ownProposal();
      return this.#end(tx, proposal, { state: 'declined', by, at: this.clock.now(), reason });
    });
  }

  /** Whoever asked takes it back. @throws ProblemError 403 somebody else asked; 409 ended */
  async withdraw(creditorId: CreditorId, id: string): Promise<Proposal> {
    return this.database.asCreditor(creditorId, async (tx) => {
      const proposal = await this.#open(tx, creditorId, id);
      if (!isTheirs(proposal)) throw notYours();
      return this.#end(tx, proposal, { state: 'withdrawn', by: currentActor(), at: this.clock.now() });
    });
  }

  async #carryOut(
    tx: Transaction,
    handler: ProposalHandler,
    proposal: Proposal,
    by: Decider,
  ): Promise<ProposalEnd> {
    const at = this.clock.now();
    if ((await handler.basis(tx, proposal)) !== proposal.basis) return { state: 'outdated', by, at };
    const outcome = await handler.carryOut(tx, proposal, by);
    return outcome === 'outdated' ? { state: 'outdated', by, at } : { state: 'confirmed', by, at, outcome };
  }

  async #first(tx: Transaction, proposal: Proposal, by: Decider): Promise<Proposal> {
    await keepFirstPerson(tx, proposal, by.id);
    await this.#record(tx, proposal, 'proposal.first-confirmed', by);
    return { ...proposal, firstPerson: by.id };
  }

  async #open(tx: Transaction, creditorId: CreditorId, id: string): Promise<Proposal> {
    const proposal = await lockProposal(tx, creditorId, id);
    if (!proposal) throw proposalNotFound(id);
    if (proposal.state !== 'open') throw proposalEnded(proposal.state);
    return proposal;
  }

  async #end(tx: Transaction, proposal: Proposal, end: ProposalEnd): Promise<Proposal> {
    await endProposal(tx, proposal, end);
    await this.#record(tx, proposal, `proposal.${end.state}`, end.by);
    const ended = await readProposal(tx, proposal.creditorId, proposal.id);
    if (!ended) throw new Error('A proposal is gone that was just ended.');
    return ended;
  }

  #record(
    tx: Transaction,
    { id, kind, askedBy, firstPerson }: Proposal,
    action: string,
    actor: Actor,
  ): Promise<void> {
    return this.audit.record(tx, {
      actor,
      action,
      subject: { kind: 'proposal', id },
      detail: { kind, askedBy, firstPerson },
    });
  }
}

function isSame(open: Proposal, { kind, connectionId, payload, basis }: ProposedChange): boolean {
  return (
    open.kind === kind &&
    open.connectionId === (connectionId ?? null) &&
    open.basis === basis &&
    isDeepStrictEqual(open.payload, payload)
  );
}
