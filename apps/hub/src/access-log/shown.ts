import type { DebtorKind } from '@app/domain';
import { currentRights } from '../api/principal.js';

/** Whoever has one of these works with the debtors or the books, and must know them by name. */
const NEEDS_NAMES = ['work-cases', 'connect', 'approve'];

/**
 * A debtor's name in a list: in full for whoever needs it, `Prøve T.` for others. Companies are not people.
 *
 * @param rights of whoever asks; default: with what the route is about
 */
export function listedName(
  name: string,
  kind: DebtorKind,
  rights: ReadonlySet<string> | undefined = currentRights(),
): string {
  const needed = rights === undefined || NEEDS_NAMES.some((right) => rights.has(right));
  return needed || kind === 'company' ? name : maskedName(name);
}

/** A company's number; a person's, which may be their national id, only as dots: to see it takes a reason. */
export function listedIdentity(number: string | null, kind: DebtorKind): string | null {
  return number === null || kind === 'company' ? number : '•'.repeat(number.length);
}

/** Enough to recognise oneself or somebody one knows: `Prøve T.` */
export function maskedName(name: string): string {
  const [first = '', ...others] = name.trim().split(/\s+/);
  return [first, ...others.map((other) => `${[...other][0] ?? ''}.`)].join(' ');
}
