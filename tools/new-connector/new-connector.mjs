#!/usr/bin/env node
/**
 * Writes the skeleton of a connector: `npm run new-connector -- <key>`.
 *
 * Plain JavaScript, so that it runs without a build. Exit 0: written; 2: refused, with the reason, and nothing written.
 */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

const HERE = dirname(fileURLToPath(import.meta.url));
const KEY = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;
const MARKER = '  // new-connector: one line above this one\n';
const RESERVED = ['conformance', 'contract', 'kit'];

const USAGE = `npm run new-connector -- <key> [--name "Display Name"]

<key> is lower-case words joined by hyphens, for example poweroffice-go. It is stored on every connection and never
renamed. Writes libs/connectors/src/<key>/ and one line in libs/connectors/src/registry.ts.`;

class Refusal extends Error {}

function main() {
  const { key, name, root } = readArguments();
  const connectors = join(root, 'libs/connectors/src');
  const registryFile = join(connectors, 'registry.ts');
  const target = join(connectors, key);
  const words = wordsFor(key, name);
  const registry = readFileSync(registryFile, 'utf8');
  if (RESERVED.includes(key)) throw new Refusal(`"${key}" is the name of a folder that is no connector.`);
  if (existsSync(target)) throw new Refusal(`libs/connectors/src/${key} exists already.`);
  if (registry.includes(`'./${key}/index.js'`))
    throw new Refusal(`The registry has a line for "${key}" already.`);
  if (!registry.includes(MARKER))
    throw new Refusal('The registry has lost its line "new-connector: one line above this one".');

  const files = filled(join(HERE, 'template'), words);
  for (const [path, text] of files) {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text, { flag: 'wx' });
  }
  writeFileSync(registryFile, withLine(registry, words));
  process.stdout.write(
    [
      `Wrote ${files.length} files to libs/connectors/src/${key}/ and a line in registry.ts.`,
      `Next: answer the questions in MAPPING.md, write a simulator in apps/sandbox, then make`,
      `libs/connectors/src/${key}/conformance.spec.ts pass, part by part.`,
      '',
    ].join('\n'),
  );
}

function readArguments() {
  let parsed;
  try {
    parsed = parseArgs({
      allowPositionals: true,
      options: { name: { type: 'string' }, root: { type: 'string' }, help: { type: 'boolean' } },
    });
  } catch (error) {
    throw new Refusal(error.message);
  }
  const { values, positionals } = parsed;
  if (values.help) {
    process.stdout.write(`${USAGE}\n`);
    process.exit(0);
  }
  const [key] = positionals;
  if (key === undefined || positionals.length > 1) throw new Refusal('One key is needed.');
  if (!KEY.test(key)) throw new Refusal(`"${key}" is not a key: lower-case words joined by hyphens.`);
  return { key, name: values.name, root: values.root ?? join(HERE, '../..') };
}

/** The key in every case that the templates need. */
function wordsFor(key, name) {
  const parts = key.split('-').map((part) => part[0].toUpperCase() + part.slice(1));
  const pascal = parts.join('');
  return {
    __KEY__: key,
    __PASCAL__: pascal,
    __CAMEL__: pascal[0].toLowerCase() + pascal.slice(1),
    __SCREAMING__: key.replaceAll('-', '_').toUpperCase(),
    __DISPLAY__: name ?? parts.join(' '),
  };
}

function filled(folder, words) {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .map((path) => [
      replaced(path.slice(folder.length + 1).replace(/\.tmpl$/, ''), words),
      replaced(readFileSync(path, 'utf8'), words),
    ]);
}

function replaced(text, words) {
  return Object.entries(words).reduce((result, [mark, word]) => result.replaceAll(mark, word), text);
}

function withLine(registry, { __KEY__: key, __CAMEL__: camel }) {
  const imports = `import { ${camel} } from './${key}/index.js';\n`;
  const line = `  ${camel} as ConnectorDefinition,\n`;
  const afterLastImport = registry.lastIndexOf("/index.js';\n") + "/index.js';\n".length;
  return (registry.slice(0, afterLastImport) + imports + registry.slice(afterLastImport)).replace(
    MARKER,
    line + MARKER,
  );
}

try {
  main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.message}\n\n${USAGE}\n`);
  process.exitCode = 2;
}
