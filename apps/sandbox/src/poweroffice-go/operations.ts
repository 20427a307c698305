import { createHash } from 'node:crypto';
import type { Door, Operation } from '../journal/operation.js';
import type { SimRequest } from '../server/exchange.js';
import { bearerOf } from './authenticate.js';
import { basicLogin } from './endpoints/token-endpoint.js';
import type { World } from './world.js';

/** A character that neither JSON nor an address can hold, around the name of a secret. */
const FENCE = '\u001a';
const NAME = new RegExp(`${FENCE}([a-z]+(?::\\d+)?)${FENCE}`, 'g');
/** The forms of all secrets: UUIDs, subscription keys, access tokens. */
const SECRET = /[\w-]+\.[\w-]+\.[0-9a-f]{32}|[0-9a-f]{8}-[0-9a-f-]{27}|[0-9a-f]{32}/gi;
const CONTENT_TYPE = /^(application\/[a-z.+-]+|multipart\/form-data)/i;

/** Writes a request down, with names such as `token:7` for its secrets. */
export function describeRequest(world: World, door: Door, request: SimRequest, path: string): Operation {
  const { credentials } = world;
  const query = new URLSearchParams(request.query);
  query.delete('subscription-key');
  const text = query.toString();
  const basic = basicLogin(request);
  const plain = basic ? `Basic ${basic.username}:${basic.password}` : `Bearer ${bearerOf(request) ?? ''}`;
  const type = CONTENT_TYPE.exec(request.headers['content-type'] ?? '')?.[0] ?? '';
  const named = (secret: string): string =>
    secret.replace(SECRET, (found) => {
      const name = credentials.nameOf(found) ?? credentials.nameOf(found.toLowerCase());
      return name === undefined ? found : `${FENCE}${name}${FENCE}`;
    });
  return {
    door,
    method: request.method,
    target: named(path) + (text === '' ? '' : `?${named(text)}`),
    login: `${type};${request.headers['host'] ?? ''};${named(plain)}`,
    ...(request.body === '' ? {} : { body: named(request.body) }),
  };
}

/** The request again: its secrets are those of the same names. */
export function requestOf({ credentials }: World, operation: Operation): SimRequest {
  const restored = (text: string): string =>
    text.replace(NAME, (found, name: string) => credentials.textOf(name) ?? found);
  const target = restored(operation.target);
  const mark = target.indexOf('?');
  const [type = '', host = '', login = ''] = (operation.login ?? '').split(';');
  const plain = restored(login);
  const authorization = plain.startsWith('Basic ')
    ? `Basic ${Buffer.from(plain.slice('Basic '.length)).toString('base64')}`
    : plain;
  return {
    method: operation.method,
    path: mark < 0 ? target : target.slice(0, mark),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: { authorization, host, 'content-type': type },
    body: restored(operation.body ?? ''),
    clientGone: new Promise(() => undefined),
  };
}

/** Ids, stamps and invented numbers are drawn in order, so what is drawn next tells what has happened. */
export function markOf({ ids, random, stamps, clock }: World): string {
  return `${ids.drawn}/${stamps.drawn}/${random.position}/${clock.offsetMs}`;
}

/** Names the data by their counts, sums and keys. */
export function fingerprintOf(world: World): string {
  const companies = [...world.companies.values()].map((company) => [
    company.id,
    company.options.name,
    company.options.organizationNumber,
    company.customers.size,
    company.invoices.size,
    company.entries.size,
    company.receivablesMinor(),
  ]);
  const keys = [...world.credentials.clientKeys()].map(({ key }) => key);
  return createHash('sha256')
    .update(JSON.stringify([markOf(world), companies, keys, world.credentials.applicationKey]))
    .digest('hex')
    .slice(0, 16);
}
