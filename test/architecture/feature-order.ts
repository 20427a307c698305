import type { Import } from './cruise.js';

/** Folders of the hub that every feature stands on; the rule `hub-base-knows-no-feature` guards them. */
const BASE = new Set([
  'api',
  'audit',
  'config',
  'database',
  'health',
  'jobs',
  'logging',
  'metrics',
  'scheduler',
  'secrets',
]);

export interface FeatureOrder {
  /** Lowest first: each layer imports only from the layers before it. */
  readonly layers: readonly (readonly string[])[];
  /** Folders that need each other, directly or in a ring, with the imports that make it so. */
  readonly ring: readonly string[];
  readonly ringImports: readonly Import[];
}

/** The order of the hub's feature folders, or what keeps them from having one. Tests may import as they like. */
export function featureOrder(imports: readonly Import[]): FeatureOrder {
  const between = imports.filter(({ from, to }) => {
    if (/\.spec\.ts$|\/testing\//.test(from)) return false;
    const [a, b] = [featureOf(from), featureOf(to)];
    return a !== undefined && b !== undefined && a !== b;
  });
  let left = new Set(imports.flatMap(({ from }) => featureOf(from) ?? []));
  const layers: string[][] = [];
  // Each turn takes at least one folder away, or ends the loop.
  for (;;) {
    const layer = [...left].filter((feature) => needs(between, feature).every((other) => !left.has(other)));
    if (layer.length === 0) break;
    layers.push(layer.sort());
    left = new Set([...left].filter((feature) => !layer.includes(feature)));
  }
  // What is left are the rings and what lies above them: drop what no other of the rest needs.
  for (let before = -1; before !== left.size;) {
    before = left.size;
    const needed = new Set([...left].flatMap((feature) => needs(between, feature)));
    left = new Set([...left].filter((feature) => needed.has(feature)));
  }
  const ringImports = between.filter(
    ({ from, to }) => left.has(featureOf(from) ?? '') && left.has(featureOf(to) ?? ''),
  );
  return { layers, ring: [...left].sort(), ringImports };
}

function needs(between: readonly Import[], feature: string): string[] {
  return between.filter(({ from }) => featureOf(from) === feature).map(({ to }) => featureOf(to) ?? '');
}

function featureOf(path: string): string | undefined {
  const feature = /^apps\/hub\/src\/([^/]+)\//.exec(path)?.[1];
  return feature === undefined || BASE.has(feature) ? undefined : feature;
}
