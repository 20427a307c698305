import { lookup as systemLookup, type LookupAddress } from 'node:dns';
import { BlockList, isIP, isIPv4, type LookupFunction } from 'node:net';

/** An address that the hub does not call: the sentence goes on after "The address". Example: `is not https`. */
export class PublicAddressError extends Error {
  constructor(readonly reason: string) {
    super(`The address ${reason}.`);
    this.name = 'PublicAddressError';
  }
}

export interface AddressRules {
  /** For rehearsals: addresses on this machine, and only there also without TLS. */
  readonly allowLoopback: boolean;
}

const LENGTH_MAX = 300;

/**
 * Networks that are not the internet: an address that others name must not become a way into ours (RFC 6890 and the registries
 * of special-purpose addresses that IANA keeps by it).
 */
const NOT_PUBLIC_V4 = new BlockList();
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  NOT_PUBLIC_V4.addSubnet(network, prefix, 'ipv4');

/** All that is public lies in 2000::/3, but for what is set aside there. */
const GLOBAL_V6 = new BlockList();
GLOBAL_V6.addSubnet('2000::', 3, 'ipv6');
const NOT_PUBLIC_V6 = new BlockList();
for (const [network, prefix] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  NOT_PUBLIC_V6.addSubnet(network, prefix, 'ipv6');

/**
 * Reads an address that somebody outside has named. What its name leads to is looked at with every connection, by
 * `guardedLookup`.
 * @throws PublicAddressError
 */
export function readPublicAddress(text: string, rules: AddressRules): URL {
  if (text.length > LENGTH_MAX) throw new PublicAddressError(`is longer than ${LENGTH_MAX} characters`);
  if (!URL.canParse(text)) throw new PublicAddressError('is not an address like https://api.example/kravhub');
  const url = new URL(text);
  const host = url.hostname.replace(/^\[|\]$/g, '');
  if (url.username !== '' || url.password !== '') throw new PublicAddressError('holds a user or a password');
  if (url.hash !== '') throw new PublicAddressError('holds a fragment');
  const onLoopback = rules.allowLoopback && isLoopbackHost(host);
  if (url.protocol !== 'https:' && !(onLoopback && url.protocol === 'http:'))
    throw new PublicAddressError('is not https');
  if (!onLoopback) {
    if (isIP(host) !== 0 && !isPublic(host)) throw new PublicAddressError('is not a public one');
    if (isIP(host) === 0 && !/[^.]\.[^.]/.test(host)) throw new PublicAddressError('is not a public name');
  }
  return url;
}

/**
 * Reads an address below which others lie.
 * @returns the address without a slash at its end
 * @throws PublicAddressError
 */
export function readBaseAddress(text: string, rules: AddressRules): string {
  const url = readPublicAddress(text, rules);
  if (url.search !== '') throw new PublicAddressError('holds a query');
  return url.href.replace(/\/+$/, '');
}

/** Resolves names for such connections, and refuses those that lead to any address that is not public. */
export function guardedLookup(
  rules: AddressRules,
  resolve: typeof systemLookup = systemLookup,
): LookupFunction {
  return (host, options, answer) => {
    resolve(host, { ...options, all: true }, (error, found: LookupAddress[]) => {
      if (error) return answer(error, []);
      const allowed = ({ address }: LookupAddress): boolean =>
        isPublic(address) || (rules.allowLoopback && isLoopbackHost(address));
      const [first] = found;
      if (first === undefined || !found.every(allowed)) return answer(refused(), []);
      return options.all ? answer(null, found) : answer(null, first.address, first.family);
    });
  };
}

export function isPublic(address: string): boolean {
  if (isIPv4(address)) return !NOT_PUBLIC_V4.check(address, 'ipv4');
  return isIP(address) === 6 && GLOBAL_V6.check(address, 'ipv6') && !NOT_PUBLIC_V6.check(address, 'ipv6');
}

function isLoopbackHost(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIPv4(host) && host.startsWith('127.'));
}

function refused(): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new PublicAddressError('leads to a network that is not public');
  error.code = 'ERR_ADDRESS_REFUSED';
  return error;
}
