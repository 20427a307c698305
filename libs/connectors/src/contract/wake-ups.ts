import type { ConnectorTools } from './tools.js';

/** A grant that wants to be woken. */
export interface WakeUpMember<S extends object = object> {
  /** The hub's own name for it. */
  readonly id: string;
  readonly settings: S;
  readonly tools: ConnectorTools;
}

/**
 * A vendor that announces changes by itself. What it announces is a wake-up and nothing more: the hub then pulls as it
 * always does, a little earlier. Nothing is lost with an announcement that does not come.
 */
export interface WakeUps<S extends object = object> {
  /** Members with the same answer share one stream; without secrets. Undefined where there is none to listen to. */
  streamOf(member: WakeUpMember<S>): string | undefined;
  /**
   * Listens until the stream ends, whoever ends it, and calls `heard` for every announcement about a member. It may
   * end by itself, before what it was begun with runs out; the caller begins anew, and decides how soon.
   * @throws LedgerError when the stream could not be begun, or broke
   */
  listen(
    members: readonly WakeUpMember<S>[],
    heard: (memberId: string) => void,
    signal: AbortSignal,
  ): Promise<void>;
}
