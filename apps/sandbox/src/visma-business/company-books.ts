import { Books } from '../books/books.js';
import type { AccountRole } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { type AccountUse, CHARTS, type DomesticCurrency, SERIES } from './catalogue.js';

/** 1 manual, 2 ascending date, 3 same amount, 4 given references; 0 (blank) and 5 produce no open entries. */
export type MatchingMethod = 0 | 1 | 2 | 3 | 4 | 5;

export interface LedgerAccount {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly role: AccountRole;
  /** Not blocked for posting. */
  isActive: boolean;
}

export interface VoucherSeries {
  readonly number: number;
  readonly name: string;
  readonly first: number;
  last: number;
  next: number;
}

export interface CompanyOptions {
  readonly name: string;
  readonly organizationNumber: string;
  readonly email: string;
  /** The Visma.net contract holder above it: an accounting firm or a group. */
  readonly officeId: number;
  readonly currency: DomesticCurrency;
}

/** Numbers the lines of one updated journal. */
export interface Journal {
  readonly number: number;
  nextAuditNo(): number;
}

const JOURNAL_FIRST = 4_001;

/** A company's general ledger and how it is set up. */
export class CompanyBooks {
  /** `vismaNetCompanyId`. */
  readonly id: number;
  readonly books: Books;
  readonly accounts = new Map<number, LedgerAccount>();
  readonly series = new Map<number, VoucherSeries>();
  matchingMethod: MatchingMethod = 4;
  /** Late payments wait as open entries for their interest. */
  calculatesInterest = false;
  readonly #uses = new Map<AccountUse, number>();
  #journalNo = JOURNAL_FIRST;

  constructor(
    readonly options: CompanyOptions,
    readonly ids: Sequences,
    readonly nowMs: () => number,
  ) {
    this.id = ids.next('company');
    this.books = new Books({ currency: options.currency, ids, nowMs, seriesStart: () => 1 });
    for (const [use, number, name, role] of CHARTS[options.currency]) {
      this.accounts.set(number, { id: ids.next('account'), number, name, role, isActive: true });
      if (use) this.#uses.set(use, number);
    }
    for (const { number, name, first, last } of SERIES)
      this.series.set(number, { number, name, first, last, next: first });
  }

  account(use: AccountUse): LedgerAccount {
    const found = this.accounts.get(this.#uses.get(use) ?? 0);
    if (!found) throw new Error(`Company ${this.id} has no account for ${use}.`);
    return found;
  }

  openJournal(): Journal {
    const number = this.#journalNo;
    this.#journalNo += 1;
    let auditNo = 0;
    return { number, nextAuditNo: () => (auditNo += 1) };
  }

  /** The next number of a series; a series that has run out gives none. */
  takeVoucherNo(seriesNo: number): number | undefined {
    const series = this.series.get(seriesNo);
    if (!series || series.next > series.last) return undefined;
    series.next += 1;
    return series.next - 1;
  }
}
