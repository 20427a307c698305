import { expect, it } from '@jest/globals';
import { customer } from './testing/wire-builders.js';
import { toDebtor } from './to-debtor.js';
import { wireCustomer } from './wire.js';

it('tells contact groups by their ids, and none where there are none', () => {
  const { ContactGroupIds } = wireCustomer({ Id: 1, ContactGroupIds: [71001, 71002] });
  expect(toDebtor({ ...customer, ContactGroupIds }).groups).toEqual(['71001', '71002']);
  for (const without of [[], undefined])
    expect(toDebtor({ ...customer, ContactGroupIds: without })).not.toHaveProperty('groups');
});
