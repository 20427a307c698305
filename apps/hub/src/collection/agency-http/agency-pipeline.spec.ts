import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { type ClaimId, type CreditorId, newId } from '@app/domain';
import { AGENCY_MESSAGES_MAX, type PipelineMessage } from '../collection-pipeline.js';
import { describeCollectionPipeline } from '../testing/collection-pipeline-conformance.js';
import { AgencyDesk, handOver } from './testing/agency-desk.js';

let desk: AgencyDesk;
beforeAll(async () => {
  desk = await AgencyDesk.open();
});
afterEach(() => void desk.simulator.faults.clear());
afterAll(() => desk.close());

describeCollectionPipeline('AgencyPipeline', async () => ({
  pipeline: desk.pipeline,
  creditorId: await desk.creditor(),
  messagesMax: AGENCY_MESSAGES_MAX,
  held: async (claimId) => {
    const found = desk.simulator.case(claimId);
    if (found === undefined || found.state === 'rejected') return undefined;
    return { state: found.state, outstandingMinor: found.outstandingMinor };
  },
  loseNextAnswer: () =>
    void desk.simulator.faults.install({ operation: 'POST /v1/messages', kind: 'answer-lost' }),
}));

describe('AgencyPipeline', () => {
  const newClaim = () => newId<'ClaimId'>(desk.clock) as ClaimId;
  const operations = () => desk.simulator.requests().map(({ operation }) => operation);
  const unanswered = (creditorId: CreditorId) =>
    desk.test.database.asCreditor(creditorId, (tx) =>
      tx.query<{ claimId: string }>(`select claim_id as "claimId" from unanswered_message`),
    );
  const lastFailure = async () => (await desk.agencies.get(desk.agencyId)).lastFailure;

  it('keeps a refusal apart from what was taken in, with its reason in one line', async () => {
    const creditorId = await desk.creditor();
    desk.simulator.refuse('666', 'The debtor\n is  under our protection.');
    const [good, bad] = [newClaim(), newClaim()];
    const results = await desk.pipeline.deliver(creditorId, [
      handOver(good),
      handOver(bad, { invoiceNumber: '666' }),
    ]);
    expect(results).toEqual([
      {
        claimId: good,
        sequence: 1,
        outcome: 'accepted',
        reference: expect.stringMatching(/^N-\d{6}-\d{2}$/),
      },
      { claimId: bad, sequence: 1, outcome: 'rejected', reason: 'The debtor is under our protection.' },
    ]);
    expect(await unanswered(creditorId)).toEqual([]);
  });

  it('hands a message over again that was put off, while the others are taken in', async () => {
    const creditorId = await desk.creditor();
    desk.simulator.defer('777', 1);
    const [good, later] = [newClaim(), newClaim()];
    const postponed = handOver(later, { invoiceNumber: '777' });
    expect(await desk.pipeline.deliver(creditorId, [handOver(good), postponed])).toMatchObject([
      { claimId: good, outcome: 'accepted' },
      { claimId: later, outcome: 'deferred', reason: 'The case is being set up.' },
    ]);
    expect(await desk.pipeline.deliver(creditorId, [postponed])).toMatchObject([{ outcome: 'accepted' }]);
    expect(await unanswered(creditorId)).toEqual([]);
    desk.simulator.defer('778', 1);
    const alone = handOver(newClaim(), { invoiceNumber: '778' });
    expect(await desk.pipeline.deliver(creditorId, [alone])).toMatchObject([{ outcome: 'deferred' }]);
    expect(await desk.pipeline.deliver(creditorId, [alone])).toMatchObject([{ outcome: 'accepted' }]);
  });

  it('looks a message up before it sends it again, and sends nothing that arrived', async () => {
    const creditorId = await desk.creditor();
    const claimId = newClaim();
    desk.simulator.faults.install({ operation: 'POST /v1/messages', kind: 'answer-lost' });
    await expect(desk.pipeline.deliver(creditorId, [handOver(claimId)])).rejects.toThrow(
      /did not answer in full. The claims wait/,
    );
    expect(await unanswered(creditorId)).toEqual([{ claimId }]);
    const before = operations().length;
    expect(await desk.pipeline.deliver(creditorId, [handOver(claimId)])).toMatchObject([
      { outcome: 'accepted' },
    ]);
    expect(operations().slice(before)).toEqual(['GET /v1/messages']);
    expect(await unanswered(creditorId)).toEqual([]);
  });

  it.each([
    'connection-reset',
    'error-500',
    'bad-gateway',
    'html-200',
    'truncated-json',
    'error-in-200',
  ] as const)('takes %s for an outcome that nobody knows, and finds out', async (kind) => {
    const creditorId = await desk.creditor();
    const claims = [newClaim(), newClaim()];
    const batch = claims.map((claimId) => handOver(claimId));
    desk.simulator.faults.install({ operation: 'POST /v1/messages', kind });
    await expect(desk.pipeline.deliver(creditorId, batch)).rejects.toThrow(/^The agency Nordvik Inkasso AS/);
    expect(await lastFailure()).toMatch(/^The agency Nordvik Inkasso AS/);
    const before = operations().length;
    expect(await desk.pipeline.deliver(creditorId, batch)).toMatchObject([
      { outcome: 'accepted' },
      { outcome: 'accepted' },
    ]);
    expect(operations()[before]).toBe('GET /v1/messages');
    const cases = desk.simulator.cases().filter(({ claimId }) => claims.includes(claimId as ClaimId));
    expect(cases).toHaveLength(2);
    expect(await lastFailure()).toBeNull();
  });

  it('sends nothing while the look-up is not answered', async () => {
    const creditorId = await desk.creditor();
    const claimId = newClaim();
    desk.simulator.faults.install({ operation: 'POST /v1/messages', kind: 'connection-reset' });
    await expect(desk.pipeline.deliver(creditorId, [handOver(claimId)])).rejects.toThrow();
    desk.simulator.faults.install({ operation: 'GET /v1/messages', kind: 'error-500' });
    await expect(desk.pipeline.deliver(creditorId, [handOver(claimId)])).rejects.toThrow(/status 500/);
    expect(desk.simulator.case(claimId)).toBeUndefined();
  });

  it('waits as long as the agency asks', async () => {
    desk.simulator.faults.install({ operation: 'POST /v1/messages', kind: 'rate-limited' });
    await expect(desk.pipeline.deliver(await desk.creditor(), [handOver(newClaim())])).rejects.toMatchObject({
      message: expect.stringContaining('asks us to wait'),
      retryAfterMs: 60_000,
    });
  });

  it('says whom to ask when the key is refused, and shows no key', async () => {
    const { apiToken } = desk.simulator.credentials;
    await desk.agencies.replaceSecrets(
      desk.agencyId,
      { apiToken: 'an-older-key-0815' },
      { kind: 'test', id: 't' },
    );
    const creditorId = await desk.creditor();
    const claimId = newClaim();
    await expect(desk.pipeline.deliver(creditorId, [handOver(claimId)])).rejects.toThrow(
      /refuses our key \(status 401\).*operator must enter a key/,
    );
    expect(await lastFailure()).not.toMatch(/older-key/);
    await desk.agencies.replaceSecrets(desk.agencyId, { apiToken }, { kind: 'test', id: 't' });
    expect(await desk.pipeline.deliver(creditorId, [handOver(claimId)])).toMatchObject([
      { outcome: 'accepted' },
    ]);
  });

  it('finds the one message that the agency cannot read, and hands the others over', async () => {
    const creditorId = await desk.creditor();
    const claims = Array.from({ length: 7 }, newClaim);
    const batch = claims.map((claimId) => handOver(claimId));
    const strange = { ...handOver(newClaim()), kind: 'greeting' } as unknown as PipelineMessage;
    const results = await desk.pipeline.deliver(creditorId, [
      ...batch.slice(0, 3),
      strange,
      ...batch.slice(3),
    ]);
    expect(results.filter(({ outcome }) => outcome === 'accepted')).toHaveLength(7);
    expect(results.filter(({ outcome }) => outcome === 'rejected')).toMatchObject([
      { claimId: strange.claimId, reason: expect.stringContaining('cannot read this message (status 422)') },
    ]);
  });

  it('takes no more than agencies are told, and asks nobody about nothing', async () => {
    const many = Array.from({ length: AGENCY_MESSAGES_MAX + 1 }, () => handOver(newClaim()));
    await expect(desk.pipeline.deliver(await desk.creditor(), many)).rejects.toThrow(RangeError);
    const before = operations().length;
    expect(await desk.pipeline.deliver(await desk.creditor(), [])).toEqual([]);
    expect(operations()).toHaveLength(before);
  });
});
