import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';

const HERE = dirname(fileURLToPath(import.meta.url));
const ROOT = join(HERE, '../..');

/** A copy of what a connector builds on, in which the scaffold may write. */
function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'new-connector-'));
  for (const folder of ['libs/domain', 'libs/connectors'])
    cpSync(join(ROOT, folder), join(copy, folder), { recursive: true });
  for (const file of ['package.json', 'tsconfig.json']) cpSync(join(ROOT, file), join(copy, file));
  writeFileSync(join(copy, 'jest.config.mjs'), jestConfig(join(ROOT, 'jest.config.mjs')));
  symlinkSync(join(ROOT, 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** The house's configuration without what other tests set up around themselves. */
function jestConfig(house: string): string {
  return `import house from ${JSON.stringify(house)};
const { extensionsToTreatAsEsm, moduleNameMapper, transform } = house.projects[0];
export default { testMatch: ['**/*.spec.ts'], extensionsToTreatAsEsm, moduleNameMapper, transform, rootDir: '.', roots: ['<rootDir>/libs'] };
`;
}

describe('new-connector', () => {
  let copy: string;

  const node = (...args: string[]): { status: number | null; output: string } => {
    const { status, stdout, stderr } = spawnSync(process.execPath, args, { cwd: copy, encoding: 'utf8' });
    return { status, output: stdout + stderr };
  };
  const scaffold = (...args: string[]): ReturnType<typeof node> =>
    node(join(HERE, 'new-connector.mjs'), ...args, '--root', copy);

  beforeAll(() => {
    copy = makeCopy();
    expect(scaffold('trial-ledger', '--name', 'Trial Ledger')).toMatchObject({ status: 0 });
  });

  afterAll(() => rmSync(copy, { recursive: true, force: true }));

  it('writes every file of the layout and one registry line', () => {
    const folder = join(copy, 'libs/connectors/src/trial-ledger');
    for (const file of [
      'index',
      'settings',
      'auth',
      'client',
      'wire',
      'errors',
      'pull-open-items',
      'cursor',
      'to-open-item',
      'write-back',
    ]) {
      expect(existsSync(join(folder, `${file}.ts`))).toBe(true);
    }
    for (const file of ['README.md', 'MAPPING.md', 'conformance.spec.ts'])
      expect(existsSync(join(folder, file))).toBe(true);
    expect(readFileSync(join(folder, 'MAPPING.md'), 'utf8')).not.toMatch(/__[A-Z]+__/);
    const registry = readFileSync(join(copy, 'libs/connectors/src/registry.ts'), 'utf8');
    expect(registry).toContain("import { trialLedger } from './trial-ledger/index.js';");
    expect(registry).toContain('  trialLedger as ConnectorDefinition,');
  });

  it.each([
    [['trial-ledger'], 'exists already'],
    [['Trial_Ledger'], 'is not a key'],
    [['kit'], 'no connector'],
    [[], 'One key is needed'],
    [['a', 'b'], 'One key is needed'],
  ])('refuses %j', (args, reason) => {
    const { status, output } = scaffold(...args);
    expect(status).toBe(2);
    expect(output).toContain(reason);
  });

  it('makes a skeleton that type-checks', () => {
    const config = {
      extends: './tsconfig.json',
      include: ['libs/connectors/src/trial-ledger', 'libs/connectors/src/registry.ts'],
    };
    writeFileSync(join(copy, 'tsconfig.trial.json'), JSON.stringify(config));
    expect(node('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.trial.json')).toEqual({
      status: 0,
      output: '',
    });
  });

  it('makes a skeleton that fails the conformance suite because it is not built yet', () => {
    const { status, output } = node(
      '--experimental-vm-modules',
      'node_modules/jest/bin/jest.js',
      '--runInBand',
      '--testPathPatterns',
      'trial-ledger/conformance',
    );
    expect(status).toBe(1);
    expect(output).toContain('NotBuiltYetError: trial-ledger: sign-in is not built yet.');
    expect(output).toMatch(/Tests: .*[1-9]\d* failed/);
    expect(output).not.toContain('Test suite failed to run');
    expect(output).not.toContain('TypeError');
  });
});
