import { type Clock, localDateAt } from '@app/domain';
import { ConnectionBlockedError, type PreflightFinding, type WriteBackTarget } from '../contract/index.js';
import type { PowerOfficeClient } from './client.js';
import { readIntegration } from './identity.js';
import { FINDINGS, privilegeFindings } from './preflight-findings.js';
import { noVatId } from './prepare-posting.js';
import { type WireAccount, wireFinancial, wireLockDate } from './wire.js';
import {
  type CompanyAccounts,
  isCollectionAccount,
  isUsable,
  readAccounts,
  readTarget,
  readTargetAccount,
} from './write-back-target.js';

/**
 * The privileges say what is possible; accounts, VAT code and lock date say whether a booking would go through. What a
 * missing privilege hides is not complained of a second time.
 */
export async function preflight(
  client: PowerOfficeClient,
  clock: Clock,
  target?: WriteBackTarget,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const { ValidPrivileges = [], InvalidPrivileges = [] } = await readIntegration(client, signal);
  const findings = [...privilegeFindings(ValidPrivileges, InvalidPrivileges)];
  const accounts = await shown(() => readAccounts(client, signal));
  if (accounts) findings.push(...(await accountFindings(client, accounts, target, signal)));
  findings.push(...((await shown(() => settingFindings(client, clock, signal))) ?? []));
  return findings;
}

async function shown<T>(read: () => Promise<T>): Promise<T | undefined> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return undefined;
    throw error;
  }
}

async function accountFindings(
  client: PowerOfficeClient,
  { accounts, isBank }: CompanyAccounts,
  target: WriteBackTarget | undefined,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  if (target === undefined) {
    const hasInterim = accounts.some(
      (account) => isUsable(account) && !isBank(account) && isInterim(account),
    );
    return hasInterim ? [] : [FINDINGS.interimAccountMissing];
  }
  const chosen = readTarget(target);
  const account = chosen && (await readTargetAccount(client, chosen, signal));
  if (!account) return [FINDINGS.targetMissing];
  if (account.Id !== chosen.accountId || !isUsable(account)) return [FINDINGS.targetChanged];
  return isBank(account) ? [FINDINGS.targetIsBankAccount] : [];
}

/** Named for it, or among other short-term receivables and money by the Norwegian standard chart; the till is not. */
function isInterim(account: WireAccount): boolean {
  const { AccountNo, Name } = account;
  if (isCollectionAccount(account)) return true;
  if (/kontant|kasse|cash/i.test(Name ?? '')) return false;
  return (AccountNo >= 1570 && AccountNo < 1580) || (AccountNo >= 1900 && AccountNo < 1920);
}

async function settingFindings(
  client: PowerOfficeClient,
  clock: Clock,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const findings: PreflightFinding[] = [];
  if ((await noVatId(client, signal)) === undefined) findings.push(FINDINGS.vatCodeMissing);
  const { LockDate } = await client.get({ path: '/LockDateSettings', signal }, wireLockDate);
  if (LockDate !== undefined && LockDate >= localDateAt(clock.now(), 'NO'))
    findings.push(FINDINGS.todayLocked);
  const { UseTrustAccountManagement } = await client.get(
    { path: '/FinancialSettings', signal },
    wireFinancial,
  );
  if (UseTrustAccountManagement === true) findings.push(FINDINGS.trustAccounts);
  return findings;
}
