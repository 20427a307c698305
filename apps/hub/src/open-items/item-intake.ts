import type { ItemReadings } from '@app/connectors';
import {
  type Clock,
  type ConnectionId,
  type Country,
  type CreditorId,
  type Debtor,
  type DebtorKind,
  type LedgerDebtorId,
  type LedgerItemId,
  type LocalDate,
  type OpenItem,
} from '@app/domain';
import { type ClaimDecision, type CreditorPolicy, decideClaim } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { ClaimFollow, type FollowedItem } from '../claims/claim-follow.js';
import { ClaimIntake } from '../claims/claim-intake.js';
import { CLOCK } from '../config/clock.js';
import type { Statements, Transaction } from '../database/transaction.js';
import { debtorFingerprint, itemFingerprint } from './item-fingerprint.js';
import { OpenItemStore, type StoredItem } from './open-item-store.js';
import { RefusedRecords } from './refused-records.js';

export interface IntakeContext {
  readonly creditorId: CreditorId;
  readonly connectionId: ConnectionId;
  readonly country: Country;
  readonly policy: CreditorPolicy;
  /** The day in the creditor's country. */
  readonly today: LocalDate;
  /** Set in a full pull: the items read carry it, so that those not read stand out. */
  readonly fullRunId?: string;
}

export interface IntakeCounts {
  readonly newItems: number;
  readonly changedItems: number;
  readonly unchangedItems: number;
  /** Items marked as vanished. */
  readonly missing: number;
}

/** What readings will change; nothing is written before `write`. */
export interface PreparedIntake {
  /** Without `missing`, which shows only when it is written. */
  readonly counts: IntakeCounts;
  /** The items found, each once, a person's answer in place of what the ledger leaves open. */
  readonly items: ReadonlyMap<LedgerItemId, OpenItem>;
  /**
   * Answers the counts with all that is missing.
   * @param out where statements go that need no answer. Default: the transaction
   */
  write(out?: Statements): Promise<IntakeCounts>;
}

interface Comparison {
  readonly counts: IntakeCounts;
  readonly judged: readonly OpenItem[];
  /** Set aside by an earlier reading, and read well now. */
  readonly readWell: readonly LedgerItemId[];
  readonly write: (out: Statements) => Promise<void>;
}

interface Reading {
  readonly item: OpenItem;
  /** With a person's answer where the ledger leaves the debtor's kind open. */
  readonly judged: OpenItem;
  readonly fingerprint: string;
  readonly debtorFingerprint: string;
  readonly decision: ClaimDecision;
  readonly stored: StoredItem | undefined;
}

/**
 * Takes readings of open items into the mirror and lets claims follow, all in the caller's transaction. The same
 * readings a second time write nothing but, in a full pull, the mark that they were seen.
 */
@Injectable()
export class ItemIntake {
  constructor(
    @Inject(CLOCK) private readonly clock: Clock,
    private readonly store: OpenItemStore,
    private readonly claimIntake: ClaimIntake,
    private readonly claimFollow: ClaimFollow,
    private readonly refused: RefusedRecords,
  ) {}

  /** One answer of the ledger: items found, records refused, and items asked for that are gone. */
  async takeAll(tx: Transaction, context: IntakeContext, readings: ItemReadings): Promise<IntakeCounts> {
    const prepared = await this.prepare(tx, context, readings);
    return prepared.write();
  }

  /** The same in two steps: compares with what is stored, and leaves it to the caller when to write. */
  async prepare(
    tx: Transaction,
    context: IntakeContext,
    { found, missing, refused }: ItemReadings,
  ): Promise<PreparedIntake> {
    const { counts, judged, readWell, write } = await this.#compare(tx, context, found);
    return {
      counts,
      items: new Map(judged.map((item) => [item.ledgerItemId, item])),
      write: async (out = tx) => {
        await Promise.all([
          write(out),
          this.refused.keep(tx, context.connectionId, refused),
          this.refused.resolve(tx, context.connectionId, readWell),
        ]);
        return { ...counts, missing: await this.vanish(tx, context, missing) };
      },
    };
  }

  /** Stored items, judged once more; they are no reading of the ledger, so no refusal ends. */
  async take(tx: Transaction, context: IntakeContext, items: readonly OpenItem[]): Promise<IntakeCounts> {
    const { counts, write } = await this.#compare(tx, context, items);
    await write(tx);
    return counts;
  }

