import { describe, expect, it } from '@jest/globals';
import type { lookup as systemLookup, LookupAddress } from 'node:dns';
import { createTransport } from '@app/connectors';
import { PublicAddressError, guardedLookup, isPublic, readBaseAddress } from './public-address.js';

const STRICT = { allowLoopback: false };
const WITH_LOOPBACK = { allowLoopback: true };

/** A name server that leads every name to these addresses. */
function leadingTo(...addresses: string[]): typeof systemLookup {
  const found = addresses.map((address): LookupAddress => ({
    address,
    family: address.includes(':') ? 6 : 4,
  }));
  return ((_host: string, _options: object, answer: (error: null, found: LookupAddress[]) => void) =>
    answer(null, found)) as unknown as typeof systemLookup;
}

function resolve(rules: { readonly allowLoopback: boolean }, ...addresses: string[]): Promise<string> {
  return new Promise((done) => {
    guardedLookup(rules, leadingTo(...addresses))('agency.example', {}, (error, address) =>
      done(error ? String(error.code) : String(address)),
    );
  });
}

describe('readBaseAddress', () => {
  it.each([
    ['https://api.nordvik.example/kravhub/', 'https://api.nordvik.example/kravhub'],
    ['https://api.nordvik.example:8443', 'https://api.nordvik.example:8443'],
    ['https://8.8.8.8/x', 'https://8.8.8.8/x'],
  ])('takes %s', (text, address) => {
    expect(readBaseAddress(text, STRICT)).toBe(address);
  });

  it.each([
    ['http://api.nordvik.example', 'is not https'],
    ['ftp://api.nordvik.example', 'is not https'],
    ['api.nordvik.example', 'is not an address like'],
    ['https://user:pw@api.nordvik.example', 'holds a user'],
    ['https://api.nordvik.example/?x=1', 'holds a query'],
    ['https://localhost/', 'is not a public name'],
    ['https://intranet', 'is not a public name'],
    ['https://10.0.0.8', 'is not a public one'],
    ['https://2130706433', 'is not a public one'],
    ['https://0x7f.1', 'is not a public one'],
    ['https://169.254.169.254/latest', 'is not a public one'],
    ['https://[::1]', 'is not a public one'],
    ['https://[::ffff:10.0.0.1]', 'is not a public one'],
    ['https://[fd00::1]', 'is not a public one'],
    [`https://a.example/${'x'.repeat(300)}`, 'is longer than'],
  ])('refuses %s', (text, reason) => {
    expect(() => readBaseAddress(text, STRICT)).toThrow(PublicAddressError);
    expect(() => readBaseAddress(text, STRICT)).toThrow(reason);
  });

  it('takes the sandbox where that is allowed, and there no other network', () => {
    expect(readBaseAddress('http://127.0.0.1:3900/agency', WITH_LOOPBACK)).toBe(
      'http://127.0.0.1:3900/agency',
    );
    expect(() => readBaseAddress('http://192.168.1.4', WITH_LOOPBACK)).toThrow(PublicAddressError);
    expect(() => readBaseAddress('http://agency.example', WITH_LOOPBACK)).toThrow('is not https');
  });
});

describe('guardedLookup', () => {
  it('lets a name through that leads to the internet', async () => {
    expect(await resolve(STRICT, '8.8.8.8')).toBe('8.8.8.8');
    expect(await resolve(STRICT, '2a00:1450::1', '8.8.8.8')).toBe('2a00:1450::1');
  });

  it.each(['127.0.0.1', '10.1.2.3', '::1', 'fe80::1', '::ffff:192.168.0.1', '100.64.0.1', '0.0.0.0'])(
    'refuses a name that leads to %s, also beside a public one',
    async (address) => {
      expect(await resolve(STRICT, address)).toBe('ERR_ADDRESS_REFUSED');
      expect(await resolve(STRICT, '8.8.8.8', address)).toBe('ERR_ADDRESS_REFUSED');
    },
  );

  it('refuses a name that leads nowhere', async () => {
    expect(await resolve(STRICT)).toBe('ERR_ADDRESS_REFUSED');
  });

  it('is asked by every connection, and nothing is sent where it refuses', async () => {
    const transport = createTransport({ lookup: guardedLookup(STRICT, leadingTo('127.0.0.1')) });
    await expect(
      transport({ method: 'GET', url: 'http://agency.example:9/', headers: {}, timeoutMs: 5_000 }),
    ).rejects.toMatchObject({ name: 'TransportError', sent: false });
  });
});

describe('isPublic', () => {
  it.each([
    ['8.8.8.8', true],
    ['172.15.0.1', true],
    ['172.16.0.1', false],
    ['224.0.0.1', false],
    ['255.255.255.255', false],
    ['2606:4700::1111', true],
    ['2001:db8::1', false],
    ['2002:7f00:1::', false],
    ['64:ff9b::7f00:1', false],
    ['agency.example', false],
  ])('%s: %s', (address, expected) => {
    expect(isPublic(address)).toBe(expected);
  });
});
