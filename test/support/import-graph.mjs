/** Which of our files import which: found in the text, so that it costs no compiler. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** `from '…'`, `import '…'`, `import('…')`; a text that only looks like one can name no file of ours. */
const IMPORT = /(?:\bfrom|\bimport)\s*\(?\s*['"]([^'"]+)['"]/g;
const PLACES = ['apps', 'libs', 'test', 'tools'];

/**
 * @returns `{ specs, specsThatReach(files) }`: all specs; those that import one of these files, directly or through others; paths
 *   from the repository's root
 */
export function importGraph() {
  const aliases = readAliases();
  const imports = new Map();
  const specs = PLACES.flatMap((place) => filesBelow(place)).filter((path) => path.endsWith('.spec.ts'));
  const open = [...specs];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (imports.has(path)) continue;
    const text = readFileSync(join(root, path), 'utf8');
    const found = [...text.matchAll(IMPORT)].flatMap(([, name]) => fileOf(name, path, aliases) ?? []);
    imports.set(path, found);
    open.push(...found);
  }
  return {
    specs,
    specsThatReach: (files) => reaching(imports, specs, new Set(files)),
  };
}

/** Against the arrows: from what is looked for to all that need it. */
function reaching(imports, specs, sought) {
  const importers = new Map();
  for (const [path, found] of imports)
    for (const file of found) importers.set(file, [...(importers.get(file) ?? []), path]);
  const reached = new Set();
  const open = [...sought];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    open.push(...(importers.get(path) ?? []));
  }
  return new Set(specs.filter((spec) => reached.has(spec)));
}

function fileOf(name, importer, aliases) {
  const target = name.startsWith('.') ? join(dirname(importer), name) : aliased(name, aliases);
  if (target === undefined) return undefined;
  return [target, target.replace(/\.js$/, '.ts'), `${target}.ts`].find(
    (path) => /\.[a-z]+$/.test(path) && existsSync(join(root, path)),
  );
}

function readAliases() {
  const { compilerOptions } = JSON.parse(readFileSync(join(root, 'tsconfig.json'), 'utf8'));
  return Object.entries(compilerOptions.paths);
}

function aliased(name, aliases) {
  for (const [pattern, [target]] of aliases) {
    if (pattern === name) return join(target);
    if (pattern.endsWith('/*') && name.startsWith(pattern.slice(0, -1)))
      return join(target.slice(0, -1) + name.slice(pattern.length - 1));
  }
  return undefined;
}

function filesBelow(folder) {
  return readdirSync(join(root, folder), { withFileTypes: true })
    .filter(({ name }) => name !== 'node_modules')
    .flatMap((entry) =>
      entry.isDirectory() ? filesBelow(`${folder}/${entry.name}`) : `${folder}/${entry.name}`,
    )
    .sort();
}
