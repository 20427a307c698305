/** What the road brought, of one company or of many. */
export interface Tally {
  readonly companies: number;
  readonly invoicesPulled: number;
  readonly openItems: number;
  /** Records set aside for a person, by reason. */
  readonly refused: Readonly<Record<string, number>>;
  readonly claimsCreated: number;
  readonly handedOver: number;
  readonly settlements: number;
  readonly postingsMade: number;
  readonly postingsVerified: number;
  /** Postings in the ledgers' own books that no settlement stands for. Must be 0. */
  readonly duplicates: number;
  /** Must be 0. */
  readonly reconciliationDifferences: number;
}

export const NOTHING: Tally = {
  companies: 0,
  invoicesPulled: 0,
  openItems: 0,
  refused: {},
  claimsCreated: 0,
  handedOver: 0,
  settlements: 0,
  postingsMade: 0,
  postingsVerified: 0,
  duplicates: 0,
  reconciliationDifferences: 0,
};

export function sumOf(tallies: readonly Tally[]): Tally {
  return tallies.reduce(plus, NOTHING);
}

function plus(one: Tally, other: Tally): Tally {
  const refused: Record<string, number> = { ...one.refused };
  for (const [reason, count] of Object.entries(other.refused))
    refused[reason] = (refused[reason] ?? 0) + count;
  return {
    companies: one.companies + other.companies,
    invoicesPulled: one.invoicesPulled + other.invoicesPulled,
    openItems: one.openItems + other.openItems,
    refused,
    claimsCreated: one.claimsCreated + other.claimsCreated,
    handedOver: one.handedOver + other.handedOver,
    settlements: one.settlements + other.settlements,
    postingsMade: one.postingsMade + other.postingsMade,
    postingsVerified: one.postingsVerified + other.postingsVerified,
    duplicates: one.duplicates + other.duplicates,
    reconciliationDifferences: one.reconciliationDifferences + other.reconciliationDifferences,
  };
}
