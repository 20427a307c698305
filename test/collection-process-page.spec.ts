import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, it } from '@jest/globals';
import { processHeading, processTable, REGIMES } from '@app/collection';

const PAGE = join(import.meta.dirname, '..', 'docs', 'collection-process.md');

it.each(REGIMES)('the page on the process shows the road of %s as it is in the data', async (regime) => {
  const page = await readFile(PAGE, 'utf8');
  expect(page).toContain(`${processHeading(regime)}\n`);
  expect(page).toContain(processTable(regime));
});
