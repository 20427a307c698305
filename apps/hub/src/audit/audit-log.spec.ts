import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import type { CreditorId } from '@app/domain';
import pg from 'pg';
import { createTestDatabase } from '../../../../test/support/database.js';
import type { TestDatabase } from '../../../../test/support/database.js';
import { AuditLog } from './audit-log.js';

const creditor = newId<'CreditorId'>(systemClock) as CreditorId;
const audit = new AuditLog(systemClock);
const deed = {
  actor: { kind: 'user', id: 'u1' },
  action: 'claim.paused',
  subject: { kind: 'claim', id: 'c1' },
  detail: { reason: 'objection' },
};

describe('AuditLog', () => {
  let db: TestDatabase;
  beforeAll(async () => {
    db = await createTestDatabase();
    await db.database.asCreditor(creditor, (tx) => audit.record(tx, deed));
    await db.database.asOperator(async (tx) => {
      await audit.record(tx, { ...deed, creditorId: creditor });
      await audit.record(tx, { ...deed, action: 'keys.rotated' });
    });
  });
  afterAll(() => db.drop());

  it("writes a creditor's deeds to the creditor's log, the hub's to its own", async () => {
    const own = await db.database.asCreditor(creditor, (tx) =>
      tx.query('select action, detail from audit_entry'),
    );
    expect(own).toEqual([
      { action: 'claim.paused', detail: { reason: 'objection' } },
      { action: 'claim.paused', detail: { reason: 'objection' } },
    ]);
    const hub = await db.database.asOperator((tx) => tx.query('select action from operator_audit_entry'));
    expect(hub).toEqual([{ action: 'keys.rotated' }]);
  });

  it('leaves nothing of a deed that was rolled back', async () => {
    const other = newId<'CreditorId'>(systemClock) as CreditorId;
    await db.database
      .asCreditor(other, async (tx) => {
        await audit.record(tx, deed);
        throw new Error('rolled back');
      })
      .catch(() => undefined);
    expect(await db.database.asCreditor(other, (tx) => tx.query('select from audit_entry'))).toEqual([]);
  });

  it.each(['kravhub_app', 'kravhub_operator', 'kravhub_owner', 'postgres'])(
    'refuses every change to %s',
    async (role) => {
      const admin = new pg.Client({ connectionString: db.adminUrl });
      await admin.connect();
      const codes: unknown[] = [];
      for (const table of ['audit_entry', 'operator_audit_entry']) {
        for (const change of [
          `update ${table} set action = 'x'`,
          `delete from ${table}`,
          `truncate ${table}`,
        ]) {
          await admin.query(`begin; set local role ${role}`);
          codes.push(
            await admin.query(change).then(
              () => 'done',
              (error: { code: string }) => error.code,
            ),
          );
          await admin.query('rollback');
        }
      }
      await admin.end();
      expect(codes).toEqual(Array(6).fill('42501'));
    },
  );
});
