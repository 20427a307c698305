import type { LedgerCompanyKey } from '@app/domain';
import type { LedgerGrant } from '@app/connectors';
import { companiesLost, organisationNumberDiffers } from './connection-problems.js';

export interface ConnectedCompany {
  readonly key: LedgerCompanyKey;
  readonly name: string;
  /** As it was when the company was connected. */
  readonly organisationNumber: string;
}

/**
 * Proves that a grant reaches all these companies and that each is still the one it was: by the ledger's list, and
 * where that holds no number, by asking the company itself.
 * @throws ProblemError, LedgerError
 */
export async function reachesAll(grant: LedgerGrant, connected: readonly ConnectedCompany[]): Promise<void> {
  const listed = new Map((await grant.listCompanies()).map((company) => [company.key, company]));
  const lost = connected.filter(({ key }) => !listed.has(key));
  if (lost.length > 0) throw companiesLost(lost.map(({ name }) => name));
  for (const { key, organisationNumber } of connected) {
    const found =
      listed.get(key)?.organisationNumber ?? (await grant.openCompany(key).identify()).organisationNumber;
    if (found !== organisationNumber) throw organisationNumberDiffers(organisationNumber, found);
  }
}
