import { isDeepStrictEqual } from 'node:util';
import type { CreditorId, JsonObject } from '@app/domain';
import type { WriteBackAccountOption, WriteBackTargetOption } from '@app/connectors';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { AuditLog } from '../audit/audit-log.js';
import { Database } from '../database/database.js';
import type { Transaction } from '../database/transaction.js';
import type { Proposal, ShownChange } from '../second-person/proposal-store.js';
import { type ProposalHandler, Proposals } from '../second-person/proposals.js';
import { SecondPersonRules } from '../second-person/second-person-rules.js';
import { mappingWith, offeredAccounts, withChoice } from './account-mapping.js';
import { type Actor, currentActor } from '../audit/actor.js';
import type { WriteBackChoice } from './company-connector.js';
import { type Connection, type ConnectionRef, lockConnection, readConnection } from './connection-row.js';
import { ConnectionsService } from './connections.service.js';
import { offeredTarget, offeredTargets } from './write-back-targets.js';

/** All that the ledger offers, where a second person shall see names instead of a vendor's keys. */
interface Offers {
  readonly targets: readonly WriteBackTargetOption[];
  readonly accounts: readonly WriteBackAccountOption[];
}

/** A choice that the ledger has been asked about, as a proposal keeps it. */
interface CheckedChoice extends WriteBackChoice {
  /** The target as the accountant knows it. */
  readonly label?: string;
}

/** Where settlements are booked in the ledger, chosen by a person, or by two. */
@Injectable()
export class WriteBackChoices implements ProposalHandler, OnModuleInit {
  constructor(
    private readonly database: Database,
    private readonly connections: ConnectionsService,
    private readonly audit: AuditLog,
    private readonly rules: SecondPersonRules,
    private readonly proposals: Proposals,
  ) {}

  onModuleInit(): void {
    this.proposals.handle('account-mapping', this);
  }

  /**
   * Chooses where and how settlements are booked. Where the creditor wants two persons for that, a choice that changes
   * something waits for the second.
   * @throws ProblemError the company does not offer a target or account
   */
  async choose(ref: ConnectionRef, choice: WriteBackChoice, actor: Actor): Promise<Connection | Proposal> {
    const checked = await this.#check(ref, choice, actor);
    const waits = await this.#inTransaction(ref, (tx) => this.#asksTwo(tx, ref.creditorId));
    const offers = waits ? await this.#offers(ref, actor) : NOTHING_OFFERED;
    return this.#inTransaction(ref, async (tx) => {
      const before = await lockConnection(tx, ref);
      if ((await this.#asksTwo(tx, ref.creditorId)) && changesSomething(before, checked))
        return this.proposals.propose(tx, ref.creditorId, {
          kind: 'account-mapping',
          connectionId: ref.id,
          payload: { ...checked } as JsonObject,
          shown: { changes: shownChanges(before, checked, offers) },
          basis: basisOf(before),
        });
      await this.#write(tx, before, checked, actor);
      return readConnection(tx, ref);
    });
  }

  /** Days may lie between: the ledger must offer it still. */
  async prepare(proposal: Proposal): Promise<void> {
    await this.#check(refOf(proposal), choiceIn(proposal), currentActor());
  }

  async basis(tx: Transaction, proposal: Proposal): Promise<string> {
    return basisOf(await lockConnection(tx, refOf(proposal)));
  }

  async carryOut(tx: Transaction, proposal: Proposal, actor: Actor): Promise<JsonObject> {
    await this.#write(tx, await lockConnection(tx, refOf(proposal)), choiceIn(proposal), actor);
    return {};
  }

