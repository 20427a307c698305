/** Jest's resolver for specs that reach a database: an import of a source of ours gets the bundle's, by whatever path it is asked for. */
const { existsSync } = require('node:fs');
const { join, relative } = require('node:path');

const root = join(__dirname, '..', '..');
const FOLDER = join(root, 'node_modules/.cache/kravhub-sources');

module.exports = (request, options) => {
  const path = options.defaultResolver(request, options);
  if (!path.endsWith('.ts')) return path;
  const bundled = join(FOLDER, relative(root, path).replace(/\.ts$/, '.mjs'));
  return existsSync(bundled) ? bundled : path;
};
