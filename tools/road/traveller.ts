import type { DemoCompany } from './demo-company.js';
import type { Happening } from './happenings.js';
import type { Connection } from './hub-shapes.js';

export type Say = (line: string) => void;

/** A company that the firm has just connected, or connected at an earlier start. */
export interface Traveller {
  readonly at: Connection;
  readonly company: DemoCompany;
  /** What happens in the books on the way; nothing in a company that was connected before. */
  readonly happenings: readonly Happening[];
  readonly currency: string;
  /** The ledger's day. */
  readonly today: string;
}
