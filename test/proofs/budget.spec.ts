import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createDataSource } from '../../apps/hub/src/database/data-source.js';
import { Database } from '../../apps/hub/src/database/database.js';
import { conformanceLedgers } from '../support/conformance-ledgers.js';
import { createTestDatabase, type TestDatabase } from '../support/database.js';
import { describeBudget, SHARE_MIN, shareReached } from './budget/budget-figures.js';
import { runBudget } from './budget/budget-run.js';

/** More where a window holds many calls; `npm run bench:budget` makes 1 000. */
const POSTINGS_MIN = 60;
const RUN_TIMEOUT_MS = 180_000;
const POOL_MAX = 4;
/** Few enough that the postings of a test need some hours. */
const SCARCE = { limits: { creditsPerHour: 250 }, seed: 8 };
const LEDGERS = (await conformanceLedgers()).filter(({ definition }) =>
  definition.capabilities.includes('write-back'),
);

describe('two processes share a vendor’s limit on calls', () => {
  let db: TestDatabase;
  let other: Database;
  beforeAll(async () => {
    db = await createTestDatabase();
    const dataSource = createDataSource({ url: db.url, poolMax: POOL_MAX });
    await dataSource.initialize();
    other = new Database(dataSource);
  });
  afterAll(async () => {
    await other.close();
    await db.drop();
  });

  it.each(LEDGERS)(
    '$key: a pull and many postings use the limit up, and none is too fast',
    async (under) => {
      const figures = await runBudget(under, [db.database, other], POSTINGS_MIN);
      process.stdout.write(`\n${describeBudget(under.key, figures)}\n`);
      const { ordered, pulled, postings, tooFast } = figures;
      expect({ pulled, postings, tooFast }).toEqual({ pulled: ordered, postings: ordered, tooFast: 0 });
      expect(shareReached(figures)).toBeGreaterThanOrEqual(SHARE_MIN);
    },
    RUN_TIMEOUT_MS,
  );

  it(
    'xledger: where calls cost more than an hour’s credits allow, they use those up, and none is refused',
    async () => {
      const under = LEDGERS.find(({ key }) => key === 'xledger');
      if (!under) throw new Error('There is no such ledger.');
      const figures = await runBudget(under, [db.database, other], POSTINGS_MIN, SCARCE);
      process.stdout.write(`\n${describeBudget(under.key, figures)}\n`);
      const { ordered, postings, tooFast, credits } = figures;
      expect({ postings, tooFast }).toEqual({ postings: ordered, tooFast: 0 });
      expect(credits?.hours).toBeGreaterThanOrEqual(2);
      expect(credits?.share).toBeGreaterThanOrEqual(SHARE_MIN);
    },
    RUN_TIMEOUT_MS,
  );
});
