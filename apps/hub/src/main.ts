import 'reflect-metadata';
import { EnvironmentError, readEnvironment } from './config/environment.js';
import { createHub, createLogger, migrateHub, openHubContext } from './create-hub.js';
import { errorSummary } from './logging/redact.js';

/** Starts a hub with the process's environment, and stops it on SIGTERM or SIGINT; a second signal ends it at once. */
async function main(): Promise<void> {
  const environment = readEnvironment(process.env);
  const log = createLogger(environment);
  const starting = createHub(environment);
  let stopping = false;
  const stop = (signal: string): void => {
    if (stopping) process.exit(1);
    stopping = true;
    log.log({ msg: 'stopping', signal }, 'Hub');
    starting
      .then((hub) => hub.close())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  };
  process.on('SIGTERM', stop);
  process.on('SIGINT', stop);
  process.on('unhandledRejection', (error) => log.error({ msg: 'unhandled rejection', error }, 'Hub'));
  process.on('uncaughtException', (error) => {
    log.fatal({ msg: 'uncaught exception', error }, 'Hub');
    process.exit(1);
  });
  const hub = await starting;
  log.log({ msg: 'listening', url: hub.url, docs: `${hub.url}/api/docs` }, 'Hub');
}

function fail(error: unknown): never {
  // Errors of the environment, the database and the packaged server are written for the person who reads this.
  const message = error instanceof EnvironmentError ? error.message : errorSummary(error);
  process.stderr.write(`${message}\n`);
  process.exit(1);
}

/** `main.js migrate`: brings the database to this version and ends, for deployments with MIGRATE_ON_START=false. */
async function migrateOnly(): Promise<void> {
  const run = await migrateHub(readEnvironment(process.env));
  process.stdout.write(run.length === 0 ? 'The database is current.\n' : `Ran ${run.join(', ')}.\n`);
}

/** `main.js ops …`: one command for operators. */
async function operate(): Promise<void> {
  const { runOps } = await import('./cli/run-ops.js');
  process.exit(await runOps(process.argv.slice(3), process.env, process, openHubContext));
}

const PROGRAMS: Readonly<Record<string, () => Promise<void>>> = { migrate: migrateOnly, ops: operate };

await (PROGRAMS[process.argv[2] ?? ''] ?? main)().catch(fail);
