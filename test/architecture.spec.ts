import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Cruise, cruise, ROOT } from './architecture/cruise.js';
import { featureOrder } from './architecture/feature-order.js';
import { sourceFiles } from './architecture/source-files.js';
import { breaches, idleExceptions, type SourceFile, TEXT_RULES } from './architecture/text-rules.js';
import { importGraph } from './support/import-graph.mjs';

/**
 * The rules of the house. A failure says what is wrong, where, and what to do. Who may import whom stands in
 * `.dependency-cruiser.cjs`, what may not be written in `architecture/text-rules.ts`; what lists must be complete, here.
 */

const FOLDERS = ['apps', 'libs', 'test', 'tools', 'bench'];
const LINES_MAX = 400;

interface ImportRule {
  readonly name: string;
  readonly comment: string;
}
const { forbidden: IMPORT_RULES } = createRequire(import.meta.url)(join(ROOT, '.dependency-cruiser.cjs')) as {
  forbidden: readonly ImportRule[];
};

let found: Cruise;
let files: readonly SourceFile[];

beforeAll(async () => {
  files = await sourceFiles();
  const present = FOLDERS.filter((folder) =>
    files.some(({ path }) => /\.(ts|mjs)$/.test(path) && path.startsWith(`${folder}/`)),
  );
  found = await cruise(ROOT, present);
});

/** Fails with one line per problem and, at the end, what to do; an expectation's own message would bury that. */
function nothing(problems: readonly string[], teaches: string): void {
  if (problems.length > 0)
    throw new Error(`${problems.map((problem) => `  ${problem}`).join('\n')}\n\n  ${teaches}\n`);
}

function textOf(path: string): string {
  return files.find((file) => file.path === path)?.text ?? '';
}

function pathsLike(pattern: RegExp): string[] {
  return files.map(({ path }) => path).filter((path) => pattern.test(path));
}

describe('who may import whom', () => {
  it('was looked at in all files', () => {
    expect(found.files).toBeGreaterThan(300);
  });

  it.each(IMPORT_RULES.map(({ name, comment }) => [name, comment]))('%s', (name, comment) => {
    const problems = found.violations
      .filter(({ rule }) => rule === name)
      .map(({ from, to, ring }) => (ring.length > 0 ? [from, ...ring].join(' → ') : `${from} → ${to}`));
    nothing(problems, comment);
  });

  it('the features of the hub have an order', () => {
    const { layers, ring, ringImports } = featureOrder(found.imports);
    const order = layers.map((layer) => layer.join(', ')).join(' ← ');
    nothing(
      ring.length === 0
        ? []
        : [`In a ring: ${ring.join(', ')}.`, ...ringImports.map(({ from, to }) => `${from} → ${to}`)],
      `Folders of apps/hub/src follow the road of a record, and none looks up it. Sorted so far: ${order}. ` +
        'What must go the other way goes as a stored row and a job, or through a type that the lower folder declares.',
    );
  });
});

describe('the second run of the tests, on another PostgreSQL', () => {
  const WAY_TO_A_DATABASE = 'test/support/database.ts';
  const SERVER = 'KRAVHUB_TEST_SERVER_URL';

  it('takes every spec that reaches a database', () => {
    const reached = new Set([WAY_TO_A_DATABASE]);
    // A set grows while it is walked: each importer found is looked at in its turn.
    for (const path of reached) for (const { from, to } of found.imports) if (to === path) reached.add(from);
    const specs = [...reached].filter((path) => path.endsWith('.spec.ts'));
    expect(specs.length).toBeGreaterThan(100);
    expect([...importGraph().specsThatReach([WAY_TO_A_DATABASE])].toSorted()).toEqual(specs.toSorted());
  });

  it('knows the only way to the server', () => {
    const named = files.filter(({ path, text }) => /\.(ts|mjs)$/.test(path) && text.includes(SERVER));
    expect(named.map(({ path }) => path).toSorted()).toEqual([
      'test/architecture.spec.ts',
      'test/support/database-setup.mjs',
      'test/support/database-teardown.mjs',
      WAY_TO_A_DATABASE,
    ]);
  });
});

