import { afterEach, describe, expect, it } from '@jest/globals';
import { formatDecimal } from '@app/domain';
import type { FaultKind } from '@app/sandbox';
import { ConnectionBlockedError, type FindResult, type SignInResult } from '../contract/index.js';
import { tokenName } from './auth.js';
import { fortnoxSignIn } from './sign-in.js';
import { Office } from './testing/office.js';

let office: Office;
afterEach(() => office.simulator.stop());

const TOKEN = 'POST /oauth-v1/token';
const REDIRECT = 'http://127.0.0.1:3000/sign-in/callback';

/** Goes through the vendor's pages as a browser does. */
async function signIn(accountType = 'service', expectedOrganisationNumber?: string): Promise<SignInResult> {
  const { tenantId: _, ...entered } = office.settings;
  const settings = {
    ...entered,
    accountType,
    ...(expectedOrganisationNumber ? { expectedOrganisationNumber } : {}),
  };
  const request = { state: 'st-1', redirectUri: REDIRECT, codeChallenge: 'x' };
  const { url, memo } = await fortnoxSignIn.begin(settings, request, office.tools);
  const answer = await office.tools.transport({ method: 'GET', url, headers: {}, timeoutMs: 5_000 });
  const query = Object.fromEntries(new URL(answer.headers['location'] ?? '').searchParams);
  return fortnoxSignIn.complete(
    settings,
    memo,
    { query, redirectUri: REDIRECT, codeVerifier: 'x' },
    office.tools,
  );
}

describe('signing in at the simulator', () => {
  it('leads from the vendor’s page to a grant that renews by itself', async () => {
    office = await Office.open({ hasConsent: false });
    office.simulator.answerSignIn({ outcome: 'approve', tenantId: office.tenantId });
    const { settings, tokens } = await signIn();
    expect(settings).toMatchObject({ tenantId: String(office.tenantId) });
    expect(Object.values(tokens)[0]).not.toHaveProperty('refreshToken');
    office.simulator.clock.advanceMs(60 * 86_400_000);
    expect((await office.session.identify()).name).toBe('Fjällvik Handel AB');
  });

  it('notices that the wrong company was picked', async () => {
    office = await Office.open({ hasConsent: false });
    const other = office.simulator.addCompany({ name: 'Lyngmo Transport AB' });
    const { organizationNumber } = office.simulator.credentials.companies[0] ?? { organizationNumber: '' };
    office.simulator.answerSignIn({ outcome: 'approve', tenantId: other.tenantId });
    await expect(signIn('service', organizationNumber)).rejects.toMatchObject({ reason: 'configuration' });
    office.simulator.answerSignIn({ outcome: 'approve', tenantId: office.tenantId });
    await expect(signIn('service', organizationNumber)).resolves.toBeDefined();
  });

  it.each(['deny', 'missing-license', 'account-locked'] as const)(
    'says what to do after %s',
    async (outcome) => {
      office = await Office.open();
      office.simulator.answerSignIn({ outcome });
      await expect(signIn()).rejects.toBeInstanceOf(ConnectionBlockedError);
    },
  );
});

describe('the older rotating refresh token', () => {
  const open = (): Promise<Office> =>
    Office.open({
      hasConsent: false,
      tokensOf: (simulator, settings, authUrl) => {
        const { refreshToken } = simulator.issueTokens(Number(settings.tenantId));
        return {
          [tokenName(authUrl, settings)]: {
            accessToken: '',
            expiresAt: '2026-01-01T00:00:00Z',
            refreshToken,
          },
        };
      },
    });

  const renewals = (): number =>
    office.simulator.requests().filter(({ operation }) => operation === TOKEN).length;

  it('is renewed once a round by 50 callers, and none is refused', async () => {
    office = await open();
    const { session } = office;
    for (let round = 1; round <= 4; round += 1) {
      await Promise.all(Array.from({ length: 50 }, () => session.identify()));
      expect(renewals()).toBe(round);
      office.simulator.clock.advanceMs(3_600_000);
    }
    const refused = office.simulator.requests().filter(({ status }) => status === 400 || status === 401);
    expect(refused).toEqual([]);
  });

  it('ends in “reconnect”, once, when an answer was lost after rotation', async () => {
    office = await open();
    office.simulator.faults.install({ operation: TOKEN, kind: 'answer-lost', times: 1 });
    const { session } = office;
    await expect(session.identify()).rejects.toMatchObject({ kind: 'retryable' });
    for (let call = 0; call < 10; call += 1)
      await expect(session.identify()).rejects.toMatchObject({ kind: 'connection-blocked' });
    expect(renewals()).toBe(3);
  });
});

