import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

/** One import found by dependency-cruiser; paths are from the repository's root. */
export interface Import {
  readonly from: string;
  readonly to: string;
}

export interface Violation extends Import {
  readonly rule: string;
  /** Why the rule is there and what to do instead, as `.dependency-cruiser.cjs` says it. */
  readonly comment: string;
  /** The ring, when the rule is about one. */
  readonly ring: readonly string[];
}

export interface Cruise {
  readonly files: number;
  readonly imports: readonly Import[];
  readonly violations: readonly Violation[];
}

interface Output {
  readonly modules: readonly {
    readonly source: string;
    readonly followable?: boolean;
    readonly dependencies: readonly { readonly resolved: string }[];
  }[];
  readonly summary: {
    readonly violations: readonly {
      readonly from: string;
      readonly to: string;
      readonly rule: { readonly name: string };
      readonly cycle?: readonly { readonly name: string }[];
    }[];
    readonly ruleSetUsed: {
      readonly forbidden: readonly { readonly name: string; readonly comment: string }[];
    };
  };
}

export const ROOT = join(import.meta.dirname, '..', '..');
const OUTPUT_BYTES_MAX = 200_000_000;

/**
 * Reads all imports below `root` and holds them against `.dependency-cruiser.cjs`. In a process of its own: within
 * Jest's, its thousand files would be loaded through the transformer.
 */
export async function cruise(root: string, folders: readonly string[]): Promise<Cruise> {
  const tool = join(ROOT, 'node_modules', 'dependency-cruiser', 'bin', 'dependency-cruise.mjs');
  const config = join(ROOT, '.dependency-cruiser.cjs');
  const { stdout } = await promisify(execFile)(
    process.execPath,
    [tool, '--config', config, '--output-type', 'json', ...folders],
    { cwd: root, maxBuffer: OUTPUT_BYTES_MAX },
  ).catch((failure: { readonly stdout?: string; readonly stderr?: string }) => {
    // It ends with the number of violations; only without output it has failed itself.
    if (failure.stdout?.startsWith('{') === true) return { stdout: failure.stdout };
    throw new Error(`dependency-cruiser failed: ${failure.stderr ?? String(failure)}`);
  });
  const { modules, summary } = JSON.parse(stdout) as Output;
  const comments = new Map(summary.ruleSetUsed.forbidden.map(({ name, comment }) => [name, comment]));
  const own = modules.filter(({ source }) => folders.some((folder) => source.startsWith(`${folder}/`)));
  return {
    files: own.length,
    imports: own.flatMap(({ source, dependencies }) =>
      dependencies.map(({ resolved }) => ({ from: source, to: resolved })),
    ),
    violations: summary.violations.map(({ from, to, rule, cycle }) => ({
      rule: rule.name,
      comment: comments.get(rule.name) ?? '',
      from,
      to,
      ring: cycle?.map(({ name }) => name) ?? [],
    })),
  };
}
