import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import type { WriteBackKey } from '../contract/index.js';
import { bearsKey, madeAtMs, postingKey, writeBackKeyOf } from './posting-key.js';
import { entry } from './testing/wire-builders.js';

const KEY = '01a2b3c4-d5e6-7f80-9123-456789abcdef' as WriteBackKey;

describe('the key on its way through Xledger', () => {
  it('fits into 20 characters and 8 digits, and comes back whole, whatever the key', () => {
    fc.assert(
      fc.property(fc.uuid(), (uuid) => {
        const { extIdentifier, trRegNumber } = postingKey(uuid as WriteBackKey);
        expect(extIdentifier).toMatch(/^[0-9A-Z]{20}$/);
        expect(String(trRegNumber)).toMatch(/^[789]\d{7}$/);
        expect(writeBackKeyOf(entry(1, '-1.00', '0.00', { extIdentifier, trRegNumber }))).toBe(uuid);
      }),
    );
  });

  it('holds the greatest key', () => {
    const greatest = 'ffffffff-ffff-ffff-ffff-ffffffffffff' as WriteBackKey;
    const { extIdentifier, trRegNumber } = postingKey(greatest);
    expect(extIdentifier).toHaveLength(20);
    expect(writeBackKeyOf(entry(1, '-1.00', '0.00', { extIdentifier, trRegNumber }))).toBe(greatest);
  });

  it('takes any other text by its digest, always the same', () => {
    expect(postingKey('conformance-1' as WriteBackKey)).toEqual(postingKey('conformance-1' as WriteBackKey));
    expect(postingKey('conformance-1' as WriteBackKey)).not.toEqual(
      postingKey('conformance-2' as WriteBackKey),
    );
  });

  it.each([
    [{ extIdentifier: 'PAYROLL-2026-02', trRegNumber: 70_000_001 }],
    [{ extIdentifier: undefined, trRegNumber: 70_000_001 }],
    [{ extIdentifier: postingKey(KEY).extIdentifier, trRegNumber: 20_260_217 }],
    [{ extIdentifier: 'ZZZZZZZZZZZZZZZZZZZZ', trRegNumber: 99_999_999 }],
  ])('makes no key of what others wrote: %j', (more) => {
    expect(writeBackKeyOf(entry(1, '-1.00', '0.00', more))).toBeUndefined();
  });

  it('knows a line by its identifier, or by its number when the identifier was lost or cut off', () => {
    const key = postingKey(KEY);
    const { extIdentifier, trRegNumber } = key;
    expect(bearsKey({ extIdentifier, trRegNumber: undefined }, key)).toBe(true);
    expect(bearsKey({ extIdentifier: extIdentifier.toLowerCase(), trRegNumber: 5 }, key)).toBe(true);
    expect(bearsKey({ extIdentifier: undefined, trRegNumber }, key)).toBe(true);
    expect(bearsKey({ extIdentifier: extIdentifier.slice(0, 15), trRegNumber }, key)).toBe(true);
    expect(bearsKey({ extIdentifier: extIdentifier.slice(0, 8), trRegNumber }, key)).toBe(false);
    expect(bearsKey({ extIdentifier: 'SOMEBODY ELSE', trRegNumber }, key)).toBe(false);
    expect(bearsKey({ extIdentifier: undefined, trRegNumber: trRegNumber + 1 }, key)).toBe(false);
  });

  it('tells when a key of the hub was made', () => {
    expect(madeAtMs(KEY)).toBe(0x01a2b3c4d5e6);
    expect(madeAtMs('conformance-1' as WriteBackKey)).toBeUndefined();
    expect(madeAtMs('11111111-1111-4111-8111-111111111111' as WriteBackKey)).toBeUndefined();
  });
});
