import type { Browser } from '../browser.js';
import type { DemoCompany } from '../demo-company.js';
import type { Happening } from '../happenings.js';
import type { HttpJson } from '../http-json.js';
import type { Connection } from '../hub-shapes.js';
import type { Hub } from '../hub.js';

/** The accounting firm of the demonstration, at its desk. */
export interface Firm {
  readonly hub: Hub;
  readonly browser: Browser;
  /** The sandbox's control API, below `/control`. */
  readonly control: HttpJson;
  say(words: string): void;
}

/** One ledger on the road: how the firm gets in, and what its companies' own people do there. */
export interface DemoLedger {
  /** The connector's key. A ledger whose connector the hub does not have is not walked. */
  readonly key: string;
  /** What the books are kept in. */
  readonly currency: 'NOK' | 'SEK';
  /**
   * What happens in the first company, the second, and so on, round and round. Ledgers that allow few calls share the
   * happenings out, so that nobody waits for them.
   */
  readonly happenings: readonly (readonly Happening[])[];
  /** Lets the firm in, as its people would; where it is in already, nothing is asked. @returns grants, in order */
  signIn(firm: Firm): Promise<readonly string[]>;
  /** Keys of the companies that the firm chooses. Default: all that the grants reach. */
  chosen?(control: HttpJson): Promise<readonly string[]>;
  /** The ledger's day. */
  today(control: HttpJson): Promise<string>;
  /** The company behind a connection: past the vendor's API, through the sandbox's control API. */
  company(control: HttpJson, at: Connection): Promise<DemoCompany>;
}

/** What the firm calls an access, in the hub. */
export function label(company?: string): string {
  return company === undefined ? 'Fjordtall Regnskap (demo)' : `Fjordtall Regnskap (demo), ${company}`;
}

/** The person is back from the vendor's page. @throws Error with what the hub's page says, unless a grant is stored */
export async function storedGrant(hub: Hub, key: string, name: string, said: string): Promise<string> {
  const grantId = await hub.findGrant(key, name);
  if (grantId === undefined) throw new Error(`Signing in did not end in a stored access: ${said}`);
  return grantId;
}
