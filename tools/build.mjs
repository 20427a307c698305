/** Builds the applications whose sources changed since they were last built. `node tools/build.mjs [--force] [app …]` */
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { INITIAL_SCRIPT_BYTES_MAX, initialScriptBytes } from './portal-size.mjs';
import { main, nodeEnvironment, nodePath, root, run, ToolError } from './run.mjs';

const PORTAL = 'portal';
const CLIENT = join('libs', 'client');
const RSPACK = join('tools', 'rspack.config.mjs');
const SHARED = ['libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json', RSPACK];

/** The applications that nest-cli.json names and the portal, or those asked for. */
export async function build(names = [...applications(), PORTAL], { force = false } = {}) {
  for (const name of names) {
    if (name === PORTAL) await buildPortal(force);
    else await buildNest(name, force);
  }
}

async function buildNest(name, force) {
  const hash = sourceHash([...SHARED, join('apps', name)], CLIENT);
  await whenChanged(join('dist', 'apps', name), hash, force, `Building ${name}`, async () => {
    const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
    await tool(`nest build ${name}`, [nest, 'build', name]);
    await shorten(join(root, 'dist', 'apps', name));
  });
}

async function buildPortal(force) {
  await writeClientTypes({ force });
  const hash = sourceHash([join('apps', PORTAL), CLIENT, 'tsconfig.json', 'package-lock.json']);
  const folder = join('dist', 'apps', PORTAL);
  await whenChanged(folder, hash, force, `Building ${PORTAL}`, async () => {
    const vite = join(root, 'node_modules', 'vite', 'bin', 'vite.js');
    await tool('vite build', [vite, 'build', '--logLevel', 'warn', join('apps', PORTAL)]);
    const bytes = initialScriptBytes(join(root, folder));
    process.stdout.write(`Initial script of the portal: ${Math.round(bytes / 1000)} kB compressed.\n`);
    if (bytes > INITIAL_SCRIPT_BYTES_MAX)
      throw new ToolError(
        `The portal's initial script has ${bytes} bytes compressed, more than ${INITIAL_SCRIPT_BYTES_MAX}.\n` +
          'Load what only some pages need with import() where that page is registered.',
      );
  });
}

/** Types of the hub's API, for the client: into a folder that git does not keep. */
export async function writeClientTypes({ force = false } = {}) {
  const hash = sourceHash([...SHARED, join('apps', 'hub'), join('tools', 'openapi')], CLIENT);
  const folder = join(CLIENT, 'generated');
  await whenChanged(folder, hash, force, 'Writing the types of the API', () => {
    const hooks = join(root, 'test', 'support', 'typescript-hooks.mjs');
    const program = join(root, 'tools', 'openapi', 'main.ts');
    return tool('tools/openapi', ['--import', hooks, program, join(root, folder, 'api.ts')]);
  });
}

/** Does the work unless the folder's stamp says that it was done for these very sources. */
async function whenChanged(folder, hash, force, doing, work) {
  const stamp = join(root, folder, '.source-hash');
  if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) return;
  const begun = performance.now();
  process.stdout.write(`${doing} …\n`);
  await work();
  mkdirSync(dirname(stamp), { recursive: true });
  writeFileSync(stamp, hash);
  process.stdout.write(`${doing}: done in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
}

async function tool(name, parameters) {
  const code = await run(nodePath(), parameters, { name, env: nodeEnvironment() });
  if (code !== 0) throw new ToolError(`${name} failed; the reason stands above.`);
}

function applications() {
  return Object.keys(JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')).projects);
}

/**
 * V8 keeps a program's text for as long as it runs, so what only people read is left out of it: 3 MB of the hub's 6. Names of
 * classes and functions stay, for injection and for traces. Signs beyond ASCII are written as `\uXXXX`: a single other letter
 * makes Node hand the whole text over with two bytes a sign.
 */
async function shorten(folder) {
  // Not before it is installed.
  const { minifySync } = await import('@swc/core');
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const { code } = minifySync(readFileSync(join(folder, file), 'utf8'), {
      module: true,
      ecma: 2022,
      compress: false,
      mangle: { keep_classnames: true, keep_fnames: true },
      format: { comments: false, asciiOnly: true },
    });
    writeFileSync(join(folder, file), code);
  }
}

/**
 * Over names, sizes and contents: times of change are reset by a checkout, and wrong after one.
 *
 * @param without a folder that is left out
 */
function sourceHash(paths, without) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of files(path, without)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

const NO_SOURCES = new Set(['node_modules', 'generated']);

function files(path, without) {
  const full = join(root, path);
  if (path === without || !existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .filter((name) => !NO_SOURCES.has(name) && !name.endsWith('.spec.ts'))
    .flatMap((name) => files(join(path, name), without));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2).filter((part) => !part.startsWith('--'));
  await main(() => build(names.length > 0 ? names : undefined, { force: process.argv.includes('--force') }));
}
