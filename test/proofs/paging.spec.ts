import { describe, expect, it } from '@jest/globals';
import { conformanceLedgers } from '../support/conformance-ledgers.js';
import { describePaging, runPaging } from './paging/paging-run.js';

/** `npm run bench:paging` reads 100 000. */
const ROWS = 1_000;
const PAGE_SIZE_MAX = 61;
const SEEDS = [20_261_128, 4_711];
const RUN_TIMEOUT_MS = 120_000;
const LEDGERS = await conformanceLedgers();

describe('no row is missed while people work in the ledger', () => {
  it.each(LEDGERS)(
    '$key',
    async (under) => {
      for (const seed of SEEDS) {
        const figures = await runPaging(under, { rows: ROWS, pageSizeMax: PAGE_SIZE_MAX, seed });
        process.stdout.write(`\n${describePaging(figures)}, seed ${seed}\n`);
        expect({ seed, missed: figures.missed, inserted: figures.inserted }).toEqual({
          seed,
          missed: [],
          inserted: ROWS,
        });
        expect(Math.min(figures.late, figures.deleted)).toBeGreaterThan(0);
      }
    },
    RUN_TIMEOUT_MS,
  );
});
