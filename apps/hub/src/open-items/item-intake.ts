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
  readonly newClaims: number;
  /** Items marked as vanished. */
  readonly missing: number;
}

interface Reading {
  readonly item: OpenItem;
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
    const counts = await this.take(tx, context, readings.found);
    if (readings.refused.length > 0) await this.refused.keep(tx, context.connectionId, readings.refused);
    if (counts.newItems + counts.changedItems > 0) {
      const good = readings.found.map((item) => item.ledgerItemId);
      await this.refused.resolve(tx, context.connectionId, good);
    }
    return { ...counts, missing: await this.vanish(tx, context, readings.missing) };
  }

  async take(tx: Transaction, context: IntakeContext, items: readonly OpenItem[]): Promise<IntakeCounts> {
    const latest = [...new Map(items.map((item) => [item.ledgerItemId, item])).values()];
    if (latest.length === 0)
      return { newItems: 0, changedItems: 0, unchangedItems: 0, newClaims: 0, missing: 0 };
    const answers = await this.#takeDebtors(tx, context, latest);
    const stored = await this.store.read(
      tx,
      context.connectionId,
      latest.map((item) => item.ledgerItemId),
    );
    const readings = latest.map((item) => toReading(item, answers, stored.get(item.ledgerItemId), context));
    const changed = readings.filter(isChanged);
    await this.#write(tx, context, changed);
    if (context.fullRunId !== undefined) {
      const unchanged = readings
        .filter((reading) => !isChanged(reading))
        .map(({ item }) => item.ledgerItemId);
      await this.store.markSeen(tx, context.connectionId, unchanged, context.fullRunId);
    }
    const newClaims = await this.#takeClaims(tx, context, changed);
    const newItems = changed.filter(({ stored: before }) => before === undefined).length;
    return {
      newItems,
      changedItems: changed.length - newItems,
      unchangedItems: readings.length - changed.length,
      newClaims,
      missing: 0,
    };
  }

  /** Items that the ledger no longer has: held for a person, never taken as paid. */
  async vanish(tx: Transaction, context: IntakeContext, missing: readonly LedgerItemId[]): Promise<number> {
    if (missing.length === 0) return 0;
    const vanished = await this.store.markVanished(tx, context.connectionId, missing, this.clock.now());
    await this.claimFollow.vanished(tx, context.connectionId, vanished);
    return vanished.length;
  }

  /** Stores debtors that are new or changed, and answers what people have said about the kinds the ledger leaves open. */
  async #takeDebtors(
    tx: Transaction,
    context: IntakeContext,
    items: readonly OpenItem[],
  ): Promise<Map<LedgerDebtorId, DebtorKind>> {
    const debtors = new Map<LedgerDebtorId, Debtor>(
      items.map(({ debtor }) => [debtor.ledgerDebtorId, debtor]),
    );
    const known = await this.store.readDebtors(tx, context.connectionId, [...debtors.keys()]);
    const changed = [...debtors.values()]
      .map((debtor) => ({ debtor, fingerprint: debtorFingerprint(debtor) }))
      .filter(({ debtor, fingerprint }) => known.get(debtor.ledgerDebtorId)?.fingerprint !== fingerprint);
    await this.store.writeDebtors(tx, context.connectionId, changed, this.clock.now());
    const answers = new Map<LedgerDebtorId, DebtorKind>();
    for (const [id, { kindAnswered }] of known) if (kindAnswered !== null) answers.set(id, kindAnswered);
    return answers;
  }

  async #write(tx: Transaction, context: IntakeContext, changed: readonly Reading[]): Promise<void> {
    if (changed.length === 0) return;
    const now = this.clock.now();
    await this.store.writeItems(tx, context.connectionId, changed, context.fullRunId, now);
    const moved = changed.filter(({ item, stored }) => item.movements.length > 0 || stored !== undefined);
    await this.store.writeMovements(
      tx,
      context.connectionId,
      moved.map(({ item }) => item),
      now,
    );
  }

  async #takeClaims(tx: Transaction, context: IntakeContext, changed: readonly Reading[]): Promise<number> {
    const fresh: FollowedItem[] = [];
    const followed: FollowedItem[] = [];
    for (const { item, decision, stored } of changed) {
      if (stored?.hasClaim === true) followed.push({ item, decision });
      else if (decision.outcome === 'claim') fresh.push({ item, decision });
    }
    if (followed.length > 0) {
      const automatic = context.policy.approval === 'automatic';
      await this.claimFollow.follow(tx, context.connectionId, followed, automatic);
    }
    return this.claimIntake.create(tx, { ...context, approval: context.policy.approval }, fresh);
  }
}

function toReading(
  item: OpenItem,
  answers: ReadonlyMap<LedgerDebtorId, DebtorKind>,
  stored: StoredItem | undefined,
  context: IntakeContext,
): Reading {
  const answer = answers.get(item.ledgerDebtorId);
  // A person's answer fills the gap; it never overrules what the ledger itself says.
  const judged =
    answer !== undefined && item.debtor.kind === 'unknown'
      ? { ...item, debtor: { ...item.debtor, kind: answer } }
      : item;
  return {
    item,
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
