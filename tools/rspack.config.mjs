/**
 * What Nest's own settings leave to be said (`nest-cli.json` names this file): the packaged Node 24 runs the programs, so classes keep
 * their private fields instead of becoming tables of them: less text and less memory, and as fast.
 */
export default (options) => {
  for (const rule of options.module.rules)
    for (const { loader, options: settings } of rule.use)
      if (loader === 'builtin:swc-loader') settings.jsc.target = 'es2023';
  return options;
};
