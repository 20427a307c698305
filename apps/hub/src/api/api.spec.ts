import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Body, Controller, Get, Injectable, Module, Post } from '@nestjs/common';
import { IsInt, IsString } from 'class-validator';
import request from 'supertest';
import { startTestHub } from '../../../../test/support/hub.js';
import type { TestHub } from '../../../../test/support/hub.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import { Idempotent } from './idempotency/idempotent.js';
import { ProblemError } from './problem-error.js';

class ThingDto {
  @IsString()
  label: string;

  @IsInt()
  size: number;
}

@Injectable()
class Things {
  made = 0;
  entered = 0;
  failNext = false;
  gate: Promise<void> | undefined;
}

@Controller('things')
class ThingsController {
  constructor(private readonly things: Things) {}

  @Post()
  @Idempotent()
  async make(@Body() body: ThingDto): Promise<object> {
    this.things.entered++;
    await this.things.gate;
    if (this.things.failNext) {
      this.things.failNext = false;
      throw new Error('the innards: password=hunter2 at /srv/secret');
    }
    return { number: ++this.things.made, label: body.label, apiSecret: 'shown-once' };
  }

  @Get('refused')
  refused(): never {
    throw new ProblemError({
      status: 409,
      code: 'thing-busy',
      title: 'Busy.',
      cause: 'It is in use.',
      consequence: 'Nothing was done.',
      remedy: 'Wait.',
      retryAfterSeconds: 7,
    });
  }
}

@Module({ controllers: [ThingsController], providers: [Things] })
class ThingsModule {}

const TOKEN = 'a-token-of-at-least-24-characters';

