import type { ConnectionId, CreditorId } from '@app/domain';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { SecretVault } from '../secrets/secret-vault.js';
import { SyncController } from '../sync/sync.controller.js';
import type { OpsCommandRun } from './ops-answer.js';
import { idWord } from './id-word.js';

/** In one command; a run takes one connection at a time anyway. */
const CONNECTIONS_MAX = 100_000;

export const rotateKeys: OpsCommandRun = async (app) => {
  const { resealed, unreadable } = await app.get(SecretVault, { strict: false }).rotate();
  const lines = [`${resealed} secrets were sealed with the newest key.`];
  if (unreadable > 0)
    lines.push(
      `${unreadable} cannot be opened: put the key that sealed them back into SECRET_KEYS, behind the newest.`,
    );
  return { lines, document: { resealed, unreadable }, ok: unreadable === 0 };
};

export const syncNow: OpsCommandRun = async (app, { words: [creditor, connection], all }) => {
  const sync = app.get(SyncController, { strict: false });
  const active = all
    ? await app
        .get(Database, { strict: false })
        .asOperator((tx) =>
          tx.query<{ creditorId: CreditorId; id: ConnectionId }>(
            `select creditor_id as "creditorId", id from connection where state = 'active' order by 1, 2 limit ${CONNECTIONS_MAX}`,
          ),
        )
    : [
        {
          creditorId: idWord<CreditorId>('CREDITOR', creditor),
          id: idWord<ConnectionId>('CONNECTION', connection),
        },
      ];
  const counts = { queued: 0, 'already-running': 0 };
  for (const { creditorId, id } of active) counts[(await sync.start(creditorId, id)).outcome] += 1;
  return {
    lines: [`${counts.queued} runs were ordered; ${counts['already-running']} run or wait already.`],
    document: counts,
    ok: true,
  };
};

export const replay: OpsCommandRun = async (app, { words: [queue] }) => {
  const jobs = app.get(JobQueue, { strict: false });
  const dead = (await jobs.counts())
    .filter((count) => count.dead > 0)
    .map(({ queue: name, dead: count }) => ({ queue: name, dead: count }));
  if (queue === undefined) {
    const lines = dead.map((one) => `${one.queue}: ${one.dead}`);
    return {
      lines: lines.length === 0 ? ['No job has failed for good.'] : lines,
      document: { dead },
      ok: true,
    };
  }
  const found = dead.find((one) => one.queue === queue);
  const sent = found ? await jobs.redrive({ name: queue }) : 0;
  return { lines: [`${sent} jobs of ${queue} were sent again.`], document: { queue, sent }, ok: true };
};
