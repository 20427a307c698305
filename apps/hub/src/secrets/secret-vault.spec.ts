import { randomBytes, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { systemClock } from '@app/domain';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { seal, SealedSecretUnreadableError } from './sealed-text.js';
import type { SecretPlace } from './sealed-text.js';
import { MalformedSecretKeysError, parseSecretKeys } from './secret-keys.js';
import { SecretVault } from './secret-vault.js';

const bytes = (): string => randomBytes(32).toString('base64url');
const older = `old:${bytes()}`;
const newer = `new:${bytes()}`;
const place = (name = 'token'): SecretPlace => ({ ownerKind: 'connection', ownerId: randomUUID(), name });

describe('SecretVault', () => {
  let db: TestDatabase;
  let vault: SecretVault;
  let rotated: SecretVault;

  beforeAll(async () => {
    db = await createTestDatabase();
    vault = new SecretVault(db.database, parseSecretKeys(older), systemClock);
    rotated = new SecretVault(db.database, parseSecretKeys(`${newer},${older}`), systemClock);
  });
  afterAll(() => db.drop());

  const write = (at: SecretPlace, value: string, by = vault) =>
    db.database.asOperator((tx) => by.write(tx, at, value));
  const read = (at: SecretPlace, by = vault) => db.database.asOperator((tx) => by.read(tx, at));

  it('keeps a secret that nobody can read in the table', async () => {
    const at = place();
    expect(await write(at, 'hush-hush')).toBe(1n);
    expect(await read(at)).toEqual({ value: 'hush-hush', version: 1n });
    const rows = await db.database.asOperator((tx) => tx.query('select * from sealed_secret'));
    expect(
      JSON.stringify(rows, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('hush-hush');
  });

  it('lets only the first of two writers win who read the same version', async () => {
    const at = place();
    const version = await write(at, 'one');
    const set = (value: string) =>
      db.database.asOperator((tx) => vault.compareAndSet(tx, at, value, version));
    expect([await set('two'), await set('three')]).toEqual([true, false]);
    expect(await read(at)).toEqual({ value: 'two', version: 2n });
  });

  it.each<[string, string, (at: SecretPlace) => Promise<unknown>]>([
    [
      'moved to another row',
      'foreign',
      async (at) => {
        const other = place();
        await write(other, 'other secret');
        await db.database.asOperator((tx) =>
          tx.query(
            'update sealed_secret set sealed = (select sealed from sealed_secret where owner_id = $1) where owner_id = $2',
            [other.ownerId, at.ownerId],
          ),
        );
      },
    ],
    [
      'damaged in one character',
      'corrupted',
      (at) =>
        db.database.asOperator((tx) =>
          tx.query(
            `update sealed_secret set sealed = overlay(sealed placing case when substr(sealed, length(sealed) - 30, 1) = 'A' then 'B' else 'A' end from length(sealed) - 30 for 1) where owner_id = $1`,
            [at.ownerId],
          ),
        ),
    ],
    [
      'replaced by rubbish',
      'corrupted',
      (at) =>
        db.database.asOperator((tx) =>
          tx.query(`update sealed_secret set sealed = 'rubbish' where owner_id = $1`, [at.ownerId]),
        ),
    ],
    [
      'sealed with a key that was thrown away',
      'unknown-key',
      async (at) => {
        const lost = await seal(parseSecretKeys(`lost:${bytes()}`), at, 'mine');
        await db.database.asOperator((tx) =>
          tx.query('update sealed_secret set sealed = $2 where owner_id = $1', [at.ownerId, lost]),
        );
      },
    ],
    [
      'sealed with another key of the same id',
      'corrupted',
      async (at) => {
        const forged = await seal(parseSecretKeys(`old:${bytes()}`), at, 'mine');
        await db.database.asOperator((tx) =>
          tx.query('update sealed_secret set sealed = $2 where owner_id = $1', [at.ownerId, forged]),
        );
      },
    ],
  ])('refuses a secret %s: %s', async (_, reason, harm) => {
    const at = place();
    await write(at, 'plant-me');
    await harm(at);
    const error = await read(at).then(
      () => undefined,
      (thrown: unknown) => thrown,
    );
    expect(error).toBeInstanceOf(SealedSecretUnreadableError);
    expect(error).toMatchObject({ reason });
    expect(`${String(error)}${JSON.stringify(error)}`).not.toContain('plant-me');
    // Never a dead end: connecting again writes a new one over it.
    await write(at, 'fresh');
    expect((await read(at))?.value).toBe('fresh');
  });

  it('renews once, however many ask at the same time', async () => {
    const at = place();
    await write(at, 'stale');
    let renewals = 0;
    const renew = () =>
      vault.withLockedSecret(at, async (current, save) => {
        if (current?.value === 'renewed') return current.value;
        renewals++;
        await new Promise((resolve) => setImmediate(resolve));
        await save('renewed');
        return 'renewed';
      });
    expect(await Promise.all(Array.from({ length: 8 }, renew))).toEqual(Array(8).fill('renewed'));
    expect(renewals).toBe(1);
  });

  it('changes the key under load, and loses nothing', async () => {
    const places = Array.from({ length: 60 }, (_, n) => place(`load-${n}`));
    for (const at of places) await write(at, 'v0');
    let rotating = true;
    const written = new Map<SecretPlace, string>();
    const writer = async (mine: SecretPlace[], by: SecretVault): Promise<void> => {
      for (let turn = 1; rotating || turn < 5; turn++) {
        for (const at of mine) {
          await write(at, `v${turn}`, by);
          written.set(at, `v${turn}`);
        }
      }
    };
    // One writer still has the old key in front, as a replica that was not yet restarted.
    const writers = [writer(places.slice(0, 20), vault), writer(places.slice(20, 40), rotated)];
    await rotated.rotate({ batchSize: 7 });
    rotating = false;
    await Promise.all(writers);
    await rotated.rotate({ batchSize: 7 });
    const newOnly = new SecretVault(db.database, parseSecretKeys(newer), systemClock);
    for (const at of places) expect((await read(at, newOnly))?.value).toBe(written.get(at) ?? 'v0');
    expect(await db.database.asOperator((tx) => newOnly.missingKeys(tx))).toEqual([]);
  });
});

describe('SECRET_KEYS', () => {
  it.each([
    '',
    'k1',
    `k1:${Buffer.alloc(31).toString('base64url')}`,
    `k1:${bytes()},k1:${bytes()}`,
    `:${bytes()}`,
  ])('refuses %j without repeating it', (text) => {
    expect(() => parseSecretKeys(text)).toThrow(MalformedSecretKeysError);
    const secret = text.split(':')[1];
    if (secret) expect(() => parseSecretKeys(text)).not.toThrow(secret);
  });
});