describe('the API', () => {
  let hub: TestHub;
  let things: Things;

  beforeAll(async () => {
    hub = await startTestHub({ modules: [ThingsModule] });
    things = hub.app.get(Things);
  });
  afterAll(() => hub.close());

  const post = (key: string | undefined, body: object | string = { label: 'a', size: 1 }) => {
    const sending = request(hub.url).post('/api/v1/things').set('Content-Type', 'application/json');
    if (key !== undefined) sending.set('Idempotency-Key', key);
    return sending.send(body);
  };

  describe('a POST that creates', () => {
    it('is refused without a key, with the remedy', async () => {
      const answer = await post(undefined);
      expect(answer.status).toBe(400);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.body).toMatchObject({
        code: 'idempotency-key-missing',
        remedy: expect.stringContaining('UUID'),
        requestId: answer.headers['x-request-id'],
      });
    });

    it('answers a repetition with the first answer, and keeps no secret for it', async () => {
      const first = await post('repeat-1');
      const second = await post('repeat-1', { size: 1, label: 'a' });
      expect(first.status).toBe(201);
      expect(first.body.apiSecret).toBe('shown-once');
      expect(second.status).toBe(201);
      expect(second.headers['idempotent-replay']).toBe('true');
      expect(second.body).toEqual({ number: first.body.number, label: 'a' });
      const stored = await hub.db.database.asOperator((tx) =>
        tx.query('select response_body from idempotent_request'),
      );
      expect(JSON.stringify(stored)).not.toContain('shown-once');
    });

    it('refuses the same key for another request', async () => {
      await post('reused-1');
      const answer = await post('reused-1', { label: 'b', size: 1 });
      expect(answer.status).toBe(422);
      expect(answer.body.code).toBe('idempotency-key-reused');
    });

    it('executes one of several that come at once; the others get its answer', async () => {
      const before = things.made;
      const entered = things.entered;
      const gate = Promise.withResolvers<void>();
      things.gate = gate.promise;
      const sending = Array.from({ length: 5 }, () => post('at-once-1').then((answer) => answer));
      await waitFor('one was being carried out', () => things.made === before && things.entered > entered);
      gate.resolve();
      const answers = await Promise.all(sending);
      things.gate = undefined;
      expect(things.made).toBe(before + 1);
      expect(answers.map((answer) => answer.status)).toEqual([201, 201, 201, 201, 201]);
      expect(answers.filter((answer) => answer.headers['idempotent-replay'] === 'true')).toHaveLength(4);
    });

    it('tells a twin to come back when the first takes long', async () => {
      const gate = Promise.withResolvers<void>();
      things.gate = gate.promise;
      const before = things.entered;
      const first = post('long-key-1').then((answer) => answer);
      await waitFor('the first was being carried out', () => things.entered > before);
      const twin = await post('long-key-1');
      gate.resolve();
      things.gate = undefined;
      expect([twin.status, twin.body.code, twin.headers['retry-after']]).toEqual([
        409,
        'idempotent-request-running',
        '2',
      ]);
      expect((await first).status).toBe(201);
    });

    it('may be repeated with its key after a failure', async () => {
      things.failNext = true;
      const failed = await post('failing-1');
      expect(failed.status).toBe(500);
      expect((await post('failing-1')).status).toBe(201);
    });

    it('may be mended under the same key after a refusal', async () => {
      expect((await post('mended-1', { label: 'x', size: 'big' })).status).toBe(422);
      expect((await post('mended-1', { label: 'x', size: 2 })).status).toBe(201);
    });

    it('is executed by another replica when the first was killed', async () => {
      await hub.db.database.asOperator(async (tx) => {
        const [row] = await tx.query<{ scope: string; request_hash: string }>(
          `select scope, request_hash from idempotent_request where key = 'repeat-1'`,
        );
        await tx.query(
          `insert into idempotent_request (scope, key, request_hash, state, attempt, claimed_until, created_at)
           values ($1, 'killed-1', $2, 'running', gen_random_uuid(), clock_timestamp() - interval '1 second', now())`,
          [row!.scope, row!.request_hash],
        );
      });
      expect((await post('killed-1')).status).toBe(201);
    });
  });

  describe('a refusal', () => {
    it('names the unfit fields, and not their values', async () => {
      const answer = await post('fields-1', { label: 5, size: 'Kari Nordmann', extra: true });
      expect(answer.status).toBe(422);
      expect(answer.body.fields.map(({ field }: { field: string }) => field).sort()).toEqual([
        'extra',
        'label',
        'size',
      ]);
      expect(answer.text).not.toContain('Nordmann');
    });

    it('tells nothing of the insides after an error nobody foresaw', async () => {
      things.failNext = true;
      const answer = await post('innards-1');
      expect(answer.status).toBe(500);
      expect(answer.body).toMatchObject({
        code: 'unexpected',
        consequence: expect.any(String),
        remedy: expect.any(String),
      });
      expect(answer.text).not.toMatch(/hunter2|srv|innards/);
    });

    it('carries cause, consequence, remedy and Retry-After', async () => {
      const answer = await request(hub.url).get('/api/v1/things/refused');
      expect(answer.body).toMatchObject({
        status: 409,
        code: 'thing-busy',
        detail: 'It is in use.',
        consequence: 'Nothing was done.',
        remedy: 'Wait.',
        type: '/api/docs#problem-thing-busy',
      });
      expect(answer.headers['retry-after']).toBe('7');
    });

    it.each([
      ['an unknown address', 404, () => request(hub.url).get('/api/v1/nowhere')],
      ['a body that is no JSON', 400, () => post('json-key-1', '{"label":')],
      ['a body that is too large', 413, () => post('large-key-1', { label: 'x'.repeat(1_100_000), size: 1 })],
      [
        'a foreign host name on loopback',
        421,
        () => request(hub.url).get('/api/v1/things/refused').set('Host', 'evil.example'),
      ],
    ])('has one form: %s', async (_, status, send) => {
      const answer = await send();
      expect(answer.status).toBe(status);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(Object.keys(answer.body)).toEqual(
        expect.arrayContaining([
          'type',
          'title',
          'status',
          'detail',
          'consequence',
          'remedy',
          'code',
          'requestId',
        ]),
      );
    });
  });

  it('continues the trace of the caller and names the request', async () => {
    const trace = '0af7651916cd43dd8448eb211c80319c';
    const answer = await request(hub.url)
      .get('/health/live')
      .set('traceparent', `00-${trace}-b7ad6b7169203331-01`)
      .set('X-Request-Id', 'my-request-1');
    expect(answer.headers['traceparent']).toMatch(new RegExp(`^00-${trace}-[0-9a-f]{16}-01$`));
    expect(answer.headers['x-request-id']).toBe('my-request-1');
  });

  it('sends protective headers', async () => {
    const { headers } = await request(hub.url).get('/health/live');
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.any(String),
    });
    expect(headers['x-powered-by']).toBeUndefined();
  });

  it('describes itself as OpenAPI 3.1, problems and keys included', async () => {
    const { body } = await request(hub.url).get('/api/docs-json');
    expect(body.openapi).toBe('3.1.0');
    const operation = body.paths['/api/v1/things'].post;
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({ name: 'Idempotency-Key', in: 'header', required: true }),
    );
    expect(operation.responses.default.content['application/problem+json'].schema.$ref).toBe(
      '#/components/schemas/Problem',
    );
    expect((await request(hub.url).get('/api/docs')).text).toContain('swagger-ui');
  });

  it('reports its health', async () => {
    expect((await request(hub.url).get('/health/live')).body).toEqual({ status: 'ok' });
    const ready = await request(hub.url).get('/health/ready');
    expect(ready.body.details).toEqual({
      database: { status: 'up' },
      migrations: { status: 'up' },
      jobs: { status: 'up' },
      secrets: { status: 'up' },
      // Whether a table of the law ends soon depends on the day, and readiness does not depend on it.
      lawTables: expect.objectContaining({ status: 'up' }),
    });
    await hub.db.database.asOperator((tx) =>
      tx.query(
        `insert into sealed_secret values (gen_random_uuid(), 'x', gen_random_uuid(), 'n', 'lost', 'x', 1, now())`,
      ),
    );
    const notReady = await request(hub.url).get('/health/ready');
    expect(notReady.status).toBe(503);
    expect(notReady.body.details.secrets).toEqual({
      status: 'down',
      problem: 'SECRET_KEYS lacks the key ids lost.',
    });
    await hub.db.database.asOperator((tx) => tx.query(`delete from sealed_secret where key_id = 'lost'`));
  });

  it('counts requests by the template of their route', async () => {
    const { text } = await request(hub.url).get('/metrics');
    expect(text).toMatch(
      /kravhub_http_seconds_count\{method="POST",route="\/api\/v1\/things",status="201"\} \d+/,
    );
    expect(text).toContain('kravhub_database_connections{state="idle"}');
    expect(text).toContain('process_cpu_user_seconds_total');
  });
});

