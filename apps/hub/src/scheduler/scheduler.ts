import { Injectable, Logger } from '@nestjs/common';
import type { OnApplicationBootstrap, OnModuleDestroy } from '@nestjs/common';
import { SchedulerRegistry } from '@nestjs/schedule';
import type { HeldLease } from './lease-keeper.js';
import { LeaseKeeper } from './lease-keeper.js';

/** Something that one replica does every so often. */
export interface ScheduledWork {
  /** Also the name of its lease. Example: `sync-due`. */
  readonly name: string;
  /** From the end of one run to the next, at least, over all replicas. */
  readonly seconds: number;
  /** A run that takes longer loses its lease. Default: 120. */
  readonly leaseSeconds?: number;
  /** Short: it finds what is due and sends jobs. Verifies the lease with `assertFencing` where it writes. */
  run(lease: HeldLease, signal: AbortSignal): Promise<void>;
}

export interface SchedulerOptions {
  readonly tickSeconds: number;
  /** Whether this replica has the role `scheduler`. */
  readonly active: boolean;
}

const LEASE_SECONDS = 120;
const TICK = 'scheduler-tick';

/**
 * Ticks, and gives each piece of work to one replica at a time. The lease is kept after a run until the next is due, so
 * several replicas together do not run it more often than one.
 */
@Injectable()
export class Scheduler implements OnApplicationBootstrap, OnModuleDestroy {
  readonly #log = new Logger('Scheduler');
  readonly #works: ScheduledWork[] = [];
  readonly #stopping = new AbortController();
  #ticking: Promise<void> | undefined;

  constructor(
    private readonly leases: LeaseKeeper,
    private readonly registry: SchedulerRegistry,
    private readonly options: SchedulerOptions,
  ) {}

  /** Call in `onModuleInit`. */
  every(work: ScheduledWork): void {
    if (this.#works.some(({ name }) => name === work.name))
      throw new Error(`Scheduled work "${work.name}" exists already.`);
    this.#works.push(work);
  }

  onApplicationBootstrap(): void {
    if (!this.options.active) return;
    this.registry.addInterval(
      TICK,
      setInterval(() => void this.tick(), this.options.tickSeconds * 1000),
    );
    void this.tick();
  }

  async onModuleDestroy(): Promise<void> {
    this.#stopping.abort(new Error('The hub is stopping.'));
    if (this.registry.doesExist('interval', TICK)) this.registry.deleteInterval(TICK);
    await this.#ticking;
  }

  /** Runs what is due, once. A tick that comes while the last still runs does nothing but wait for its end. */
  async tick(): Promise<void> {
    if (this.#stopping.signal.aborted) return;
    this.#ticking ??= this.#runDue().finally(() => {
      this.#ticking = undefined;
    });
    await this.#ticking;
  }

  async #runDue(): Promise<void> {
    for (const work of await this.#free()) {
      if (this.#stopping.signal.aborted) return;
      try {
        await this.#runIfFree(work);
      } catch (error) {
        // One failing piece of work keeps neither the others nor its own next turn from running.
        this.#log.error({ msg: 'scheduled work failed', work: work.name, error });
      }
    }
  }

  /** Most ticks find nothing due. */
  async #free(): Promise<readonly ScheduledWork[]> {
    try {
      const held = await this.leases.held(this.#works.map(({ name }) => name));
      return this.#works.filter(({ name }) => !held.has(name));
    } catch (error) {
      this.#log.error({ msg: 'scheduled work could not be looked for', error });
      return [];
    }
  }

  async #runIfFree(work: ScheduledWork): Promise<void> {
    const lease = await this.leases.tryAcquire(work.name, work.leaseSeconds ?? LEASE_SECONDS);
    if (!lease) return;
    try {
      await work.run(lease, this.#stopping.signal);
    } finally {
      // Not let go of, but held for the pause: the next to find it free runs the work again.
      if (this.#stopping.signal.aborted) await this.leases.release(lease);
      else await this.leases.renew(lease, work.seconds).catch(() => undefined);
    }
  }
}
