import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('the ERP cannot be reached', () => {
  const story = tellStory();

  it('tries again within bounds, shows the last success, and goes on by itself', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { health } = await company.connection();
    expect(health.lastSuccessAt).not.toBeNull();

    await story.ledgerDown();
    const begun = story.clock.now().getTime();
    expect(await company.pull()).toMatchObject({
      state: 'failed',
      failureKind: 'retryable',
      itemsMissing: 0,
    });
    // The waits between the attempts of one run: within two minutes, then the run gives its place to others.
    const waited = story.clock.now().getTime() - begun;
    expect(waited).toBeGreaterThan(20_000);
    expect(waited).toBeLessThan(120_000);
    const failed = await company.connection();
    expect(failed).toMatchObject({
      state: 'active',
      health: { lastSuccessAt: health.lastSuccessAt, failuresInRow: 1 },
    });
    expect(failed.health.lastFailure).toMatch(/Tripletex|reached/);
    const next = Date.parse(failed.health.nextSyncAt ?? '');
    expect(next - story.clock.now().getTime()).toBe(15 * 60_000);
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection', holdReason: null });

    // A person is told after the third failure in a row, and not before.
    expect(failed.toDo).toEqual([]);
    await company.pull();
    await company.pull();
    const { toDo } = await company.connection();
    expect(toDo[0]).toMatch(/^The last 3 runs failed: /);

    await story.ledgerUp();
    const missed = company.invoice('1200.00');
    story.later({ minutes: 16 });
    await story.quiet();
    expect(await company.connection()).toMatchObject({
      state: 'active',
      toDo: [],
      health: { failuresInRow: 0 },
    });
    expect(await company.claimOf(missed)).toMatchObject({ state: 'in-collection' });
  });

  it.each([
    'error-500',
    'bad-gateway',
    'connection-reset',
    'html-200',
    'error-in-200',
    'truncated-json',
  ] as const)('passes over %s that strikes twice, without a failed run', async (kind) => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    story.simulator.faults.install({
      operation: 'GET /invoice',
      kind,
      times: 2,
      companyId: company.companyId,
    });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await company.claims()).toHaveLength(1);
  });

  it('asks a bounded number of times for one page', async () => {
    const company = await story.company();
    company.invoice('1000.00');
    story.simulator.checkpoint();
    const { companyId } = company;
    story.simulator.faults.install({ operation: 'GET /invoice', kind: 'error-500', times: 1_000, companyId });
    expect(await company.pull()).toMatchObject({ state: 'failed', failureKind: 'retryable', pages: 0 });
    const asked = story.simulator.requests().filter(({ operation }) => operation === 'GET /invoice');
    // Six questions of the run, each repeated twice by the kit; a tick that falls into this moment orders one more run.
    expect([18, 36]).toContain(asked.length);
    story.simulator.faults.clear();
    story.later({ minutes: 16 });
    await story.quiet();
    expect(await company.claims()).toHaveLength(1);
  });

  it('keeps a settlement until the ledger is back, and books it once', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await story.ledgerDown();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    expect(writeBack).toMatchObject({ state: 'planned', attempts: 0 });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '1000.00' } });
    await story.ledgerUp();
    story.later({ minutes: 5 });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });
});
