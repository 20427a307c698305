import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import pg from 'pg';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { unguardedTables } from './tenant-walls.js';

const INSERT_AUDIT = `insert into audit_entry (creditor_id, id, at, actor_kind, actor_id, action, subject_kind, subject_id, detail)
  values ($1, gen_random_uuid(), now(), 'system', 'test', 'thing.made', 'thing', '1', '{}')`;

describe('the walls between creditors', () => {
  let db: TestDatabase;
  const a = newId<'CreditorId'>(systemClock) as CreditorId;
  const b = newId<'CreditorId'>(systemClock) as CreditorId;

  beforeAll(async () => {
    db = await createTestDatabase();
    for (const creditor of [a, b]) {
      await db.database.asCreditor(creditor, (tx) => tx.query(INSERT_AUDIT, [creditor]));
    }
  });
  afterAll(() => db.drop());

  it('stand around every table with a creditor_id: forced security, both policies, and no key without the creditor', async () => {
    await db.database.asOperator(async (tx) => {
      expect(await unguardedTables(tx)).toEqual([]);
    });
  });

  it('would be missed by this test in each of the four ways', async () => {
    const admin = new pg.Client({ connectionString: db.adminUrl });
    await admin.connect();
    await admin.query(`
      create table leaky_key (creditor_id uuid not null, id uuid primary key);
      create table leaky_index (creditor_id uuid not null, id uuid, number text, primary key (creditor_id, id));
      create unique index leaky_index_number on leaky_index (number);
      create table unforced (creditor_id uuid not null, id uuid, primary key (creditor_id, id));
      alter table unforced enable row level security;
    `);
    const found = await db.database.asOperator(unguardedTables);
    await admin.query('drop table leaky_key, leaky_index, unforced');
    await admin.end();
    const text = found.join('\n');
    expect(text).toContain('leaky_key: leaky_key_pkey lacks creditor_id');
    expect(text).toContain('leaky_index: leaky_index_number lacks creditor_id');
    expect(text).toContain('unforced: row-level security is not forced');
    expect(text).toContain('unforced: no policy for kravhub_app');
  });

  it("show a creditor its own rows and none of another's", async () => {
    const seen = await db.database.asCreditor(a, (tx) =>
      tx.query<{ creditor_id: string }>('select creditor_id from audit_entry'),
    );
    expect(seen).toEqual([{ creditor_id: a }]);
    const all = await db.database.asOperator((tx) => tx.query('select creditor_id from audit_entry'));
    expect(all).toHaveLength(2);
  });

  it("refuse a row that is written under another creditor's name", async () => {
    const writing = db.database.asCreditor(a, (tx) => tx.query(INSERT_AUDIT, [b]));
    await expect(writing).rejects.toMatchObject({ code: '42501' });
  });

  it.each([
    'alter table audit_entry disable row level security',
    'alter table audit_entry no force row level security',
    'drop policy creditor_sees_own on audit_entry',
    'create policy everything on audit_entry using (true)',
    'alter role kravhub_app bypassrls',
  ])('cannot be taken down by the creditor role: %s', async (statement) => {
    await expect(db.database.asCreditor(a, (tx) => tx.query(statement))).rejects.toMatchObject({
      code: '42501',
    });
  });

  it('show nothing to a transaction that names no creditor', async () => {
    const login = new pg.Client({ connectionString: db.url });
    await login.connect();
    await login.query('begin; set local role kravhub_app');
    expect((await login.query('select from audit_entry')).rowCount).toBe(0);
    await login.query('rollback');
    await login.end();
  });

  it("let the hub's own login see nothing before it takes on a role", async () => {
    const login = new pg.Client({ connectionString: db.url });
    await login.connect();
    const read = await login.query('select from audit_entry').catch((error: { code: string }) => error.code);
    await login.end();
    expect(read).toBe('42501');
  });
});
