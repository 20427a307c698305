import { createHash } from 'node:crypto';
import type { Door, Operation } from '../journal/operation.js';
import type { SimRequest } from '../server/exchange.js';
import { basicLogin } from './authenticate.js';
import type { World } from './world.js';

/** What all token texts begin with: base64 of the vendor's small object. */
const TOKEN_START = Buffer.from('{"tokenId').toString('base64');
const TOKEN = new RegExp(`${TOKEN_START}[A-Za-z0-9+/=%]*`, 'g');
/** A character that neither JSON nor an address can hold, around the name of a token. */
const FENCE = '\u001a';
const NAME = new RegExp(`${FENCE}(consumer|employee|session):(\\d+)${FENCE}`, 'g');

/** Writes a request down, with names such as `session:4801` for its tokens. */
export function describeRequest(world: World, door: Door, request: SimRequest, path: string): Operation {
  const query = request.query.toString();
  const login = basicLogin(request);
  return {
    door,
    method: request.method,
    target: withNames(world, path) + (query === '' ? '' : `?${query}`),
    ...(login ? { login: withNames(world, `${login.username}:${login.password}`) } : {}),
    ...(request.body === '' ? {} : { body: withNames(world, request.body) }),
  };
}

/** The request again: its tokens are those of the same names. */
export function requestOf(world: World, operation: Operation): SimRequest {
  const { target } = operation;
  const mark = target.indexOf('?');
  const login = operation.login && Buffer.from(withTokens(world, operation.login)).toString('base64');
  return {
    method: operation.method,
    path: withTokens(world, mark < 0 ? target : target.slice(0, mark), encodeURIComponent),
    query: new URLSearchParams(mark < 0 ? '' : target.slice(mark + 1)),
    headers: login ? { authorization: `Basic ${login}` } : {},
    body: withTokens(world, operation.body ?? ''),
    clientGone: new Promise(() => undefined),
  };
}

/** Ids, invented numbers and tokens are drawn in order, so what is drawn next tells what has happened. */
export function markOf({ ids, random, clock }: World): string {
  return `${ids.drawn}/${random.position}/${clock.offsetMs}`;
}

/** Names the data by their counts, sums and tokens. */
export function fingerprintOf(world: World): string {
  const companies = [...world.companies.values()].map((company) => [
    company.id,
    company.options.name,
    company.options.organizationNumber,
    company.customers.size,
    company.invoices.size,
    company.books.postings.size,
    company.books.open.size,
    company.receivablesMinor(),
  ]);
  const tokens = [...world.credentials.employees()].map((employee) => employee.token);
  return createHash('sha256')
    .update(JSON.stringify([markOf(world), companies, tokens, world.credentials.consumer.token]))
    .digest('hex')
    .slice(0, 16);
}

function withNames({ credentials, sessions }: World, text: string): string {
  return text.replace(TOKEN, (found) => {
    const token = decoded(found);
    const session = sessions.withToken(token);
    if (session) return `${FENCE}session:${session.id}${FENCE}`;
    const employee = credentials.employee(token);
    if (employee) return `${FENCE}employee:${employee.id}${FENCE}`;
    const { consumer } = credentials;
    return token === consumer.token ? `${FENCE}consumer:${consumer.id}${FENCE}` : found;
  });
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function withTokens(
  { credentials, sessions }: World,
  text: string,
  encode: (token: string) => string = String,
): string {
  return text.replace(NAME, (name, kind: string, id: string) => {
    const token =
      kind === 'consumer'
        ? credentials.consumer.token
        : kind === 'employee'
          ? credentials.employeeById(Number(id))?.token
          : sessions.withId(Number(id))?.token;
    return token === undefined ? name : encode(token);
  });
}
