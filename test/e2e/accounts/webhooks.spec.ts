import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId } from '@app/domain';
import { WebhookWorker } from '../../../apps/hub/src/webhooks/webhook-worker.js';
import type { Browser } from '../../support/browser.js';
import { testClock } from '../../support/clock.js';
import { DeveloperStory } from '../../support/developer-story.js';
import type { TestHub } from '../../support/hub.js';
import { waitFor } from '../../support/wait-for.js';
import { signedAt, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.js';

const DAY_MS = 86_400_000;

interface Endpoint {
  readonly id: string;
  readonly secret?: string;
  readonly state: string;
  readonly notice: string | null;
  readonly pending: number;
  readonly undelivered: number;
  readonly secrets: readonly { readonly id: string }[];
}
interface Delivery {
  readonly sequence: number;
  readonly eventId: string;
  readonly type: string;
  readonly state: string;
  readonly attempts: number;
  readonly nextAttemptAt: string | null;
}

describe('webhooks', () => {
  const clock = testClock();
  let story: DeveloperStory;
  let hub: TestHub;
  let owner: Browser;
  let north: CreditorId;
  let south: CreditorId;
  let receiver: WebhookReceiver;
  let path: string;

  beforeAll(async () => {
    story = await DeveloperStory.begin(clock, { WEBHOOKS_ON_LOOPBACK: 'true' });
    ({ hub, owner, north, south } = story);
    receiver = await startWebhookReceiver();
    path = `/organisations/${await story.organisation('creditor', north)}/webhook-endpoints`;
  });
  afterAll(async () => {
    await hub.close();
    await receiver.stop();
  });

  const happens = (kind?: string, creditorId = north) => story.happens(creditorId, kind);
  /** What is due now, as the schedule would have it sent. */
  const sendDue = (id: string) => hub.app.get(WebhookWorker, { strict: false }).run(id);
  const made = async (body: object): Promise<Endpoint> => {
    const answer = await owner.send('POST', `/api/v1${path}`, body);
    expect(answer.status).toBe(201);
    return (await answer.json()) as Endpoint;
  };
  const endpointNow = async ({ id }: Endpoint) =>
    (await owner.get<Endpoint[]>(path)).find((one) => one.id === id);
  const deliveries = ({ id }: Endpoint) => owner.get<Delivery[]>(`${path}/${id}/deliveries`);
  const settled = async (endpoint: Endpoint) => {
    await sendDue(endpoint.id);
    await waitFor('nothing is being sent', async () => {
      const [row] = await hub.db.database.asOperator((tx) =>
        tx.query<{ held: number }>(
          `select count(*)::int as held from webhook_delivery where endpoint_id = $1 and state = 'pending'
             and (claimed_until is not null or next_attempt_at <= $2)`,
          [endpoint.id, clock.now()],
        ),
      );
      return row?.held === 0 ? true : undefined;
    });
  };

  it('bring an event to whoever wants its type, signed, once', async () => {
    const endpoint = await made({ url: receiver.url('/a'), types: ['claim.withdrawn'] });
    await happens('created');
    await happens('withdrawn');
    await happens('withdrawn', south);
    await settled(endpoint);
    const [message, ...others] = receiver.got('/a');
    expect(others).toEqual([]);
    const [delivery] = await deliveries(endpoint);
    expect(delivery).toMatchObject({ type: 'claim.withdrawn', state: 'delivered', attempts: 1 });
    expect(message?.headers['webhook-id']).toBe(delivery?.eventId);
    expect(signedAt(message, endpoint.secret, clock.now())).toMatchObject({
      type: 'claim.withdrawn',
      id: delivery?.eventId,
      sequence: delivery?.sequence,
      creditorId: north,
      data: { claimId: expect.any(String) },
    });
    expect(await owner.outcome('DELETE', `${path}/${endpoint.id}`)).toBe('204');
    await happens('withdrawn');
    expect(await endpointNow(endpoint)).toBeUndefined();
    expect(receiver.got('/a')).toHaveLength(1);
  });

  it('are tried for three days, then are undelivered with a notice, and replayed by id and by range', async () => {
    const endpoint = await made({ url: receiver.url('/b'), types: ['claim.rejected'] });
    receiver.answer('/b', 500);
    const begun = clock.now().getTime();
    await happens('rejected');
    for (let tries = 0; tries < 15; tries += 1) {
      await settled(endpoint);
      const [next] = await deliveries(endpoint);
      if (!next?.nextAttemptAt) break;
      clock.advanceMs(Date.parse(next.nextAttemptAt) - clock.now().getTime());
    }
    expect((clock.now().getTime() - begun) / 3_600_000).toBeGreaterThan(70);
    const [dead] = await deliveries(endpoint);
    expect(dead).toMatchObject({ state: 'undelivered', attempts: 11 });
    expect(await endpointNow(endpoint)).toMatchObject({
      notice: 'undelivered',
      undelivered: 1,
      state: 'active',
    });
    const attempts = await owner.get<{ outcome: string; status: number; endedAt: string | null }[]>(
      `${path}/${endpoint.id}/deliveries/${dead?.sequence}/attempts`,
    );
    expect(attempts.map(({ outcome, status }) => `${outcome} ${status}`)).toEqual(
      Array(11).fill('refused 500'),
    );

    receiver.answer('/b', 204);
    const replay = `${path}/${endpoint.id}/replay`;
    expect(await owner.outcome('POST', replay, { eventId: newId(clock) })).toBe('404 event-not-kept');
    expect(await owner.outcome('POST', replay, {})).toBe('422 unfit-fields');
    expect(await owner.outcome('POST', replay, { eventId: dead?.eventId })).toBe('200');
    await settled(endpoint);
    await happens('rejected');
    await settled(endpoint);
    expect(await owner.outcome('POST', replay, { fromSequence: dead?.sequence })).toBe('200');
    await settled(endpoint);
    expect(await deliveries(endpoint)).toMatchObject([
      { state: 'delivered', attempts: 2 },
      { state: 'delivered', attempts: 13 },
    ]);
    expect(new Set(receiver.got('/b').map(({ headers }) => headers['webhook-id'])).size).toBe(2);
    expect(await owner.outcome('PATCH', `${path}/${endpoint.id}`, { noticeSeen: true })).toBe('200');
    expect(await endpointNow(endpoint)).toMatchObject({ notice: null, undelivered: 0, pending: 0 });
  });

  it('stop where the receiver says that it is gone, and go on where somebody enables it', async () => {
    const endpoint = await made({ url: receiver.url('/c'), types: ['claim.reopened', 'claim.created'] });
    receiver.answer('/c', 410);
    await happens();
    await waitFor('the endpoint is disabled', async () =>
      (await endpointNow(endpoint))?.state === 'disabled' ? true : undefined,
    );
    expect(await endpointNow(endpoint)).toMatchObject({ notice: 'gone', pending: 1 });
    await happens();
    clock.advanceMs(DAY_MS);
    await sendDue(endpoint.id);
    expect(receiver.got('/c')).toHaveLength(1);
    expect(await owner.outcome('POST', `${path}/${endpoint.id}/replay`, { fromSequence: 1 })).toBe(
      '409 webhook-endpoint-disabled',
    );
    receiver.answer('/c', 200);
    expect(await owner.outcome('PATCH', `${path}/${endpoint.id}`, { state: 'active' })).toBe('200');
    await settled(endpoint);
    expect(receiver.got('/c')).toHaveLength(2);
    expect(await endpointNow(endpoint)).toMatchObject({ state: 'active', notice: null, pending: 0 });
  });

  it('are signed with every secret while one takes another’s place', async () => {
    const endpoint = await made({ url: receiver.url('/d'), types: ['claim.paid'] });
    const rotated = await owner.send('POST', `/api/v1${path}/${endpoint.id}/secrets`, {});
    const second = (await rotated.json()) as { id: string; secret: string };
    const test = async () => {
      expect(await owner.outcome('POST', `${path}/${endpoint.id}/test`)).toBe('200');
      const message = receiver.got('/d').at(-1);
      return [endpoint.secret, second.secret].map((secret) => {
        const event = signedAt(message, secret, clock.now()) as { type: string } | undefined;
        return event?.type;
      });
    };
    expect(await test()).toEqual(['webhook.test', 'webhook.test']);
    const [first] = endpoint.secrets;
    expect(await owner.outcome('DELETE', `${path}/${endpoint.id}/secrets/${first?.id}`)).toBe('204');
    expect(await test()).toEqual([undefined, 'webhook.test']);
    expect(await owner.outcome('DELETE', `${path}/${endpoint.id}/secrets/${second.id}`)).toBe(
      '409 last-webhook-secret',
    );
    const kept = await hub.db.database.asOperator((tx) =>
      tx.query<{ all: string }>(
        `select (select jsonb_agg(a)::text from operator_audit_entry a) || (select jsonb_agg(i)::text from idempotent_request i)
           || (select jsonb_agg(s)::text from sealed_secret s) as all`,
      ),
    );
    for (const secret of [endpoint.secret, second.secret])
      for (const place of [kept[0]?.all, hub.log()]) expect(place).not.toContain(String(secret).slice(6));
  });

  it('are sent again, under the same id, where the process died while it sent', async () => {
    const endpoint = await made({ url: receiver.url('/e'), types: ['claim.balance-changed'] });
    await happens('balance-changed');
    await settled(endpoint);
    // As a process leaves it that was killed between the sending and the word that it arrived.
    await hub.db.database.asOperator((tx) =>
      tx.query(`update webhook_delivery set state = 'pending', claimed_until = $2 where endpoint_id = $1`, [
        endpoint.id,
        new Date(clock.now().getTime() + 120_000),
      ]),
    );
    await sendDue(endpoint.id);
    expect(receiver.got('/e')).toHaveLength(1);
    clock.advanceMs(121_000);
    await settled(endpoint);
    const ids = receiver.got('/e').map(({ headers }) => headers['webhook-id']);
    expect([ids.length, new Set(ids).size]).toEqual([2, 1]);
  });

  it.each([
    ['http://hooks.example/', '422 webhook-address-refused'],
    ['https://10.0.0.8/hooks', '422 webhook-address-refused'],
    ['https://169.254.169.254/latest', '422 webhook-address-refused'],
    ['https://intranet/', '422 webhook-address-refused'],
    ['https://user:word@hooks.example/', '422 webhook-address-refused'],
  ])('do not go to %s', async (url, refusal) => {
    expect(await owner.outcome('POST', path, { url })).toBe(refusal);
  });
});
