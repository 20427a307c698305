/**
 * Jest's environment, with the bundles' compiled form kept between test files: V8 takes up to a second for parsing them anew,
 * which every spec would pay for.
 */
import { hash } from 'node:crypto';
import { mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cachedDataVersionTag } from 'node:v8';
import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';
import { COMPILED_FOLDER } from './vendor-bundle.mjs';

const FOLDER = join(import.meta.dirname, '../..', COMPILED_FOLDER);
/** Smaller modules are parsed sooner than their compiled form is read. */
const CHARACTERS_MIN = 100_000;

// Jest asks `node:vm` for the class each time.
vm.SourceTextModule = new Proxy(vm.SourceTextModule, {
  construct(target, [code, options], made) {
    const module = (more) => Reflect.construct(target, [code, { ...options, ...more }], made);
    if (code.length < CHARACTERS_MIN) return module();
    const path = join(FOLDER, `${cachedDataVersionTag()}-${hash('sha1', code)}`);
    const cachedData = compiled(path);
    try {
      if (cachedData !== undefined) return module({ cachedData });
    } catch (error) {
      if (error.code !== 'ERR_VM_MODULE_CACHED_DATA_REJECTED') throw error;
    }
    const parsed = module();
    keep(path, parsed.createCachedData());
    return parsed;
  },
});

function compiled(path) {
  try {
    return readFileSync(path);
  } catch {
    return undefined;
  }
}

/** Whole or not at all: another worker may read or write the same. */
function keep(path, data) {
  mkdirSync(FOLDER, { recursive: true });
  const draft = `${path}.${process.pid}`;
  writeFileSync(draft, data);
  renameSync(draft, path);
}

export default TestEnvironment;