/** One import each that the rule of that name must find; the file on the right exists too. */
const PLANTED: Readonly<Record<string, readonly (readonly [from: string, to: string])[]>> = {
  'no-cycle': [
    ['apps/hub/src/claims/a.ts', 'apps/hub/src/claims/b.ts'],
    ['apps/hub/src/claims/b.ts', 'apps/hub/src/claims/a.ts'],
  ],
  'everything-resolves': [['apps/hub/src/claims/gone.ts', 'nowhere']],
  'packages-are-declared': [['tools/x.ts', 'undeclared']],
  'production-needs-no-dev-package': [['apps/hub/src/claims/dev.ts', 'nock']],
  'production-needs-no-test-code': [['apps/hub/src/claims/kit.ts', 'test/support/kit.ts']],
  'domain-stands-alone': [['libs/domain/src/framework.ts', 'rxjs']],
  'domain-tests-stand-alone': [['libs/domain/src/high.spec.ts', 'libs/mapping/src/map.ts']],
  'mapping-rests-on-domain': [['libs/mapping/src/up.ts', 'libs/connectors/src/contract/c.ts']],
  'collection-rests-on-domain': [['libs/collection/src/up.ts', 'libs/mapping/src/map.ts']],
  'letters-rest-on-collection': [['libs/letters/src/up.ts', 'libs/mapping/src/map.ts']],
  'bank-files-rest-on-domain': [['libs/bank-files/src/up.ts', 'libs/mapping/src/map.ts']],
  'contract-rests-on-domain': [['libs/connectors/src/contract/up.ts', 'libs/connectors/src/kit/k.ts']],
  'kit-rests-on-contract': [['libs/connectors/src/kit/up.ts', 'libs/connectors/src/conformance/s.ts']],
  'conformance-knows-no-ledger': [['libs/connectors/src/conformance/up.ts', 'apps/sandbox/src/index.ts']],
  'connector-stays-in-its-folder': [['libs/connectors/src/ledger-a/up.ts', 'libs/mapping/src/map.ts']],
  'connector-tests-stay-close': [
    ['libs/connectors/src/ledger-a/x.spec.ts', 'libs/connectors/src/ledger-b/index.ts'],
  ],
  'only-the-registry-knows-ledgers': [['test/x.spec.ts', 'libs/connectors/src/ledger-b/index.ts']],
  'registry-opens-index-only': [
    ['libs/connectors/src/registry.ts', 'libs/connectors/src/ledger-b/inside.ts'],
  ],
  'hub-opens-connectors-by-the-front-door': [['apps/hub/src/sync/x.ts', 'libs/connectors/src/contract/c.ts']],
  'hub-knows-no-sandbox': [['apps/hub/src/sync/y.ts', 'apps/sandbox/src/index.ts']],
  'portal-speaks-through-the-client': [['apps/portal/src/x.ts', 'apps/hub/src/claims/claim.ts']],
  'client-knows-the-document-only': [['libs/client/src/up.ts', 'libs/mapping/src/map.ts']],
  'sandbox-knows-no-client': [['apps/sandbox/src/x.ts', 'libs/connectors/src/index.ts']],
  'libs-know-no-app': [['libs/connectors/src/index.ts', 'apps/sandbox/src/index.ts']],
  'hub-base-knows-no-feature': [['apps/hub/src/database/x.ts', 'apps/hub/src/claims/claim.ts']],
  'features-know-no-composition': [['apps/hub/src/claims/z.ts', 'apps/hub/src/app.module.ts']],
  'one-http-client': [['libs/connectors/src/ledger-a/http.ts', 'axios']],
  'one-job-queue': [['apps/hub/src/sync/boss.ts', 'pg-boss']],
  'one-road-to-the-rows': [['apps/hub/src/sync/rows.ts', 'pg']],
};

