import { importGraph } from './test/support/import-graph.mjs';
import { SOURCE_BUNDLE } from './test/support/source-bundle.mjs';
import { SWC_OPTIONS } from './test/support/swc-options.mjs';
import { VENDOR_FOLDER, VENDOR_PACKAGES } from './test/support/vendor-bundle.mjs';

const { specs, specsThatReach } = importGraph();
const ofDatabase = specsThatReach(['test/support/database.ts']);

const common = {
  rootDir: import.meta.dirname,
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/test', '<rootDir>/tools'],
  extensionsToTreatAsEsm: ['.ts'],
  // Our own modules are the most: their ending is tried first.
  moduleFileExtensions: ['ts', 'tsx', 'js', 'mjs', 'cjs', 'json', 'node'],
  moduleNameMapper: {
    [`^(${VENDOR_PACKAGES.join('|')})$`]: `<rootDir>/${VENDOR_FOLDER}/$1.mjs`,
    '^@app/(domain|mapping|collection|letters|bank-files|client|connectors)$':
      '<rootDir>/libs/$1/src/index.ts',
    '^@app/connectors/(.*)$': '<rootDir>/libs/connectors/src/$1',
    '/jsutils/instanceOf\\.js$': '<rootDir>/test/support/graphql-instance-of.cjs',
    '^@app/sandbox$': '<rootDir>/apps/sandbox/src/index.ts',
    '^@app/sandbox/(.*)$': '<rootDir>/apps/sandbox/src/$1',
    '^(\\.{1,2}/.*)\\.js$': '$1',
  },
  transform: { '^.+\\.ts$': ['@swc/jest', { ...SWC_OPTIONS, sourceMaps: 'inline' }] },
  setupFilesAfterEnv: ['<rootDir>/test/support/jest-environment.ts'],
  testEnvironment: '<rootDir>/test/support/compiled-environment.mjs',
};

/** Every test: fast ones beside the code, stories and suites under `test/`. */
export default {
  projects: [
    {
      ...common,
      displayName: 'plain',
      testMatch: specs.filter((spec) => !ofDatabase.has(spec)).map((spec) => `<rootDir>/${spec}`),
      globalSetup: '<rootDir>/test/support/global-setup.mjs',
    },
    {
      ...common,
      displayName: 'database',
      testMatch: [...ofDatabase].map((spec) => `<rootDir>/${spec}`),
      globalSetup: '<rootDir>/test/support/database-setup.mjs',
      globalTeardown: '<rootDir>/test/support/database-teardown.mjs',
      // Our sources from a few files: see `source-bundle.mjs`.
      setupFilesAfterEnv: ['<rootDir>/test/support/preload-sources.mjs', ...common.setupFilesAfterEnv],
      resolver: '<rootDir>/test/support/bundled-sources.cjs',
      transform: {
        ...common.transform,
        [`/${SOURCE_BUNDLE}/parts/(libs|apps-.+)\\.mjs$`]: '<rootDir>/test/support/bundle-maps.mjs',
      },
      transformIgnorePatterns: ['/node_modules/(?!\\.cache/kravhub-sources/parts/)'],
    },
    // A copy of the house with a few tests may have none of one kind.
  ].filter(({ testMatch }) => testMatch.length > 0),
  // PostgreSQL, the simulators and the browser use what a worker leaves free while it waits: one more takes as long.
  maxWorkers: '100%',
  // Modules of finished suites are never given back by a worker; hundreds of suites would fill it up.
  workerIdleMemoryLimit: '1GB',
  // Generous: a test that fails says so at once; this is for one that hangs, on a machine that is busy with other things too.
  testTimeout: 240_000,
};
