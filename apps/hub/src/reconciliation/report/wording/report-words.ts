import type { DifferenceKind } from '../../difference-kinds.js';
import type { DifferenceState } from '../../differences/difference-life.js';

/** Every text of the report in one language. */
export interface ReportWording {
  readonly title: string;
  readonly period: string;
  readonly about: string;
  readonly agrees: string;
  readonly differs: string;
  readonly balances: string;
  readonly account: string;
  readonly opening: string;
  readonly movement: string;
  readonly closing: string;
  readonly ledgerLessClaims: string;
  readonly receivedOverBank: string;
  readonly receivedElsewhere: string;
  readonly elsewhereNote: string;
  readonly differences: string;
  readonly noDifferences: string;
  readonly totals: string;
  readonly kind: string;
  readonly amount: string;
  readonly inLedger: string;
  readonly expected: string;
  readonly inClientMoney: string;
  readonly firstSeen: string;
  readonly claim: string;
  readonly settlement: string;
  readonly evidence: string;
  readonly postings: string;
  readonly bookings: string;
  readonly page: string;
  readonly sides: Readonly<Record<'ledger' | 'claims', string>>;
  /** Accounts of client money, as in the journal. */
  readonly accounts: Readonly<Record<string, string>>;
  /** What moved a balance; a word that is not known is shown as it is. */
  readonly movements: Readonly<Record<string, string>>;
  readonly kinds: Readonly<Record<DifferenceKind, string>>;
  readonly states: Readonly<Record<DifferenceState, string>>;
}
