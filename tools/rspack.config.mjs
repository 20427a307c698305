/** What Nest's own settings leave to be said (`nest-cli.json` names this file). */

/**
 * Packages that go into the program instead of being loaded beside it: big ones that nothing but our own code imports, so that
 * no second copy of them can be alive. Only what is used of them is kept. ADR 32 says what that saves.
 */
const BUILT_IN = new Set(['@nestjs/swagger', 'axios', 'es-toolkit', 'liquidjs', 'pg-boss', 'typeorm']);

/** TypeORM asks for the drivers of all databases it knows, though it is told by `data-source.ts` to use PostgreSQL's. */
const OTHER_DATABASE = /^\.\/(?!postgres\/)[\w-]+\/\w+Driver$/;

export default (options) => {
  for (const rule of options.module.rules)
    for (const { loader, options: settings } of rule.use)
      // The packaged Node 24 runs the programs, so classes keep their private fields instead of becoming tables of them: less text
      // and less memory, and as fast.
      if (loader === 'builtin:swc-loader') settings.jsc.target = 'es2023';
  // A package finds its own files from where the program lies, not from where it was built.
  options.module.rules.push({ test: /[\\/]node_modules[\\/]/, parser: { importMeta: false } });
  options.externals = [outside];
  options.optimization = {
    ...options.optimization,
    providedExports: true,
    sideEffects: true,
    usedExports: true,
  };
  return options;
};

/** Leaves every package out of the program that is not built in. */
function outside({ request, context, dependencyType }, callback) {
  if (OTHER_DATABASE.test(request) && /[\\/]typeorm[\\/]driver$/.test(context))
    return callback(null, 'var {}');
  if (/^[./]|^@app\/|^[a-z]:/i.test(request) && !request.startsWith('node:')) return callback();
  if (BUILT_IN.has(packageOf(request))) return callback();
  // `require` stays where it stands: what is asked for may be missing, and then nobody uses it.
  return callback(null, `${dependencyType === 'commonjs' ? 'node-commonjs' : 'module'} ${request}`);
}

function packageOf(request) {
  return request
    .split('/')
    .slice(0, request.startsWith('@') ? 2 : 1)
    .join('/');
}
