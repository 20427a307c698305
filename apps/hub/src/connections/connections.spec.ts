import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreditorId, LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError } from '@app/connectors';
import { EVERYTHING } from '../accounts/connect-scope.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { AccountChoice } from './account-mapping.js';
import type { Connection } from './connection-row.js';
import { connectionsBench, TEST_ACTOR } from './testing/connections-bench.js';
import { OTHER_SETTINGS, PRETEND_SETTINGS, REFUSED_SETTINGS } from './testing/pretend-ledger.js';

const company = (key: string): LedgerCompanyKey => key as LedgerCompanyKey;
const problem = (code: string) => ({ problem: { code } });
const blocked = new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Enter a new key.');

describe('a connected ledger', () => {
  let db: TestDatabase;
  let bench: ReturnType<typeof connectionsBench>;
  beforeAll(async () => {
    db = await createTestDatabase();
  });
  afterAll(() => db.drop());
  beforeEach(async () => {
    await rows('delete from connection');
    bench = connectionsBench(db.database);
  });

  const rows = (sql: string, ...parameters: unknown[]) =>
    db.database.asOperator((tx) => tx.query<Record<string, unknown>>(sql, parameters));
  const newGrant = (settings: unknown = PRETEND_SETTINGS) =>
    bench.grants.create(
      { connectorKey: 'pretend', label: 'Fjord Regnskap', settings, owner: null },
      TEST_ACTOR,
    );
  const connected = async (): Promise<Connection> => {
    const { id: grantId } = await newGrant();
    return (await bench.connector.connect({ grantId, companyKey: company('1') }, EVERYTHING, TEST_ACTOR))
      .connection;
  };
  const active = async (): Promise<Connection> => {
    const connection = await connected();
    await bench.connections.preflight(connection, TEST_ACTOR);
    return bench.connections.activate(connection, TEST_ACTOR);
  };
  const deeds = async (creditorId: CreditorId): Promise<unknown[]> =>
    (await rows('select action from audit_entry where creditor_id = $1', creditorId)).map(
      ({ action }) => action,
    );

  describe('a connection', () => {
    it('starts when it has been checked, and is due at once', async () => {
      const connection = await connected();
      await expect(bench.connections.activate(connection, TEST_ACTOR)).rejects.toMatchObject(
        problem('preflight-missing'),
      );
      const { writeBackTargets } = await bench.connections.preflight(connection, TEST_ACTOR);
      expect(writeBackTargets.find(({ proposed }) => proposed)?.target).toEqual({ paymentTypeId: '101' });
      const started = await bench.connections.activate(connection, TEST_ACTOR);
      expect(started).toMatchObject({ state: 'active', nextSyncAt: bench.clock.now() });
      await bench.connections.activate(connection, TEST_ACTOR);
      expect(
        (await deeds(connection.creditorId)).filter((action) => action === 'connection.activated'),
      ).toHaveLength(1);
    });

    it('does not start while a finding blocks, and says what to do', async () => {
      const connection = await connected();
      const finding = {
        code: 'module-missing',
        severity: 'blocks-pull' as const,
        message: 'No invoices.',
        remedy: 'Buy the module.',
      };
      bench.ledger.findings = [finding];
      await bench.connections.preflight(connection, TEST_ACTOR);
      await expect(bench.connections.activate(connection, TEST_ACTOR)).rejects.toMatchObject({
        problem: { code: 'preflight-blocks', status: 409, remedy: 'Buy the module.' },
      });
      bench.ledger.findings = [{ ...finding, severity: 'blocks-write-back' }];
      await bench.connections.preflight(connection, TEST_ACTOR);
      expect(await bench.connections.activate(connection, TEST_ACTOR)).toMatchObject({ state: 'active' });
    });

    it('keeps its health, and stays paused while runs that were under way end', async () => {
      const connection = await active();
      const { creditorId, id } = connection;
      const nextSyncAt = new Date('2026-03-02T10:00:00Z');
      const mark = (work: Parameters<typeof db.database.asCreditor<void>>[1]) =>
        db.database.asCreditor(creditorId, work);
      await mark((tx) => bench.health.markFailure(tx, { creditorId, id }, 'The ledger is down.', nextSyncAt));
      expect(await bench.connections.get(connection)).toMatchObject({
        failuresInRow: 1,
        lastFailure: 'The ledger is down.',
        nextSyncAt,
      });
      await mark((tx) => bench.health.markSuccess(tx, connection, { fullPull: true, nextSyncAt }));
      const healthy = await bench.connections.get(connection);
      expect(healthy).toMatchObject({
        failuresInRow: 0,
        lastSuccessAt: bench.clock.now(),
        lastFullPullAt: bench.clock.now(),
      });
      await bench.connections.pause(connection, TEST_ACTOR);
      await mark((tx) => bench.health.markSuccess(tx, connection, { fullPull: false, nextSyncAt }));
      expect(await bench.connections.get(connection)).toMatchObject({ state: 'paused', nextSyncAt: null });
      expect(await bench.connections.resume(connection, TEST_ACTOR)).toMatchObject({ state: 'active' });
    });

    it('that the ledger refuses is blocked with one sentence, once, and goes on when it is mended there', async () => {
      const connection = await active();
      await bench.health.block(connection, blocked);
      await bench.health.block(connection, blocked);
      expect(await bench.connections.get(connection)).toMatchObject({
        state: 'blocked',
        blockedReason: 'credentials-refused',
        blockedRemedy: 'Enter a new key.',
        nextSyncAt: null,
      });
      expect(
        (await deeds(connection.creditorId)).filter((action) => action === 'connection.blocked'),
      ).toHaveLength(1);
      bench.ledger.failure = blocked;
      await expect(bench.connections.resume(connection, TEST_ACTOR)).rejects.toMatchObject(
        problem('ledger-refuses-credentials-refused'),
      );
      bench.ledger.failure = undefined;
      const resumed = await bench.connections.resume(connection, TEST_ACTOR);
      expect(resumed).toMatchObject({ state: 'active', blockedReason: null, nextSyncAt: bench.clock.now() });
    });

    it('that was paused while blocked is paused when it is mended', async () => {
      const connection = await active();
      await bench.health.block(connection, blocked);
      await bench.connections.pause(connection, TEST_ACTOR);
      expect(await bench.connections.get(connection)).toMatchObject({ state: 'blocked' });
      await bench.grants.reconnect(connection.grantId, EVERYTHING, OTHER_SETTINGS, TEST_ACTOR);
      expect(await bench.connections.get(connection)).toMatchObject({ state: 'paused' });
    });

    it('chooses where settlements are booked, and keeps the target when only the mode changes', async () => {
      const connection = await connected();
      const choose = (choice: Parameters<typeof bench.writeBackChoices.choose>[1]) =>
        bench.writeBackChoices.choose(connection, choice, TEST_ACTOR);
      await choose({ mode: 'automatic', target: { paymentTypeId: '102' } });
      expect(await choose({ mode: 'approve' })).toMatchObject({
        writeBackTarget: { paymentTypeId: '102' },
        writeBackMode: 'approve',
      });
      await expect(choose({ mode: 'approve', target: { paymentTypeId: '103' } })).rejects.toMatchObject(
        problem('write-back-target-not-offered'),
      );
    });

    it('maps interest and fees to accounts that the ledger offers, and says in preflight what is not mapped', async () => {
      const connection = await connected();
      const choose = (accounts: AccountChoice) =>
        bench.writeBackChoices.choose(connection, { mode: 'automatic', accounts }, TEST_ACTOR);
      const codes = async (): Promise<readonly string[]> =>
        (await bench.connections.preflight(connection, TEST_ACTOR)).findings.map(
          ({ code, severity }) => `${code}: ${severity}`,
        );
      // A ledger that books a payment alone asks for nothing, and has no account to choose.
      expect(await codes()).toEqual([]);
      await expect(choose({ interest: { accountNo: 8055 } })).rejects.toMatchObject(
        problem('write-back-account-not-offered'),
      );
      bench.ledger.lineAccounts = [
        { account: { accountNo: 8055 }, label: '8055 Renteinntekt', proposedFor: ['interest'] },
        { account: { accountNo: 3950 }, label: '3950 Purregebyr', proposedFor: ['fees'] },
      ];
      expect(await codes()).toEqual([
        'interest-account-not-chosen: notice',
        'fees-account-not-chosen: notice',
      ]);
      await expect(choose({ fees: { accountNo: 1 } })).rejects.toMatchObject(
        problem('write-back-account-not-offered'),
      );
      await choose({ interest: { accountNo: 8055 }, fees: { accountNo: 3950 } });
      expect(await codes()).toEqual([]);
      // Only what is named changes.
      expect(await choose({ fees: null })).toMatchObject({
        writeBackAccounts: { interest: { accountNo: 8055 } },
      });
      bench.ledger.lineAccounts = [];
      expect(await codes()).toEqual([
        'interest-account-missing: blocks-write-back',
        'fees-account-not-chosen: notice',
      ]);
      // What the collector keeps needs no account.
      const shares = { interestTo: 'collector', ownFeesTo: 'collector' } as const;
      await bench.shares.change(connection.creditorId, shares, TEST_ACTOR);
      expect(await bench.shares.current(connection.creditorId)).toEqual(shares);
      expect(await codes()).toEqual([]);
      expect(await deeds(connection.creditorId)).toContain('shares.changed');
    });

    it('is invisible to another creditor', async () => {
      const connection = await connected();
      const { id: grantId } = await newGrant();
      bench.clock.advanceMs(1);
      const { connection: other } = await bench.connector.connect(
        { grantId, companyKey: company('2') },
        EVERYTHING,
        TEST_ACTOR,
      );
      const stolen = bench.connections.get({ creditorId: other.creditorId, id: connection.id });
      await expect(stolen).rejects.toMatchObject(problem('connection-not-found'));
      const page = await bench.connections.list({ limit: 1, after: connection.id });
      expect(page.map(({ id, creditorName }) => [id, creditorName])).toEqual([
        [other.id, 'Vestfjord Bygg AS'],
      ]);
    });
  });

  it('a session is kept for some minutes and then opened anew', async () => {
    const connection = await connected();
    const session = await bench.sessions.open(connection);
    bench.clock.advanceMs(9 * 60_000);
    expect(await bench.sessions.open(connection)).toBe(session);
    bench.clock.advanceMs(2 * 60_000);
    expect(await bench.sessions.open(connection)).not.toBe(session);
  });

  describe('a new key for an access', () => {
    it('replaces the old one, drops its tokens and sessions, and unblocks what was blocked', async () => {
      const connection = await active();
      const elsewhere = bench.openSessions();
      const [before, beforeElsewhere] = [
        await bench.sessions.open(connection),
        await elsewhere.open(connection),
      ];
      expect(await bench.sessions.open(connection)).toBe(before);
      await bench.health.block(connection, blocked);
      bench.ledger.tokens.delete(PRETEND_SETTINGS.employeeToken);
      await bench.grants.reconnect(connection.grantId, EVERYTHING, OTHER_SETTINGS, TEST_ACTOR);
      expect(await bench.connections.get(connection)).toMatchObject({ state: 'active', blockedReason: null });
      for (const [sessions, old] of [
        [bench.sessions, before],
        [elsewhere, beforeElsewhere],
      ] as const) {
        const session = await sessions.open(connection);
        expect(session).not.toBe(old);
        expect(await session.identify()).toMatchObject({ name: 'Nordlys Rør AS' });
      }
      const token = await bench.secrets.readToken(connection.grantId, 'session');
      expect(token?.value).toEqual({ sessionToken: `session-of-${OTHER_SETTINGS.employeeToken}` });
    });

    it.each([
      ['the ledger refuses it', 'ledger-refuses-credentials-refused', REFUSED_SETTINGS, () => undefined],
      [
        'it loses a connected company',
        'connected-companies-lost',
        OTHER_SETTINGS,
        () => bench.ledger.companies.shift(),
      ],
      [
        'a company is another one now',
        'organisation-number-differs',
        OTHER_SETTINGS,
        () => (bench.ledger.companies[0]!.organisationNumber = '999999999'),
      ],
    ])('is refused and changes nothing when %s', async (_, code, settings, change) => {
      const connection = await active();
      change();
      const before = await rows(
        'select version from sealed_secret where owner_id = $1 order by name',
        connection.grantId,
      );
      await expect(
        bench.grants.reconnect(connection.grantId, EVERYTHING, settings, TEST_ACTOR),
      ).rejects.toMatchObject(problem(code));
      expect(
        await rows('select version from sealed_secret where owner_id = $1 order by name', connection.grantId),
      ).toEqual(before);
    });
  });

  it.each([
    ['damaged', `update sealed_secret set sealed = 'rubbish' where owner_id = $1`],
    ['gone', 'delete from sealed_secret where owner_id = $1'],
    [
      'of another place',
      `update sealed_secret set sealed = (select sealed from sealed_secret s where s.owner_id <> $1 limit 1) where owner_id = $1`,
    ],
  ])('a stored access that is %s blocks with a remedy instead of a crash', async (_, sql) => {
    await newGrant();
    const connection = await active();
    await rows(sql, connection.grantId);
    const open = bench.openSessions().open(connection);
    await expect(open).rejects.toMatchObject({ kind: 'connection-blocked', reason: 'configuration' });
    bench.sessions.drop(connection.grantId);
    await expect(bench.connections.preflight(connection, TEST_ACTOR)).rejects.toMatchObject(
      problem('ledger-refuses-configuration'),
    );
    expect(await bench.connections.get(connection)).toMatchObject({
      state: 'blocked',
      blockedReason: 'configuration',
    });
  });

  describe('a policy', () => {
    it('changes by a new version; the same rules again, or at once, make no second one', async () => {
      const { creditorId } = await connected();
      const { version: _, ...choice } = {
        ...(await bench.policies.current(creditorId)),
        graceDays: 30,
        minimumMinor: { NOK: 50_000n },
      };
      const changed = await Promise.all(
        [1, 2, 3].map(() => bench.policies.change(creditorId, choice, TEST_ACTOR)),
      );
      expect(changed.map(({ policy: { version: made } }) => made)).toEqual([2, 2, 2]);
      expect(await bench.policies.current(creditorId)).toEqual({ ...choice, version: 2 });
      expect(
        await rows(
          'select version, grace_days from creditor_policy where creditor_id = $1 order by version',
          creditorId,
        ),
      ).toEqual([
        { version: 1, grace_days: 14 },
        { version: 2, grace_days: 30 },
      ]);
    });
  });
});
