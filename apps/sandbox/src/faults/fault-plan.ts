import { Random } from '../demo/random.js';
import { FAULT_KINDS, type FaultRule, isFaultKind } from './fault.js';

export interface InstalledRule extends FaultRule {
  readonly id: number;
  /** How often it has struck. */
  readonly struck: number;
}

interface Entry {
  readonly id: number;
  readonly rule: FaultRule;
  readonly matches: RegExp;
  skipped: number;
  struck: number;
}

/** A rule that cannot be installed, in words for the person who wrote it. */
export class FaultRuleError extends Error {
  constructor(reason: string) {
    super(`The fault rule cannot be installed: ${reason}.`);
    this.name = 'FaultRuleError';
  }
}

/**
 * Decides which request goes wrong and how. The same seed, rules and order of requests give the same mischief.
 * Rules are tried in the order they were installed; the first that strikes wins.
 */
export class FaultPlan {
  readonly #entries: Entry[] = [];
  readonly #random: Random;
  #id = 0;

  constructor(seed: number, rules: readonly FaultRule[] = []) {
    this.#random = new Random(seed ^ 0xfa17);
    for (const rule of rules) this.install(rule);
  }

  /** @throws FaultRuleError */
  install(rule: FaultRule): number {
    if (!isFaultKind(rule.kind)) {
      throw new FaultRuleError(
        `"${String(rule.kind)}" is no kind of fault; known are ${Object.keys(FAULT_KINDS).join(', ')}`,
      );
    }
    const { probability = 1, times = 1, skip = 0 } = rule;
    if (!(probability >= 0 && probability <= 1)) throw new FaultRuleError('probability lies between 0 and 1');
    if (!(times >= 1) || !(skip >= 0)) throw new FaultRuleError('times is 1 or more, skip 0 or more');
    this.#id += 1;
    this.#entries.push({ id: this.#id, rule, matches: globToRegExp(rule.operation), skipped: 0, struck: 0 });
    return this.#id;
  }

  /** Removes one rule, or all. Answers how many were removed. */
  clear(id?: number): number {
    const before = this.#entries.length;
    const kept = id === undefined ? [] : this.#entries.filter((entry) => entry.id !== id);
    this.#entries.splice(0, before, ...kept);
    return before - kept.length;
  }

  rules(): readonly InstalledRule[] {
    return this.#entries.map(({ id, rule, struck }) => ({ ...rule, id, struck }));
  }

  /** The fault for this request, if any; counts it as struck. */
  draw(operation: string, companyId: number | undefined): FaultRule | undefined {
    for (const entry of this.#entries) {
      const { rule } = entry;
      if (!entry.matches.test(operation) || entry.struck >= (rule.times ?? 1)) continue;
      if (rule.companyId !== undefined && rule.companyId !== companyId) continue;
      if (entry.skipped < (rule.skip ?? 0)) {
        entry.skipped += 1;
        continue;
      }
      if (rule.probability !== undefined && !this.#random.chance(rule.probability)) continue;
      entry.struck += 1;
      return rule;
    }
    return undefined;
  }
}

function globToRegExp(glob: string): RegExp {
  const pattern = glob
    .split('*')
    .map((part) => part.replace(/[.+?^${}()|[\]\\]/g, '\\$&'))
    .join('.*');
  return new RegExp(`^${pattern}$`);
}
