import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { listen, typesTold } from '../support/listening.js';
import { tellStory } from '../support/story.js';
import type { StoryCompany } from '../support/story-company.js';

describe('the API key is revoked', () => {
  const story = tellStory();

  function newKey(company: StoryCompany): string {
    return story.simulator.bookkeeper.adopt(story.simulator.bookkeeper.company(company.companyId), false)
      .token;
  }

  function settings(employeeToken: string): object {
    return { settings: { consumerToken: story.simulator.credentials.consumerToken, employeeToken } };
  }

  function cursors(company: StoryCompany): Promise<object[]> {
    return story.rows(
      'select stream, cursor, revision from sync_cursor where connection_id = $1 order by stream',
      [company.connectionId],
    );
  }

  it('blocks the connection with a remedy, keeps cursor and claims, and goes on with a new key', async () => {
    await listen(story);
    const company = await story.company({}, { ownKey: true });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { grantId, health } = await company.connection();
    const kept = await cursors(company);
    const claim = await company.claimOf(invoice);

    story.simulator.revoke({ employeeToken: company.credentials.employeeToken });
    const missed = company.invoice('2000.00');
    const run = await company.pull();
    expect(run).toMatchObject({ state: 'failed', failureKind: 'connection-blocked' });
    const blocked = await company.connection();
    expect(blocked).toMatchObject({
      state: 'blocked',
      blocked: {
        reason: 'credentials-refused',
        message: expect.stringContaining('does not accept'),
        remedy: expect.stringContaining('Make a new API key in Tripletex'),
      },
      health: { lastSuccessAt: health.lastSuccessAt, failuresInRow: 1, nextSyncAt: null },
    });
    expect(blocked.toDo[0]).toContain('Make a new API key in Tripletex');
    expect(await cursors(company)).toEqual(kept);
    expect(await company.claimOf(invoice)).toEqual(claim);
    // What was in collection stays there, and no further attempt is made.
    expect(await company.collected(invoice)).toMatchObject({ state: 'open' });
    story.simulator.checkpoint();
    story.later({ days: 1 });
    await story.quiet();
    expect(story.simulator.requests()).toEqual([]);
    expect(await refusal(story.api.post(`${company.path}/sync`))).toMatchObject({
      status: 409,
      code: 'connection-not-active',
    });

    await story.api.put(`/grants/${grantId}/settings`, settings(newKey(company)));
    await story.quiet();
    expect(await company.connection()).toMatchObject({
      state: 'active',
      health: { failuresInRow: 0 },
      toDo: [],
    });
    expect(await company.claimOf(missed)).toMatchObject({ state: 'in-collection' });
    expect(await company.claims()).toHaveLength(2);
    expect(await company.collected(invoice)).toMatchObject({ messages: ['hand-over'] });
    expect((await typesTold(story)).filter((type) => type.startsWith('connection'))).toEqual([
      'connection.broken',
      'connection.mended',
    ]);
  });

  it('keeps what was to be booked, and books it once with the new key', async () => {
    const company = await story.company({}, { ownKey: true });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { grantId } = await company.connection();
    story.simulator.revoke({ employeeToken: company.credentials.employeeToken });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(writeBack.state).toBe('planned');
    expect(await company.connection()).toMatchObject({ state: 'blocked' });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    expect(company.ledgerOf(invoice).payments).toEqual([]);

    await story.api.put(`/grants/${grantId}/settings`, settings(newKey(company)));
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified' });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });

  it('refuses the key of another company, and keeps the old one', async () => {
    const company = await story.company({}, { ownKey: true });
    const { grantId } = await company.connection();
    const stranger = story.simulator.addCompany({ isClient: false });
    const problem = await refusal(
      story.api.put(`/grants/${grantId}/settings`, settings(stranger.employeeToken)),
    );
    expect(problem).toMatchObject({ status: 422, code: 'organisation-number-differs' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
  });

  it('refuses a key that Tripletex does not accept, before anything is stored', async () => {
    const grants = await story.api.get<object[]>('/grants');
    const body = {
      connectorKey: 'tripletex',
      label: 'Wrong',
      ...settings('bm90IGEga2V5IGF0IGFsbCwganVzdCB0ZXh0'),
    };
    const problem = await refusal(story.api.post('/grants', body));
    expect(problem).toMatchObject({
      status: 422,
      code: 'ledger-refuses-credentials-refused',
      consequence: 'Nothing was stored.',
    });
    expect(await story.api.get('/grants')).toEqual(grants);
  });
});
