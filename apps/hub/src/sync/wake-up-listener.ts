import type { GrantId } from '@app/domain';
import { LedgerError, type WakeUpMember, type WakeUps } from '@app/connectors';
import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import { Environment } from '../config/environment.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { LedgerSessions } from '../connections/ledger-sessions.js';
import { Database } from '../database/database.js';
import { type HeldLease, LeaseKeeper, LeaseLostError } from '../scheduler/lease-keeper.js';
import { WakeUpCalls } from './wake-up-calls.js';
import { WakeUpStream } from './wake-up-stream.js';

const LEASE = 'wake-ups';
/** Longer than a few ticks. */
const LEASE_SECONDS_MIN = 60;
const LEASE_TICKS = 3;
const TICK = 'wake-ups-tick';
/** What streams there should be is looked up every so many ticks. */
const TICKS_PER_LOOK = 4;
/** More grants of vendors that announce are polled only. */
const MEMBERS_MAX = 5_000;

/**
 * Listens to the vendors that announce changes, in one process at a time. Announcements only wake: whatever fails here
 * costs nothing but the time to the next poll.
 */
@Injectable()
export class WakeUpListener implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('WakeUps');
  readonly #streams = new Map<string, WakeUpStream>();
  #lease: HeldLease | undefined;
  #ticks = 0;
  #ticking: Promise<void> | undefined;
  #isStopping = false;

  constructor(
    private readonly database: Database,
    private readonly catalogue: LedgerCatalogue,
    private readonly sessions: LedgerSessions,
    private readonly leases: LeaseKeeper,
    private readonly calls: WakeUpCalls,
    private readonly registry: SchedulerRegistry,
    private readonly environment: Environment,
  ) {}

  onApplicationBootstrap(): void {
    const announces = this.catalogue.list().some(({ wakeUps }) => wakeUps !== undefined);
    if (!announces || !this.environment.hasRole('scheduler')) return;
    this.registry.addInterval(
      TICK,
      setInterval(() => void this.tick(), this.environment.SCHEDULER_TICK_SECONDS * 1_000),
    );
  }

  async onModuleDestroy(): Promise<void> {
    this.#isStopping = true;
    if (this.registry.doesExist('interval', TICK)) this.registry.deleteInterval(TICK);
    await this.#ticking;
    await this.#silence();
    if (this.#lease) await this.leases.release(this.#lease);
  }

  /** One look at what should be listened to, and one round of wake-ups. Never fails. */
  async tick(): Promise<void> {
    if (this.#isStopping) return;
    this.#ticking ??= this.#tick().finally(() => (this.#ticking = undefined));
    await this.#ticking;
  }

  /** Streams that are open or will be tried again. */
  get streams(): number {
    return this.#streams.size;
  }

  get #leaseSeconds(): number {
    return Math.max(LEASE_SECONDS_MIN, LEASE_TICKS * this.environment.SCHEDULER_TICK_SECONDS);
  }

  async #tick(): Promise<void> {
    try {
      if (!(await this.#holdsLease())) return await this.#silence();
      if (this.#ticks % TICKS_PER_LOOK === 0) await this.#reconcile();
      this.#ticks += 1;
      for (const stream of this.#streams.values()) stream.beginIfDue();
      const woken = await this.calls.wake();
      if (woken > 0) this.#log.debug({ msg: 'ledgers announced changes', connections: woken });
    } catch (error) {
      this.#log.error({ msg: 'listening to the ledgers failed; polling goes on', error });
    }
  }

  async #holdsLease(): Promise<boolean> {
    if (!this.#lease) {
      this.#lease = await this.leases.tryAcquire(LEASE, this.#leaseSeconds);
      this.#ticks = 0;
      return this.#lease !== undefined;
    }
    try {
      await this.leases.renew(this.#lease, this.#leaseSeconds);
      return true;
    } catch (error) {
      this.#lease = undefined;
      if (!(error instanceof LeaseLostError)) throw error;
      return false;
    }
  }

  /** One stream for all grants that share one; another set of grants is another stream. */
  async #reconcile(): Promise<void> {
    const wanted = await this.#wanted();
    for (const [name, stream] of this.#streams) {
      if (wanted.get(name)?.ids === stream.ids) continue;
      this.#streams.delete(name);
      await stream.end();
    }
    for (const [name, { ids, wakeUps, members }] of wanted) {
      if (this.#streams.has(name)) continue;
      const listen = (signal: AbortSignal): Promise<void> =>
        wakeUps.listen(members, (grantId) => this.calls.heard(grantId), signal);
      const onFailure = (error: unknown, waitMs: number): void =>
        this.#log.warn({ msg: 'a ledger’s announcements are not heard; polling goes on', waitMs, error });
      this.#streams.set(name, new WakeUpStream(ids, listen, onFailure));
    }
  }

  async #wanted(): Promise<ReadonlyMap<string, Wanted>> {
    const wanted = new Map<string, Wanted>();
    for (const grantId of await this.#announcedGrants()) {
      const found = await this.#memberOf(grantId);
      const name = found?.wakeUps.streamOf(found.member);
      if (!found || name === undefined) continue;
      const { wakeUps, member } = found;
      const { ids = '', members = [] } = wanted.get(name) ?? {};
      wanted.set(name, { ids: `${ids}${grantId} `, wakeUps, members: [...members, member] });
    }
    return wanted;
  }

  /** A grant that cannot be opened is blocked by its own pulls, which tell why. */
  async #memberOf(grantId: GrantId): ReturnType<LedgerSessions['wakeUpMember']> {
    try {
      return await this.sessions.wakeUpMember(grantId);
    } catch (error) {
      if (error instanceof LedgerError) return undefined;
      throw error;
    }
  }

  #announcedGrants(): Promise<readonly GrantId[]> {
    const keys = this.catalogue.list().flatMap(({ key, wakeUps }) => (wakeUps ? [key as string] : []));
    return this.database.asOperator(async (tx) => {
      const rows = await tx.query<{ grantId: GrantId }>(
        `select distinct grant_id as "grantId" from connection
         where state = 'active' and connector_key = any($1) order by grant_id limit $2`,
        [keys, MEMBERS_MAX],
      );
      return rows.map(({ grantId }) => grantId);
    });
  }

  async #silence(): Promise<void> {
    const streams = [...this.#streams.values()];
    this.#streams.clear();
    await Promise.all(streams.map((stream) => stream.end()));
    this.calls.forget();
  }
}

interface Wanted {
  /** Of the grants, in order: tells whether the set is still the same. */
  readonly ids: string;
  readonly wakeUps: WakeUps;
  readonly members: readonly WakeUpMember[];
}
