import { CompanyBooks } from './company-books.js';
import { RowIndex } from './row-index.js';
import type { Associate, AssociateDetails, Batch, LedgerRow, UpdatedBatch } from './rows.js';

const FIRST = { associate: 801, customer: 10_001, batch: 1_001 };

/** A company: one ledger, with books, customers, unposted batches and what became of them. */
export class Company extends CompanyBooks {
  readonly associates = new Map<number, Associate>();
  readonly customers = new Map<number, Associate>();
  /** In the order of their making. */
  readonly rows = new Map<number, LedgerRow>();
  readonly batches = new Map<number, Batch>();
  readonly updated: UpdatedBatch[] = [];
  /** Finds rows without looking at all of them. */
  readonly index = new RowIndex();
  #associateNo = FIRST.associate;
  #customerNo = FIRST.customer;
  #batchNo = FIRST.batch;

  addAssociate(details: AssociateDetails): Associate {
    const nowMs = this.nowMs();
    const associate: Associate = {
      associateNo: this.#associateNo,
      customerNo: this.#customerNo,
      company: this,
      details,
      rows: [],
      createdAtMs: nowMs,
      changedAtMs: nowMs,
    };
    this.#associateNo += 1;
    this.#customerNo += 1;
    this.associates.set(associate.associateNo, associate);
    this.customers.set(associate.customerNo, associate);
    return associate;
  }

  nextBatchNo(): number {
    this.#batchNo += 1;
    return this.#batchNo - 1;
  }

  addRow(row: LedgerRow): void {
    this.rows.set(row.id, row);
    row.associate.rows.push(row);
    this.index.add(row);
  }

  removeRow(row: LedgerRow): void {
    this.rows.delete(row.id);
    const { rows } = row.associate;
    rows.splice(rows.indexOf(row), 1);
    this.index.remove(row);
  }
}
