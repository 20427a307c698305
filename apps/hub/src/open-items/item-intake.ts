import type { ItemReadings } from '@app/connectors';
import {
  type Clock,
  type ConnectionId,
  type Country,
  type CreditorId,
  type DebtorKind,
  type LedgerItemId,
  type LocalDate,
  type OpenItem,
} from '@app/domain';
import { type ClaimDecision, type CreditorPolicy, decideClaim } from '@app/mapping';
import { Inject, Injectable } from '@nestjs/common';
import { ClaimFollow, type FollowedItem } from '../claims/claim-follow.js';
import { ClaimIntake } from '../claims/claim-intake.js';
import { CLOCK } from '../config/clock.js';
import type { Transaction } from '../database/transaction.js';
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

/** What readings will change; nothing is written before `write`, which answers the counts with all that is missing. */
export interface PreparedIntake {
  /** Without `missing`, which shows only when it is written. */
  readonly counts: IntakeCounts;
  /** The items found, each once, a person's answer in place of what the ledger leaves open. */
  readonly items: ReadonlyMap<LedgerItemId, OpenItem>;
  write(): Promise<IntakeCounts>;
}

interface Comparison {
  readonly counts: IntakeCounts;
  readonly judged: readonly OpenItem[];
  readonly write: () => Promise<void>;
}

interface Reading {
  readonly item: OpenItem;
  /** With a person's answer where the ledger leaves the debtor's kind open. */
  readonly judged: OpenItem;
  readonly fingerprint: string;
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
    const { counts, judged, write } = await this.#compare(tx, context, found);
    const good = found.map((item) => item.ledgerItemId);
    return {
      counts,
      items: new Map(judged.map((item) => [item.ledgerItemId, item])),
      write: async () => {
        await Promise.all([
          write(),
          this.refused.keep(tx, context.connectionId, refused),
          this.refused.resolve(tx, context.connectionId, good),
        ]);
        return { ...counts, missing: await this.vanish(tx, context, missing) };
      },
    };
  }

  /** Stored items, judged once more; they are no reading of the ledger, so no refusal ends. */
  async take(tx: Transaction, context: IntakeContext, items: readonly OpenItem[]): Promise<IntakeCounts> {
    const { counts, write } = await this.#compare(tx, context, items);
    await write();
    return counts;
  }

  async #compare(tx: Transaction, context: IntakeContext, items: readonly OpenItem[]): Promise<Comparison> {
    const { connectionId } = context;
    const latest = [...new Map(items.map((item) => [item.ledgerItemId, item])).values()];
    if (latest.length === 0) return { counts: NO_COUNTS, judged: [], write: async () => undefined };
    const debtors = new Map(latest.map(({ debtor }) => [debtor.ledgerDebtorId, debtor]));
    const ids = latest.map((item) => item.ledgerItemId);
    const [known, stored] = await Promise.all([
      this.store.readDebtors(tx, connectionId, [...debtors.keys()]),
      this.store.read(tx, connectionId, ids),
    ]);
    const readings = latest.map((item) =>
      toReading(item, known.get(item.ledgerDebtorId)?.kindAnswered, stored.get(item.ledgerItemId), context),
    );
    const changed = readings.filter(isChanged);
    const unchanged = readings.filter((reading) => !isChanged(reading)).map(({ item }) => item.ledgerItemId);
    const changedDebtors = [...debtors.values()]
      .map((debtor) => ({ debtor, fingerprint: debtorFingerprint(debtor) }))
      .filter(({ debtor, fingerprint }) => known.get(debtor.ledgerDebtorId)?.fingerprint !== fingerprint);
    const newItems = changed.filter(({ stored: before }) => before === undefined).length;
    return {
      counts: {
        newItems,
        changedItems: changed.length - newItems,
        unchangedItems: unchanged.length,
        missing: 0,
      },
      judged: readings.map(({ judged }) => judged),
      write: async () => {
        await Promise.all([
          this.store.writeDebtors(tx, connectionId, changedDebtors, this.clock.now()),
          this.store.markSeen(tx, connectionId, unchanged, context.fullRunId),
          this.#write(tx, context, changed),
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
  async #write(tx: Transaction, context: IntakeContext, changed: readonly Reading[]): Promise<void> {
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
    if (moved.length > 0) {
      const items = moved.map(({ item }) => item);
      await this.store.writeMovements(tx, connectionId, items, now);
    }
    const origin = { ...context, approval: context.policy.approval };
    await Promise.all([
      this.store.writeItems(tx, connectionId, changed, context.fullRunId, now),
      this.claimIntake.create(tx, origin, fresh),
    ]);
    if (followed.length === 0) return;
    const automatic = context.policy.approval === 'automatic';
    await this.claimFollow.follow(tx, connectionId, followed, automatic);
  }
}

const NO_COUNTS: IntakeCounts = { newItems: 0, changedItems: 0, unchangedItems: 0, missing: 0 };

function toReading(
  item: OpenItem,
  answer: DebtorKind | null | undefined,
  stored: StoredItem | undefined,
  context: IntakeContext,
): Reading {
  // A person's answer fills the gap; it never overrules what the ledger itself says.
  const judged =
    answer && item.debtor.kind === 'unknown' ? { ...item, debtor: { ...item.debtor, kind: answer } } : item;
  return {
    item,
    judged,
    fingerprint: itemFingerprint(item),
    decision: decideClaim(judged, context.policy, context.today),
    stored,
  };
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
