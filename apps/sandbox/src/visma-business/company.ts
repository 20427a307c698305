import { Books } from '../books/books.js';
import type { AccountRole } from '../books/entries.js';
import type { Sequences } from '../books/sequence.js';
import { type AccountUse, CHARTS, type DomesticCurrency, SERIES } from './catalogue.js';
import type {
  Associate,
  AssociateDetails,
  Batch,
  LedgerRow,
  MatchingMethod,
  UpdatedBatch,
  VoucherSeries,
} from './rows.js';

export interface LedgerAccount {
  readonly id: number;
  readonly number: number;
  readonly name: string;
  readonly role: AccountRole;
  /** Not blocked for posting. */
  isActive: boolean;
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

const FIRST = { associate: 801, customer: 10_001, batch: 1_001, journal: 4_001 };

/** A company: one ledger, with books, customers, unposted batches and what became of them. */
export class Company {
  /** `vismaNetCompanyId`. */
  readonly id: number;
  readonly books: Books;
  readonly accounts = new Map<number, LedgerAccount>();
  readonly series = new Map<number, VoucherSeries>();
  readonly associates = new Map<number, Associate>();
  readonly customers = new Map<number, Associate>();
  /** In the order of their key: journals are numbered upwards. */
  readonly rows = new Map<number, LedgerRow>();
  readonly batches = new Map<number, Batch>();
  readonly updated: UpdatedBatch[] = [];
  matchingMethod: MatchingMethod = 4;
  /** Late payments wait as open entries for their interest. */
  calculatesInterest = false;
  readonly #uses = new Map<AccountUse, number>();
  readonly #rowsOfCustomer = new Map<number, LedgerRow[]>();
  #associateNo = FIRST.associate;
  #customerNo = FIRST.customer;
  #batchNo = FIRST.batch;
  #journalNo = FIRST.journal;

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

  addAssociate(details: AssociateDetails): Associate {
    const nowMs = this.nowMs();
    const associate: Associate = {
      associateNo: this.#associateNo,
      customerNo: this.#customerNo,
      company: this,
      details,
      createdAtMs: nowMs,
      changedAtMs: nowMs,
    };
    this.#associateNo += 1;
    this.#customerNo += 1;
    this.associates.set(associate.associateNo, associate);
    this.customers.set(associate.customerNo, associate);
    return associate;
  }

  methodFor({ details }: Associate): MatchingMethod {
    return details.matchingMethod === 0 ? this.matchingMethod : details.matchingMethod;
  }

  openJournal(): Journal {
    const number = this.#journalNo;
    this.#journalNo += 1;
    let auditNo = 0;
    return { number, nextAuditNo: () => (auditNo += 1) };
  }

  nextBatchNo(): number {
    this.#batchNo += 1;
    return this.#batchNo - 1;
  }

  addRow(row: LedgerRow): void {
    this.rows.set(row.id, row);
    const { customerNo } = row.associate;
    const known = this.#rowsOfCustomer.get(customerNo);
    if (known) known.push(row);
    else this.#rowsOfCustomer.set(customerNo, [row]);
  }

  removeRow(row: LedgerRow): void {
    this.rows.delete(row.id);
    const rows = this.#rowsOfCustomer.get(row.associate.customerNo) ?? [];
    rows.splice(rows.indexOf(row), 1);
  }

  rowsOf({ customerNo }: Associate): readonly LedgerRow[] {
    return this.#rowsOfCustomer.get(customerNo) ?? [];
  }

  /** The next number of a series; a series that has run out gives none. */
  takeVoucherNo(seriesNo: number): number | undefined {
    const series = this.series.get(seriesNo);
    if (!series || series.next > series.last) return undefined;
    series.next += 1;
    return series.next - 1;
  }
}
