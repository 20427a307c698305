import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';

describe('two companies that each connect with their own API key', () => {
  const story = tellStory();

  it('are two creditors, and none sees anything of the other', async () => {
    const first = await story.company({}, { ownKey: true });
    const second = await story.company({}, { ownKey: true });
    expect(second.creditorId).not.toBe(first.creditorId);
    const invoice = first.invoice('1100.00');
    const other = second.invoice('2200.00');
    await first.pullNow();
    await second.pullNow();
    expect((await first.claims()).map(({ ledgerItemId }) => ledgerItemId)).toEqual([String(invoice.id)]);
    expect((await second.claims()).map(({ ledgerItemId }) => ledgerItemId)).toEqual([String(other.id)]);
  });

  it('are shown as not connected to whoever has only another company’s key', async () => {
    await story.company({}, { ownKey: true });
    const stranger = story.simulator.addCompany({ isClient: false });
    const grantId = await story.grant(stranger.employeeToken);
    const companies = await story.api.get<object[]>(`/grants/${grantId}/companies`);
    expect(companies).toHaveLength(1);
    expect(companies[0]).not.toHaveProperty('connection');
  });

  it('are found again when the same key, or another key of the same company, is entered a second time', async () => {
    const company = await story.company({}, { ownKey: true });
    const grantId = await story.grant(company.credentials.employeeToken);
    const again = await story.api.answer(
      'POST',
      `/grants/${grantId}/connections`,
      { companyKey: 'own' },
      'again-1234',
    );
    expect(again.status).toBe(200);
    expect(again.body).toMatchObject({ creditorId: company.creditorId, connectionId: company.connectionId });
  });
});
