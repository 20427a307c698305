import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import { Body, Controller, Get, Injectable, Logger, Module, Param, Post } from '@nestjs/common';
import type { OnModuleInit } from '@nestjs/common';
import request from 'supertest';
import { startTestHub } from '../../../../test/support/hub.js';
import type { TestHub } from '../../../../test/support/hub.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { Database } from '../database/database.js';
import { JobQueue } from '../jobs/job-queue.js';
import { defineQueue } from '../jobs/queue-definition.js';
import { registerSecret } from './redact.js';

const PERSON = {
  name: 'Kari Nordmann',
  email: 'kari.nordmann@example.no',
  phone: '+47 900 00 001',
  address: 'Storgata 1',
  kid: '23400000000171',
};
const SECRETS = {
  apiToken: 'tok-9f8e7d6c5b',
  password: 'correct-horse',
  registered: 'plain-looking-value-42',
};
const creditor = newId<'CreditorId'>(systemClock) as CreditorId;
const queue = defineQueue<typeof PERSON>({ name: 'gossip', retryLimit: 0 });

@Injectable()
class Gossip implements OnModuleInit {
  readonly #log = new Logger('Gossip');
  constructor(
    private readonly jobs: JobQueue,
    private readonly database: Database,
  ) {}

  onModuleInit(): void {
    this.jobs.work(queue, async ({ data }) => {
      this.tell(data);
      throw new Error(`${data.name} <${data.email}> cannot pay, token ${SECRETS.registered}`, {
        cause: new Error(data.address),
      });
    });
  }

  tell(data: object): void {
    this.#log.log({
      msg: 'heard of a debtor',
      debtor: { ...PERSON, displayName: PERSON.name },
      ...SECRETS,
      nested: [{ deep: data }],
    });
    this.#log.warn(
      `called with Bearer ${SECRETS.apiToken} for ${PERSON.email} on ${PERSON.phone}, KID ${PERSON.kid}, value ${SECRETS.registered}`,
    );
    this.#log.error({ msg: 'url', url: `https://user:${SECRETS.password}@ledger.example/x` });
  }

  send(): Promise<unknown> {
    return this.database.asCreditor(creditor, (tx) => this.jobs.send(tx, queue, PERSON));
  }
}

@Controller('gossip')
class GossipController {
  constructor(private readonly gossip: Gossip) {}

  @Get(':name')
  async read(@Param('name') name: string): Promise<void> {
    this.gossip.tell({ name });
    await this.gossip.send();
  }

  @Post()
  write(@Body() body: Record<string, string>): never {
    throw new Error(`could not write ${JSON.stringify(body)}`);
  }
}

@Module({ controllers: [GossipController], providers: [Gossip] })
class GossipModule {}

describe('the log', () => {
  let hub: TestHub;
  beforeAll(async () => {
    registerSecret(SECRETS.registered);
    hub = await startTestHub({ modules: [GossipModule] });
    await request(hub.url)
      .get(
        `/api/v1/gossip/${encodeURIComponent(PERSON.name)}?email=${PERSON.email}&token=${SECRETS.apiToken}`,
      )
      .set('Authorization', `Bearer ${SECRETS.apiToken}`)
      .set('X-Request-Id', 'gossip-request');
    await request(hub.url)
      .post('/api/v1/gossip')
      .send({ ...PERSON, ...SECRETS });
    await waitFor('the job failed', () => hub.log().includes('job attempt failed'));
  });
  afterAll(() => hub.close());

  it.each(Object.entries({ ...PERSON, ...SECRETS, encoded: encodeURIComponent(PERSON.name) }))(
    'holds no %s, from a request, an error, or a job',
    (_, value) => {
      expect(hub.log()).not.toContain(value);
    },
  );

  it('does not keep them in the database of jobs either', async () => {
    const rows = await waitFor('the failure was stored with the job', async () => {
      const found = await hub.db.database.asOperator((tx) =>
        tx.query(`select output::text from pgboss.job where output is not null`),
      );
      return found.length > 0 && found;
    });
    for (const value of Object.values({ ...PERSON, ...SECRETS }))
      expect(JSON.stringify(rows)).not.toContain(value);
  });

  it('is JSON, line by line, and follows a request into its job by the trace', () => {
    const lines = hub
      .log()
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    const asked = lines.find((line) => line['requestId'] === 'gossip-request' && line['msg'] === 'answered');
    const worked = lines.find((line) => line['msg'] === 'job attempt failed');
    expect(asked).toMatchObject({
      level: 'info',
      component: 'Http',
      method: 'GET',
      route: '/api/v1/gossip/:name',
      status: 200,
    });
    expect(worked).toMatchObject({
      level: 'warn',
      component: 'Jobs',
      job: { queue: 'gossip', attempt: 1 },
      traceId: asked!['traceId'],
    });
    expect(worked!['error']).toMatchObject({
      errorName: 'Error',
      frames: expect.arrayContaining([expect.stringContaining('redaction.spec')]),
    });
  });
});