describe('the rules themselves', () => {
  it('each find what they forbid, in a small house built wrong on purpose', async () => {
    const house = await mkdtemp(join(tmpdir(), 'kravhub-architecture-'));
    try {
      await build(house);
      const { violations } = await cruise(house, ['apps', 'libs', 'test', 'tools']);
      const caught = Object.entries(PLANTED).filter(([rule, imports]) =>
        imports.some(([from]) =>
          violations.some((violation) => violation.rule === rule && violation.from === from),
        ),
      );
      expect(caught.map(([rule]) => rule).sort()).toEqual(IMPORT_RULES.map(({ name }) => name).sort());
    } finally {
      await rm(house, { recursive: true, force: true });
    }
  });

  it('tell a ring of features from an order', () => {
    const at = (from: string, to: string): { from: string; to: string } => ({
      from: `apps/hub/src/${from}/x.ts`,
      to: `apps/hub/src/${to}/x.ts`,
    });
    const road = [
      at('sync', 'claims'),
      at('claims', 'connections'),
      at('claims', 'database'),
      at('sync', 'connections'),
    ];
    expect(featureOrder(road)).toMatchObject({ layers: [['claims'], ['sync']], ring: [] });
    const ring = featureOrder([
      ...road,
      at('claims', 'outbox'),
      at('outbox', 'claims'),
      at('connections', 'jobs'),
    ]);
    expect(ring).toMatchObject({ layers: [['connections']], ring: ['claims', 'outbox'] });
  });

  it.each<[string, string, boolean]>([
    ['time is an input', 'const t = Date.now();', true],
    ['time is an input', 'new Date(ms)', false],
    ['no any', 'function f(x: any): void {}', true],
    ['no any', 'x as any', true],
    ['no any', 'Map<string, any>', true],
    ['no any', '// any page: any number', false],
    ['no any', "['any', 'write']", false],
    ['no binary float near money', 'total.toFixed(2)', true],
    ['no binary float near money', 'Number(row.outstandingMinor)', true],
    ['no binary float near money', 'Number(row.count)', false],
    ['no test is left out', "it.skip('x')", true],
    ['no test is left out', "describe.each([])('only')", false],
    ['no path of one machine', "join('/home/someone', x)", true],
    ['no path of one machine', "'/api/home/x'", false],
    ['the sandbox is replayable', 'Math.random()', true],
  ])('%s: %s → %s', (name, line, caught) => {
    const rule = TEXT_RULES.find((candidate) => candidate.name === name);
    if (!rule) throw new Error(`There is no rule "${name}".`);
    const isCaught = ['apps/sandbox/src/x.ts', 'apps/sandbox/src/x.spec.ts'].some(
      (path) => breaches(rule, [{ path, text: line }]).length > 0,
    );
    expect(isCaught).toBe(caught);
  });
});

async function build(house: string): Promise<void> {
  await cp(join(ROOT, 'tsconfig.json'), join(house, 'tsconfig.json'));
  await cp(join(ROOT, 'package.json'), join(house, 'package.json'));
  // Packages in name only: resolving them is all that counts.
  for (const name of ['undeclared', 'nock', 'rxjs', 'axios', 'pg', 'pg-boss']) {
    await mkdir(join(house, 'node_modules', name), { recursive: true });
    await writeFile(join(house, 'node_modules', name, 'index.js'), '');
  }
  const texts = new Map<string, string>();
  for (const [from, to] of Object.values(PLANTED).flat()) {
    const isOurs = to.includes('/');
    if (isOurs && !texts.has(to)) texts.set(to, 'export {};\n');
    const target = isOurs ? `${'../'.repeat(from.split('/').length - 1)}${to.replace(/\.ts$/, '.js')}` : to;
    texts.set(from, `import '${target}';\n`);
  }
  for (const [path, text] of texts) {
    await mkdir(dirname(join(house, path)), { recursive: true });
    await writeFile(join(house, path), text);
  }
}

describe('what may not be written', () => {
  it.each(TEXT_RULES.map((rule) => [rule.name, rule] as const))('%s', (_, rule) => {
    const problems = breaches(rule, files).map(({ path, line, text }) => `${path}:${line}  ${text}`);
    nothing(
      problems,
      `${rule.teaches} A justified exception goes into test/architecture/text-rules.ts with its reason.`,
    );
    nothing(
      idleExceptions(rule, files).map((path) => `${path} no longer needs its exception.`),
      'Take it out of test/architecture/text-rules.ts.',
    );
  });

  it(`no file is longer than ${LINES_MAX} lines`, () => {
    const problems = files
      .filter(({ path }) => /\.(tsx?|css|mjs|cjs|js|md|sh)$/.test(path))
      .map(({ path, text }) => ({ path, lines: text.split('\n').length - 1 }))
      .filter(({ lines }) => lines > LINES_MAX)
      .map(({ path, lines }) => `${path} has ${lines} lines.`);
    nothing(problems, 'It answers more than one question. Give each its own file, named by it.');
  });
});

