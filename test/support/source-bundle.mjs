/**
 * Our own sources in a few files instead of some fifteen hundred, for specs that reach a database: Jest reads every module anew
 * for every test file, and a hub needs a thousand of them. Each source keeps a small file of its own that hands out its names
 * from the bundle, so that an import by any path means the same thing (`bundled-sources.cjs` sends it there).
 */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { SWC_OPTIONS } from './swc-options.mjs';
import { COMPILED_FOLDER } from './vendor-bundle.mjs';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Within node_modules, so that packages are found from there. */
export const SOURCE_BUNDLE = 'node_modules/.cache/kravhub-sources';

/** One file for each; none needs a later one. What lies elsewhere, or is loaded only on demand, stays by itself. */
const PARTS = ['libs', 'apps/hub', 'apps/sandbox'];

/** Loaded on demand by the hub (`import()`), since what they need takes long to read. */
const ON_DEMAND = [
  'apps/hub/src/accounts/auth.ts',
  'apps/hub/src/accounts/single-sign-on.ts',
  'apps/hub/src/dispatch/smtp-session.ts',
];

/** Helpers of specs, which lean on `test/support` or on Jest itself: read from source. */
const FOR_TESTS = /\/(testing|conformance)\/|\.(spec|d)\.ts$|\/main\.ts$/;

/** Does nothing while the sources are the same. */
export async function bundleSources() {
  const folder = join(root, SOURCE_BUNDLE);
  const files = sources();
  const wanted = stampOf(files);
  const stamp = join(folder, '.stamp');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { rolldown } = await import('rolldown');
  const { transform } = await import('@swc/core');
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const bundle = await rolldown({
    cwd: root,
    input: Object.fromEntries(files.map((file) => [file.replace(/\.ts$/, ''), join(root, file)])),
    platform: 'node',
    external: (id) => !/^[./\0]|^@app\//.test(id),
    tsconfig: join(root, 'tsconfig.json'),
    resolve: { extensionAlias: { '.js': ['.ts', '.js'] } },
    plugins: [
      {
        name: 'sources',
        transform: async (text, filename) => {
          const { code, map } = await transform(text, { ...SWC_OPTIONS, filename, sourceMaps: true });
          return { code, map, moduleType: 'js' };
        },
      },
    ],
    treeshake: false,
    logLevel: 'silent',
  });
  await bundle.write({
    dir: draft,
    format: 'esm',
    sourcemap: true,
    entryFileNames: '[name].mjs',
    chunkFileNames: 'parts/[name].mjs',
    codeSplitting: {
      groups: PARTS.map((part) => ({
        name: part.replace('/', '-'),
        test: (id) => isPartOf(part, relative(root, id)),
      })),
    },
  });
  await bundle.close();
  await writeFile(join(draft, '.stamp'), wanted);
  for (const old of [folder, join(root, COMPILED_FOLDER)]) await rm(old, { recursive: true, force: true });
  await rename(draft, folder);
}

function isPartOf(part, path) {
  return path.startsWith(`${part}/`) && !ON_DEMAND.includes(path);
}

/** Paths from the root. */
function sources() {
  return PARTS.flatMap((part) => readdirSync(join(root, part), { recursive: true, withFileTypes: true }))
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => relative(root, join(entry.parentPath, entry.name)))
    .filter((path) => !FOR_TESTS.test(path))
    .sort();
}

/** By content: times of files say nothing after a change of branch. */
function stampOf(files) {
  const hash = createHash('sha256').update(readFileSync(fileURLToPath(import.meta.url)));
  for (const file of [...files, 'package-lock.json', 'tsconfig.json'])
    hash
      .update(`${file}\0`)
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}
