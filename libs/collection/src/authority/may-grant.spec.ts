import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { type AuthorityRequest, type AuthoritySettings, DEFAULT_AUTHORITY } from './authority.js';
import { mayGrant } from './may-grant.js';

const DEFAULTS: AuthoritySettings = { defaults: { version: 1, authority: DEFAULT_AUTHORITY } };
const OWN: AuthoritySettings = {
  ...DEFAULTS,
  own: {
    version: 7,
    authority: {
      waiveInterestMinorMax: 50_000n,
      planMonthsMax: 36,
      deferralDaysMax: 0,
      interestFreePlan: true,
    },
  },
};

describe('the default authority', () => {
  it.each<[AuthorityRequest, boolean]>([
    [{ kind: 'waive-instalment-fee' }, true],
    [{ kind: 'grant-deferral', days: 30, alreadyDays: 0 }, true],
    [{ kind: 'grant-deferral', days: 20, alreadyDays: 14 }, false],
    [{ kind: 'grant-plan', months: 12, interestFree: false }, true],
    [{ kind: 'grant-plan', months: 13, interestFree: false }, false],
    [{ kind: 'grant-plan', months: 6, interestFree: true }, false],
    [{ kind: 'waive-interest', amountMinor: 1n, alreadyMinor: 0n }, false],
    [{ kind: 'reduce-principal', amountMinor: 1n, alreadyMinor: 0n }, false],
  ])('%j → %p', (request, allowed) => {
    expect(mayGrant(DEFAULTS, request).allowed).toBe(allowed);
  });

  it('says what would have been allowed, and who could say yes', () => {
    expect(mayGrant(DEFAULTS, { kind: 'grant-deferral', days: 20, alreadyDays: 14 })).toEqual({
      allowed: false,
      basis: { field: 'deferralDaysMax', from: 'default', version: 1, limit: '30' },
      reason: 'beyond-limit',
      left: '16',
      whoCould: 'creditor',
    });
  });
});

describe("the creditor's own authority", () => {
  it('goes before the default, field by field, and is named with its version', () => {
    expect(mayGrant(OWN, { kind: 'grant-plan', months: 36, interestFree: true })).toEqual({
      allowed: true,
      basis: [
        { field: 'planMonthsMax', from: 'creditor', version: 7, limit: '36' },
        { field: 'interestFreePlan', from: 'creditor', version: 7, limit: 'true' },
      ],
    });
    expect(mayGrant(OWN, { kind: 'grant-deferral', days: 1, alreadyDays: 0 })).toMatchObject({
      allowed: false,
      reason: 'not-granted',
      basis: { from: 'creditor' },
    });
    expect(mayGrant(OWN, { kind: 'waive-instalment-fee' })).toMatchObject({
      basis: [{ from: 'default', version: 1 }],
    });
  });
});

it('never waives more in all than the limit, however it is asked for', () => {
  fc.assert(
    fc.property(fc.array(fc.bigInt({ min: 1n, max: 40_000n }), { maxLength: 20 }), (amounts) => {
      let alreadyMinor = 0n;
      for (const amountMinor of amounts) {
        const { allowed } = mayGrant(OWN, { kind: 'waive-interest', amountMinor, alreadyMinor });
        if (allowed) alreadyMinor += amountMinor;
      }
      expect(alreadyMinor).toBeLessThanOrEqual(50_000n);
    }),
  );
});

it.each<AuthorityRequest>([
  { kind: 'waive-interest', amountMinor: 0n, alreadyMinor: 0n },
  { kind: 'reduce-principal', amountMinor: -5n, alreadyMinor: 0n },
  { kind: 'grant-deferral', days: 1.5, alreadyDays: 0 },
  { kind: 'grant-plan', months: 0, interestFree: false },
])('asks back where the question makes no sense: %j', (request) => {
  expect(() => mayGrant(OWN, request)).toThrow(RangeError);
});
