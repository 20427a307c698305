import type { ErrorEntry } from '../errors.js';
import type { AccessToken } from '../oauth/grants.js';
import type { World } from '../world.js';

/** One authenticated operation while it is executed. */
export interface VismaContext {
  readonly world: World;
  readonly token: AccessToken;
  /** As they were sent, with the order of their fields. */
  readonly variables: Readonly<Record<string, unknown>>;
  /** What failed beside what is answered. */
  readonly errors: ErrorEntry[];
}

/** The token's scope and the company's access group both allow writing. */
export function mayWrite({ token }: VismaContext, companyId: number): boolean {
  const { principal, scopes } = token.family;
  const isReadOnly = scopes.some((scope) => scope.endsWith('-readonly'));
  return !isReadOnly && principal.access.get(companyId) === 'full';
}

export function mayRead({ token }: VismaContext, companyId: number): boolean {
  const access = token.family.principal.access.get(companyId);
  return access === 'full' || access === 'read-only';
}
