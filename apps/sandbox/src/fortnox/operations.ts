import { createHash } from 'node:crypto';
import type { Door, Operation } from '../journal/operation.js';
import type { SimRequest } from '../server/exchange.js';
import type { World } from './world.js';

/** Access tokens are JWTs, refresh tokens 40 hex digits. */
const SECRET = /eyJ[\w-]+\.[\w-]+\.[\w-]+|\b[0-9a-f]{40}\b/g;
const FENCE = '\u001a';
const NAME = new RegExp(`${FENCE}([a-z]+:[\\w-]+)${FENCE}`, 'g');

/** Writes a request down, with names such as `refresh:5` and `client:<id>` for its secrets. */
export function describeRequest(world: World, door: Door, request: SimRequest, path: string): Operation {
  const query = request.query.toString();
  const header = request.headers['authorization'] ?? '';
  const tenant = request.headers['tenantid'];
  const login = header === '' ? undefined : `${tenant ?? ''} ${headerNamed(world, header)}`;
  return {
    door,
    method: request.method,
    target: withNames(world, path) + (query === '' ? '' : `?${withNames(world, query)}`),
    ...(login === undefined ? {} : { login }),
    ...(request.body === '' ? {} : { body: withNames(world, request.body) }),
  };
}

/** The request again: its secrets are those of the same names. */
export function requestOf(world: World, operation: Operation): SimRequest {
  const { target, login, body = '' } = operation;
  const mark = target.indexOf('?');
  const [tenant = '', named = ''] = login === undefined ? [] : splitOnce(login);
  const isForm = target.startsWith('/oauth-v1/');
  return {
    method: operation.method,
    path: withSecrets(world, mark < 0 ? target : target.slice(0, mark)),
    query: new URLSearchParams(withSecrets(world, mark < 0 ? '' : target.slice(mark + 1))),
    headers: {
      ...(login === undefined ? {} : { authorization: headerOf(world, named) }),
      ...(tenant === '' ? {} : { tenantid: tenant }),
      ...(body === ''
        ? {}
        : { 'content-type': isForm ? 'application/x-www-form-urlencoded' : 'application/json' }),
    },
    body: withSecrets(world, body),
    clientGone: new Promise(() => undefined),
  };
}

/** What is drawn next tells what has happened; grants and switches of the sign-in page count too. */
export function markOf({ ids, random, clock, companies, signInAnswer }: World): string {
  let payments = 0;
  let sideEffects = 0;
  for (const company of companies.values()) {
    payments += company.payments.size;
    sideEffects += company.sideEffects.length;
  }
  return [ids.drawn, random.position, clock.offsetMs, payments, sideEffects, signInAnswer.outcome].join('/');
}

export function fingerprintOf(world: World): string {
  const companies = [...world.companies.values()].map((company) => [
    company.tenantId,
    company.options.name,
    company.options.organizationNumber,
    company.customers.size,
    company.invoices.size,
    company.payments.size,
    company.books.postings.size,
    company.receivablesMinor(),
  ]);
  return createHash('sha256')
    .update(JSON.stringify([markOf(world), companies, world.app.clientId, world.app.clientSecret]))
    .digest('hex')
    .slice(0, 16);
}

function headerNamed(world: World, header: string): string {
  if (!header.startsWith('Basic ')) return withNames(world, header);
  const text = Buffer.from(header.slice('Basic '.length), 'base64').toString('utf8');
  const clientId = text.slice(0, Math.max(0, text.indexOf(':')));
  const app = world.apps.get(clientId);
  return app && text === `${clientId}:${app.clientSecret}`
    ? `${FENCE}client:${clientId}${FENCE}`
    : 'Basic wrong';
}

function headerOf(world: World, named: string): string {
  const clientId = new RegExp(`^${FENCE}client:([\\w-]+)${FENCE}$`).exec(named)?.[1];
  const app = clientId === undefined ? undefined : world.apps.get(clientId);
  if (!app) return withSecrets(world, named);
  return `Basic ${Buffer.from(`${app.clientId}:${app.clientSecret}`).toString('base64')}`;
}

function withNames({ grants }: World, text: string): string {
  return text.replace(SECRET, (secret) => {
    const name = grants.nameOf(secret);
    return name === undefined ? 'unknown-secret' : `${FENCE}${name}${FENCE}`;
  });
}

function withSecrets({ grants }: World, text: string): string {
  return text.replace(NAME, (fenced, name: string) => grants.secretNamed(name) ?? fenced);
}

function splitOnce(text: string): [string, string] {
  const space = text.indexOf(' ');
  return [text.slice(0, space), text.slice(space + 1)];
}
