import { CHANNELS, STEP_KINDS, type StepKind } from '../vocabulary.js';
import { matches } from './choose-channel.js';
import { type ChannelRule, type DebtorProfile, PAYMENT_HISTORIES } from './rule-table.js';

/** Bounds of a table, so that every case it can meet is tried when it is edited. */
export const RULES_MAX = 100;
const CATEGORIES_MAX = 20;
const AMOUNTS_MAX = 30;

export type RuleProblemKind =
  | 'table-empty'
  | 'table-too-large'
  | 'id-missing'
  | 'id-twice'
  | 'no-channel'
  | 'channel-twice'
  | 'reason-missing'
  | 'condition-empty'
  | 'amounts-cross'
  | 'unreachable'
  | 'gap';

/** What is wrong with an edited table; `message` says what, what follows, and what to do. */
export interface RuleProblem {
  readonly kind: RuleProblemKind;
  readonly ruleId?: string;
  readonly message: string;
}

/** A debtor, a step and an amount that a table can be asked about. */
interface Situation {
  readonly step: StepKind;
  readonly profile: DebtorProfile;
  readonly owedMinor: bigint;
}

/**
 * All that is wrong with a table before it may be approved. Rules that can never win and situations that no rule covers
 * are found by trying every situation that the conditions can tell apart.
 */
export function ruleProblems(rules: readonly ChannelRule[]): readonly RuleProblem[] {
  if (rules.length === 0) {
    return [
      { kind: 'table-empty', message: 'The table has no rule, so no step would find a channel. Add one.' },
    ];
  }
  const problems = rules.flatMap((rule, index) => problemsOf(rule, rules.slice(0, index)));
  const tooLarge = sizeProblem(rules);
  return tooLarge ? [...problems, tooLarge] : [...problems, ...coverage(rules)];
}

function problemsOf(rule: ChannelRule, before: readonly ChannelRule[]): RuleProblem[] {
  const problems: RuleProblem[] = [];
  const add = (kind: RuleProblemKind, message: string): void => {
    problems.push({ kind, ruleId: rule.id, message: `Rule "${rule.id}" ${message}` });
  };
  if (rule.id.trim() === '')
    add('id-missing', 'has no id; the steps it decides could not name it. Give it one.');
  if (before.some(({ id }) => id === rule.id))
    add('id-twice', 'shares its id with another. Rename one of them.');
  if (rule.channels.length === 0)
    add('no-channel', 'names no channel, so it decides nothing. Name at least one.');
  if (new Set(rule.channels).size < rule.channels.length)
    add('channel-twice', 'names a channel twice. Name it once.');
  if (rule.because.trim() === '')
    add('reason-missing', 'gives no reason for people to read. Write a sentence.');
  const { when } = rule;
  for (const name of ['steps', 'categories', 'histories', 'workedBefore'] as const) {
    if (when[name]?.length === 0)
      add('condition-empty', `has an empty list of ${name}: it never matches. Remove it.`);
  }
  if ((when.owedMinorMin ?? 0n) >= (when.owedMinorBelow ?? (when.owedMinorMin ?? 0n) + 1n)) {
    add(
      'amounts-cross',
      'begins at an amount that is not below the one it ends at: it never matches. Swap them.',
    );
  }
  return problems;
}

function sizeProblem(rules: readonly ChannelRule[]): RuleProblem | undefined {
  const isLarge =
    rules.length > RULES_MAX ||
    categoriesOf(rules).length > CATEGORIES_MAX ||
    amountsOf(rules).length > AMOUNTS_MAX;
  if (!isLarge) return undefined;
  const message =
    `The table has more than ${RULES_MAX} rules, ${CATEGORIES_MAX} categories or ${AMOUNTS_MAX} amounts; ` +
    'nobody can read it, and it is not approved. Merge rules.';
  return { kind: 'table-too-large', message };
}

/** Rules that win nowhere, and the first situation that no rule covers. */
function coverage(rules: readonly ChannelRule[]): RuleProblem[] {
  const winners = new Set<ChannelRule>();
  let gap: Situation | undefined;
  for (const situation of situations(rules)) {
    const { step, profile, owedMinor } = situation;
    const winner = rules.find(({ when }) => matches(when, step, profile, owedMinor));
    if (winner) winners.add(winner);
    else gap ??= situation;
  }
  const problems = rules
    .filter((rule) => !winners.has(rule))
    .map(({ id }): RuleProblem => ({ kind: 'unreachable', ruleId: id, message: unreachable(id) }));
  if (gap) problems.push({ kind: 'gap', message: gapMessage(gap) });
  return problems;
}

function unreachable(id: string): string {
  return `Rule "${id}" is never reached: those above it match first. Move it up, or remove it.`;
}

function gapMessage({ step, profile, owedMinor }: Situation): string {
  const category = profile.category === undefined ? 'no category' : `category "${profile.category}"`;
  const worked =
    profile.workedBefore === undefined ? 'nothing known to work' : `${profile.workedBefore} worked before`;
  return (
    `No rule covers a ${step} to a ${profile.standing} (${category}, history ${profile.history}, ${worked}) ` +
    `who owes ${owedMinor} minor units: such a step would be held. Add a rule without conditions at the end.`
  );
}

/** One situation of each kind that the conditions can tell apart. A hand-off reaches no debtor and needs no channel. */
function* situations(rules: readonly ChannelRule[]): Generator<Situation> {
  const categories = [undefined, ...categoriesOf(rules)];
  const amounts = amountsOf(rules);
  for (const step of STEP_KINDS) {
    if (step === 'legal-hand-off') continue;
    for (const standing of ['consumer', 'business'] as const) {
      for (const history of PAYMENT_HISTORIES) {
        for (const worked of [undefined, ...CHANNELS]) {
          for (const category of categories) {
            const profile: DebtorProfile = {
              standing,
              history,
              ...(category === undefined ? {} : { category }),
              ...(worked === undefined ? {} : { workedBefore: worked }),
            };
            for (const owedMinor of amounts) yield { step, profile, owedMinor };
          }
        }
      }
    }
  }
}

function categoriesOf(rules: readonly ChannelRule[]): readonly string[] {
  return [...new Set(rules.flatMap(({ when }) => when.categories ?? []))];
}

/** Amounts between two bounds are all alike: the lowest of each stretch stands for it. */
function amountsOf(rules: readonly ChannelRule[]): readonly bigint[] {
  const bounds = rules.flatMap(({ when }) => [when.owedMinorMin, when.owedMinorBelow]);
  return [...new Set([1n, ...bounds.filter((bound) => bound !== undefined && bound > 1n)])] as bigint[];
}
