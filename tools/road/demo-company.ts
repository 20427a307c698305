/** What a company's own bookkeeper does in the ledger, and the truth of its books. */
export interface DemoCompany {
  /** The debtor pays the company itself. */
  pay(itemId: string, amount: string): Promise<unknown>;
  /** Credits the whole invoice, or a part of it. */
  credit(itemId: string, amount?: string): Promise<unknown>;
  /**
   * Every posting in the books that came in from outside for the collector, by an id that the hub uses for it too:
   * what duplicates are counted from.
   */
  postingsForTheCollector(): Promise<readonly string[]>;
  /** Does now what the vendor does by itself sooner or later; asked while somebody waits for it. */
  hurry?(): Promise<unknown>;
}
