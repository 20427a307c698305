import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { systemClock } from '@app/domain';
import { NestFactory } from '@nestjs/core';
import openapiTypescript, { astToString, type OpenAPI3 } from 'openapi-typescript';
import { API_PREFIX, openApiDocument } from '../../apps/hub/src/api/openapi.js';
import { AppModule } from '../../apps/hub/src/app.module.js';
import { readEnvironment } from '../../apps/hub/src/config/environment.js';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { Metrics } from '../../apps/hub/src/metrics/metrics.js';
import { parseSecretKeys } from '../../apps/hub/src/secrets/secret-keys.js';

/** Nothing connects: the address only has to be one. */
const NO_DATABASE = 'postgres://nobody@127.0.0.1:1/none';
const NO_KEYS = `none:${'A'.repeat(43)}`;
const HTTP_METHODS = ['get', 'put', 'post', 'delete', 'patch'] as const;

/**
 * Writes the types of the hub's API: `node tools/run-typescript.mjs tools/openapi/main.ts <file>`. The hub is put together but
 * never started, so that neither a database nor a port is needed.
 */
async function main(file: string): Promise<void> {
  const clock = systemClock;
  const module = AppModule.register({
    environment: readEnvironment({ NODE_ENV: 'test', DATABASE_URL: NO_DATABASE, SECRET_KEYS: NO_KEYS }),
    clock,
    sleep: () => Promise.resolve(),
    callTime: { sleep: () => Promise.resolve() },
    database: new Database(createDataSource({ url: NO_DATABASE, poolMax: 2 })),
    databaseUrl: NO_DATABASE,
    secretKeys: parseSecretKeys(NO_KEYS),
    metrics: new Metrics(),
  });
  const app = await NestFactory.create(module, { logger: false, abortOnError: false });
  app.setGlobalPrefix(API_PREFIX);
  const document = openApiDocument(app);
  withoutHeaders(document.paths);
  const types = await openapiTypescript(document as unknown as OpenAPI3, { defaultNonNullable: false });
  await mkdir(dirname(file), { recursive: true });
  await writeFile(
    file,
    `/* Made by tools/openapi from the hub's OpenAPI document. */\n${astToString(types)}`,
  );
}

/** The client sends the headers by itself; no caller has to name them. */
function withoutHeaders(paths: Readonly<Record<string, object>>): void {
  for (const path of Object.values(paths) as Record<string, { parameters?: { in?: string }[] }>[])
    for (const method of HTTP_METHODS) {
      const operation = path[method];
      if (operation?.parameters)
        operation.parameters = operation.parameters.filter(({ in: place }) => place !== 'header');
    }
}

const [file] = process.argv.slice(2);
if (file === undefined) throw new Error('Name the file to write.');
await main(resolve(file));
// Timers of what was put together would keep the process.
process.exit(0);
