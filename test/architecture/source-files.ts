import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { ROOT } from './cruise.js';
import type { SourceFile } from './text-rules.js';

/** Made by machines, or not ours. */
const LEFT_OUT = new Set(['.git', '.kravhub', 'coverage', 'dist', 'generated', 'node_modules', 'out']);
const TEXT =
  /\.(tsx?|css|html|mjs|cjs|js|json|md|yml|yaml|sh|sql)$|(^|\/)(\.npmrc|\.gitignore|\.prettierignore|LICENSE|run)$/;
const FILE_BYTES_MAX = 2_000_000;

/** Every text file of the repository, by path from its root with forward slashes. */
export async function sourceFiles(): Promise<SourceFile[]> {
  const paths = await walk('');
  return Promise.all(paths.map(async (path) => ({ path, text: await readFile(join(ROOT, path), 'utf8') })));
}

async function walk(folder: string): Promise<string[]> {
  const entries = await readdir(join(ROOT, folder), { withFileTypes: true });
  const found = await Promise.all(
    entries.map(async (entry): Promise<string[]> => {
      const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
      if (entry.isDirectory()) return LEFT_OUT.has(entry.name) ? [] : walk(path);
      if (!entry.isFile() || !TEXT.test(path)) return [];
      return (await stat(join(ROOT, path))).size > FILE_BYTES_MAX ? [] : [path];
    }),
  );
  return found.flat().sort();
}
