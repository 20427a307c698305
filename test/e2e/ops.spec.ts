import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type CreditorId, newId, systemClock } from '@app/domain';
import { PeopleService } from '../../apps/hub/src/accounts/people.service.js';
import { runOps } from '../../apps/hub/src/cli/run-ops.js';
import { openHubContext } from '../../apps/hub/src/create-hub.js';
import { SecretVault } from '../../apps/hub/src/secrets/secret-vault.js';
import { Browser } from '../support/browser.js';
import { startTestHub, type TestHub } from '../support/hub.js';
import { freePort } from '../support/node-process.js';

const EMAIL = 'kari@inkasso.example';
const PASSWORD = 'fire greve gråter aldri';
const key = () => randomBytes(32).toString('base64url');

interface Finding {
  readonly check: string;
  readonly state: string;
  readonly remedy: string;
}

describe('commands of operators, beside a hub that is up', () => {
  const [older, newer] = [`old:${key()}`, `new:${key()}`];
  const creditorId = newId<'CreditorId'>(systemClock) as CreditorId;
  const [debtorId, connectionId] = [newId(systemClock), newId(systemClock)];
  let hub: TestHub;
  let variables: Record<string, string>;

  beforeAll(async () => {
    hub = await startTestHub({
      environment: {
        SECRET_KEYS: older,
        HUB_ROLES: 'api',
        PORT: String(await freePort()),
        SIGN_INS_PER_MINUTE: '1000',
      },
    });
    variables = {
      NODE_ENV: 'test',
      DATABASE_URL: hub.db.url,
      DATABASE_MIGRATION_URL: hub.db.adminUrl,
      SECRET_KEYS: older,
      PUBLIC_URL: hub.url,
    };
    await hub.db.database.asCreditor(creditorId, async (tx) => {
      await tx.query(
        `insert into creditor (creditor_id, name, organisation_number, country, currency, created_at)
         values ($1, 'Granly Bygg AS', '314000048', 'NO', 'NOK', now())`,
        [creditorId],
      );
      await tx.query(
        `insert into creditor_policy (creditor_id, version, grace_days, minimum_minor, start_on, excluded_customer_numbers,
           approval, created_at, created_by) values ($1, 1, 14, '{}', '2026-01-01', '{}', 'approve', now(), 'test')`,
        [creditorId],
      );
      await tx.query(
        `insert into connection (creditor_id, id, grant_id, connector_key, company_key, company_name, state,
           failures_in_row, preflight, write_back_mode, case_status_available, created_at)
         values ($1, $2, $2, 'tripletex', '1', 'Granly', 'active', 0, '[]', 'automatic', false, now())`,
        [creditorId, connectionId],
      );
      await tx.query(
        `insert into case_debtor (creditor_id, id, connection_id, ledger_debtor_id, kind, name, language, contact_points,
           circumstances, history, changed_at) values ($1, $2, $3, '7', 'person', 'Prøve Testesen', 'nb', '[]', '{}', 'new', now())`,
        [creditorId, debtorId, connectionId],
      );
    });
  });
  afterAll(() => hub?.close());

  const ops = async (...argv: readonly string[]) => {
    let out = '';
    let err = '';
    const code = await runOps(
      argv,
      variables,
      {
        stdout: { write: (text) => (out += text) },
        stderr: { write: (text) => (err += text) },
      },
      openHubContext,
    );
    return { code, out, err };
  };
  const json = async <T>(...argv: readonly string[]): Promise<{ code: number; document: T }> => {
    const { code, out } = await ops(...argv, '--json');
    return { code, document: JSON.parse(out) as T };
  };
  const signIn = async () => (await new Browser(hub.url).signIn(EMAIL, PASSWORD)).status;
  const deeds = async (): Promise<string[]> => {
    const rows = await hub.db.database.asOperator((tx) =>
      tx.query<{ deed: string }>(
        `select actor_kind || ' ' || action as deed from operator_audit_entry
         union all select actor_kind || ' ' || action from audit_entry`,
      ),
    );
    return rows.map(({ deed }) => deed);
  };

  it('say how they are used', async () => {
    expect((await ops('--help')).out).toContain('users lock EMAIL');
    for (const argv of [
      [],
      ['frobnicate'],
      ['users', 'lock'],
      ['sync'],
      ['sync', creditorId],
      ['erase', creditorId, debtorId],
    ])
      expect([argv, (await ops(...argv)).code]).toEqual([argv, 2]);
    expect((await ops('sync', 'north', connectionId)).err).toContain('CREDITOR is an id');
  });

  it('let the first person in, lock people out and let them in again', async () => {
    const { document } = await json<{ url: string }>('users', 'link');
    const secret = /first-user#(.+)$/.exec(document.url)?.[1] ?? '';
    const people = hub.app.get(PeopleService, { strict: false });
    await people.makeFirstUser(secret, 'Prøve Inkasso AS', {
      name: 'Kari Prøve',
      email: EMAIL,
      password: 'noe helt annet og langt',
    });

    const link = (await ops('users', 'link', EMAIL)).out;
    const token = /reset-password#([\w-]+)/.exec(link)?.[1];
    const chosen = await new Browser(hub.url).send('POST', '/api/auth/reset-password', {
      newPassword: PASSWORD,
      token,
    });
    expect(chosen.status).toBe(200);

    const kari = new Browser(hub.url);
    expect((await kari.signIn(EMAIL, PASSWORD)).status).toBe(200);
    expect((await ops('users', 'lock', EMAIL)).out).toMatch(/locked out; \d sessions? ended|sessions ended/);
    expect(await kari.outcome('GET', '/me')).toBe('401 not-signed-in');
    expect(await signIn()).toBe(429);
    expect((await json<{ users: { isLocked: boolean }[] }>('users', 'list')).document.users).toMatchObject([
      { email: EMAIL, isLocked: true, memberships: ['Prøve Inkasso AS (collector, owner)'] },
    ]);
    expect((await ops('users', 'unlock', EMAIL)).code).toBe(0);
    expect(await signIn()).toBe(200);
    expect(await json('users', 'lock', 'nobody@inkasso.example')).toMatchObject({
      code: 1,
      document: { error: 'user-not-found' },
    });
    expect(await deeds()).toEqual(
      expect.arrayContaining([
        'operator account.locked',
        'operator account.unlocked',
        'operator account.link-made',
      ]),
    );
  });

  it('order a pull, once, and tell of jobs that failed for good', async () => {
    expect((await json('sync', creditorId, connectionId)).document).toEqual({
      queued: 1,
      'already-running': 0,
    });
    expect((await json('sync', '--all')).document).toEqual({ queued: 0, 'already-running': 1 });
    expect(await json('sync', creditorId, debtorId)).toMatchObject({
      code: 1,
      document: { error: 'connection-not-found' },
    });
    expect((await json('replay')).document).toEqual({ dead: [] });
    expect((await json('replay', 'sync')).document).toEqual({ queue: 'sync', sent: 0 });
  });

  it('export and erase a debtor, with a reason that is kept', async () => {
    const { document } = await json<{ debtor: { name: string } }>(
      'export',
      creditorId,
      debtorId,
      '--reason',
      'asked',
    );
    expect(document.debtor.name).toBe('Prøve Testesen');
    const [seen] = await hub.db.database.asCreditor(creditorId, (tx) =>
      tx.query('select actor_kind, opened, reason from personal_data_access'),
    );
    expect(seen).toEqual({ actor_kind: 'operator', opened: 'debtor-export', reason: 'asked' });
    // Without any case nothing binds.
    expect((await json('erase', creditorId, debtorId, '--reason', 'asked')).document).toMatchObject({
      erased: ['sensitive', 'case-file', 'books'],
      kept: [],
    });
    expect(await json('erase', creditorId, debtorId, '--reason', 'again')).toMatchObject({
      code: 1,
      document: { error: 'already-erased' },
    });
    expect(await deeds()).toContain('operator case-debtor.erased');
  });

  it('look after keys, and say what is wrong and what to do', async () => {
    const place = { ownerKind: 'test', ownerId: connectionId, name: 'token' };
    await hub.db.database.asOperator((tx) =>
      hub.app.get(SecretVault, { strict: false }).write(tx, place, 'x'),
    );
    const states = async () => {
      const { code, document } = await json<{ findings: Finding[] }>('doctor');
      return { code, ...Object.fromEntries(document.findings.map(({ check, state }) => [check, state])) };
    };
    const well = {
      configuration: 'well',
      database: 'well',
      roles: 'well',
      migrations: 'well',
      clock: 'well',
    };
    expect(await states()).toMatchObject({ code: 0, ...well, keys: 'well', mail: 'warning', disk: 'well' });

    variables['SECRET_KEYS'] = newer;
    expect(await states()).toMatchObject({ code: 1, keys: 'broken' });
    expect(await json('keys', 'rotate')).toEqual({ code: 1, document: { resealed: 0, unreadable: 1 } });
    variables['SECRET_KEYS'] = `${newer},${older}`;
    expect(await states()).toMatchObject({ code: 0, keys: 'warning' });
    expect(await json('keys', 'rotate')).toEqual({ code: 0, document: { resealed: 1, unreadable: 0 } });
    variables['SECRET_KEYS'] = newer;
    expect(await states()).toMatchObject({ code: 0, keys: 'well' });

    const sound = { ...variables };
    const unsound: readonly (readonly [string, Record<string, string>, string])[] = [
      ['configuration', { PORT: 'many' }, 'PORT'],
      ['database', { DATABASE_URL: 'postgres://x:y@127.0.0.1:9/none' }, 'DATABASE_URL'],
      ['mail', { SMTP_URL: 'smtp://127.0.0.1:9', SMTP_FROM: 'Hub <hub@inkasso.example>' }, 'SMTP_URL'],
      ['disk', { BANK_FILES_FOLDER: '/nowhere/at/all' }, 'folder'],
    ];
    for (const [check, change, words] of unsound) {
      variables = { ...sound, ...change };
      const { code, out } = await ops('doctor');
      expect([check, code]).toEqual([check, 1]);
      expect(out).toMatch(new RegExp(`broken +${check}: `));
      expect(out).toContain(words);
      expect(out).toContain('→');
    }
    variables = sound;
  });
});
