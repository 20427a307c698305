import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { Lease } from '../scheduler/lease.entity.js';
import { NestedTransactionError, TransactionAbortedError } from './database.js';
import { TransactionEndedError } from './transaction.js';
import type { Transaction } from './transaction.js';

const creditor = newId<'CreditorId'>(systemClock) as CreditorId;

describe('Database', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.database.asOperator((tx) =>
      tx.query(
        `insert into lease values ('a', 'x', 1, now()), ('b', 'x', 1, now()), ('c', 'x', 1, now()), ('d', 'x', 1, now())`,
      ),
    );
  });
  afterAll(() => db.drop());

  const tokenOf = (name: string): Promise<bigint | undefined> =>
    db.database.asOperator(
      async (tx) =>
        (await tx.query<{ token: bigint }>('select token from lease where name = $1', [name]))[0]?.token,
    );

  it('opens a transaction in one round trip, with role and creditor', async () => {
    const [seen] = await db.database.asCreditor(creditor, (tx) =>
      tx.query(`select current_user as role, current_setting('kravhub.creditor_id') as creditor`),
    );
    expect(seen).toEqual({ role: 'kravhub_app', creditor });
  });

  it('leaves nothing of role or creditor on the connection', async () => {
    for (let turn = 0; turn < 3; turn++) await db.database.asCreditor(creditor, (tx) => tx.query('select 1'));
    const [seen] = await db.database.asOperator((tx) =>
      tx.query(
        `select current_user as role, nullif(current_setting('kravhub.creditor_id', true), '') as creditor`,
      ),
    );
    expect(seen).toEqual({ role: 'kravhub_operator', creditor: null });
  });

  it('reads bigint as bigint, a date as text, an instant as Date', async () => {
    const [row] = await db.database.asOperator((tx) =>
      tx.query(
        `select 9007199254740993::bigint as amount, '2026-03-01'::date as day, '2026-03-01T00:00:00.5Z'::timestamptz as at`,
      ),
    );
    expect(row).toEqual({
      amount: 9007199254740993n,
      day: '2026-03-01',
      at: new Date('2026-03-01T00:00:00.500Z'),
    });
  });

  it('rolls back what the work wrote when it throws', async () => {
    const work = db.database.asOperator(async (tx) => {
      await tx.query(`update lease set token = 99 where name = 'a'`);
      throw new Error('changed my mind');
    });
    await expect(work).rejects.toThrow('changed my mind');
    expect(await tokenOf('a')).toBe(1n);
  });

  it('never takes a swallowed error for a success', async () => {
    const work = db.database.asOperator(async (tx) => {
      await tx.query('select 1 / 0').catch(() => undefined);
    });
    await expect(work).rejects.toBeInstanceOf(TransactionAbortedError);
  });

  it('sends what needs no answer with the commit, in order and only then', async () => {
    const seen = await db.database.asOperator(async (tx) => {
      await tx.withCommit.query(`update lease set token = token + 1 where name = 'd'`);
      await tx.withCommit.query('update lease set token = token * $1 where name = $2', [10, 'd']);
      const [row] = await tx.query<{ token: bigint }>(`select token from lease where name = 'd'`);
      return row?.token;
    });
    expect(seen).toBe(1n);
    expect(await tokenOf('d')).toBe(20n);
  });

  it.each(['select 1 / 0', 'update nothing_of_that_name set a = 1'])(
    'stores nothing when what leaves with the commit fails: %s',
    async (failing) => {
      const work = db.database.asOperator(async (tx) => {
        await tx.query(`update lease set token = 77 where name = 'c'`);
        await tx.withCommit.query(failing);
        await tx.withCommit.query(`update lease set token = 78 where name = 'c'`);
      });
      await expect(work).rejects.toMatchObject({ code: expect.stringMatching(/^(22012|42P01)$/) });
      expect(await tokenOf('c')).toBe(1n);
    },
  );

  it('refuses what cannot be sent before anything has left', async () => {
    const work = db.database.asOperator(async (tx) => {
      await tx.withCommit.query(`update lease set token = 77 where name = 'c'`);
      await tx.withCommit.query('select $1', [{ toPostgres: 1 }]);
    });
    await expect(work).rejects.toThrow('cannot leave with the commit');
    expect(await tokenOf('c')).toBe(1n);
  });

  it('says when the commit has left, and not when it never will', async () => {
    const told: string[] = [];
    await db.database.asOperator(async (tx) => {
      tx.onCommitSent(() => told.push('sent'));
      await tx.withCommit.query('select pg_sleep(0.05)');
      tx.afterCommit(() => told.push('committed'));
      told.push('worked');
    });
    expect(told).toEqual(['worked', 'sent', 'committed']);
    const failed = db.database.asOperator(async (tx) => {
      tx.onCommitSent(() => told.push('sent'));
      throw new Error('changed my mind');
    });
    await expect(failed).rejects.toThrow('changed my mind');
    expect(told).toHaveLength(3);
  });

  it('refuses a second transaction inside the first, and allows it after', async () => {
    let late: Promise<unknown> | undefined;
    const nested = db.database.asOperator(async () =>
      db.database.asCreditor(creditor, (tx) => tx.query('select 1')),
    );
    await expect(nested).rejects.toBeInstanceOf(NestedTransactionError);
    await db.database.asOperator(async (tx) => {
      tx.afterCommit(() => {
        late = db.database.asOperator((inner) => inner.query('select 1'));
      });
    });
    await expect(late).resolves.toHaveLength(1);
  });

  it('refuses a transaction that was kept', async () => {
    let kept: Transaction | undefined;
    await db.database.asOperator(async (tx) => void (kept = tx));
    await expect(kept?.query('select 1')).rejects.toBeInstanceOf(TransactionEndedError);
    expect(() => kept?.manager).toThrow(TransactionEndedError);
  });

  it('runs the work of a deadlock victim again', async () => {
    let attempts = 0;
    const arrived = { first: Promise.withResolvers<void>(), second: Promise.withResolvers<void>() };
    const cross = (
      mine: string,
      other: string,
      here: PromiseWithResolvers<void>,
      there: PromiseWithResolvers<void>,
    ) =>
      db.database.asOperator(async (tx) => {
        attempts++;
        await tx.query('update lease set token = token + 1 where name = $1', [mine]);
        here.resolve();
        await there.promise;
        await tx.query('update lease set token = token + 1 where name = $1', [other]);
      });
    await Promise.all([
      cross('b', 'c', arrived.first, arrived.second),
      cross('c', 'b', arrived.second, arrived.first),
    ]);
    expect(attempts).toBe(3);
    expect([await tokenOf('b'), await tokenOf('c')]).toEqual([3n, 3n]);
  });

  it('lends TypeORM the same transaction: its save neither opens nor ends one', async () => {
    const work = db.database.asOperator(async (tx) => {
      await tx.manager.save(Lease, {
        name: 'orm',
        holder: 'x',
        token: 5n,
        expiresAt: new Date('2026-01-01T00:00:00Z'),
      });
      await tx.manager.transaction(
        async (inner) => void (await inner.update(Lease, { name: 'a' }, { token: 7n })),
      );
      expect(await tx.manager.findOneBy(Lease, { name: 'orm' })).toMatchObject({ token: 5n });
      expect(await tx.query(`select token from lease where name = 'a'`)).toEqual([{ token: 7n }]);
      throw new Error('roll back');
    });
    await expect(work).rejects.toThrow('roll back');
    expect([await tokenOf('orm'), await tokenOf('a')]).toEqual([undefined, 1n]);
  });

  it('gives every connection back', () => {
    const { total, idle, waiting } = db.database.poolUse();
    expect({ open: total - idle, waiting }).toEqual({ open: 0, waiting: 0 });
  });
});
