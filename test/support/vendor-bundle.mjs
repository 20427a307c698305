/**
 * The framework's packages in a few files instead of some thirteen hundred. Jest reads every module anew for every test file;
 * bundled once per lock file, a suite starts a second or two sooner. Which packages: `jest.config.mjs` sends imports here.
 */
import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..', '..');

/** Within node_modules, so that what is left outside is found from there. */
export const VENDOR_FOLDER = 'node_modules/.cache/kravhub-vendor';

/** What V8 made of the bundles (`compiled-environment.mjs`); of no use once one of them is made anew. */
export const COMPILED_FOLDER = 'node_modules/.cache/kravhub-compiled';

/** Modules in the ESM style that hold no state which a package outside shares. */
export const VENDOR_PACKAGES = [
  '@nestjs/common',
  '@nestjs/core',
  '@nestjs/platform-express',
  '@nestjs/schedule',
  '@nestjs/swagger',
  '@nestjs/terminus',
  '@nestjs/testing',
  '@nestjs/throttler',
  'jose',
  'pg-boss',
  'rxjs',
  'typeorm',
  'uuid',
];

/** Does nothing while packages are the same. */
export async function bundleVendor() {
  const folder = join(root, VENDOR_FOLDER);
  const stamp = join(folder, '.stamp');
  const wanted = createHash('sha256')
    .update(readFileSync(join(root, 'package-lock.json')))
    .update(readFileSync(fileURLToPath(import.meta.url)))
    .digest('hex');
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  const { rolldown } = await import('rolldown');
  const draft = `${folder}.${process.pid}`;
  await rm(draft, { recursive: true, force: true });
  await mkdir(draft, { recursive: true });
  const entries = {};
  for (const name of VENDOR_PACKAGES) {
    const entry = join(draft, 'entries', `${name}.mjs`);
    await mkdir(dirname(entry), { recursive: true });
    await writeFile(entry, await entryText(name));
    entries[name] = entry;
  }
  const bundle = await rolldown({
    cwd: root,
    input: entries,
    platform: 'node',
    external: isOutside,
    resolve: {
      alias: {
        rxjs: join(root, 'node_modules/rxjs/dist/esm/index.js'),
        'rxjs/operators': join(root, 'node_modules/rxjs/dist/esm/operators/index.js'),
      },
    },
    logLevel: 'silent',
  });
  await bundle.write({
    dir: draft,
    format: 'esm',
    entryFileNames: '[name].mjs',
    chunkFileNames: 'shared-[hash].mjs',
  });
  await bundle.close();
  await writeFile(join(draft, '.stamp'), wanted);
  for (const old of [folder, join(root, COMPILED_FOLDER)]) await rm(old, { recursive: true, force: true });
  await rename(draft, folder);
}

/** A package in the CommonJS style has its names only once it has run. */
async function entryText(name) {
  const module = await import(name);
  const names = Object.keys(module).filter(
    (each) => !['default', '__esModule', 'module.exports'].includes(each),
  );
  const fallback = 'default' in module && name !== 'rxjs' ? `export { default } from '${name}';\n` : '';
  return `export { ${names.join(', ')} } from '${name}';\n${fallback}`;
}

const INSIDE = new Set([
  ...VENDOR_PACKAGES,
  '@nestjs/mapped-types',
  'es-toolkit',
  '@opentelemetry/api',
  'cron-parser',
]);

function isOutside(id) {
  if (id.startsWith('.') || id.startsWith('/') || id.startsWith('\0')) return false;
  const name = id
    .split('/')
    .slice(0, id.startsWith('@') ? 2 : 1)
    .join('/');
  return !INSIDE.has(name);
}
