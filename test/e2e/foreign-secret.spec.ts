import { describe, expect, it } from '@jest/globals';
import { tellStory } from '../support/story.js';
import type { StoryCompany } from '../support/story-company.js';

describe('a sealed secret that cannot be opened', () => {
  const story = tellStory();

  const spoil: readonly (readonly [string, (company: StoryCompany) => Promise<unknown>])[] = [
    [
      'corrupted',
      async (company) =>
        story.rows(
          `update sealed_secret set sealed = left(sealed, 60) || 'AAAA' || substr(sealed, 65), version = version + 1
           where owner_id = $1 and name = 'settings' returning 1`,
          [(await company.connection()).grantId],
        ),
    ],
    [
      'foreign',
      async (company) => {
        // Somebody copies another grant's sealed text into this row.
        const stranger = story.simulator.addCompany({ isClient: false });
        const from = await story.grant(stranger.employeeToken);
        return story.rows(
          `update sealed_secret t set sealed = s.sealed, version = t.version + 1 from sealed_secret s
           where t.owner_id = $1 and t.name = 'settings' and s.owner_id = $2 and s.name = 'settings' returning 1`,
          [(await company.connection()).grantId, from],
        );
      },
    ],
  ];

  it.each(spoil)(
    '%s: blocks with a clear error, the hub goes on, and new settings mend it',
    async (_how, spoilIt) => {
      const company = await story.company({}, { ownKey: true });
      const other = await story.company();
      const invoice = company.invoice('1000.00');
      await company.pullNow();
      expect(await spoilIt(company)).toHaveLength(1);

      expect(await company.pull()).toMatchObject({ state: 'failed', failureKind: 'connection-blocked' });
      const blocked = await company.connection();
      expect(blocked).toMatchObject({
        state: 'blocked',
        blocked: {
          reason: 'configuration',
          message: expect.stringMatching(
            /^The stored access to the ledger cannot be opened \((corrupted|foreign)\)\.$/,
          ),
          remedy: expect.stringContaining('Enter the access to the ledger again'),
        },
      });
      expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection', holdReason: null });
      // Everything else in the hub goes on: no crash, no loop.
      const others = other.invoice('2000.00');
      await other.pullNow();
      expect(await other.claimOf(others)).toMatchObject({ state: 'in-collection' });
      const ready = await fetch(`${story.hub.url}/health/ready`);
      expect(ready.status).toBe(200);

      await story.api.put(`/grants/${blocked.grantId}/settings`, {
        settings: {
          consumerToken: story.simulator.credentials.consumerToken,
          employeeToken: company.credentials.employeeToken,
        },
      });
      const later = company.invoice('3000.00');
      await story.quiet();
      expect(await company.connection()).toMatchObject({ state: 'active' });
      expect(await company.claimOf(later)).toMatchObject({ state: 'in-collection' });
    },
  );
});
