import { describe, expect, it } from '@jest/globals';
import { type Story, tellStory } from '../support/story.js';

const SIGN_IN = 'POST /token/session/:create';

describe('the session token ends', () => {
  const story = tellStory();

  it('is renewed ahead of its end, once, and nobody notices', async () => {
    const company = await story.company();
    company.invoice('1000.00');
    await company.pullNow();
    story.simulator.checkpoint();
    story.later({ days: 2 });
    await story.quiet();
    const invoice = company.invoice('2000.00');
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(signIns(story)).toBe(1);
    expect(story.simulator.requests().filter(({ status }) => status === 401)).toEqual([]);
    expect(await company.connection()).toMatchObject({ state: 'active', health: { failuresInRow: 0 } });
  });

  it('in the middle of a pull: signs in again and goes on at the same page', async () => {
    const company = await story.company();
    const customer = company.customer();
    for (let count = 0; count < 600; count += 1) company.invoice('150.00', { customerId: customer.id });
    story.simulator.checkpoint();
    const { companyId } = company;
    story.simulator.faults.install({ operation: 'GET /invoice', kind: 'token-revoked', skip: 1, companyId });
    const run = await company.pullNow();
    expect(run).toMatchObject({ itemsNew: 600, itemsRefused: 0 });
    const claims = await company.claims();
    expect(new Set(claims.map(({ ledgerItemId }) => ledgerItemId)).size).toBe(600);
    expect(claims.filter(({ state }) => state === 'in-collection')).toHaveLength(600);
    expect(story.simulator.requests().filter(({ fault }) => fault === 'token-revoked')).toHaveLength(1);
    expect(signIns(story)).toBe(1);
  });

  it('right before a posting: nothing was booked, and it is booked once with the new session', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { companyId } = company;
    story.simulator.faults.install({
      operation: 'PUT /invoice/{id}/:payment',
      kind: 'token-revoked',
      companyId,
    });
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '1000.00' });
    story.later({ minutes: 1 });
    await story.quiet();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'verified' });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });
});

function signIns({ simulator }: Story): number {
  return simulator.requests().filter(({ operation, status }) => operation === SIGN_IN && status < 300).length;
}
