import type { CreditorId } from '@app/domain';
import type { ChangeTopic, Heard } from '../database/change-feed.js';

/** Changes are gathered this long: a run of a hundred pages is no hundred looks of the page. */
const GATHER_MS = 500;
/** Proxies end what is silent for half a minute or more; a session that has ended is noticed as often. */
const HEARTBEAT_MS = 20_000;
/** Creditors remembered between two tellings; of more, only that everything may have changed. */
const GATHERED_MAX = 1_000;

/** Whom a stream is for, asked anew before anything is told. */
export interface Viewer {
  /** @returns those of the creditors that the person sees now; undefined when the session has ended */
  sees(creditors: readonly CreditorId[]): Promise<ReadonlySet<CreditorId> | undefined>;
}

/** Where a stream is written to. */
export interface Sink {
  event(name: 'ready' | 'lost' | 'change' | 'all', data: object): void;
  /** Says nothing, and keeps the line. */
  beat(): void;
  end(): void;
}

/** What one page of one person is told: which creditors within reach changed. Ends itself when the session does. */
export class LiveStream {
  readonly #gathered = new Map<CreditorId, Set<ChangeTopic>>();
  readonly #heartbeat: NodeJS.Timeout;
  #isAll = false;
  #timer: NodeJS.Timeout | undefined;
  #hasEnded = false;

  constructor(
    private readonly viewer: Viewer,
    private readonly sink: Sink,
  ) {
    this.#heartbeat = setInterval(() => void this.#tell(true), HEARTBEAT_MS).unref();
  }

  hear(heard: Heard): void {
    if (this.#hasEnded) return;
    if (heard === 'lost') return this.sink.event('lost', {});
    if (heard === 'begun') return this.sink.event('ready', {});
    if (this.#gathered.size >= GATHERED_MAX) this.#isAll = true;
    else {
      const topics = this.#gathered.get(heard.creditorId) ?? new Set();
      this.#gathered.set(heard.creditorId, topics.add(heard.topic));
    }
    this.#timer ??= setTimeout(() => void this.#tell(false), GATHER_MS).unref();
  }

  end(): void {
    if (this.#hasEnded) return;
    this.#hasEnded = true;
    clearInterval(this.#heartbeat);
    clearTimeout(this.#timer);
    this.sink.end();
  }

  async #tell(isBeat: boolean): Promise<void> {
    if (!isBeat) this.#timer = undefined;
    const changes = isBeat ? [] : [...this.#gathered];
    const isAll = !isBeat && this.#isAll;
    if (!isBeat) {
      this.#gathered.clear();
      this.#isAll = false;
    }
    try {
      const seen = await this.viewer.sees(changes.map(([creditorId]) => creditorId));
      if (this.#hasEnded) return;
      if (!seen) return this.end();
      if (isBeat) return this.sink.beat();
      if (isAll) return this.sink.event('all', {});
      for (const [creditorId, topics] of changes)
        if (seen.has(creditorId)) this.sink.event('change', { creditorId, topics: [...topics] });
    } catch {
      // Who may see what is not known just now: nothing is told, and the page looks by itself until it comes again.
      this.end();
    }
  }
}
