import { VENDOR_FOLDER, VENDOR_PACKAGES } from './test/support/vendor-bundle.mjs';

/** One configuration for every test: fast ones beside the code, stories and suites under `test/`. */
export default {
  rootDir: '.',
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/tools'],
  testMatch: ['**/*.spec.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  // Our own modules are the most: their ending is tried first.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    [`^(${VENDOR_PACKAGES.join('|')})$`]: `<rootDir>/${VENDOR_FOLDER}/$1.mjs`,
    '^@app/(domain|mapping|collection|letters|bank-files|client|connectors)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@app/connectors/(.*)$': '<rootDir>/libs/connectors/src/$1',
    '^@app/sandbox$': '<rootDir>/apps/sandbox/src/index.ts',
    '^@app/sandbox/(.*)$': '<rootDir>/apps/sandbox/src/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: {
    '^.+\\.ts$': [
      '@swc/jest',
      {
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
          target: 'es2023',
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      },
    ],
  },
  globalSetup: '<rootDir>/test/support/global-setup.mjs',
  globalTeardown: '<rootDir>/test/support/global-teardown.mjs',
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-environment.ts'],
  // Half of the time is spent waiting for PostgreSQL and the simulators.
  maxWorkers: '100%',
  // Modules of finished suites are never given back by a worker; hundreds of suites would fill it up.
  workerIdleMemoryLimit: '1GB',
  testEnvironment: 'node',
  // Generous: a test that fails says so at once; this is for one that hangs, on a machine that is busy with other things too.
  testTimeout: 120_000,
};
