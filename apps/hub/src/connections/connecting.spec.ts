import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreditorId, LedgerCompanyKey } from '@app/domain';
import { ConnectionBlockedError, RetryableLedgerError } from '@app/connectors';
import { EVERYTHING } from '../accounts/connect-scope.js';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import type { Connection } from './connection-row.js';
import { connectionsBench, TEST_ACTOR } from './testing/connections-bench.js';
import { OTHER_SETTINGS, PRETEND_SETTINGS, REFUSED_SETTINGS } from './testing/pretend-ledger.js';

const company = (key: string): LedgerCompanyKey => key as LedgerCompanyKey;
const problem = (code: string) => ({ problem: { code } });
const blocked = new ConnectionBlockedError('credentials-refused', 'The key was revoked.', 'Enter a new key.');

describe('connecting a ledger', () => {
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

  describe('an access', () => {
    it('is stored sealed once the ledger has let us in, with the token made on the way', async () => {
      const { id } = await newGrant();
      expect(bench.ledger.signIns).toBe(1);
      const session = await bench.sessions.openGrant(id);
      await session.listCompanies();
      expect(bench.ledger.signIns).toBe(1);
      const stored = JSON.stringify(
        await rows('select * from ledger_grant, sealed_secret s where s.owner_id = ledger_grant.id'),
        text,
      );
      expect(stored).not.toMatch(/Secret.*Secret/);
    });

    it.each([
      ['settings that the ledger refuses', REFUSED_SETTINGS, 'ledger-refuses-credentials-refused'],
      [
        'settings with a field missing',
        { consumerToken: PRETEND_SETTINGS.consumerToken },
        'settings-refused',
      ],
      ['settings with a field unknown', { ...PRETEND_SETTINGS, password: 'x' }, 'settings-refused'],
      ['no settings at all', null, 'settings-refused'],
    ])('is not stored with %s', async (_, settings, code) => {
      const before = await rows('select id from ledger_grant');
      await expect(newGrant(settings)).rejects.toMatchObject(problem(code));
      expect(await rows('select id from ledger_grant')).toEqual(before);
    });

    it('is not stored for a ledger that nobody knows, and the refusal names those known', async () => {
      const unknown = bench.grants.create(
        { connectorKey: 'abacus', label: 'x', settings: {}, owner: null },
        TEST_ACTOR,
      );
      await expect(unknown).rejects.toMatchObject({
        problem: { code: 'unknown-ledger', cause: expect.stringContaining('pretend') },
      });
    });

    it('never shows a secret in a refusal', async () => {
      const error: unknown = await newGrant(REFUSED_SETTINGS).catch((thrown: unknown) => thrown);
      expect(JSON.stringify(error) + String(error)).not.toContain('revokedSecret');
      const [deed] = await rows(`select detail from operator_audit_entry order by id desc limit 1`);
      expect(JSON.stringify(deed)).not.toMatch(/Secret/);
    });

    it('says that the ledger does not answer, and when to try again', async () => {
      bench.ledger.failure = new RetryableLedgerError('The ledger could not be reached.', 4_000);
      await expect(newGrant()).rejects.toMatchObject({ problem: { status: 503, retryAfterSeconds: 4 } });
    });
  });

  describe('a company', () => {
    it('becomes a creditor with careful rules, once', async () => {
      const connection = await connected();
      expect(connection).toMatchObject({
        state: 'setting-up',
        companyName: 'Nordlys Rør AS',
        nextSyncAt: null,
      });
      const facts = await db.database.asCreditor(connection.creditorId, (tx) =>
        bench.creditors.ofConnection(tx, connection),
      );
      expect(facts.creditor).toMatchObject({
        organisationNumber: '899999993',
        country: 'NO',
        currency: 'NOK',
      });
      expect(facts.policy).toEqual({
        version: 1,
        graceDays: 14,
        minimumMinor: { NOK: 10_000n, SEK: 10_000n },
        excludedCustomerGroups: [],
        startOn: '2026-03-02',
        excludedCustomerNumbers: [],
        approval: 'approve',
      });
      expect(facts.connection).toEqual(connection);
      expect((await deeds(connection.creditorId)).sort()).toEqual(['connection.created', 'policy.changed']);
    });

    it('that is connected twice, even at once and by two accesses, is answered with the one there is', async () => {
      const [one, two] = [await newGrant(), await newGrant(OTHER_SETTINGS)];
      const outcomes = await Promise.all(
        [one, two, one, two, one].map(({ id: grantId }) =>
          bench.connector.connect({ grantId, companyKey: company('1') }, EVERYTHING, TEST_ACTOR),
        ),
      );
      expect(new Set(outcomes.map(({ connection }) => connection.id)).size).toBe(1);
      expect(outcomes.filter(({ created }) => created)).toHaveLength(1);
      const listed = await bench.grants.companies(two.id, EVERYTHING);
      expect(listed.map(({ key, standing }) => [key, standing])).toMatchObject([
        ['1', { kind: 'connected', connection: { id: outcomes[0]?.connection.id }, moves: false }],
        ['2', { kind: 'free' }],
      ]);
    });

    it('that is blocked moves to the access that has just been proven to work', async () => {
      const connection = await active();
      await bench.health.block(connection, blocked);
      const { id: grantId } = await newGrant(OTHER_SETTINGS);
      const outcome = await bench.connector.connect(
        { grantId, companyKey: company('1') },
        EVERYTHING,
        TEST_ACTOR,
      );
      expect(outcome).toMatchObject({
        created: false,
        connection: { id: connection.id, grantId, state: 'active' },
      });
      expect(await deeds(connection.creditorId)).toEqual(
        expect.arrayContaining(['connection.moved', 'connection.unblocked']),
      );
    });

    it('is refused when the access does not reach it, has no number, or is another one than listed', async () => {
      const { id: grantId } = await newGrant();
      const connect = (key: string) =>
        bench.connector.connect({ grantId, companyKey: company(key) }, EVERYTHING, TEST_ACTOR);
      await expect(connect('9')).rejects.toMatchObject(problem('company-not-reached'));
      delete bench.ledger.companies[1]?.organisationNumber;
      await expect(connect('2')).rejects.toMatchObject(problem('organisation-number-missing'));
      expect(await rows('select id from connection')).toEqual([]);
    });

    it('takes a target only if the company offers it', async () => {
      const { id: grantId } = await newGrant();
      const connect = (paymentTypeId: string) =>
        bench.connector.connect(
          { grantId, companyKey: company('2'), writeBack: { mode: 'approve', target: { paymentTypeId } } },
          EVERYTHING,
          TEST_ACTOR,
        );
      await expect(connect('999')).rejects.toMatchObject(problem('write-back-target-not-offered'));
      const { connection } = await connect('101');
      expect(connection).toMatchObject({
        writeBackMode: 'approve',
        writeBackTarget: { paymentTypeId: '101' },
      });
    });
  });
});

function text(_: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value;
}
