import { describe, expect, it } from '@jest/globals';
import { type CreditorId, newId, systemClock } from '@app/domain';
import type { Membership } from './people.js';
import { reachOf } from './reach.js';

const creditorId: CreditorId = newId(systemClock);

function membership(more: Partial<Membership>): Membership {
  return {
    organisationId: 'o1',
    organisation: 'Prøve',
    kind: 'collector',
    creditorId: null,
    role: 'reader',
    rights: new Set(['see']),
    ...more,
  };
}

describe('reachOf', () => {
  it('is everything for a collector’s people and for the token', () => {
    expect(reachOf(undefined)).toEqual({ all: true });
    expect(reachOf([membership({})])).toEqual({ all: true });
  });

  it('is a creditor’s own, and what let a firm in', () => {
    const own = membership({ kind: 'creditor', creditorId });
    const firm = membership({ kind: 'accounting-firm', organisationId: 'o2' });
    expect(reachOf([own, firm])).toEqual({ all: false, own: [creditorId], firms: ['o2'] });
  });

  it('is nothing without a membership, or without the right to see', () => {
    const nothing = { all: false, own: [], firms: [] };
    expect(reachOf([])).toEqual(nothing);
    expect(reachOf([membership({ rights: new Set() })])).toEqual(nothing);
  });
});
