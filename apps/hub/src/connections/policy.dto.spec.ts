import 'reflect-metadata';
import { describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '@app/mapping';
import { localDate } from '@app/domain';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { policyChoice, PolicyDto, policyInForce } from './policy.dto.js';
import { minimumMinorText, policyOf, samePolicy } from './policy-row.js';

const body = {
  graceDays: 21,
  minimums: [
    { currency: 'NOK', amount: '250.50' },
    { currency: 'JPY', amount: '900' },
  ],
  startOn: '2026-01-01',
  excludedCustomerNumbers: ['10042', '10042'],
  approval: 'automatic' as const,
};
const policy = defaultPolicy(localDate('2026-01-01'));

describe('a policy over the API', () => {
  it('is read exactly, in minor units', () => {
    expect(policyChoice(body)).toEqual({
      graceDays: 21,
      minimumMinor: { NOK: 25_050n, JPY: 900n },
      startOn: '2026-01-01',
      excludedCustomerNumbers: ['10042'],
      approval: 'automatic',
    });
  });

  it('comes back as it went in', () => {
    const { version, ...dto } = policyInForce(policy);
    expect(version).toBe(1);
    expect(samePolicy({ ...policy, ...policyChoice(dto) }, policy)).toBe(true);
    expect(policyChoice({ ...dto, excludedCustomerGroups: ['B', 'A', 'B'] })).toMatchObject({
      excludedCustomerGroups: ['B', 'A'],
    });
  });

  it.each([
    ['an unknown currency by name', { minimums: [{ currency: 'XYZ', amount: '1' }] }, /"XYZ"/],
    ['a surplus decimal', { minimums: [{ currency: 'NOK', amount: '1.005' }] }, /1\.005/],
    ['a fraction of a currency without any', { minimums: [{ currency: 'JPY', amount: '1.5' }] }, /JPY/],
    ['a day that is not in the calendar', { startOn: '2026-02-30' }, /2026-02-30/],
  ])('refuses %s', (_, change, cause) => {
    expect(() => policyChoice({ ...body, ...change })).toThrow(cause);
  });

  it.each([
    ['a negative minimum', { minimums: [{ currency: 'NOK', amount: '-1' }] }],
    ['an amount that is a number', { minimums: [{ currency: 'NOK', amount: 1 }] }],
    ['a currency twice', { minimums: [body.minimums[0], body.minimums[0]] }],
    ['a year and a day of grace', { graceDays: 366 }],
    ['half a day', { graceDays: 0.5 }],
    ['another approval', { approval: 'never' }],
    ['a missing list', { excludedCustomerNumbers: undefined }],
  ])('finds %s unfit', (_, change) => {
    expect(validateSync(plainToInstance(PolicyDto, { ...body, ...change }))).not.toEqual([]);
  });

  it('is stored with amounts as text and read back the same', () => {
    const row = {
      ...policy,
      minimumMinor: minimumMinorText(policy.minimumMinor),
      excludedCustomerNumbers: [],
      excludedCustomerGroups: [],
    };
    expect(JSON.parse(JSON.stringify(row))).toEqual(row);
    expect(policyOf(row)).toEqual(policy);
  });

  it('is the same whatever the order of its lists', () => {
    const one = { ...policy, excludedCustomerNumbers: ['1', '2'], minimumMinor: { NOK: 1n, SEK: 2n } };
    const other = { ...policy, excludedCustomerNumbers: ['2', '1'], minimumMinor: { SEK: 2n, NOK: 1n } };
    expect(samePolicy(one, other)).toBe(true);
    expect(samePolicy(one, { ...other, graceDays: 15 })).toBe(false);
    expect(samePolicy(one, { ...other, excludedCustomerGroups: ['Borettslag'] })).toBe(false);
  });
});