describe('posting at the simulator', () => {
  const FAULTS: readonly FaultKind[] = [
    'answer-lost',
    'error-500-after-commit',
    'truncated-json',
    'html-200',
    'error-500',
    'bad-gateway',
    'connection-reset',
    'rate-limited',
    'token-revoked',
    'error-in-200',
  ];
  const CALLS = [
    'POST /3/invoicepayments',
    'PUT /3/invoicepayments/{Number}/bookkeep',
    'GET /3/invoicepayments/{Number}',
  ];

  it.each(CALLS.flatMap((operation) => FAULTS.map((kind) => [kind, operation] as const)))(
    'books once through %s at %s',
    async (kind, operation) => {
      office = await Office.open();
      const { session } = office;
      const itemId = office.addInvoice();
      const order = await office.instruction(session, itemId, 40_000n);
      const writeBack = session.writeBack;
      if (!writeBack) throw new Error('no write-back');
      const baseline = await writeBack.prepare(order);
      office.simulator.faults.install({ operation, kind, times: 1 });
      let done: FindResult | undefined;
      await writeBack.post(order, baseline).catch((error: unknown) => error);
      for (let look = 0; look < 5 && done?.outcome !== 'posted'; look += 1) {
        done = await writeBack.find(order, baseline).catch(() => undefined);
        if (done?.outcome === 'absent') await writeBack.post(order, baseline).catch(() => undefined);
      }
      expect(done).toMatchObject({ outcome: 'posted' });
      expect(office.payments(itemId)).toEqual({ booked: 1, drafts: 0 });
    },
  );

  it('is no direct payment when it comes back, in 20 rounds', async () => {
    office = await Office.open();
    const { session } = office;
    const { writeBack } = session;
    if (!writeBack) throw new Error('no write-back');
    const itemId = office.addInvoice({ amount: '10000.00' });
    const ours = new Set<string>();
    for (let round = 1; round <= 20; round += 1) {
      const order = await office.instruction(session, itemId, BigInt(round) * 1_000n, `echo-${round}`);
      ours.add((await writeBack.post(order, await writeBack.prepare(order))).postingId);
      const { found } = await session.readItems([itemId]);
      const ids = found[0]?.movements.map(({ postingId }) => postingId as string) ?? [];
      expect(ids.filter((id) => !ours.has(id))).toEqual([]);
      expect(ids).toHaveLength(round);
    }
  });

  it.each([
    ['a locked period', { lockedUntil: '2099-12-31' }, 'period-closed'],
    ['an inactive account', { inactiveAccount: 1684 }, 'account-inactive'],
  ])('leaves nothing behind under %s', async (_what, change, code) => {
    office = await Office.open();
    const { session } = office;
    const itemId = office.addInvoice();
    const order = await office.instruction(session, itemId, 40_000n);
    const baseline = await session.writeBack?.prepare(order);
    office.simulator.bookkeeper.changeCompany(office.tenantId, change);
    await expect(session.writeBack?.post(order, baseline ?? {})).rejects.toMatchObject({ code });
    expect(office.payments(itemId)).toEqual({ booked: 0, drafts: 0 });
  });
});

