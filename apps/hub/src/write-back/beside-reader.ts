import type { SettlementId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import type { Connection } from '../connections/connection-row.js';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { BesideFacts } from './money-beside.js';

/** What a settlement brings the creditor beside the principal, by its own split and by what is chosen now. */
@Injectable()
export class BesideReader {
  constructor(private readonly catalogue: LedgerCatalogue) {}

  /** Of a settlement that is stored. */
  async read(tx: Transaction, settlementId: SettlementId): Promise<BesideFacts> {
    const [row] = await tx.query<FactsRow>(FACTS, [tx.creditorId, settlementId]);
    if (!row) throw new Error(`There is no settlement ${settlementId} to be booked.`);
    const { connectorKey, ...facts } = row;
    return { ...facts, ledgerBooksLines: this.#booksLines(connectorKey) };
  }

  /** What is the same for all settlements of a connection, for those whose split is known already. */
  async terms(tx: Transaction, connection: Connection): Promise<BesideTerms> {
    const [choice] = await tx.query<Pick<BesideTerms, 'interestTo' | 'ownFeesTo' | 'booksCurrency'>>(CHOICE, [
      connection.creditorId,
    ]);
    if (!choice) throw new Error(`There is no creditor ${connection.creditorId}.`);
    const { connectorKey, writeBackAccounts: accounts } = connection;
    return { ...choice, accounts, ledgerBooksLines: this.#booksLines(connectorKey) };
  }

  #booksLines(connectorKey: string): boolean {
    return this.catalogue.find(connectorKey)?.capabilities.includes('write-back-lines') ?? false;
  }
}

/** The facts without a settlement's own amounts. */
export type BesideTerms = Omit<BesideFacts, 'principalMinor' | 'interestMinor' | 'ownFeesMinor' | 'currency'>;

interface FactsRow extends Omit<BesideFacts, 'ledgerBooksLines'> {
  readonly connectorKey: string;
}

const CHOICE = prepared(`
  select interest_to as "interestTo", own_fees_to as "ownFeesTo", currency as "booksCurrency" from creditor where creditor_id = $1`);

const FACTS = prepared(`
  select s.principal_minor as "principalMinor", s.interest_minor as "interestMinor",
    s.own_fees_minor as "ownFeesMinor", s.currency, r.interest_to as "interestTo",
    r.own_fees_to as "ownFeesTo", r.currency as "booksCurrency", n.connector_key as "connectorKey",
    n.write_back_accounts as accounts
  from settlement s
  join creditor r on r.creditor_id = s.creditor_id
  join claim c on c.creditor_id = s.creditor_id and c.id = s.claim_id
  join connection n on n.creditor_id = c.creditor_id and n.id = c.connection_id
  where s.creditor_id = $1 and s.id = $2`);
