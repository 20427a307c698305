/** What a browser must load before the first page shows anything: the entry of the portal and all it imports at once. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Compressed bytes of script, at most: about two seconds on a slow telephone. */
export const INITIAL_SCRIPT_BYTES_MAX = 250_000;

/** @param folder the built portal with its manifest. @returns compressed bytes of the initial script */
export function initialScriptBytes(folder) {
  const manifest = JSON.parse(readFileSync(join(folder, '.vite', 'manifest.json'), 'utf8'));
  const entry = Object.keys(manifest).find((name) => manifest[name].isEntry === true);
  const seen = new Set();
  const open = [entry];
  for (let name = open.pop(); name !== undefined; name = open.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    open.push(...(manifest[name].imports ?? []));
  }
  return [...seen]
    .map((name) => gzipSync(readFileSync(join(folder, manifest[name].file)), { level: 6 }).length)
    .reduce((sum, bytes) => sum + bytes, 0);
}
