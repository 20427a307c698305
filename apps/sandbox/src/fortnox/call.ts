import type { Reply, SimRequest } from '../server/exchange.js';
import type { Scope } from './catalogue.js';
import type { Company } from './company.js';
import type { Page } from './wire/models.js';
import type { World } from './world.js';

/** One authenticated request, ready for an endpoint. */
export interface Call {
  readonly world: World;
  readonly request: SimRequest;
  /** `METHOD template`, e.g. `GET /3/invoices/{DocumentNumber}/print`. */
  readonly operation: string;
  readonly path: Readonly<Record<string, string>>;
  readonly company: Company;
  readonly page: Page;
}

export interface DeclaredEndpoint {
  readonly scope: Scope;
  /** Names that the query may hold, besides those of every list. */
  readonly parameters: readonly string[];
  readonly isList: boolean;
  readonly isPdf: boolean;
  /** Changes something though it is a GET. */
  readonly hasSideEffect: boolean;
  readonly run: (call: Call) => Reply;
}
