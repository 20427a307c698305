import type { SettlementId } from '@app/domain';
import { Injectable } from '@nestjs/common';
import { LedgerCatalogue } from '../connections/ledger-catalogue.js';
import { idArray } from '../database/id-array.js';
import { prepared, type Transaction } from '../database/transaction.js';
import type { BesideFacts } from './money-beside.js';

/** What a settlement brings the creditor beside the principal, by its own split and by what is chosen now. */
@Injectable()
export class BesideReader {
  constructor(private readonly catalogue: LedgerCatalogue) {}

  /** Of a settlement that is stored. */
  async read(tx: Transaction, settlementId: SettlementId): Promise<BesideFacts> {
    const facts = (await this.readAll(tx, [settlementId])).get(settlementId);
    if (!facts) throw new Error(`There is no settlement ${settlementId} to be booked.`);
    return facts;
  }

  async readAll(
    tx: Transaction,
    settlementIds: readonly SettlementId[],
  ): Promise<ReadonlyMap<SettlementId, BesideFacts>> {
    const rows = await tx.query<FactsRow>(FACTS, [tx.creditorId, idArray(settlementIds)]);
    return new Map(
      rows.map(({ id, connectorKey, ...facts }) => {
        const capabilities = this.catalogue.find(connectorKey)?.capabilities ?? [];
        return [id, { ...facts, ledgerBooksLines: capabilities.includes('write-back-lines') }];
      }),
    );
  }
}

interface FactsRow extends Omit<BesideFacts, 'ledgerBooksLines'> {
  readonly id: SettlementId;
  readonly connectorKey: string;
}

const FACTS = prepared(`
  select s.id, s.principal_minor as "principalMinor", s.interest_minor as "interestMinor",
    s.own_fees_minor as "ownFeesMinor", s.currency, r.interest_to as "interestTo",
    r.own_fees_to as "ownFeesTo", r.currency as "booksCurrency", n.connector_key as "connectorKey",
    n.write_back_accounts as accounts
  from settlement s
  join creditor r on r.creditor_id = s.creditor_id
  join claim c on c.creditor_id = s.creditor_id and c.id = s.claim_id
  join connection n on n.creditor_id = c.creditor_id and n.id = c.connection_id
  where s.creditor_id = $1 and s.id = any($2::uuid[])`);
