import { Injectable } from '@nestjs/common';
import type { WriteBackAccountOption, WriteBackTargetOption } from '@app/connectors';
import type { Connection } from './connection-row.js';
import type {
  BlockedDto,
  ConnectionDto,
  WriteBackAccountsDto,
  WriteBackChoiceDto,
  WriteBackTargetDto,
} from './connection.dto.js';
import type { WriteBackChoice } from './company-connector.js';
import { LedgerCatalogue } from './ledger-catalogue.js';
import { toDo } from './to-do.js';

/** Writes a connection for the API: its health, and what a person must do. */
@Injectable()
export class ConnectionView {
  constructor(private readonly catalogue: LedgerCatalogue) {}

  of(
    connection: Connection,
    creditor: { readonly name: string; readonly organisationNumber: string },
  ): ConnectionDto {
    const capabilities = this.catalogue.find(connection.connectorKey)?.capabilities ?? [];
    return {
      creditorId: connection.creditorId,
      connectionId: connection.id,
      grantId: connection.grantId,
      connectorKey: connection.connectorKey,
      companyKey: connection.companyKey,
      creditorName: creditor.name,
      organisationNumber: creditor.organisationNumber,
      state: connection.state,
      ...(connection.state === 'blocked' ? { blocked: blocked(connection) } : {}),
      health: {
        verifiedAt: instant(connection.verifiedAt),
        lastSuccessAt: instant(connection.lastSuccessAt),
        lastFullPullAt: instant(connection.lastFullPullAt),
        lastFailureAt: instant(connection.lastFailureAt),
        lastFailure: connection.lastFailure,
        failuresInRow: connection.failuresInRow,
        nextSyncAt: instant(connection.nextSyncAt),
      },
      preflight: [...connection.preflight],
      preflightAt: instant(connection.preflightAt),
      writeBack: {
        target: connection.writeBackTarget,
        interestAccount: connection.writeBackAccounts.interest ?? null,
        feesAccount: connection.writeBackAccounts.fees ?? null,
        mode: connection.writeBackMode,
      },
      caseStatusAvailable: connection.caseStatusAvailable,
      toDo: [...toDo(connection, capabilities.includes('write-back'))],
    };
  }

  /** What the ledger books beside a payment, and on which accounts. */
  accounts(
    { connectorKey }: Connection,
    offered: readonly WriteBackAccountOption[] | undefined,
  ): WriteBackAccountsDto {
    const capabilities = this.catalogue.find(connectorKey)?.capabilities ?? [];
    return {
      bookedWithPayment: offered !== undefined,
      currencyDifference: capabilities.includes('currency-difference') ? 'by-ledger' : 'by-hand',
      accounts: (offered ?? []).map(({ account, label, proposedFor }) => ({
        account,
        label,
        proposedFor: [...proposedFor],
      })),
    };
  }
}

export function writeBackTargetDto({
  target,
  label,
  proposed,
  note,
}: WriteBackTargetOption): WriteBackTargetDto {
  return { target, label, proposed, ...(note === undefined ? {} : { note }) };
}

/** The choice that a request makes. */
export function writeBackChoice({
  target,
  interestAccount: interest,
  feesAccount: fees,
  mode,
}: WriteBackChoiceDto): WriteBackChoice {
  const accounts = {
    ...(interest === undefined ? {} : { interest }),
    ...(fees === undefined ? {} : { fees }),
  };
  return { mode, accounts, ...(target === undefined ? {} : { target }) };
}

function blocked({ blockedReason, blockedMessage, blockedRemedy }: Connection): BlockedDto {
  return { reason: blockedReason ?? '', message: blockedMessage ?? '', remedy: blockedRemedy ?? '' };
}

function instant(at: Date | null): string | null {
  return at?.toISOString() ?? null;
}
