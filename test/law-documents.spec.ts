import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { DEFAULT_LAW_SETTINGS, LAW_TABLES } from '@app/collection';
import { describe, expect, it } from '@jest/globals';
import { ROOT } from './architecture/cruise.js';

/** What the law leaves open is told to people: docs/law/open-points.md against the settings and tables themselves. */

const openPoints = await readFile(join(ROOT, 'docs', 'law', 'open-points.md'), 'utf8');

/** `NO.interest.dayCount` and its default as the document writes it. */
function settingsOf(value: unknown, path: string): readonly (readonly [path: string, value: string])[] {
  if (typeof value !== 'object' || value === null) return [[path, String(value)]];
  return Object.entries(value).flatMap(([key, inner]) =>
    settingsOf(inner, path === '' ? key : `${path}.${key}`),
  );
}

const SETTINGS = settingsOf(DEFAULT_LAW_SETTINGS, '');
const TOLD = [...openPoints.matchAll(/^\| `([\w.]+)` +\| `([\w-]+)` +\| (.+) \|$/gm)];

describe('docs/law/open-points.md', () => {
  it.each(SETTINGS)('tells why %s is %s', (path, value) => {
    const row = TOLD.find(([, told]) => told === path);
    expect([path, row?.[2]]).toEqual([path, value]);
    expect(row?.[3]?.length).toBeGreaterThan(10);
  });

  it('tells of no setting that is not there', () => {
    const known = new Set(SETTINGS.map(([path]) => path));
    expect(TOLD.map(([, path]) => path).filter((path) => !known.has(path ?? ''))).toEqual([]);
  });

  const uncertain = LAW_TABLES.filter(({ rows }) => rows.some(({ status }) => status !== 'verified'));

  it.each(uncertain.map(({ name }) => [name]))(
    'names the table "%s", which has a row that is not verified',
    (name) => {
      expect(openPoints).toContain(name.replace(/ \(.*\)$/, ''));
    },
  );
});
