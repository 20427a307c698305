import type { ConnectionId, CreditorId, GrantId } from '@app/domain';
import { ConnectionBlockedError, LedgerError, RetryableLedgerError } from '@app/connectors';
import { ProblemError } from '../api/problem-error.js';

/** The refusals of this feature: each says what is wrong, what follows from it, and what to do. */

export function connectionNotFound(id: ConnectionId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'connection-not-found',
    title: 'There is no such connection.',
    cause: `This creditor has no connection ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take creditor and connection from GET /api/v1/connections.',
  });
}

export function creditorNotFound(id: CreditorId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'creditor-not-found',
    title: 'There is no such creditor.',
    cause: `No creditor ${id} is connected.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the creditor from GET /api/v1/connections.',
  });
}

export function grantNotFound(id: GrantId): ProblemError {
  return new ProblemError({
    status: 404,
    code: 'grant-not-found',
    title: 'There is no such access to a ledger.',
    cause: `No grant ${id} is stored.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the grant from GET /api/v1/grants, or store one with POST /api/v1/grants.',
  });
}

export function grantInUse(connections: number): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'grant-in-use',
    title: 'Companies are connected through this access.',
    cause: `${connections} of them would not be pulled any more, and nothing could be booked there.`,
    consequence: 'The access was kept.',
    remedy: 'Connect these companies with another access first; a stopped one moves to it.',
  });
}

export function unknownLedger(key: string, known: readonly string[]): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'unknown-ledger',
    title: 'The hub does not know this ledger.',
    cause: `There is no connector named "${key.slice(0, 60)}"; known are ${known.join(', ')}.`,
    consequence: 'Nothing was stored.',
    remedy: 'Choose one of GET /api/v1/ledgers.',
  });
}

export function settingsRefused(
  ledger: string,
  problems: readonly { field: string; message: string }[],
): ProblemError {
  const fields = problems.map(({ field, message }) => ({ field: field || 'settings', reason: message }));
  return new ProblemError({
    status: 422,
    code: 'settings-refused',
    title: `The settings are not what ${ledger} needs.`,
    cause: `${fields.map(({ field, reason }) => `${field} ${reason}`).join('; ')}.`,
    consequence: 'Nothing was stored, and the ledger was not asked.',
    remedy: 'Fill in the fields that GET /api/v1/ledgers describes for this ledger.',
    fields,
  });
}

export function companyNotReached(companyKey: string): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'company-not-reached',
    title: 'The access does not reach this company.',
    cause: `The ledger does not list a company with the key "${companyKey.slice(0, 60)}" for this access.`,
    consequence: 'No connection was made.',
    remedy: 'Choose one of GET /api/v1/grants/{grantId}/companies, or give the access rights in the company.',
  });
}

/** Why an access of an accounting firm or a creditor does not connect this company. */
export function notConnectable(
  reason: 'not-let-in' | 'elsewhere' | 'not-own',
  company: string,
): ProblemError {
  const { cause, remedy } = NOT_CONNECTABLE[reason];
  return new ProblemError({
    status: 409,
    code: `company-${reason}`,
    title: 'This company cannot be connected with this access.',
    cause: `${company} ${cause}`,
    consequence: 'No connection was made, and nothing was changed.',
    remedy,
  });
}

const NOT_CONNECTABLE = {
  'not-let-in': {
    cause: 'is connected here already, and does not let your organisation in.',
    remedy: 'Ask the company’s owner, or whoever runs the collection, to let your organisation in.',
  },
  elsewhere: {
    cause:
      'is connected already with another ledger, or with a key of another kind: its invoices would be read twice.',
    remedy:
      'Use the connection there is. If its ledger was left, let it be paused; then whoever runs the collection connects this one.',
  },
  'not-own': {
    cause: 'is not the company that your organisation is.',
    remedy: 'Choose your own company, or let its accounting firm connect it.',
  },
} as const;

export function organisationNumberDiffers(
  listed: string | undefined,
  found: string | undefined,
): ProblemError {
  const missing = listed === undefined && found === undefined;
  return new ProblemError({
    status: 422,
    code: missing ? 'organisation-number-missing' : 'organisation-number-differs',
    title: missing
      ? 'The company has no organisation number in the ledger.'
      : 'This is not the company it was taken for.',
    cause: missing
      ? 'A claim must name the creditor by organisation number, and the ledger holds none.'
      : `The organisation number should be ${listed ?? 'known'}, and the ledger answers ${found ?? 'none'}.`,
    consequence: 'Nothing was connected or changed, so that no claim is made in another company’s name.',
    remedy: missing
      ? 'Fill in the organisation number in the ledger’s company settings and try again.'
      : 'Check which company the access belongs to, and the organisation number in the ledger’s company settings.',
  });
}

export function companiesLost(names: readonly string[]): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'connected-companies-lost',
    title: 'The new access does not reach every connected company.',
    cause: `It does not reach ${names.length} of them: ${names.slice(0, 20).join(', ')}${names.length > 20 ? ', …' : ''}.`,
    consequence: 'The old access was kept, and nothing was changed.',
    remedy:
      'Give the new access rights in these companies, or store it as an access of its own and connect with it.',
  });
}

/** A step that the connection's state does not allow. */
export function wrongState(code: string, cause: string, remedy: string): ProblemError {
  return new ProblemError({
    status: 409,
    code,
    title: 'The connection is not ready for this.',
    cause,
    consequence: 'Nothing was changed.',
    remedy,
  });
}

export function targetNotOffered(): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'write-back-target-not-offered',
    title: 'The company does not offer this target.',
    cause: 'The ledger does not list the target given, or not any more.',
    consequence: 'Nothing was changed.',
    remedy: 'Choose one of GET …/write-back-targets and send its "target" unchanged.',
  });
}

/** Asks the ledger for a person who waits for the answer: its refusals become problems with cause and remedy. */
export async function askingLedger<T>(consequence: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    throw error instanceof LedgerError ? problemOf(error, consequence) : error;
  }
}

export function problemOf(error: LedgerError, consequence: string): ProblemError {
  if (error instanceof ConnectionBlockedError) {
    return new ProblemError({
      status: 422,
      code: `ledger-refuses-${error.reason}`,
      title: 'The ledger does not let us in.',
      cause: error.message,
      consequence,
      remedy: error.remedy,
    });
  }
  if (error instanceof RetryableLedgerError) {
    const retryAfterSeconds = Math.max(1, Math.ceil(error.retryAfterMs / 1000));
    return new ProblemError({
      status: 503,
      code: 'ledger-unavailable',
      title: 'The ledger does not answer just now.',
      cause: error.message,
      consequence,
      remedy: `Try again in ${retryAfterSeconds} seconds.`,
      retryAfterSeconds,
    });
  }
  return new ProblemError({
    status: 502,
    code: `ledger-${error.kind}`,
    title: 'The ledger’s answer cannot be used.',
    cause: error.message,
    consequence,
    remedy: 'Try again later; if it stays so, tell whoever runs the hub.',
  });
}

export function accountNotOffered(kind: string, booksLines: boolean): ProblemError {
  return new ProblemError({
    status: 422,
    code: 'write-back-account-not-offered',
    title: 'The ledger does not offer this account.',
    cause: booksLines
      ? `The account for ${kind} is not among those that the company offers for it.`
      : `This ledger books a payment alone, so there is no account for ${kind} to choose.`,
    consequence: 'Nothing was changed.',
    remedy:
      'Choose one of GET …/write-back-accounts, unchanged; without one the amounts are left for the remittance.',
    fields: [{ field: `${kind}Account`, reason: 'is not offered by the ledger' }],
  });
}