describe('the API with a token', () => {
  let hub: TestHub;
  beforeAll(async () => {
    hub = await startTestHub({
      modules: [ThingsModule],
      environment: { API_TOKEN: TOKEN, HUB_ROLES: 'api', REQUESTS_PER_MINUTE: '25' },
    });
  });
  afterAll(() => hub.close());

  it.each(['/api/v1/things/refused', '/metrics', '/api/docs', '/api/docs-json'])(
    'keeps %s from those without it',
    async (path) => {
      expect((await request(hub.url).get(path)).status).toBe(401);
      expect((await request(hub.url).get(path).set('Authorization', 'Bearer wrong')).body.code).toBe(
        'not-signed-in',
      );
      expect(
        (await request(hub.url).get(path).set('Authorization', `Bearer ${TOKEN}`).redirects(1)).status,
      ).not.toBe(401);
    },
  );

  it('leaves health to everyone', async () => {
    expect((await request(hub.url).get('/health/ready')).status).toBe(200);
  });

  it('ends an endless stream of requests from one address', async () => {
    const answers = [];
    for (let turn = 0; turn < 40; turn++) answers.push(await request(hub.url).get('/api/v1/things/refused'));
    expect(answers.at(-1)?.status).toBe(429);
    expect(answers.at(-1)?.body.code).toBe('too-many-requests');
  });
});
