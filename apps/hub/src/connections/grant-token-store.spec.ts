import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type GrantId, type JsonObject, newId } from '@app/domain';
import { ConnectionBlockedError, RetryableLedgerError } from '@app/connectors';
import { testClock } from '../../../../test/support/clock.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { waitFor } from '../../../../test/support/wait-for.js';
import type { GrantSecrets } from './grant-secrets.js';
import { GrantTokenStore, type GrantTokenStoreOptions } from './grant-token-store.js';
import { testSecrets } from './testing/connections-bench.js';

describe('GrantTokenStore', () => {
  const clock = testClock();
  let db: TestDatabase;
  let secrets: GrantSecrets;
  let grantId: GrantId;

  beforeAll(async () => {
    db = await createTestDatabase();
    secrets = testSecrets(db.database, clock);
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    grantId = newId(clock);
    await sql(
      `insert into ledger_grant (id, connector_key, label, created_at) values ($1, 'x', 'x', now())`,
      grantId,
    );
  });

  const sql = (statement: string, ...parameters: unknown[]) =>
    db.database.asOperator((tx) => tx.query(statement, parameters));
  const storeOf = (holder: string, options: GrantTokenStoreOptions = {}): GrantTokenStore =>
    new GrantTokenStore(grantId, db.database, secrets, holder, { pollMs: 5, ...options });
  const lease = async (): Promise<unknown> =>
    (await sql(`select renewing_by, renewing_until from ledger_grant where id = $1`, grantId))[0];
  const dieWhileRenewing = (leaseMs: number) =>
    sql(
      `update ledger_grant set renewing_by = 'dead', renewing_until = clock_timestamp() + $2 * interval '1 ms' where id = $1`,
      grantId,
      leaseMs,
    );

  it('signs in once for many callers in two processes, and gives all the same token', async () => {
    const stores = [storeOf('a'), storeOf('b')];
    let made = 0;
    const make = async (): Promise<JsonObject> => {
      made += 1;
      await delay(60);
      return { sessionToken: `token-${made}` };
    };
    const callers = Array.from({ length: 40 }, (_, at) => stores[at % 2]!.renew('session', undefined, make));
    const tokens = await Promise.all(callers);
    expect(made).toBe(1);
    expect(new Set(tokens.map(({ version }) => version))).toEqual(new Set([1]));
    expect(await stores[1]!.read('session')).toEqual({ value: { sessionToken: 'token-1' }, version: 1 });
    expect(await lease()).toEqual({ renewing_by: null, renewing_until: null });
  });

  it('does not renew what somebody else has renewed meanwhile', async () => {
    const first = await storeOf('a').renew('session', undefined, () => Promise.resolve({ n: 1 }));
    const second = await storeOf('b').renew('session', first.version, () => Promise.resolve({ n: 2 }));
    const late = await storeOf('c').renew('session', first.version, () =>
      Promise.reject(new Error('not called')),
    );
    expect(late).toEqual(second);
    expect(second).toEqual({ value: { n: 2 }, version: 2 });
  });

  it('stores the token before anybody gets it, and has no transaction open while the vendor is asked', async () => {
    const store = storeOf('a');
    const token = await store.renew('session', undefined, async () => {
      // Another transaction, on a connection of its own: refused where one is open already.
      expect(await sql(`select 1 as one`)).toEqual([{ one: 1 }]);
      expect(await store.read('session')).toBeUndefined();
      return { n: 1 };
    });
    expect(await storeOf('b').read('session')).toEqual(token);
    const [row] = await sql(`select sealed from sealed_secret where owner_id = $1`, grantId);
    expect(JSON.stringify(row)).not.toContain('"n"');
  });

  it('lets the next one try at once when the vendor refuses', async () => {
    const refusal = new ConnectionBlockedError('credentials-refused', 'No.', 'Enter another key.');
    await expect(storeOf('a').renew('session', undefined, () => Promise.reject(refusal))).rejects.toBe(
      refusal,
    );
    expect(await lease()).toEqual({ renewing_by: null, renewing_until: null });
    const token = await storeOf('b').renew('session', undefined, () => Promise.resolve({ n: 1 }));
    expect(token.version).toBe(1);
  });

  it('overtakes a holder that died when its lease ends', async () => {
    await dieWhileRenewing(150);
    const token = await storeOf('b').renew('session', undefined, () => Promise.resolve({ n: 1 }));
    expect(token.version).toBe(1);
  });

  it('does not overtake a holder that is only slow', async () => {
    const leaseMs = 90;
    let made = 0;
    const slow = async (): Promise<JsonObject> => {
      made += 1;
      await delay(leaseMs * 4);
      return { n: made };
    };
    const [first, second] = await Promise.all([
      storeOf('a', { leaseMs }).renew('session', undefined, slow),
      delay(20).then(() => storeOf('b', { leaseMs }).renew('session', undefined, slow)),
    ]);
    expect(made).toBe(1);
    expect(second).toEqual(first);
  });

  it('keeps the token of a holder that was overtaken and came first all the same', async () => {
    const slow = storeOf('a').renew('session', undefined, async () => {
      await sql(`update ledger_grant set renewing_by = 'thief' where id = $1`, grantId);
      return { n: 'ours' };
    });
    expect(await slow).toEqual({ value: { n: 'ours' }, version: 1 });
    expect(await lease()).toMatchObject({ renewing_by: 'thief' });
  });

  it('gives its slot away when somebody else takes too long', async () => {
    await dieWhileRenewing(60_000);
    const waiting = storeOf('b', { waitMaxMs: 50 }).renew('session', undefined, () =>
      Promise.resolve({ n: 1 }),
    );
    await expect(waiting).rejects.toBeInstanceOf(RetryableLedgerError);
  });

  it('asks for a new access when the grant or its token cannot be read any more', async () => {
    await storeOf('a').renew('session', undefined, () => Promise.resolve({ n: 1 }));
    await sql(`update sealed_secret set sealed = 'rubbish' where owner_id = $1`, grantId);
    await expect(storeOf('a').read('session')).rejects.toMatchObject({ reason: 'configuration' });
    await sql(`delete from sealed_secret where owner_id = $1`, grantId);
    await sql(`delete from ledger_grant where id = $1`, grantId);
    const gone = storeOf('a').renew('session', undefined, () => Promise.resolve({ n: 1 }));
    await expect(gone).rejects.toMatchObject({ reason: 'configuration' });
  });

  it('stops giving signs of life when the renewal has ended', async () => {
    await storeOf('a', { leaseMs: 30 }).renew('session', undefined, () => delay(60).then(() => ({ n: 1 })));
    await delay(40);
    await waitFor('the lease was free', async () => (await lease()) && true);
    expect(await lease()).toEqual({ renewing_by: null, renewing_until: null });
  });
});