  async #compare(tx: Transaction, context: IntakeContext, items: readonly OpenItem[]): Promise<Comparison> {
    const { connectionId } = context;
    const latest = [...new Map(items.map((item) => [item.ledgerItemId, item])).values()];
    if (latest.length === 0)
      return { counts: NO_COUNTS, judged: [], readWell: [], write: async () => undefined };
    const read = latest.map((item) => toReading(item, context));
    const known = await this.store.differing(tx, connectionId, read);
    const changed: Reading[] = [];
    const unchanged: LedgerItemId[] = [];
    const changedDebtors = new Map<
      LedgerDebtorId,
      Pick<Reading, 'debtorFingerprint'> & { readonly debtor: Debtor }
    >();
    const readWell: LedgerItemId[] = [];
    const judged = read.map((reading) => {
      const { item, debtorFingerprint } = reading;
      const before = known.get(item.ledgerItemId);
      if (before === undefined) {
        unchanged.push(item.ledgerItemId);
        return item;
      }
      const answered = { ...withAnswer(reading, before.kindAnswered, context), stored: before.stored };
      if (isChanged(answered)) changed.push(answered);
      else unchanged.push(item.ledgerItemId);
      if (before.debtorFingerprint !== debtorFingerprint)
        changedDebtors.set(item.ledgerDebtorId, { debtor: item.debtor, debtorFingerprint });
      if (before.wasRefused) readWell.push(item.ledgerItemId);
      return answered.judged;
    });
    const newItems = changed.filter(({ stored: before }) => before === undefined).length;
    return {
      counts: {
        newItems,
        changedItems: changed.length - newItems,
        unchangedItems: unchanged.length,
        missing: 0,
      },
      judged,
      readWell,
      write: async (out) => {
        await Promise.all([
          this.store.writeDebtors(out, connectionId, [...changedDebtors.values()], this.clock.now()),
          this.store.markSeen(out, connectionId, unchanged, context.fullRunId),
          this.#write(tx, out, context, changed),
        ]);
      },
    };
  }

  /** Items that the ledger no longer has: held for a person, never taken as paid. */
  async vanish(tx: Transaction, context: IntakeContext, missing: readonly LedgerItemId[]): Promise<number> {
    if (missing.length === 0) return 0;
    const vanished = await this.store.markVanished(tx, context.connectionId, missing, this.clock.now());
    await this.claimFollow.vanished(tx, context.connectionId, vanished);
    return vanished.length;
  }

  /** Movements come first: claims count them. All else waits for nothing but its place in the line. */
  async #write(
    tx: Transaction,
    out: Statements,
    context: IntakeContext,
    changed: readonly Reading[],
  ): Promise<void> {
    if (changed.length === 0) return;
    const { connectionId } = context;
    const now = this.clock.now();
    const moved = changed.filter(({ item, stored }) => item.movements.length > 0 || stored !== undefined);
    const fresh: FollowedItem[] = [];
    const followed: FollowedItem[] = [];
    for (const { item, decision, stored } of changed) {
      if (stored?.hasClaim === true) followed.push({ item, decision });
      else if (decision.outcome === 'claim') fresh.push({ item, decision });
    }
    // A claim that follows its item reads what was written before it.
    const to = followed.length === 0 ? out : tx;
    if (moved.length > 0) {
      const items = moved.map(({ item }) => item);
      await this.store.writeMovements(to, connectionId, items, now);
    }
    const origin = { ...context, approval: context.policy.approval };
    await Promise.all([
      this.store.writeItems(to, connectionId, changed, context.fullRunId, now),
      this.claimIntake.create(to, origin, fresh),
    ]);
    if (followed.length === 0) return;
    const automatic = context.policy.approval === 'automatic';
    await this.claimFollow.follow(tx, connectionId, followed, automatic);
  }
}

const NO_COUNTS: IntakeCounts = { newItems: 0, changedItems: 0, unchangedItems: 0, missing: 0 };

function toReading(item: OpenItem, { policy, today }: IntakeContext): Reading {
  return {
    item,
    judged: item,
    fingerprint: itemFingerprint(item),
    debtorFingerprint: debtorFingerprint(item.debtor),
    decision: decideClaim(item, policy, today),
    stored: undefined,
  };
}

/** A person's answer fills the gap; it never overrules what the ledger itself says. */
function withAnswer(reading: Reading, answer: DebtorKind | null, { policy, today }: IntakeContext): Reading {
  const { item } = reading;
  if (answer === null || item.debtor.kind !== 'unknown') return reading;
  const judged = { ...item, debtor: { ...item.debtor, kind: answer } };
  return { ...reading, judged, decision: decideClaim(judged, policy, today) };
}

function isChanged({ fingerprint, decision, stored }: Reading): boolean {
  return (
    stored === undefined ||
    stored.fingerprint !== fingerprint ||
    stored.vanished ||
    stored.decisionRule !== decision.rule ||
    stored.policyVersion !== decision.policyVersion ||
    stored.changesOn !== (decision.changesOn ?? null)
  );
}
