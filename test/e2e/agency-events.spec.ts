import { afterEach, describe, expect, it } from '@jest/globals';
import { signWebhook } from '@app/sandbox';
import { tellAgencyStory } from '../support/agency-story.js';
import type { StoryCompany } from '../support/story-company.js';

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 3).toString('base64')}`;

describe('an agency’s events', () => {
  const agency = tellAgencyStory();
  const { story, simulator } = agency;
  afterEach(() => simulator.clearWebhookFaults());

  const handedOver = async (amount = '1000.00') => {
    const company = await agency.company();
    const invoice = company.invoice(amount);
    await company.pullNow();
    await agency.webhooks();
    return { company, invoice, claim: await company.claimOf(invoice) };
  };
  const settlements = async (company: StoryCompany) => {
    const { settlements: all } = await story.api.get<{ settlements: { principal: string }[] }>(
      `${company.creditor}/settlements`,
    );
    return all;
  };

  it('whose webhook never came are found by asking', async () => {
    const { company, invoice, claim } = await handedOver();
    simulator.webhookFault({ kind: 'lost', times: 2 });
    const paid = simulator.pays(claim.id);
    await agency.webhooks();
    expect(await settlements(company)).toEqual([]);
    await agency.poll();
    expect(await agency.event(paid)).toMatchObject({ via: 'feed', state: 'applied' });
    await agency.expectBooked(company, invoice);
  });

  it('count once, however often and by whichever way they come', async () => {
    const { company, invoice, claim } = await handedOver();
    simulator.webhookFault({ kind: 'duplicate', times: 2 });
    simulator.pays(claim.id, { principalMinor: 40_000n });
    simulator.pays(claim.id, { principalMinor: 60_000n });
    await agency.webhooks();
    await agency.poll();
    await agency.poll();
    const principals = (await settlements(company)).map(({ principal }) => principal);
    expect(principals.sort()).toEqual(['400.00', '600.00']);
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00' });
    expect(company.ledgerOf(invoice).ours).toHaveLength(2);
  });

  it('may overtake each other: what ends a claim waits for the money before it', async () => {
    const { company, invoice, claim } = await handedOver();
    simulator.webhookFault({ kind: 'lost' });
    simulator.pays(claim.id, { principalMinor: 40_000n });
    const closed = simulator.closes(claim.id, 'given-up', 'The rest is not to be had.');
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await agency.event(closed)).toMatchObject({
      state: 'waiting',
      note: expect.stringContaining('1 earlier events of the claim'),
    });
    await agency.poll();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'withdrawn',
      holdReason: null,
      paid: { amount: '400.00' },
    });
    expect(await settlements(company)).toMatchObject([{ principal: '400.00', surplus: '0.00' }]);
  });

  it('that come in the wrong order do the same as in the right one', async () => {
    const { company, invoice, claim } = await handedOver();
    simulator.webhookFault({ kind: 'reordered' });
    simulator.pays(claim.id);
    await agency.webhooks();
    await agency.expectBooked(company, invoice);
    expect(await agency.events()).toEqual([]);
  });

  it('that say "settled" while money is missing change nothing, and a person decides', async () => {
    const { company, invoice, claim } = await handedOver();
    const closed = simulator.closes(claim.id, 'settled');
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await agency.events()).toMatchObject([
      {
        id: closed.id,
        state: 'attention',
        note: expect.stringContaining('1000.00 NOK are still outstanding'),
      },
    ]);
    simulator.pays(claim.id, { principalMinor: 100_000n });
    await agency.webhooks();
    await story.api.post(`/agencies/${agency.id}/events/${closed.id}/retry`);
    await story.quiet();
    expect(await agency.events()).toEqual([]);
    await agency.expectBooked(company, invoice);
  });

  it('of a claim that the agency was never given are kept, and do nothing', async () => {
    const stranger = await story.company();
    const invoice = stranger.invoice('1000.00');
    await stranger.pullNow();
    const { id } = await stranger.claimOf(invoice);
    const event = {
      id: 'evt_of_another',
      type: 'claim.settlement',
      creditorId: stranger.creditorId,
      claimId: id,
      sequence: 1,
      occurredAt: story.clock.now().toISOString(),
      data: {
        reference: 'x-1',
        kind: 'payment',
        receivedOn: story.today,
        currency: 'NOK',
        amountMinor: '100000',
      },
    };
    expect(await send(event)).toBe(202);
    await story.quiet();
    expect(await stranger.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      paid: { amount: '0.00' },
    });
    expect(await agency.events()).toMatchObject([
      {
        id: event.id,
        state: 'attention',
        raw: JSON.stringify(event),
        note: expect.stringContaining('never given'),
      },
    ]);
    await story.api.post(`/agencies/${agency.id}/events/${event.id}/dismiss`, {
      reason: 'A mistake of theirs.',
    });
    expect(await agency.events()).toEqual([]);
  });

  it('that nobody can read are kept as they came', async () => {
    expect(await send({ id: 'evt_strange', type: 'claim.danced' })).toBe(202);
    expect(await send('no JSON at all', { id: 'evt_text' })).toBe(202);
    await story.quiet();
    expect(await agency.events()).toMatchObject([
      { id: 'evt_text', state: 'attention', raw: 'no JSON at all' },
      { id: 'evt_strange', state: 'attention' },
    ]);
    for (const id of ['evt_strange', 'evt_text'])
      await story.api.post(`/agencies/${agency.id}/events/${id}/dismiss`, { reason: 'Asked them.' });
    expect(await agency.events()).toEqual([]);
  });

  it('that come again with other content are shown, and the first counts', async () => {
    const { company, claim } = await handedOver();
    const paid = simulator.pays(claim.id, { principalMinor: 10_000n });
    await agency.webhooks();
    const other = { ...paid, data: { ...paid.data, principalMinor: '90000' } };
    expect(await send(other)).toBe(202);
    await story.quiet();
    expect(await settlements(company)).toMatchObject([{ principal: '100.00' }]);
    expect(await agency.events()).toMatchObject([{ id: paid.id, state: 'applied', contradicted: true }]);
    await story.api.post(`/agencies/${agency.id}/events/${paid.id}/dismiss`, { reason: 'Asked them.' });
    expect(await agency.events()).toEqual([]);
    expect(await agency.event(paid)).toMatchObject({ state: 'applied' });
  });

  it('that are forged are refused without a word about why', async () => {
    const { company, invoice, claim } = await handedOver();
    const nowSeconds = Math.floor(story.clock.now().getTime() / 1000);
    const event = { ...simulator.pays(claim.id), id: 'evt_forged' };
    const body = JSON.stringify(event);
    const { webhookSecret } = simulator.credentials;
    const good = { id: event.id, timestamp: nowSeconds, secret: webhookSecret };
    const answers = [
      await deliver(body, { ...good, secret: OTHER_SECRET }),
      await deliver(body.replace('"principalMinor":"100000"', '"principalMinor":"1"'), {
        ...good,
        signedBody: body,
      }),
      await deliver(`${body} `, { ...good, signedBody: body }),
      await deliver(body, { ...good, timestamp: nowSeconds - 301 }),
      await deliver(body, { ...good, timestamp: nowSeconds + 301 }),
      await deliver(body, { ...good, signedId: 'evt_else' }),
      await deliver(body, { ...good, agencyId: company.creditorId }),
    ];
    for (const { status, text } of answers) {
      expect(status).toBe(401);
      expect(JSON.parse(text)).toMatchObject({ code: 'not-signed', detail: 'The signature is not valid.' });
    }
    const bare = await fetch(hook(agency.id), { method: 'POST', body });
    expect(bare.status).toBe(401);
    await story.quiet();
    expect((await agency.events('all')).map(({ id }) => id)).not.toContain('evt_forged');
    expect(await company.claimOf(invoice)).toMatchObject({ paid: { amount: '0.00' } });
    await agency.webhooks();
  });

  it('signed wrongly, or too late, are sent again as they should be and count once', async () => {
    const { company, invoice, claim } = await handedOver();
    simulator.webhookFault({ kind: 'wrong-signature' });
    simulator.webhookFault({ kind: 'old-timestamp' });
    simulator.pays(claim.id);
    await agency.webhooks();
    expect(await settlements(company)).toHaveLength(1);
    await agency.expectBooked(company, invoice);
  });

  it('are taken with the old and with the new secret while one takes the other’s place', async () => {
    const { company, claim } = await handedOver();
    const { webhookSecret } = simulator.credentials;
    const secrets = `/agencies/${agency.id}/secrets`;
    await story.api.put(secrets, { webhookSecrets: [OTHER_SECRET, webhookSecret] });
    simulator.pays(claim.id, { principalMinor: 10_000n });
    await agency.webhooks();
    simulator.sendWebhooksTo(hook(agency.id), [OTHER_SECRET]);
    simulator.pays(claim.id, { principalMinor: 20_000n });
    await agency.webhooks();
    expect(await settlements(company)).toHaveLength(2);
    await story.api.put(secrets, { webhookSecrets: [webhookSecret] });
    const late = simulator.pays(claim.id, { principalMinor: 30_000n });
    expect((await simulator.flushWebhooks()).waiting).toBe(1);
    simulator.sendWebhooksTo(hook(agency.id));
    await agency.webhooks();
    expect(await agency.event(late)).toMatchObject({ state: 'applied', via: 'webhook' });
    expect(await settlements(company)).toHaveLength(3);
    // Neither key nor secret is ever shown.
    const shown = JSON.stringify([await story.api.get('/agencies'), story.hub.log()]);
    for (const secret of [webhookSecret, OTHER_SECRET, simulator.credentials.apiToken])
      expect(shown).not.toContain(secret);
  });

  function hook(agencyId: string): string {
    return `${story.hub.url}/api/hooks/agencies/${agencyId}`;
  }

  /** As the agency sends it. */
  async function send(event: object | string, { id }: { readonly id?: string } = {}): Promise<number> {
    const body = typeof event === 'string' ? event : JSON.stringify(event);
    const { status } = await deliver(body, {
      id: id ?? String((event as { id: string }).id),
      timestamp: Math.floor(story.clock.now().getTime() / 1000),
      secret: simulator.credentials.webhookSecret,
    });
    return status;
  }

  async function deliver(
    body: string,
    signing: {
      readonly id: string;
      readonly timestamp: number;
      readonly secret: string;
      readonly signedBody?: string;
      readonly signedId?: string;
      readonly agencyId?: string;
    },
  ): Promise<{ readonly status: number; readonly text: string }> {
    const { id, timestamp, secret, signedBody = body, signedId = id, agencyId = agency.id } = signing;
    const response = await fetch(hook(agencyId), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'webhook-id': id,
        'webhook-timestamp': String(timestamp),
        'webhook-signature': signWebhook(secret, signedId, String(timestamp), signedBody),
      },
      body,
    });
    return { status: response.status, text: await response.text() };
  }
});
