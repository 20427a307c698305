import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { DeskBench, problem } from '../testing/desk-bench.js';
import { ServiceAdviceService } from './service-advice.service.js';

describe('ServiceAdviceService', () => {
  let bench: DeskBench;
  let advice: ServiceAdviceService;
  beforeAll(async () => {
    bench = await DeskBench.open();
    advice = new ServiceAdviceService(bench.file, bench.reader);
  });
  afterAll(() => bench.close());

  it('says by the case’s own facts whether to go on, and why', async () => {
    const { caseId } = await bench.addCase();
    const ask = (query: { monthly: string; essential?: 'true' | 'false' }) =>
      advice.advise(bench.creditorId, caseId, query);
    // Due on 2026-01-15 and 1 000 with interest: 46 days late.
    expect(await ask({ monthly: '499.00' })).toEqual({
      advice: 'keep',
      ruleId: 'otherwise',
      because: 'It is too early to tell; most people pay.',
      facts: {
        daysLate: 46,
        owed: { amount: '1015.12', currency: 'NOK' },
        history: 'new',
        objectionOpen: false,
        agreementKept: false,
      },
    });
    expect(await ask({ monthly: '499.00', essential: 'true' })).toMatchObject({ advice: 'person' });
    bench.clock.advanceMs(80 * 86_400_000);
    expect(await ask({ monthly: '499.00' })).toMatchObject({ advice: 'limit', ruleId: 'late' });
    expect(await ask({ monthly: '300.00' })).toMatchObject({ advice: 'stop', ruleId: 'much-and-long' });
    await expect(ask({ monthly: '0.00' })).rejects.toMatchObject(problem(422, 'unfit-fields'));
  });
});