it('hands a reversal that Fortnox will not take to a person, and leaves nothing behind', async () => {
  office = await Office.open({ unverified: { negativeOnInvoice: 'refuse' } });
  const { session } = office;
  const itemId = office.addInvoice();
  const order = await office.instruction(session, itemId, 40_000n);
  const posting = await session.writeBack?.post(order, (await session.writeBack?.prepare(order)) ?? {});
  if (!posting) throw new Error('no write-back');
  const back = { ...order, kind: 'reversal', reverses: posting } as const;
  const baseline = (await session.writeBack?.prepare(back)) ?? {};
  await expect(session.writeBack?.post(back, baseline)).rejects.toMatchObject({ kind: 'record-refused' });
  expect(office.payments(itemId)).toEqual({ booked: 1, drafts: 0 });
});

describe('special invoices at the simulator', () => {
  it('holds what a person must look at, and demands no more than is owed', async () => {
    office = await Office.open();
    const { bookkeeper } = office.simulator;
    const rot = office.addInvoice({ taxReduction: { type: 'rot', amount: '300.00' } });
    const nox = office.addInvoice({ isNoxFinans: true });
    const pending = office.addInvoice();
    bookkeeper.registerPayment(office.tenantId, pending, {
      amount: '400.00',
      source: 'file',
      isBooked: false,
    });
    const credited = office.addInvoice();
    bookkeeper.addCreditNote(office.tenantId, credited, { amount: '250.00', isSettled: false });
    const netted = office.addInvoice();
    bookkeeper.addCreditNote(office.tenantId, netted, { amount: '250.00' });
    const written = office.addInvoice();
    bookkeeper.registerPayment(office.tenantId, written, { amount: '990.00', writeOff: '10.00' });
    const foreign = office.addInvoice({ currency: 'EUR' });
    bookkeeper.registerPayment(office.tenantId, foreign, { amount: '100.00' });
    const ids = [rot, nox, pending, credited, netted, written, foreign];
    const { found } = await office.session.readItems(ids);
    const told = found.map(({ outstanding, holds, movements, original }) => [
      formatDecimal(outstanding),
      ...holds.map(({ reason }) => reason),
      ...movements.map(({ kind }) => kind),
      movements.reduce((sum, { change }) => sum + change.minor, original.minor) === outstanding.minor,
    ]);
    expect(told).toEqual([
      ['700.00', 'postponed', true],
      ['1000.00', 'already-in-collection', true],
      ['1000.00', 'postponed', true],
      ['750.00', 'credited', 'credit', true],
      ['750.00', 'credit', true],
      ['0.00', 'payment', 'write-off', true],
      ['900.00', 'payment', true],
    ]);
  });

  it('reads and pays the unbooked invoices of a company on the cash method', async () => {
    office = await Office.open({ method: 'CASH' });
    const itemId = office.addInvoice();
    const { session } = office;
    const { items } = await session.pullOpenItems({ pageSize: 50, invoicedFrom: office.daysAgo(400) });
    expect(items.map(({ ledgerItemId }) => ledgerItemId)).toEqual([itemId]);
    const order = await office.instruction(session, itemId, 40_000n);
    await session.writeBack?.post(order, (await session.writeBack?.prepare(order)) ?? {});
    expect(office.payments(itemId)).toEqual({ booked: 1, drafts: 0 });
  });

  it('keeps the pace: no 429 in a full pull, and no call that sends or marks', async () => {
    office = await Office.open();
    for (let count = 0; count < 150; count += 1) office.addInvoice();
    const { session } = office;
    const invoicedFrom = office.daysAgo(400);
    let page = await session.pullOpenItems({ pageSize: 50, invoicedFrom });
    while (page.hasMore)
      page = await session.pullOpenItems({ pageSize: 50, invoicedFrom, cursor: page.nextCursor });
    const requests = office.simulator.requests();
    expect(requests.length).toBeGreaterThan(300);
    expect(requests.filter(({ status }) => status === 429)).toEqual([]);
    expect(office.simulator.ledger(office.tenantId).sideEffects).toEqual([]);
  });
});
