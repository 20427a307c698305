/** Builds the applications whose sources changed since they were last built. `node tools/build.mjs [--force] [app …]` */
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { main, nodeEnvironment, nodePath, root, run, ToolError } from './run.mjs';

const SHARED = ['libs', 'tsconfig.json', 'nest-cli.json', 'package-lock.json'];

/** The applications that nest-cli.json names, or those asked for. */
export async function build(names = applications(), { force = false } = {}) {
  for (const name of names) {
    const stamp = join(root, 'dist', 'apps', name, '.source-hash');
    const hash = sourceHash([...SHARED, join('apps', name)]);
    if (!force && existsSync(stamp) && readFileSync(stamp, 'utf8') === hash) continue;
    const begun = performance.now();
    process.stdout.write(`Building ${name} …\n`);
    const nest = join(root, 'node_modules', '@nestjs', 'cli', 'bin', 'nest.js');
    const code = await run(nodePath(), [nest, 'build', name], {
      name: `nest build ${name}`,
      env: nodeEnvironment(),
    });
    if (code !== 0) throw new ToolError(`Building ${name} failed; the reason stands above.`);
    narrow(join(root, 'dist', 'apps', name));
    writeFileSync(stamp, hash);
    process.stdout.write(`Built ${name} in ${((performance.now() - begun) / 1000).toFixed(1)} s.\n`);
  }
}

function applications() {
  return Object.keys(JSON.parse(readFileSync(join(root, 'nest-cli.json'), 'utf8')).projects);
}

/**
 * Writes every sign beyond Latin-1 as `\uXXXX`. V8 keeps a program's text for as long as it runs, and a single dash or
 * quotation mark of typography makes it keep all of it with two bytes a sign: 4 MB more for the hub.
 */
function narrow(folder) {
  for (const file of readdirSync(folder).filter((each) => each.endsWith('.js'))) {
    const text = readFileSync(join(folder, file), 'utf8');
    const narrowed = text.replace(
      // Half of a pair at a time: two escapes make the same pair.
      /[\u0100-\uffff]/g,
      (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    if (narrowed !== text) writeFileSync(join(folder, file), narrowed);
  }
}

/** Over names, sizes and contents: times of change are reset by a checkout, and wrong after one. */
function sourceHash(paths) {
  const hash = createHash('sha256');
  for (const path of paths)
    for (const file of files(path)) hash.update(`${file}\0`).update(readFileSync(join(root, file)));
  return hash.digest('hex');
}

function files(path) {
  const full = join(root, path);
  if (!existsSync(full)) return [];
  if (statSync(full).isFile()) return [path];
  return readdirSync(full)
    .sort()
    .filter((name) => name !== 'node_modules' && !name.endsWith('.spec.ts'))
    .flatMap((name) => files(join(path, name)));
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const names = process.argv.slice(2).filter((part) => !part.startsWith('--'));
  await main(() => build(names.length > 0 ? names : undefined, { force: process.argv.includes('--force') }));
}
