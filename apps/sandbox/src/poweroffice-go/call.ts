import type { Reply, SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { AccessToken } from './credentials.js';
import type { Query } from './wire/query.js';
import type { World } from './world.js';

/** One request with a valid access token, ready for an endpoint. */
export interface Call {
  readonly world: World;
  readonly request: SimRequest;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Query;
  readonly token: AccessToken;
  /** The company whose client key made the token. */
  readonly company: Company;
  /** Scheme and host that the request came to. */
  readonly address: string;
}

/** A request to an operation that asks for no access token. */
export interface OpenCall {
  readonly world: World;
  readonly request: SimRequest;
  readonly path: Readonly<Record<string, string>>;
  readonly address: string;
  /** Path before the simulator's own, e.g. `/poweroffice-go` in the sandbox. */
  readonly prefix: string;
}

export interface Endpoint {
  /** Method and template in the vendor's spelling: how logs and fault rules name it. */
  readonly operation: string;
  readonly run: (call: Call) => Reply;
  /** Any one of these roles must be in the token; empty for any token. */
  readonly roles: readonly string[];
  readonly parameters: readonly string[];
}

export interface OpenEndpoint {
  readonly operation: string;
  readonly runOpen: (call: OpenCall) => Reply;
  /** Pages that a person's browser asks for carry no subscription key and are not counted. */
  readonly isPage?: boolean;
}

export type DeclaredEndpoint = Endpoint | OpenEndpoint;
