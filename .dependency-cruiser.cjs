/**
 * Who may import whom. `test/architecture.spec.ts` runs these rules and explains what they found; by hand:
 * `npx depcruise --config .dependency-cruiser.cjs apps libs test tools bench`.
 */

/** Tests and what only tests use: they may reach further than the code beside them. */
const TEST_CODE = '(?:\\.spec\\.ts$|/testing/)';
const TEST_PACKAGES = '^node_modules/(@jest/|fast-check/)';
/** Parts of libs/connectors that are no ledger. */
const NO_LEDGER = '(?:contract|kit|conformance)';
/** Folders of the hub that every feature stands on. */
const HUB_BASE = '(?:api|audit|config|database|health|jobs|logging|metrics|scheduler|secrets)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycle',
      comment:
        'Two files that need each other are one thing in two places. Move what both need into a third file that imports neither.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'everything-resolves',
      comment:
        'The import points to nothing. A relative import ends in ".js", an alias is listed in tsconfig.json.',
      severity: 'error',
      from: {},
      to: { couldNotResolve: true },
    },
    {
      name: 'packages-are-declared',
      comment: 'The package is here by chance, as a dependency of another. Declare it in package.json.',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'production-needs-no-dev-package',
      comment:
        'The hub is installed without devDependencies (libs/client is built into the portal, not into the hub). Declare the package under dependencies, or move the code to a test.',
      severity: 'error',
      from: { path: '^(apps/hub|libs)/', pathNot: [TEST_CODE, '^libs/(connectors/src/conformance|client)/'] },
      to: {
        dependencyTypes: ['npm-dev'],
        dependencyTypesNot: ['type-only'],
        pathNot: '^node_modules/@types/',
      },
    },
    {
      name: 'production-needs-no-test-code',
      comment: 'Specs, testing/ folders and test/ are not shipped. Move what both need out of them.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: TEST_CODE },
      to: { path: ['^test/', TEST_CODE] },
    },
    {
      name: 'domain-stands-alone',
      comment:
        'libs/domain is the vocabulary: no framework, no input or output, nothing else of ours; of packages only uuid and temporal-polyfill. What needs more belongs into libs/mapping, a connector or the hub.',
      severity: 'error',
      from: { path: '^libs/domain/', pathNot: TEST_CODE },
      to: { pathNot: ['^libs/domain/', '^node_modules/(uuid|temporal-polyfill)/'] },
    },
    {
      name: 'domain-tests-stand-alone',
      comment: 'Also the tests of libs/domain need nothing but Jest and fast-check.',
      severity: 'error',
      from: { path: `^libs/domain/.*${TEST_CODE}` },
      to: { pathNot: ['^libs/domain/', TEST_PACKAGES] },
    },
    {
      name: 'mapping-rests-on-domain',
      comment:
        'libs/mapping is pure and knows only @app/domain. Facts from a database or a ledger come in as arguments.',
      severity: 'error',
      from: { path: '^libs/mapping/' },
      to: { pathNot: ['^libs/(mapping|domain)/', TEST_PACKAGES] },
    },
    {
      name: 'collection-rests-on-domain',
      comment:
        'libs/collection is the law as pure functions and knows only @app/domain. Facts from a database and the day of today come in as arguments.',
      severity: 'error',
      from: { path: '^libs/collection/' },
      to: { pathNot: ['^libs/(collection|domain)/', TEST_PACKAGES] },
    },
    {
      name: 'letters-rest-on-collection',
      comment:
        'libs/letters turns facts into texts and knows only @app/domain and @app/collection; of packages only liquidjs and pdfkit. Facts come in as LetterData, sending is for the hub.',
      severity: 'error',
      from: { path: '^libs/letters/', pathNot: TEST_CODE },
      to: {
        pathNot: ['^libs/(letters|collection|domain)/', '^node_modules/(liquidjs|pdfkit|@types/pdfkit)/'],
      },
    },
    {
      name: 'bank-files-rest-on-domain',
      comment:
        'libs/bank-files reads bytes and knows only @app/domain and saxes (and what Node brings). Our claims come in as arguments.',
      severity: 'error',
      from: { path: '^libs/bank-files/' },
      to: {
        pathNot: ['^libs/(bank-files|domain)/', '^node_modules/saxes/', TEST_PACKAGES],
        dependencyTypesNot: ['core'],
      },
    },
    {
      name: 'contract-rests-on-domain',
      comment: 'The contract is what both sides agree on: it may use @app/domain, and none of the two sides.',
      severity: 'error',
      from: { path: '^libs/connectors/src/contract/' },
      to: { path: '^(apps|libs|test|tools|bench)/', pathNot: '^libs/(domain/|connectors/src/contract/)' },
    },
    {
      name: 'kit-rests-on-contract',
      comment: 'The kit serves every connector, so it knows none: only the contract and @app/domain.',
      severity: 'error',
      from: { path: '^libs/connectors/src/kit/' },
      to: {
        path: '^(apps|libs|tools|bench)/',
        pathNot: '^libs/(domain/|connectors/src/(contract|kit)/)',
      },
    },
    {
      name: 'conformance-knows-no-ledger',
      comment: 'One suite for all: a ledger comes in as an argument (ConformanceLedger), never as an import.',
      severity: 'error',
      from: { path: '^libs/connectors/src/conformance/' },
      to: {
        path: '^(apps|libs|tools|bench)/',
        pathNot: '^libs/(domain/|connectors/src/(contract|kit|conformance)/)',
      },
    },
    {
      name: 'connector-stays-in-its-folder',
      comment:
        'A connector uses the contract, the kit, @app/domain and its own folder. Nothing of another connector (move what both need into the kit), of the mapping or of an app: the hub calls the connector, never the other way.',
      severity: 'error',
      from: { path: `^libs/connectors/src/(?!${NO_LEDGER}/)([^/]+)/`, pathNot: TEST_CODE },
      to: {
        path: '^(apps|libs|test|tools|bench)/',
        pathNot: '^libs/(domain/|connectors/src/(contract|kit|$1)/)',
      },
    },
    {
      name: 'connector-tests-stay-close',
      comment:
        "A connector's tests may use the conformance suite, its simulator (@app/sandbox) and the test kit besides.",
      severity: 'error',
      from: { path: `^libs/connectors/src/(?!${NO_LEDGER}/)([^/]+)/.*${TEST_CODE}` },
      to: {
        path: '^(apps|libs|tools|bench)/',
        pathNot: [
          '^libs/(domain/|connectors/src/(contract|kit|conformance|$1)/)',
          '^apps/sandbox/src/index\\.ts$',
        ],
      },
    },
    {
      name: 'only-the-registry-knows-ledgers',
      comment:
        'Everybody else asks the registry for a connector by its key; otherwise a new ledger costs more than a folder and one line.',
      severity: 'error',
      from: {
        path: '^(apps|libs|test|tools|bench)/',
        pathNot: ['^libs/connectors/src/registry\\.ts$', '^libs/connectors/src/[^/]+/'],
      },
      to: { path: `^libs/connectors/src/(?!${NO_LEDGER}/)[^/]+/` },
    },
    {
      name: 'registry-opens-index-only',
      comment: "A connector's index.ts is its face; the registry opens no other file of the folder.",
      severity: 'error',
      from: { path: '^libs/connectors/src/registry\\.ts$' },
      to: { path: '^libs/connectors/src/[^/]+/', pathNot: '^libs/connectors/src/[^/]+/index\\.ts$' },
    },
    {
      name: 'hub-opens-connectors-by-the-front-door',
      comment: "Import from '@app/connectors' (contract and registry), not from a file behind it.",
      severity: 'error',
      from: { path: '^apps/hub/' },
      to: { path: '^libs/connectors/', pathNot: '^libs/connectors/src/index\\.ts$' },
    },
    {
      name: 'hub-knows-no-sandbox',
      comment: 'The hub speaks to a pretend ledger as to a real one: over HTTP. Its tests may start one.',
      severity: 'error',
      from: { path: '^apps/hub/', pathNot: TEST_CODE },
      to: { path: '^apps/(?!hub/)' },
    },
    {
      name: 'portal-speaks-through-the-client',
      comment:
        'The portal runs in a browser and knows the hub by its API alone: @app/client, packages, and its own folder.',
      severity: 'error',
      from: { path: '^apps/portal/src/' },
      to: {
        path: ['^(apps|libs|test|tools|bench)/', '^node:'],
        pathNot: '^(apps/portal/src/|libs/client/src/index\\.ts$)',
      },
    },
    {
      name: 'client-knows-the-document-only',
      comment: 'libs/client knows the hub by its OpenAPI document: types made of it, and openapi-fetch.',
      severity: 'error',
      from: { path: '^libs/client/', pathNot: TEST_CODE },
      to: { pathNot: ['^libs/client/', '^node_modules/openapi-'] },
    },
    {
      name: 'sandbox-knows-no-client',
      comment:
        "The simulators are written from the vendors' references. One that shares code with our client shares its mistakes; only @app/domain is common ground.",
      severity: 'error',
      from: { path: '^apps/sandbox/' },
      to: { path: '^(apps|libs|tools|bench)/', pathNot: '^(apps/sandbox/|libs/domain/src/index\\.ts$)' },
    },
    {
      name: 'libs-know-no-app',
      comment: 'Apps are built from libs. What a lib needs from an app comes in as an argument.',
      severity: 'error',
      from: { path: '^libs/', pathNot: TEST_CODE },
      to: { path: '^apps/' },
    },
    {
      name: 'hub-base-knows-no-feature',
      comment:
        'Database, jobs, API, secrets and the like carry every feature and know none. Turn it round: the feature registers itself (onModuleInit), or the base gets an interface. Only entities.ts lists what the features own.',
      severity: 'error',
      from: {
        path: `^apps/hub/src/${HUB_BASE}/`,
        pathNot: [TEST_CODE, '^apps/hub/src/database/entities\\.ts$'],
      },
      to: { path: '^apps/hub/src/[^/]+/', pathNot: `^apps/hub/src/${HUB_BASE}/` },
    },
    {
      name: 'features-know-no-composition',
      comment:
        'The files that put the hub together (app.module.ts, create-hub.ts, main.ts) import the folders; never the other way.',
      severity: 'error',
      from: { path: '^apps/hub/src/[^/]+/', pathNot: TEST_CODE },
      to: { path: '^apps/hub/src/[^/]+\\.ts$' },
    },
    {
      name: 'one-http-client',
      comment:
        'axios is used in one file of the kit: limits, timeouts, redaction and the sorting of errors are there. Ask for a LedgerHttp or Transport instead.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST_CODE, '^libs/connectors/src/kit/http-client\\.ts$'] },
      to: { path: '^node_modules/axios/' },
    },
    {
      name: 'one-job-queue',
      comment:
        'pg-boss is used behind JobQueue (and by the migrations): a job commits with the rows that cause it.',
      severity: 'error',
      from: { path: '^(apps|libs)/', pathNot: [TEST_CODE, '^apps/hub/src/(jobs|database)/'] },
      to: { path: '^node_modules/pg-boss/' },
    },
    {
      name: 'one-road-to-the-rows',
      comment:
        'pg is used in the database folder and the job queue only. Everywhere else a Transaction from Database.asCreditor or asOperator: it carries the role that row-level security binds.',
      severity: 'error',
      from: { path: '^apps/hub/src/', pathNot: [TEST_CODE, '^apps/hub/src/(jobs|database)/'] },
      to: { path: '^node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    // Imports of types count too: they are knowledge of the other side.
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(dist|coverage)/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
