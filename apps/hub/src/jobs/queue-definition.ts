/** A kind of job, declared once by the feature that works it. `Data` is what a job of this queue carries. */
export interface QueueDefinition<Data extends object> {
  /** Stored with every job; never renamed while jobs wait. Example: `sync`. */
  readonly name: string;
  /**
   * How jobs of one `singletonKey` keep out of each other's way:
   * - `standard`: not at all
   * - `short`: at most one waits, any number runs; a second `send` is dropped
   * - `singleton`: any number waits, one runs at a time
   * - `stately`: one waits and one runs
   * - `exclusive`: one in all, waiting or running
   * Default: `standard`.
   */
  readonly policy: QueuePolicy;
  /** Attempts after the first; then the job goes to the queue's dead letters. Default: 5. */
  readonly retryLimit: number;
  /** Before the first retry; doubled for each further one, up to `retryDelaySecondsMax`. Default: 2. */
  readonly retryDelaySeconds: number;
  /** Default: 300. */
  readonly retryDelaySecondsMax: number;
  /** A job running longer is taken for lost: its signal is aborted and it is tried again. Default: 900. */
  readonly expireInSeconds: number;
  /** Finished jobs are kept as long, for a person to look up. Default: one day. */
  readonly keepFinishedSeconds: number;
  /** Never set: it only ties the type of the data to the definition. */
  readonly dataType?: Data;
}

export type QueuePolicy = 'standard' | 'short' | 'singleton' | 'stately' | 'exclusive';

const NAME = /^[a-z][a-z0-9-]{0,48}$/;

/** Fills in the defaults. Example: `export const syncQueue = defineQueue<{ connectionId: ConnectionId }>({ name: 'sync', policy: 'exclusive' })`. */
export function defineQueue<Data extends object>(
  choice: Pick<QueueDefinition<Data>, 'name'> & Partial<QueueDefinition<Data>>,
): QueueDefinition<Data> {
  if (!NAME.test(choice.name))
    throw new TypeError(`"${choice.name}" is not a queue name: lower-case letters, digits and hyphens.`);
  return {
    policy: 'standard',
    retryLimit: 5,
    retryDelaySeconds: 2,
    retryDelaySecondsMax: 300,
    expireInSeconds: 900,
    keepFinishedSeconds: 86_400,
    ...choice,
  };
}

/** Where jobs of the queue end that failed in every attempt, for a person to see and to send again. */
export function deadLetterName(queue: Pick<QueueDefinition<object>, 'name'>): string {
  return `${queue.name}.dead`;
}
