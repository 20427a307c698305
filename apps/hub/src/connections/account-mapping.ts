import { isDeepStrictEqual } from 'node:util';
import {
  type LedgerSession,
  type PreflightFinding,
  WRITE_BACK_LINE_KINDS,
  type WriteBackAccount,
  type WriteBackAccountOption,
  type WriteBackLineKind,
} from '@app/connectors';
import type { AccountMapping } from './connection.entity.js';
import { accountNotOffered } from './connection-problems.js';
import type { CreditorShares } from './shares.service.js';

/** A choice of accounts by kind; null takes one out, what is absent stays. */
export type AccountChoice = Readonly<Partial<Record<WriteBackLineKind, WriteBackAccount | null>>>;

/** Accounts for interest and fees that the company offers; undefined where the ledger books a payment alone. */
export async function offeredAccounts(
  session: LedgerSession,
): Promise<readonly WriteBackAccountOption[] | undefined> {
  return session.writeBack?.lineAccounts?.();
}

/**
 * The mapping with what is chosen anew, asked of the ledger.
 * @throws ProblemError an account is not among those offered
 */
export async function mappingWith(
  session: LedgerSession,
  before: AccountMapping,
  choice: AccountChoice,
): Promise<AccountMapping> {
  const chosen = WRITE_BACK_LINE_KINDS.filter((kind) => choice[kind]);
  const offered = chosen.length === 0 ? [] : await offeredAccounts(session);
  for (const kind of chosen) {
    if (!offered?.some(({ account }) => isDeepStrictEqual(account, choice[kind])))
      throw accountNotOffered(kind, offered !== undefined);
  }
  return withChoice(before, choice);
}

/** The mapping with a choice that the ledger has been asked about. */
export function withChoice(before: AccountMapping, choice: AccountChoice): AccountMapping {
  const mapping: Partial<Record<WriteBackLineKind, WriteBackAccount>> = { ...before };
  for (const kind of WRITE_BACK_LINE_KINDS) {
    const chosen = choice[kind];
    if (chosen === null) delete mapping[kind];
    else if (chosen !== undefined) mapping[kind] = chosen;
  }
  return mapping;
}

const SHARE_OF: Readonly<Record<WriteBackLineKind, keyof CreditorShares>> = {
  interest: 'interestTo',
  fees: 'ownFeesTo',
};
const CALLED: Readonly<Record<WriteBackLineKind, string>> = {
  interest: 'late interest',
  fees: 'the creditor’s own fees',
};

/** What preflight says of the mapping: an account that has gone blocks bookings; one that was never chosen is advice. */
export function mappingFindings(
  mapping: AccountMapping,
  offered: readonly WriteBackAccountOption[] | undefined,
  shares: CreditorShares,
): readonly PreflightFinding[] {
  if (offered === undefined) return [];
  return WRITE_BACK_LINE_KINDS.flatMap((kind): PreflightFinding[] => {
    const chosen = mapping[kind];
    if (shares[SHARE_OF[kind]] === 'collector') return [];
    if (chosen === undefined) {
      return [
        {
          code: `${kind}-account-not-chosen`,
          severity: 'notice',
          message: `No account is chosen for ${CALLED[kind]}: only the principal is booked, and a person books the rest with the remittance.`,
          remedy: `Choose an account for ${CALLED[kind]}, if it shall be booked together with the payment.`,
        },
      ];
    }
    if (offered.some(({ account }) => isDeepStrictEqual(account, chosen))) return [];
    return [
      {
        code: `${kind}-account-missing`,
        severity: 'blocks-write-back',
        message: `The account that was chosen for ${CALLED[kind]} is no longer offered by the ledger: settlements with such money cannot be booked.`,
        remedy: `Choose another account for ${CALLED[kind]}, or none.`,
      },
    ];
  });
}
