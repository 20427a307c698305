import { describe, expect, it } from '@jest/globals';
import { type ConnectingOrganisation, connectScopeOf, EVERYTHING, ownerOfNew } from './connect-scope.js';
import type { Membership } from './people.js';
import type { Right } from './rights.js';

const membership = (kind: Membership['kind'], organisationId: string, ...rights: Right[]): Membership => ({
  organisationId,
  organisation: `Prøve ${organisationId}`,
  kind,
  creditorId: null,
  role: 'of a test',
  rights: new Set(rights),
});
const named = (organisationId: string): ConnectingOrganisation => ({
  organisationId,
  name: `Prøve ${organisationId}`,
  creditorId: null,
});

describe('with which accesses somebody works', () => {
  it.each([
    ['the API’s token: all', undefined, EVERYTHING],
    ['whoever runs the installation: all', [membership('collector', 'c', 'operate')], EVERYTHING],
    ['a case handler: none', [membership('collector', 'c', 'see')], { everything: false, organisations: [] }],
    [
      'an accountant: those of the firms where they may connect',
      [membership('accounting-firm', 'a', 'connect'), membership('accounting-firm', 'b', 'see')],
      { everything: false, organisations: [named('a')] },
    ],
  ])('%s', (_, memberships, scope) => {
    expect(connectScopeOf(memberships)).toEqual(scope);
  });
});

describe('whose a new access becomes', () => {
  const scope = (...organisations: string[]) => ({
    everything: false,
    organisations: organisations.map(named),
  });

  it('is the installation’s, the only organisation’s, or the chosen one’s', () => {
    expect(ownerOfNew(EVERYTHING, undefined)).toBeNull();
    expect(ownerOfNew(scope('a'), undefined)).toEqual(named('a'));
    expect(ownerOfNew(scope('a', 'b'), 'B')).toEqual(named('b'));
  });

  it.each([
    ['nobody’s, without an organisation to connect for', scope(), undefined, 'not-allowed'],
    ['not said where there are several', scope('a', 'b'), undefined, 'unfit-fields'],
    ['not a stranger’s', scope('a'), 'c', 'unfit-fields'],
    ['not a stranger’s, whoever asks', EVERYTHING, 'c', 'unfit-fields'],
  ])('is %s', (_, within, organisationId, code) => {
    expect(() => ownerOfNew(within, organisationId)).toThrow(
      expect.objectContaining({ problem: expect.objectContaining({ code }) }),
    );
  });
});
