import type { Reply, SimRequest } from '../server/exchange.js';
import type { Company } from './company.js';
import type { Session } from './sessions.js';
import type { Models } from './wire/models.js';
import type { Parameters } from './wire/parameters.js';
import type { World } from './world.js';

/** One authenticated request, ready for an endpoint. */
export interface Call {
  readonly world: World;
  readonly request: SimRequest;
  readonly path: Readonly<Record<string, string>>;
  readonly query: Parameters;
  readonly session: Session;
  /** The company that the Authorization header chose. */
  readonly company: Company;
  readonly models: Models;
}

export type Endpoint = (call: Call) => Reply;

/** Who may call: any session, or only one that works in a company the token has rights in. */
export interface EndpointTraits {
  /** Callable by an accountant's token in its own company. */
  readonly atHome?: boolean;
}

export interface DeclaredEndpoint extends EndpointTraits {
  readonly run: Endpoint;
}
