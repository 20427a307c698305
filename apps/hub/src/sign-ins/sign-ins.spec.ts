import { createHash, randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { newId, systemClock } from '@app/domain';
import { ConnectionBlockedError, type InteractiveSignIn, type SignInAnswer } from '@app/connectors';
import { createTestDatabase, type TestDatabase } from '../../../../test/support/database.js';
import { type ConnectingOrganisation, type ConnectScope, EVERYTHING } from '../accounts/connect-scope.js';
import type { Principal } from '../api/principal.js';
import { readEnvironment } from '../config/environment.js';
import { connectionsBench } from '../connections/testing/connections-bench.js';
import { OTHER_SETTINGS, PRETEND_SETTINGS } from '../connections/testing/pretend-ledger.js';
import { parseSecretKeys } from '../secrets/secret-keys.js';
import { SecretVault } from '../secrets/secret-vault.js';
import { PendingSignIns, SIGN_IN_LASTS_MS } from './pending-sign-ins.js';
import { SignInsService } from './sign-ins.service.js';

describe('signing in at the vendor', () => {
  let db: TestDatabase;
  let bench: ReturnType<typeof connectionsBench>;
  let signIns: SignInsService;
  let answers: SignInAnswer[];
  let declined: boolean;
  /** What the person may connect for, at the time when it is asked. */
  let scope: ConnectScope;
  const scopes = { of: () => Promise.resolve(scope) };
  const firm = {
    organisationId: newId<'Organisation'>(systemClock),
    name: 'Vik Regnskap AS',
    creditorId: null,
  };
  const accountant = { kind: 'user', id: 'accountant' };

  const vendor: InteractiveSignIn = {
    begin: (_settings, { state, redirectUri, codeChallenge }) =>
      Promise.resolve({
        url: `https://vendor.invalid/?${new URLSearchParams({ state, redirectUri, codeChallenge })}`,
        memo: { nonce: 'from the first half' },
      }),
    complete: (settings, memo, answer) => {
      answers.push(answer);
      if (declined) {
        throw new ConnectionBlockedError('credentials-refused', 'The person declined.', 'Sign in again.');
      }
      expect(memo).toEqual({ nonce: 'from the first half' });
      return Promise.resolve({
        settings: { ...settings },
        tokens: { session: { sessionToken: 'brought along' } },
      });
    },
  };

  beforeAll(async () => {
    db = await createTestDatabase();
    bench = connectionsBench(db.database);
    Object.assign(bench.ledger.definition, { signIn: vendor });
    const keys = parseSecretKeys(`test:${randomBytes(32).toString('base64url')}`);
    const pending = new PendingSignIns(
      db.database,
      new SecretVault(db.database, keys, bench.clock),
      bench.clock,
    );
    const environment = readEnvironment({ PUBLIC_URL: 'https://hub.example/' });
    signIns = new SignInsService(pending, bench.grants, bench.sessions, scopes, environment);
  });
  afterAll(() => db.drop());
  beforeEach(() => {
    answers = [];
    declined = false;
    scope = EVERYTHING;
  });

  const begin = async (
    label = 'Fjord Regnskap',
    owner: ConnectingOrganisation | null = null,
    by?: Principal,
  ): Promise<URLSearchParams> => {
    const { url } = await signIns.begin(
      { connectorKey: 'pretend', label, settings: PRETEND_SETTINGS, owner },
      by,
    );
    return new URL(url).searchParams;
  };
  const come = (state: string, userId?: string) =>
    signIns.complete({ state, code: 'code-of-the-vendor' }, () => Promise.resolve(userId));

  it('stores the grant when the person comes back, with the tokens that came along', async () => {
    const asked = await begin();
    expect(asked.get('redirectUri')).toBe('https://hub.example/sign-in/callback');
    const made = bench.ledger.signIns;

    const grant = await come(asked.get('state') ?? '');

    expect(grant).toMatchObject({ grant: { connectorKey: 'pretend', label: 'Fjord Regnskap' } });
    expect(answers).toHaveLength(1);
    const challenge = createHash('sha256')
      .update(answers[0]?.codeVerifier ?? '')
      .digest('base64url');
    expect(challenge).toBe(asked.get('codeChallenge'));
    // The session that was brought along served to list the companies: none had to be made.
    expect(bench.ledger.signIns).toBe(made);
    await expect(bench.secrets.readToken(grant.grant.id, 'session')).resolves.toMatchObject({
      value: { sessionToken: 'brought along' },
    });
  });

  it('takes a state once, and no state that is not ours', async () => {
    const state = (await begin()).get('state') ?? '';
    await come(state);
    await expect(come(state)).rejects.toMatchObject({ problem: { code: 'sign-in-unknown' } });
    await expect(come('made-up')).rejects.toMatchObject({ problem: { code: 'sign-in-unknown' } });
    expect(answers).toHaveLength(1);
  });

  it('lets nobody come back too late', async () => {
    const state = (await begin()).get('state') ?? '';
    bench.clock.advanceMs(SIGN_IN_LASTS_MS + 1);
    await expect(come(state)).rejects.toMatchObject({ problem: { code: 'sign-in-unknown' } });
  });

  it('stores nothing when the person declines', async () => {
    const before = await bench.grants.list(EVERYTHING);
    const state = (await begin()).get('state') ?? '';
    declined = true;
    await expect(come(state)).rejects.toMatchObject({
      problem: { remedy: expect.stringContaining('Sign in again') },
    });
    await expect(bench.grants.list(EVERYTHING)).resolves.toEqual(before);
  });

  it('tells where in the portal the person goes on, and nowhere else', async () => {
    const wish = { connectorKey: 'pretend', label: 'Vik Regnskap', settings: PRETEND_SETTINGS, owner: null };
    const { url } = await signIns.begin({ ...wish, returnTo: '/connect/access/{grantId}' }, undefined);
    const back = await come(new URL(url).searchParams.get('state') ?? '');
    expect(back.returnTo).toBe(`/connect/access/${back.grant.id}`);
  });

  it('connects a stored access anew', async () => {
    const grant = await come((await begin('Kyst Regnskap')).get('state') ?? '');
    const { url } = await signIns.beginAgain(
      grant.grant.id,
      EVERYTHING,
      { settings: OTHER_SETTINGS },
      undefined,
    );
    await come(new URL(url).searchParams.get('state') ?? '');
    const stored = await db.database.asOperator((tx) => bench.secrets.readSettings(tx, grant.grant.id));
    expect(stored).toEqual(OTHER_SETTINGS);
  });

  describe('of somebody in an accounting firm', () => {
    beforeEach(() => {
      scope = { everything: false, organisations: [firm] };
    });

    it('stores the access for the firm, in the name of who began', async () => {
      const { grant } = await come((await begin('Vik', firm, accountant)).get('state') ?? '', accountant.id);
      expect(grant).toMatchObject({ owner: firm });
      const deeds = await db.database.asOperator((tx) =>
        tx.query(
          `select actor_kind as kind, actor_id as id from operator_audit_entry where subject_id = $1`,
          [grant.id],
        ),
      );
      expect(deeds).toEqual([accountant]);
    });

    it.each([
      ['nobody is signed in where it comes back', undefined],
      ['somebody else is', 'a stranger who was sent the link'],
    ])('stores nothing when %s', async (_, userId) => {
      const state = (await begin('Vik', firm, accountant)).get('state') ?? '';
      const before = await bench.grants.list(EVERYTHING);
      await expect(come(state, userId)).rejects.toMatchObject({ problem: { code: 'sign-in-of-another' } });
      expect(answers).toEqual([]);
      // The link is used up: who began cannot finish it either.
      await expect(come(state, accountant.id)).rejects.toMatchObject({
        problem: { code: 'sign-in-unknown' },
      });
      expect(await bench.grants.list(EVERYTHING)).toEqual(before);
    });

    it('stores nothing for who has left the firm in between', async () => {
      const state = (await begin('Vik', firm, accountant)).get('state') ?? '';
      scope = { everything: false, organisations: [] };
      await expect(come(state, accountant.id)).rejects.toMatchObject({ problem: { code: 'not-allowed' } });
      expect(answers).toEqual([]);
    });

    it('is not begun by a key, which cannot tell who comes back', () => {
      const byKey = begin('Vik', firm, { kind: 'api-key', id: 'a key' });
      return expect(byKey).rejects.toMatchObject({ problem: { code: 'person-signs-in' } });
    });
  });

  it('keeps no secret in the clear, and sweeps what was never finished', async () => {
    const asked = await begin();
    const rows = await db.database.asOperator((tx) =>
      tx.query(`select p::text as row from pending_sign_in p union all select s::text from sealed_secret s`),
    );
    const stored = JSON.stringify(rows);
    expect(stored).not.toContain(asked.get('state'));
    expect(stored).not.toContain('from the first half');
    bench.clock.advanceMs(SIGN_IN_LASTS_MS + 1);
    await begin();
    const [left] = await db.database.asOperator((tx) =>
      tx.query<{ pending: number; secrets: number }>(
        `select (select count(*)::int from pending_sign_in) as pending,
           (select count(*)::int from sealed_secret where owner_kind = 'pending-sign-in') as secrets`,
      ),
    );
    expect(left).toEqual({ pending: 1, secrets: 1 });
  });

  it('says so where a ledger has no sign-in page', async () => {
    Object.assign(bench.ledger.definition, { signIn: undefined });
    await expect(begin()).rejects.toMatchObject({ problem: { code: 'sign-in-not-offered' } });
    Object.assign(bench.ledger.definition, { signIn: vendor });
  });
});