  /** @throws ProblemError the company does not offer a target or account */
  async #check(ref: ConnectionRef, choice: WriteBackChoice, actor: Actor): Promise<CheckedChoice> {
    const { target, accounts = {}, mode } = choice;
    const ask = this.connections;
    const option = target && (await ask.asking(ref, actor, (session) => offeredTarget(session, target)));
    // Checked against the ledger first, then set into the mapping as it is when the row is locked.
    const isChosen = Object.values(accounts).some((account) => account !== undefined && account !== null);
    if (isChosen) await ask.asking(ref, actor, (session) => mappingWith(session, {}, accounts));
    return { mode, accounts, ...(option ? { target: option.target, label: option.label } : {}) };
  }

  #offers(ref: ConnectionRef, actor: Actor): Promise<Offers> {
    return this.connections.asking(ref, actor, async (session) => ({
      targets: await offeredTargets(session),
      accounts: (await offeredAccounts(session)) ?? [],
    }));
  }

  #asksTwo(tx: Transaction, creditorId: CreditorId): Promise<boolean> {
    return this.rules.asks(tx, creditorId, 'account-mapping');
  }

  async #write(tx: Transaction, before: Connection, choice: CheckedChoice, actor: Actor): Promise<void> {
    const { target, label, mode, accounts = {} } = choice;
    const { creditorId, id } = before;
    const mapping = withChoice(before.writeBackAccounts, accounts);
    await tx.query(
      `update connection set write_back_target = coalesce($3, write_back_target), write_back_mode = $4,
         write_back_accounts = $5
       where creditor_id = $1 and id = $2`,
      [creditorId, id, target === undefined ? null : JSON.stringify(target), mode, JSON.stringify(mapping)],
    );
    await this.audit.record(tx, {
      actor,
      action: 'connection.write-back-chosen',
      subject: { kind: 'connection', id },
      detail: { mode, accounts: { ...mapping }, ...(label === undefined ? {} : { target: label }) },
      creditorId,
    });
  }

  #inTransaction<T>(ref: ConnectionRef, work: (tx: Transaction) => Promise<T>): Promise<T> {
    return this.database.asCreditor(ref.creditorId, work);
  }
}

const NOTHING_OFFERED: Offers = { targets: [], accounts: [] };

/** @throws Error for a proposal of another kind */
function refOf({ creditorId, connectionId }: Pick<Proposal, 'creditorId' | 'connectionId'>): ConnectionRef {
  if (connectionId === null) throw new Error('An account mapping names its connection.');
  return { creditorId, id: connectionId };
}

/** The hub wrote it itself, from what was checked at the edge and asked of the ledger. */
function choiceIn({ payload }: Pick<Proposal, 'payload'>): CheckedChoice {
  return payload as unknown as CheckedChoice;
}

/** What is chosen now, whole: another choice meanwhile makes another text. PostgreSQL gives the keys in one order. */
function basisOf({ writeBackTarget, writeBackMode, writeBackAccounts }: Connection): string {
  return JSON.stringify([writeBackTarget, writeBackMode, writeBackAccounts]);
}

function changesSomething(before: Connection, { target, mode, accounts = {} }: CheckedChoice): boolean {
  return (
    mode !== before.writeBackMode ||
    (target !== undefined && !isDeepStrictEqual(target, before.writeBackTarget)) ||
    !isDeepStrictEqual(withChoice(before.writeBackAccounts, accounts), before.writeBackAccounts)
  );
}

function shownChanges(before: Connection, choice: CheckedChoice, offers: Offers): ShownChange[] {
  const mapping = withChoice(before.writeBackAccounts, choice.accounts ?? {});
  const target = (of: JsonObject | null): string | null =>
    of &&
    (offers.targets.find((option) => isDeepStrictEqual(option.target, of))?.label ?? JSON.stringify(of));
  const account = (of: JsonObject | undefined): string | null =>
    of === undefined
      ? null
      : (offers.accounts.find((option) => isDeepStrictEqual(option.account, of))?.label ??
        JSON.stringify(of));
  const all: ShownChange[] = [
    {
      field: 'target',
      before: target(before.writeBackTarget),
      after: choice.label ?? target(before.writeBackTarget),
    },
    {
      field: 'interestAccount',
      before: account(before.writeBackAccounts.interest),
      after: account(mapping.interest),
    },
    { field: 'feesAccount', before: account(before.writeBackAccounts.fees), after: account(mapping.fees) },
    { field: 'mode', before: before.writeBackMode, after: choice.mode },
  ];
  return all.filter((change) => change.before !== change.after);
}
