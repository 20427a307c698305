import { type CreditorId, type LocalDate, type Creditor } from '@app/domain';
import type { StatementData, StatementRow } from '@app/letters';
import { Injectable } from '@nestjs/common';
import { CreditorReader } from '../connections/creditor-reader.js';
import { prepared, type Transaction } from '../database/transaction.js';
import { payingAccount, payoutsWhere } from '../payouts/payout-store.js';
import type { Payout } from '../payouts/payout.js';
import { type Remittance, type RemittanceLine, totalsOf } from './remittance-line.js';
import { storedLines } from './remittance-lines.js';
import { remittanceNotFound } from './remittance-problems.js';
import { RemittanceSettingsStore } from './settings-store.js';

const COLUMNS = `
  creditor_id as "creditorId", id, number, currency, cut_off_on as "cutOffOn", remitted_on as "remittedOn",
  to_creditor_minor as "toCreditorMinor", withheld_minor as "withheldMinor", paid_minor as "paidMinor", lines,
  payout_id as "payoutId"`;
const ONE = prepared(`select ${COLUMNS} from remittance where creditor_id = $1 and id = $2`);
const NEWEST = prepared(
  `select ${COLUMNS} from remittance where creditor_id = $1 order by number desc limit $2`,
);

export interface RemittanceWithLines {
  readonly remittance: Remittance;
  readonly lines: readonly RemittanceLine[];
  readonly payout: Payout | undefined;
}

/**
 * What creditors are told of their money. The whole statement needs an operator's transaction: the account that it was paid from
 * is the collector's.
 */
@Injectable()
export class Statements {
  constructor(
    private readonly creditors: CreditorReader,
    private readonly settings: RemittanceSettingsStore,
  ) {}

  /** Newest first. */
  list(tx: Transaction, creditorId: CreditorId, limit: number): Promise<Remittance[]> {
    return tx.query<Remittance>(NEWEST, [creditorId, limit]);
  }

  /** @throws ProblemError 404 */
  async one(tx: Transaction, creditorId: CreditorId, id: string): Promise<RemittanceWithLines> {
    const [remittance] = await tx.query<Remittance>(ONE, [creditorId, id]);
    if (!remittance) throw remittanceNotFound(id);
    const lines = await storedLines(tx, creditorId, id);
    const [payout] = await payoutsWhere(tx, 'creditor_id = $1 and id = $2', [
      creditorId,
      remittance.payoutId,
    ]);
    return { remittance, lines, payout };
  }

  /** @throws ProblemError 404 */
  async data(tx: Transaction, creditorId: CreditorId, id: string): Promise<StatementData> {
    const { creditor } = await this.creditors.ofCreditor(tx, creditorId);
    const { remittance, lines, payout } = await this.one(tx, creditorId, id);
    const { language, bankAccountId } = await this.settings.current(tx, creditorId);
    const account = await payingAccount(tx, payout?.bankAccountId ?? bankAccountId ?? id);
    return {
      language,
      country: creditor.country,
      currency: remittance.currency,
      collector: account?.holderName ?? '',
      creditor: nameOf(creditor),
      number: remittance.number,
      remittedOn: remittance.remittedOn,
      cutOffOn: remittance.cutOffOn,
      paidTo: payout ? `${payout.to.name}, ${payout.to.number}` : '–',
      rows: lines.map(rowOf),
      totals: totalsOf(lines),
      withheldMinor: remittance.withheldMinor,
      paidMinor: remittance.paidMinor,
    };
  }
}

function nameOf({ name, organisationNumber }: Creditor): StatementData['creditor'] {
  return { name, organisationNumber };
}

function rowOf(line: RemittanceLine): StatementRow {
  const { kind, bookedOn, receivedOn, claimId, invoiceNumber, reference, ...amounts } = line;
  return {
    ...amounts,
    what: WHAT[kind] ?? 'other',
    on: dayOf(receivedOn, bookedOn),
    claim: claimId ?? '',
    invoiceNumber: invoiceNumber ?? '',
    reference: reference ?? '',
  };
}

const WHAT: Readonly<Record<string, StatementRow['what']>> = {
  allocated: 'payment',
  'taken-back': 'reversal',
  'costs-lost': 'costs-lost',
  'order-failed': 'came-back',
  'came-back': 'came-back',
};

function dayOf(receivedOn: LocalDate | null, bookedOn: LocalDate): LocalDate {
  return receivedOn ?? bookedOn;
}
