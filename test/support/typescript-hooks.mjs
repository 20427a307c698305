/**
 * Lets plain Node read our TypeScript where Jest does not transform it (global set-up, tools): `./x.js` finds `x.ts`,
 * `@app/…` finds the library, decorators and their types are emitted as the build does.
 */
import { readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { dirname, resolve as resolvePath } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { transformSync } from '@swc/core';
import { SWC_OPTIONS } from './swc-options.mjs';

const root = resolvePath(dirname(fileURLToPath(import.meta.url)), '../..');
const { compilerOptions } = JSON.parse(readFileSync(resolvePath(root, 'tsconfig.json'), 'utf8'));
const aliases = Object.entries(compilerOptions.paths);

/** `@app/domain` and `@app/connectors/kit/x.js` by the table in tsconfig.json. */
function aliased(specifier) {
  for (const [pattern, [target]] of aliases) {
    const path = resolvePath(root, target);
    if (pattern === specifier) return pathToFileURL(path).href;
    if (pattern.endsWith('/*') && specifier.startsWith(pattern.slice(0, -1))) {
      return pathToFileURL(path.slice(0, -1) + specifier.slice(pattern.length - 1)).href;
    }
  }
  return undefined;
}

registerHooks({
  resolve(specifier, context, nextResolve) {
    const name = aliased(specifier) ?? specifier;
    try {
      return nextResolve(name, context);
    } catch (error) {
      if (error.code !== 'ERR_MODULE_NOT_FOUND') throw error;
      return nextResolve(name.endsWith('.js') ? name.replace(/\.js$/, '.ts') : `${name}.ts`, context);
    }
  },
  load(url, context, nextLoad) {
    if (!url.startsWith('file:') || !url.endsWith('.ts')) return nextLoad(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), {
      ...SWC_OPTIONS,
      filename,
      sourceMaps: 'inline',
    });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
