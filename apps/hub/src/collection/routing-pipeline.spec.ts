import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { AgencyId } from '@app/domain';
import { invoice } from '../sync/testing/invoices.js';
import { RoadBench } from '../sync/testing/road-bench.js';
import { AgencyDesk, handOver } from './agency-http/testing/agency-desk.js';
import { AGENCY_MESSAGES_MAX, type MessageResult, type PipelineMessage } from './collection-pipeline.js';
import { RoutingPipeline } from './routing-pipeline.js';

describe('RoutingPipeline', () => {
  let bench: RoadBench;
  let agencies: AgencyDesk;
  let routing: RoutingPipeline;
  beforeAll(async () => {
    bench = await RoadBench.open();
    agencies = await AgencyDesk.open(bench.test);
    routing = new RoutingPipeline(bench.database, bench.pipeline, agencies.registry, agencies.messages);
  });
  beforeEach(() => bench.reset());
  afterAll(async () => {
    await agencies.simulator.end();
    await bench.close();
  });

  const handOvers = async (count: number, agencyId?: AgencyId): Promise<PipelineMessage[]> => {
    const items = Array.from({ length: count }, (_, index) => invoice(String(1_000 + index)));
    await bench.take(items);
    const claims = await bench.rows<{ id: PipelineMessage['claimId'] }>('select id from claim');
    return claims.map(({ id }) => ({ ...handOver(id), ...(agencyId && { agencyId }) }));
  };
  const outcomes = (results: readonly MessageResult[]) => {
    const counted: Record<string, number> = {};
    for (const { outcome } of results) counted[outcome] = (counted[outcome] ?? 0) + 1;
    return counted;
  };
  const held = async () =>
    (await bench.rows<{ claim_id: string }>('select claim_id from collected_claim')).length;

  it('gives the built-in pipeline all of a batch', async () => {
    const messages = await handOvers(AGENCY_MESSAGES_MAX + 3);
    expect(outcomes(await routing.deliver(bench.creditorId, messages))).toEqual({ accepted: 203 });
    expect(await held()).toBe(203);
  });

  it('sends an agency no more than it takes, and lets the rest wait', async () => {
    const messages = await handOvers(AGENCY_MESSAGES_MAX + 3, agencies.agencyId);
    const results = await routing.deliver(bench.creditorId, messages);
    expect(outcomes(results)).toEqual({ accepted: 200, deferred: 3 });
    const waiting = new Set(
      results.filter(({ outcome }) => outcome === 'deferred').map(({ claimId }) => claimId),
    );
    for (const { claimId } of messages) {
      expect(agencies.simulator.case(claimId) === undefined).toBe(waiting.has(claimId));
    }
    expect(await held()).toBe(0);
    const rest = messages.filter(({ claimId }) => waiting.has(claimId));
    expect(outcomes(await routing.deliver(bench.creditorId, rest))).toEqual({ accepted: 3 });
  });
});
