import { describe, expect, it } from '@jest/globals';
import { type CreditorId, type LedgerCompanyKey, newId, systemClock } from '@app/domain';
import {
  type CompanyStanding,
  type KnownCompany,
  type ReachingAccess,
  standingOf,
} from './company-standing.js';

const KEY = '50012' as LedgerCompanyKey;
const NUMBER = '899999993';
const creditorId: CreditorId = newId(systemClock);

const access = (owner: ReachingAccess['owner']): ReachingAccess => ({
  id: newId(systemClock),
  connectorKey: 'tripletex',
  owner,
});
const OURS = access(null);
const FIRMS = access({ organisationId: newId(systemClock), name: 'Fjord Regnskap', creditorId: null });
const CREDITORS = access({ organisationId: newId(systemClock), name: 'Nordlys Rør', creditorId });

const known = (more: Partial<KnownCompany> = {}): KnownCompany => ({
  creditorId,
  organisationNumber: NUMBER,
  connectionId: newId(systemClock),
  connectorKey: 'tripletex',
  companyKey: KEY,
  state: 'active',
  grantId: newId(systemClock),
  letsIn: true,
  ...more,
});
const inAnotherLedger = { connectorKey: 'fortnox' };
const leftAnother = { ...inAnotherLedger, state: 'paused' };
const inNone = { connectionId: null, connectorKey: null, companyKey: null, state: null, grantId: null };

describe('how a company stands to an access', () => {
  const company = { key: KEY, organisationNumber: NUMBER };
  const kind = (row: readonly KnownCompany[], by: ReachingAccess): CompanyStanding['kind'] =>
    standingOf(company, row, by).kind;

  it.each([
    ['one nobody knows', [], 'free', 'free', 'not-own'],
    ['one that is connected and lets the owner in', [known()], 'connected', 'connected', 'connected'],
    ['one that lets nobody in', [known({ letsIn: false })], 'not-let-in', 'not-let-in', 'not-let-in'],
    ['one pulled from another ledger', [known(inAnotherLedger)], 'elsewhere', 'elsewhere', 'elsewhere'],
    [
      'one pulled with a key of another kind',
      [known({ companyKey: 'own' })],
      'elsewhere',
      'elsewhere',
      'elsewhere',
    ],
    ['one that has left another ledger', [known(leftAnother)], 'free', 'elsewhere', 'elsewhere'],
    ['one that has no connection any more', [known(inNone)], 'free', 'elsewhere', 'elsewhere'],
    [
      'one pulled from another ledger that lets nobody in',
      [known({ ...inAnotherLedger, letsIn: false })],
      'elsewhere',
      'not-let-in',
      'not-own',
    ],
    [
      'another with the same key',
      [known({ organisationNumber: '899999985', letsIn: false })],
      'free',
      'free',
      'not-own',
    ],
  ] as const)('%s', (_, rows, ours, firms, creditors) => {
    expect([kind(rows, OURS), kind(rows, FIRMS), kind(rows, CREDITORS)]).toEqual([ours, firms, creditors]);
  });

  it('moves what is stopped to the access, unless that is the one it has', () => {
    const stopped = known({ state: 'blocked' });
    expect(standingOf(company, [stopped], FIRMS)).toMatchObject({ kind: 'connected', moves: true });
    const own = known({ state: 'blocked', grantId: FIRMS.id });
    expect(standingOf(company, [own], FIRMS)).toMatchObject({ moves: false });
    expect(standingOf(company, [known()], FIRMS)).toMatchObject({ moves: false });
  });

  it('prefers the connection whose creditor lets the owner in', () => {
    const mine = known();
    expect(standingOf(company, [known({ letsIn: false }), mine], FIRMS)).toMatchObject({
      connection: { id: mine.connectionId },
    });
  });

  it('goes by the key alone while the ledger’s list tells no number', () => {
    const nameless = { key: KEY };
    expect(standingOf(nameless, [known()], FIRMS).kind).toBe('connected');
    expect(standingOf(nameless, [known({ letsIn: false })], FIRMS).kind).toBe('not-let-in');
    expect(standingOf(nameless, [], CREDITORS).kind).toBe('free');
  });
});