describe('lists that must be complete', () => {
  const LEDGER_FILES = ['index.ts', 'conformance.spec.ts', 'README.md', 'MAPPING.md'];

  function ledgerFolders(): string[] {
    const folders = pathsLike(/^libs\/connectors\/src\/[^/]+\//).map((path) => path.split('/')[3] ?? '');
    return [...new Set(folders)].filter((folder) => !['contract', 'kit', 'conformance'].includes(folder));
  }

  it('every connector folder is in the registry, and the other way round', () => {
    const registry = textOf('libs/connectors/src/registry.ts');
    const imported = [...registry.matchAll(/import \{ (\w+) \} from '\.\/([^/']+)\/index\.js'/g)];
    const listed = imported.filter(([, name]) => new RegExp(`^ {2}${name}\\b.*,$`, 'm').test(registry));
    const registered = listed.map(([, , folder]) => folder ?? '');
    nothing(
      [
        ...ledgerFolders()
          .filter((folder) => !registered.includes(folder))
          .map((folder) => `libs/connectors/src/${folder} is not registered.`),
        ...registered
          .filter((folder) => !ledgerFolders().includes(folder))
          .map((folder) => `registry.ts names ${folder}, which is no folder.`),
      ],
      'A connector costs one folder and one line in the list of libs/connectors/src/registry.ts.',
    );
  });

  it('every connector folder has the same face, and its key is its name', () => {
    const problems = ledgerFolders().flatMap((folder) => {
      const base = `libs/connectors/src/${folder}`;
      const missing = LEDGER_FILES.filter((name) => textOf(`${base}/${name}`) === '').map(
        (name) => `${base}/${name} is missing.`,
      );
      const named = textOf(`${base}/index.ts`).includes(`connectorKey('${folder}')`);
      return named ? missing : [...missing, `${base}/index.ts does not say connectorKey('${folder}').`];
    });
    nothing(
      problems,
      'docs/adding-a-connector.md tells what belongs into each file; npm run new-connector writes them all.',
    );
  });

  it('every migration is in the index, in the order of its name', () => {
    const names = pathsLike(/^apps\/hub\/src\/database\/migrations\/\d+-.*\.ts$/).map(
      (path) => path.split('/').at(-1) ?? '',
    );
    const index = textOf('apps/hub/src/database/migrations/index.ts');
    const imported = [...index.matchAll(/from '\.\/([^']+)\.js'/g)].map(([, name]) => `${name}.ts`);
    const run = [...index.matchAll(/^ {2}(\w+),$/gm)].map(([, name]) => name ?? '');
    const numbers = run.map((name) => name.slice(-13));
    nothing(
      [
        ...names
          .filter((name) => !imported.includes(name))
          .map((name) => `${name} is not imported by migrations/index.ts.`),
        ...names
          .filter((name) => !numbers.includes(name.slice(0, 13)))
          .map((name) => `${name} is not in the list of migrations/index.ts.`),
        ...names
          .filter((name) => !/^\d{13}-[a-z][a-z0-9-]*\.ts$/.test(name))
          .map((name) => `${name} is not named <13 digits>-<change>.ts.`),
        ...(numbers.join() === [...numbers].sort().join()
          ? []
          : ['The list is not in the order of the numbers.']),
        ...(new Set(numbers).size === numbers.length ? [] : ['Two migrations have the same number.']),
      ],
      'A migration that is not in the list of apps/hub/src/database/migrations/index.ts never runs.',
    );
  });

  it('every entity is in entities.ts', () => {
    const list = textOf('apps/hub/src/database/entities.ts');
    const problems = pathsLike(/^apps\/hub\/src\/.*\.entity\.ts$/).flatMap((path) =>
      [...textOf(path).matchAll(/@Entity\([^]*?export class (\w+)/g)]
        .map(([, name]) => name ?? '')
        .filter((name) => !new RegExp(`^ {2}${name},$`, 'm').test(list))
        .map((name) => `${name} (${path})`),
    );
    nothing(
      problems,
      'Add the class to apps/hub/src/database/entities.ts: only listed tables are held against the migrations.',
    );
  });

  it('every entity lies in a file of its own kind', () => {
    const problems = files
      .filter(
        ({ path, text }) =>
          /^apps\/hub\/src\/.*\.ts$/.test(path) && !path.endsWith('.entity.ts') && /^@Entity\(/m.test(text),
      )
      .map(({ path }) => path);
    nothing(problems, 'Name the file <table>.entity.ts, so that the list of entities can be checked.');
  });

  it('every script of package.json is there, and so is every script and file that a document names', () => {
    const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Readonly<Record<string, string>> };
    const gone = Object.entries(scripts).flatMap(([name, command]) =>
      [...command.matchAll(/(?:^|\s)((?:tools|bench|test)\/\S+)/g)]
        .filter(([, path]) => textOf(path ?? '') === '')
        .map(([, path]) => `package.json: "${name}" runs ${path}, which is not there.`),
    );
    const misnamed = pathsLike(/\.md$/).flatMap((path) => [
      ...[...textOf(path).matchAll(/npm run ([\w:-]+)/g)]
        .filter(([, name]) => !Object.hasOwn(scripts, name ?? ''))
        .map(([, name]) => `${path}: there is no script "${name}".`),
      ...[...textOf(path).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/g)]
        .filter(([, link]) => !existsSync(join(ROOT, dirname(path), link ?? '')))
        .map(([, link]) => `${path}: ${link} is not there.`),
    ]);
    nothing([...gone, ...misnamed], 'Mend the name, or bring what it promises.');
  });
});
