import { localDate } from '@app/domain';
import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from './creditor-policy.js';

describe('the policy that a creditor begins with', () => {
  it('is careful: it waits, leaves small amounts alone, and sends nothing without a person', () => {
    expect(defaultPolicy(localDate('2026-05-01'))).toEqual({
      version: 1,
      graceDays: 14,
      minimumMinor: { NOK: 10_000n, SEK: 10_000n },
      startOn: '2026-05-01',
      excludedCustomerNumbers: [],
      excludedCustomerGroups: [],
      approval: 'approve',
    });
  });
});
