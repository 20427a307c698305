import { describe, expect, it } from '@jest/globals';
import { customer } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';

describe('a Fortnox customer as a debtor', () => {
  it('maps every field, and leaves out what is empty', () => {
    expect(toDebtor('118', customer())).toEqual({
      ledgerDebtorId: '118',
      kind: 'company',
      name: 'Norrgård Exempel AB',
      customerNumber: '118',
      organisationNumber: '5555555555',
      emails: ['faktura@norrgard.example', 'info@norrgard.example'],
      phones: ['0920-000000'],
      address: { lines: ['Provgatan 4'], postalCode: '97234', city: 'Luleå', countryCode: 'SE' },
      factored: false,
    });
    const bare = toDebtor('9', customer({ OrganisationNumber: '', Address1: '', City: null, Phone1: '' }));
    expect(bare).not.toHaveProperty('organisationNumber');
    expect(bare).not.toHaveProperty('address');
  });

  it.each<[type: string | null, number: string | null, country: string | null, kind: string]>([
    ['COMPANY', '555555-5555', 'SE', 'company'],
    ['COMPANY', '165555555555', 'SE', 'company'],
    ['COMPANY', '5555555555', null, 'company'],
    // What a new card says by itself: proves nothing.
    ['COMPANY', '', 'SE', 'unknown'],
    // A sole trader's number is a person's.
    ['COMPANY', '850709-9805', 'SE', 'unknown'],
    ['COMPANY', '555555-5556', 'SE', 'unknown'],
    ['COMPANY', '914778271', 'NO', 'company'],
    ['PRIVATE', '850709-9805', 'SE', 'person'],
    ['PRIVATE', '19850709-9805', 'SE', 'person'],
    ['PRIVATE', '', 'SE', 'person'],
    ['PRIVATE', '555555-5555', 'SE', 'unknown'],
    [null, '555555-5555', 'SE', 'unknown'],
  ])('calls %s with %s in %s a %s', (Type, OrganisationNumber, CountryCode, kind) => {
    expect(toDebtor('1', customer({ Type, OrganisationNumber, CountryCode })).kind).toBe(kind);
  });
});
