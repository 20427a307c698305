import { createHash } from 'node:crypto';
import type { Door, Operation } from '../journal/operation.js';
import type { SimRequest } from '../server/exchange.js';
import type { App } from './oauth/apps.js';
import type { World } from './world.js';

/** Access tokens are JWTs, refresh tokens 64 hex digits, as are codes, which are no secrets once they are spent. */
const SECRET = /eyJ[\w-]+\.[\w-]+\.[\w-]+|\b[0-9A-F]{64}\b/g;
const FENCE = '\u001a';
const NAME = new RegExp(`${FENCE}([a-z]+:[\\w-]+)${FENCE}`, 'g');
const FORM = /^\/connect\//;

/** Writes a request down, with names such as `refresh:5` and `client:<id>` for its secrets. */
export function describeRequest(world: World, door: Door, request: SimRequest): Operation {
  const query = request.query.toString();
  const header = request.headers['authorization'];
  return {
    door,
    method: request.method,
    target: request.path + (query === '' ? '' : `?${query}`),
    ...(header === undefined ? {} : { login: headerNamed(world, header) }),
    ...(request.body === '' ? {} : { body: withNames(world, request.body) }),
  };
}

/** The request again: its secrets are those of the same names. */
export function requestOf(world: World, { method, target, login, body = '' }: Operation): SimRequest {
  const mark = target.indexOf('?');
  const path = mark < 0 ? target : target.slice(0, mark);
  const type = FORM.test(path) ? 'application/x-www-form-urlencoded' : 'application/json';
  return {
    method,
    path,
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: {
      ...(login === undefined ? {} : { authorization: headerOf(world, login) }),
      ...(body === '' ? {} : { 'content-type': type }),
    },
    body: withSecrets(world, body),
    clientGone: new Promise(() => undefined),
  };
}

/** What is drawn next tells what has happened; changes that draw nothing are counted. */
export function markOf({ ids, random, grants, clock, changes, signInAnswer }: World): string {
  return [ids.drawn, random.position, grants.position, clock.offsetMs, changes, signInAnswer.outcome].join(
    '/',
  );
}

export function fingerprintOf(world: World): string {
  const companies = [...world.companies.values()].map((company) => [
    company.id,
    company.options.name,
    company.options.organizationNumber,
    company.associates.size,
    company.rows.size,
    company.books.postings.size,
  ]);
  const secrets = [world.webApp, world.serviceApp].map(({ clientId, clientSecret }) => [
    clientId,
    clientSecret,
  ]);
  return createHash('sha256')
    .update(JSON.stringify([markOf(world), companies, secrets]))
    .digest('hex')
    .slice(0, 16);
}

function headerNamed(world: World, header: string): string {
  if (!header.startsWith('Basic ')) return withNames(world, header);
  const sent = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const app = appsOf(world).find((one) => basicOf(one) === sent);
  return app ? `${FENCE}client:${app.clientId}${FENCE}` : 'Basic wrong';
}

function headerOf(world: World, named: string): string {
  const app = appsOf(world).find(({ clientId }) => named === `${FENCE}client:${clientId}${FENCE}`);
  return app ? `Basic ${Buffer.from(basicOf(app)).toString('base64')}` : withSecrets(world, named);
}

function basicOf({ clientId, clientSecret }: App): string {
  return `${encodeURIComponent(clientId)}:${encodeURIComponent(clientSecret)}`;
}

function withNames(world: World, text: string): string {
  const masked = appsOf(world).reduce(
    (all, { clientId, clientSecret }) => all.replaceAll(clientSecret, `${FENCE}client:${clientId}${FENCE}`),
    text,
  );
  return masked.replace(SECRET, (secret) => {
    const name = world.grants.nameOf(secret);
    // A code stays as it is: the next start draws the same, and it opens nothing any more.
    return name === undefined ? secret : `${FENCE}${name}${FENCE}`;
  });
}

function withSecrets(world: World, text: string): string {
  return text.replace(NAME, (fenced, name: string) => {
    const app = appsOf(world).find(({ clientId }) => name === `client:${clientId}`);
    return app?.clientSecret ?? world.grants.secretNamed(name) ?? fenced;
  });
}

function appsOf({ webApp, serviceApp }: World): readonly App[] {
  return [webApp, serviceApp];
}
