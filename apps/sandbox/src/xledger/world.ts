import { type LocalDate, localDateAt } from '@app/domain';
import { Sequences } from '../books/sequence.js';
import { Random } from '../demo/random.js';
import type { AdjustableClock } from '../server/adjustable-clock.js';
import { ArRegister } from './ar-register.js';
import { DeltaLog } from './deltas.js';
import { type Customer, Entity, type EntityOptions } from './entity.js';
import type { XledgerLimits } from './limits.js';
import { Matching } from './matching.js';
import type { ArRow, ImportError, ImportRow } from './rows.js';
import { type ApiToken, Tokens, type XledgerEnvironment } from './tokens.js';
import type { XledgerUnverified } from './unverified.js';
import type { WebhookRow } from './webhooks.js';

/** Where the series of ids begin, near those of public examples. */
const ID_STARTS = {
  entity: 40_000_001,
  entityCode: 90_100,
  company: 30_000_001,
  account: 11_200_001,
  customer: 24_900_001,
  voucher: 71_400_001,
  posting: 51_200_001,
  closing: 1,
  match: 7_781_001,
  importRow: 660_100_001,
  importError: 880_300_001,
  webhook: 5_001,
};

/** How often the import table is posted: every so many minutes by the clock, at once, or only when told to. */
export type PostingJob = { readonly everyMinutes: number } | 'at-once' | 'by-hand';

export interface WorldOptions {
  readonly seed: number;
  readonly switches: XledgerUnverified;
  readonly limits: Required<XledgerLimits>;
  readonly environment: XledgerEnvironment;
  readonly postingJob: PostingJob;
  readonly deltasKeptMs: number;
}

/** Everything the simulated Xledger knows: entities, rows, tokens, the import table, time. */
export class World {
  readonly ids = new Sequences(ID_STARTS);
  readonly random: Random;
  readonly entities = new Map<number, Entity>();
  readonly customers = new Map<number, Customer>();
  readonly ar = new ArRegister();
  readonly arDeltas: DeltaLog;
  readonly customerDeltas: DeltaLog;
  readonly importRows = new Map<number, ImportRow>();
  readonly importErrors: ImportError[] = [];
  readonly webhooks = new Map<number, WebhookRow>();
  readonly tokens: Tokens;
  readonly matching: Matching;
  /** The accounting firm at the top of the tree. */
  readonly firm: Entity;
  /** Made in the firm: reaches every company below it. */
  readonly firmToken: ApiToken;
  /** Where files are fetched; the simulator's own address once it runs. */
  filesUrl = 'https://www.xledger.net/files';
  /** Up to when the scheduled jobs have run. */
  jobsRunUntilMs: number;
  #heldMs: number | undefined;
  #isHistory = false;

  constructor(
    readonly options: WorldOptions,
    readonly clock: AdjustableClock,
  ) {
    this.random = new Random(options.seed ^ 0x71ed);
    this.arDeltas = new DeltaLog(options.deltasKeptMs);
    this.customerDeltas = new DeltaLog(options.deltasKeptMs);
    this.tokens = new Tokens(new Random(options.seed ^ 0x70c), options.limits);
    this.matching = new Matching(this);
    this.jobsRunUntilMs = clock.nowMs();
    this.firm = this.addEntity({
      name: 'Tallrekka Regnskap AS',
      organizationNumber: '314000005',
      email: 'post@tallrekka.example',
      parent: undefined,
    });
    this.firmToken = this.tokens.make(this.firm, options.environment);
  }

  get switches(): XledgerUnverified {
    return this.options.switches;
  }

  nowMs(): number {
    return this.#heldMs ?? this.clock.nowMs();
  }

  today(): LocalDate {
    return localDateAt(new Date(this.nowMs()), 'NO');
  }

  /** Does something as of an earlier instant, unseen by the deltas: how invented history is entered. */
  backdated(ms: number, work: () => void): void {
    this.#isHistory = true;
    try {
      this.at(ms, work);
    } finally {
      this.#isHistory = false;
    }
  }

  /** Does something as of the instant at which it fell due. */
  at(ms: number, work: () => void): void {
    this.#heldMs = ms;
    try {
      work();
    } finally {
      this.#heldMs = undefined;
    }
  }

  addEntity(options: EntityOptions): Entity {
    const entity = new Entity(options, this.ids, () => this.nowMs());
    this.entities.set(entity.id, entity);
    return entity;
  }

  addCustomer(entity: Entity, details: Customer['details']): Customer {
    const customer = entity.addCustomer(details);
    this.customers.set(customer.id, customer);
    this.customerChanged(customer, 'ADDED');
    return customer;
  }

  customerChanged(customer: Customer, mutationType: 'ADDED' | 'UPDATED'): void {
    customer.modifiedAtMs = this.nowMs();
    if (this.#isHistory) return;
    this.customerDeltas.add(customer.entity, customer.id, mutationType, this.nowMs());
  }

  addRow(row: ArRow): ArRow {
    this.ar.add(row);
    if (!this.#isHistory) this.arDeltas.add(row.entity, row.id, 'ADDED', this.nowMs());
    return row;
  }

  changed(row: ArRow, isSeen = true): void {
    this.ar.touched(row, this.nowMs());
    if (isSeen && !this.#isHistory) this.arDeltas.add(row.entity, row.id, 'UPDATED', this.nowMs());
  }

  /** Takes a row and its voucher out of the books. */
  removeVoucherOf(row: ArRow): void {
    const siblings = [...this.ar.ofCustomer(row.customer.id)].filter((one) => one.voucher === row.voucher);
    for (const one of siblings) {
      this.matching.unmatch(one);
      this.ar.remove(one);
      this.arDeltas.add(one.entity, one.id, 'DELETED', this.nowMs());
    }
    row.entity.books.remove(row.voucher);
  }

  /** True when the token's entity is the other or stands above it. */
  reaches(token: ApiToken, entity: Entity): boolean {
    return entity.upwards().includes(token.entity);
  }
}
