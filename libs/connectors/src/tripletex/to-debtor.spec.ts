import { describe, expect, it } from '@jest/globals';
import { WIRE_CUSTOMER } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { wireCustomer } from './wire.js';

const map = (change: object): ReturnType<typeof toDebtor> =>
  toDebtor(wireCustomer({ ...WIRE_CUSTOMER, ...change }));

describe('toDebtor', () => {
  it('maps a company whole', () => {
    expect(map({})).toEqual({
      ledgerDebtorId: '84217311',
      kind: 'company',
      name: 'Granly Bygg AS',
      customerNumber: '10007',
      organisationNumber: '314000048',
      emails: ['faktura@granly.example', 'regnskap@granly.example', 'post@granly.example'],
      phones: ['90000000'],
      address: { lines: ['Granlyveien 5'], postalCode: '0580', city: 'Oslo', countryCode: 'NO' },
      language: 'nb',
      factored: false,
    });
  });

  it('tells the categories by name, each once, and by id where rights hide the name', () => {
    const sorted = map({
      category1: { id: 71, name: 'Borettslag' },
      category2: { id: 72, name: 'Borettslag' },
      category3: { id: 73 },
    });
    expect(sorted.groups).toEqual(['Borettslag', '73']);
    expect(map({ category1: null, category2: null, category3: null })).not.toHaveProperty('groups');
  });

  it.each([
    ['the flag makes a person', { isPrivateIndividual: true, organizationNumber: '' }, 'person'],
    ['the flag outranks a number', { isPrivateIndividual: true }, 'person'],
    ['neither flag nor number is unknown', { organizationNumber: '' }, 'unknown'],
    [
      'a flag that rights hide is not a no',
      { isPrivateIndividual: null, organizationNumber: null },
      'unknown',
    ],
  ])('%s', (_name, change, kind) => {
    expect(map(change).kind).toBe(kind);
  });

  it.each([
    ['reminders’ address first', { overdueNoticeEmail: 'purring@granly.example' }, 'purring@granly.example'],
    ['each address once', { invoiceEmail: 'post@granly.example' }, 'post@granly.example'],
    ['nothing that is no address', { invoiceEmail: 'ingen', email: 'a@b.example' }, 'a@b.example'],
  ])('%s', (_name, change, first) => {
    const { emails } = map(change);
    expect(emails[0]).toBe(first);
    expect(new Set(emails).size).toBe(emails.length);
  });

  it('leaves absent what is empty', () => {
    const debtor = map({
      phoneNumberMobile: '',
      postalAddress: null,
      language: 'DE',
      customerNumber: 0,
      organizationNumber: ' ',
    });
    expect(Object.keys(debtor).sort()).toEqual([
      'emails',
      'factored',
      'kind',
      'ledgerDebtorId',
      'name',
      'phones',
    ]);
  });

  it('takes the visiting address where there is no postal one', () => {
    const empty = { addressLine1: '', addressLine2: '', postalCode: '', city: '', country: null };
    const visiting = { ...empty, addressLine1: 'Verkstedveien 2', postalCode: '5003', city: 'Bergen' };
    expect(map({ postalAddress: empty, physicalAddress: visiting }).address).toEqual({
      lines: ['Verkstedveien 2'],
      postalCode: '5003',
      city: 'Bergen',
    });
  });
});
