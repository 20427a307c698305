import type { Company, ToDo } from '../../session/companies.js';

/** As the hub sorts them: the smaller, the more urgent. */
const ORDER: readonly ToDo['code'][] = [
  'blocked',
  'preflight',
  'failing',
  'refused-postings',
  'differences',
  'choose-account',
  'finish-setup',
  'approve-claims',
  'release-postings',
  'held-claims',
  'refused-records',
];

/** Companies that ask for nothing come last. */
export function urgencyOf({ toDo }: Pick<Company, 'toDo'>): number {
  const [first] = toDo;
  return first ? ORDER.indexOf(first.code) : ORDER.length;
}
