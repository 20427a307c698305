/** Paths from the repository's root. */
export interface ImportGraph {
  readonly specs: readonly string[];
  /** The specs that import one of these, directly or through others. */
  specsThatReach(files: readonly string[]): Set<string>;
}

/** Reads the imports of all specs, and of what they import. */
export function importGraph(): ImportGraph;
