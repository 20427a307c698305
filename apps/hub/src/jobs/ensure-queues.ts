import type { PgBoss, QueueResult } from 'pg-boss';
import { deadLetterName } from './queue-definition.js';
import type { QueueDefinition } from './queue-definition.js';

const DEAD_LETTER_KEPT_SECONDS = 90 * 86_400;

/**
 * Makes the queues that are missing, and brings those that an earlier version made with other settings up to these.
 * Where all stand as they should, as at every start but the first, this is one question.
 *
 * @throws Error when a queue exists with another policy: that cannot be changed, and needs a new queue name
 */
export async function ensureQueues(boss: PgBoss, queues: readonly QueueDefinition<object>[]): Promise<void> {
  if (queues.length === 0) return;
  const names = queues.flatMap((queue) => [queue.name, deadLetterName(queue)]);
  const existing = new Map((await boss.getQueues(names)).map((found) => [found.name, found]));
  const changed: string[] = [];
  for (const queue of queues) {
    const dead = deadLetterName(queue);
    if (!existing.has(dead)) {
      await boss.createQueue(dead, { retryLimit: 0, retentionSeconds: DEAD_LETTER_KEPT_SECONDS });
      changed.push(dead);
    }
    const found = existing.get(queue.name);
    if (found) assertPolicy(queue, found);
    if (found && isAsDeclared(found, settingsOf(queue))) continue;
    if (found) await boss.updateQueue(queue.name, settingsOf(queue));
    else await boss.createQueue(queue.name, { policy: queue.policy, ...settingsOf(queue) });
    changed.push(queue.name);
  }
  // pg-boss reads all queues when it starts, and one that came or changed since at its first use, with a connection of
  // its own. Touched here, so that a `send` inside a transaction never waits for a second connection.
  for (const name of changed) await boss.findJobs(name, { key: 'touch' });
  if (changed.length === 0) return;
  // Another process may have made one of them a moment before, by another version's declaration.
  const made = new Map((await boss.getQueues(names)).map((found) => [found.name, found]));
  for (const queue of queues) assertPolicy(queue, made.get(queue.name));
}

function settingsOf(queue: QueueDefinition<object>) {
  return {
    retryLimit: queue.retryLimit,
    retryDelay: queue.retryDelaySeconds,
    retryBackoff: true,
    retryDelayMax: queue.retryDelaySecondsMax,
    expireInSeconds: queue.expireInSeconds,
    deleteAfterSeconds: queue.keepFinishedSeconds,
    deadLetter: deadLetterName(queue),
    notify: true,
  };
}

function isAsDeclared(found: QueueResult, settings: ReturnType<typeof settingsOf>): boolean {
  return (Object.keys(settings) as (keyof typeof settings)[]).every((key) => found[key] === settings[key]);
}

function assertPolicy(queue: QueueDefinition<object>, found: QueueResult | undefined): void {
  if (found?.policy === queue.policy) return;
  throw new Error(
    `Queue "${queue.name}" exists with policy ${found?.policy}; policy ${queue.policy} needs a new name.`,
  );
}
