import { TripletexSimulator } from '@app/sandbox';

/** What the hub asks the ledger for, by the part of the road that it belongs to. */
export type Stage = 'pull' | 'hand-over' | 'write-back';

interface Waiter {
  readonly stage: Stage;
  left: number;
  readonly arrived: () => void;
}

/** A simulated ledger in this process, which outlives every hub, and an eye on what it is asked. */
export class WatchedLedger {
  readonly simulator: TripletexSimulator;
  /** Window and offset of each page of the list that was asked for, in order; emptied by `pagesSinceLastLook`. */
  #pages: string[] = [];
  readonly #seen = new Map<string, number>();
  #waiters: Waiter[] = [];

  constructor(seed: number, invoices: number) {
    this.simulator = new TripletexSimulator({
      seed,
      companies: { preset: 'bench', invoices },
      limits: { requestsMax: 1_000_000 },
    });
    const handle = this.simulator.handle.bind(this.simulator);
    this.simulator.handle = (request, path) => {
      this.#look(request.method, path, request.query);
      return handle(request, path);
    };
  }

  get company(): { readonly companyId: number } {
    const [company] = this.simulator.state().companies;
    if (!company) throw new Error('The ledger has no company.');
    return company;
  }

  /** How often each page of the list was asked for so far. */
  get askedByPage(): ReadonlyMap<string, number> {
    return this.#seen;
  }

  /** Pages asked for since the last call that had been asked for before. */
  takeRepeatedPages(): number {
    const pages = this.#pages;
    this.#pages = [];
    return pages.filter((page) => page.startsWith('again ')).length;
  }

  /** Resolves when the `count`-th request of this stage from now on has come in, before it is answered. */
  requestOf(stage: Stage, count: number): Promise<void> {
    return new Promise((arrived) => this.#waiters.push({ stage, left: count, arrived }));
  }

  forgetWaiters(): void {
    this.#waiters = [];
  }

  #look(method: string, path: string, query: URLSearchParams): void {
    const stage = stageOf(method, path, query);
    if (stage === undefined) return;
    if (stage === 'pull') this.#notePage(query);
    for (const waiter of this.#waiters) {
      if (waiter.stage !== stage) continue;
      waiter.left -= 1;
      if (waiter.left === 0) waiter.arrived();
    }
    this.#waiters = this.#waiters.filter(({ left }) => left > 0);
  }

  #notePage(query: URLSearchParams): void {
    const page = ['invoiceDateFrom', 'invoiceDateTo', 'from', 'count'].map((name) => query.get(name)).join(' ');
    const times = (this.#seen.get(page) ?? 0) + 1;
    this.#seen.set(page, times);
    this.#pages.push(times > 1 ? `again ${page}` : page);
  }
}

function stageOf(method: string, path: string, query: URLSearchParams): Stage | undefined {
  if (method === 'PUT' && path.endsWith('/:payment')) return 'write-back';
  if (method !== 'GET' || !path.endsWith('/invoice')) return undefined;
  if (query.has('id')) return 'hand-over';
  return query.has('voucherId') || !query.has('sorting') || query.get('count') === '1' ? undefined : 'pull';
}
