import type { Clock } from '@app/domain';
import type { Admitted, KeySource, RouteAsked } from '../../api/principal.js';
import type { Database } from '../../database/database.js';
import { organisationsLetIn } from '../creditor-access.js';
import { outOfReach } from '../account-problems.js';
import { membershipOfKey, permitted } from '../people.js';
import { nameOfAsked, rightAsked } from '../route-rights.js';
import { keyExpired, keyRevoked, keyUnknown, scopeMissing } from './api-key-problems.js';
import type { ApiKeys } from './api-keys.js';

/** Admits programs by their key: it reaches what its organisation reaches, and may do there what its scopes say. */
export class ApiKeyGuard implements KeySource {
  constructor(
    private readonly keys: Pick<ApiKeys, 'use'>,
    private readonly database: Database,
    private readonly clock: Clock,
  ) {}

  async admitKey(text: string, asked: RouteAsked): Promise<Admitted> {
    const key = await this.keys.use(text);
    if (!key) throw keyUnknown();
    if (key.endedAt !== null) throw keyRevoked();
    if (key.expiresAt <= this.clock.now()) throw keyExpired(key.expiresAt);
    const wanted = rightAsked(asked);
    const memberships = [membershipOfKey(key)];
    const { creditorId } = asked;
    const letIn =
      creditorId === undefined ? new Set<string>() : await organisationsLetIn(this.database, creditorId);
    const answer = permitted(memberships, wanted, asked, letIn);
    if (answer === 'out-of-reach') throw outOfReach();
    if (answer === 'not-allowed') throw scopeMissing(nameOfAsked(wanted));
    return { principal: { kind: 'api-key', id: key.id }, rights: answer };
  }
}
