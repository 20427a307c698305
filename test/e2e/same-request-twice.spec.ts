import { describe, expect, it } from '@jest/globals';
import { refusal } from '../support/hub-api.js';
import { tellStory } from '../support/story.js';

describe('the same request comes twice', () => {
  const story = tellStory();

  it('is answered as the first time, and counts once', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    const body = {
      claimId: id,
      pipelineReference: 'bank-417',
      kind: 'payment',
      receivedOn: story.today,
      currency: 'NOK',
      amount: '400.00',
    };
    const path = `${company.creditor}/settlements`;
    const first = await story.api.answer('POST', path, body, 'settle-0417');
    expect(first.status).toBe(201);
    const again = await story.api.answer('POST', path, body, 'settle-0417');
    expect([again.status, again.headers.get('idempotent-replay')]).toEqual([201, 'true']);
    expect(again.body).toEqual(first.body);

    const other = await story.api.answer('POST', path, { ...body, amount: '401.00' }, 'settle-0417');
    expect(other.status).toBe(422);
    expect(other.headers.get('content-type')).toContain('application/problem+json');
    expect(other.body).toMatchObject({
      code: 'idempotency-key-reused',
      consequence: 'This request was not carried out; the first one stands.',
      remedy: expect.stringContaining('Send a new key'),
    });
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ paid: { amount: '400.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '600.00' });
    expect(company.ledgerOf(invoice).payments).toHaveLength(1);
  });

  it('counts money once by the pipeline’s own reference, whatever the key', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const money = { amount: '250.00', pipelineReference: 'bank-9' };
    const first = await company.settles(invoice, money);
    const again = await company.settles(invoice, money);
    expect(again.id).toBe(first.id);
    expect(await refusal(company.settles(invoice, { ...money, amount: '260.00' }))).toMatchObject({
      status: 409,
      code: 'settlement-reference-used',
    });
    await story.quiet();
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '750.00' });
  });

  it('counts once when ten come at the same moment', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const money = { amount: '100.00', pipelineReference: 'bank-10' };
    const taken = await Promise.all(Array.from({ length: 10 }, () => company.settles(invoice, money)));
    expect(new Set(taken.map(({ id }) => id)).size).toBe(1);
    await story.quiet();
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '900.00' });
    expect(await company.claimOf(invoice)).toMatchObject({ paid: { amount: '100.00' } });
  });

  it('is refused without a key where it would create something', async () => {
    const company = await story.company();
    const answer = await story.api.answer('POST', `${company.creditor}/settlements`, {});
    expect(answer.status).toBe(400);
    expect(answer.body).toMatchObject({ code: 'idempotency-key-missing' });
  });

  it('connects a company once', async () => {
    const company = await story.company();
    const { grantId, companyKey } = await company.connection();
    const path = `/grants/${grantId}/connections`;
    const again = await story.api.answer('POST', path, { companyKey }, 'connect-again');
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ connectionId: company.connectionId, state: 'active' });
  });
});
