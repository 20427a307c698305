import { addDays, type Clock, localDateAt, type LocalDate } from '@app/domain';
import {
  ConnectionBlockedError,
  LedgerError,
  type PreflightFinding,
  RecordRefusedError,
  type WriteBackTarget,
} from '../contract/index.js';
import { anything } from '../kit/index.js';
import type { TripletexClient } from './client.js';
import { ResultTooLargeError } from './errors.js';
import { listClients, OWN_KEY, usernameOf } from './identity.js';
import { periodOf } from './periods.js';
import { FINDINGS } from './preflight-findings.js';
import { type WirePaymentType, wireSalesModule } from './wire.js';
import { paymentTypes, readTarget, stateOf } from './write-back-target.js';

const HISTORY_DAYS = 365;

/**
 * Asks for a little of everything that the connector will need. Entitlements have names that "might change between
 * releases", so what a probe answers counts, not which entitlement is listed. Writing cannot be tried without writing.
 */
export async function preflight(
  client: TripletexClient,
  clock: Clock,
  target?: WriteBackTarget,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const today = localDateAt(clock.now(), 'NO');
  if (client.username === usernameOf(OWN_KEY) && (await isOfficeKey(client, signal)))
    return [FINDINGS.officeKey];
  const findings: PreflightFinding[] = [];
  const invoices = await shown(() => anyInvoice(client, today, signal));
  if (invoices === REFUSED) findings.push(FINDINGS.invoicesHidden);
  const customers = await shown(() =>
    client.list({ path: '/customer', query: { from: 0, count: 1, fields: 'id' }, signal }, anything),
  );
  if (customers === REFUSED) findings.push(FINDINGS.customersHidden);
  findings.push(...(await ledgerFindings(client, today, invoices === true, signal)));
  findings.push(...(await paymentTypeFindings(client, target, signal)));
  if ((await periodOf(client, today, signal))?.isClosed) findings.push(FINDINGS.periodClosed);
  if (!(await hasApiModule(client, signal))) findings.push(FINDINGS.apiModuleUnseen);
  return findings;
}

const REFUSED = 'refused';

/** What the probe answers, or `refused` when the company does not let us see it. */
async function shown<T>(probe: () => Promise<T>): Promise<T | typeof REFUSED> {
  try {
    return await probe();
  } catch (error) {
    if (error instanceof ConnectionBlockedError && error.reason === 'permission-missing') return REFUSED;
    if (error instanceof RecordRefusedError) return REFUSED;
    throw error;
  }
}

async function isOfficeKey(client: TripletexClient, signal?: AbortSignal): Promise<boolean> {
  return (await listClients(client, signal)).length > 0;
}

/** Whether any invoice of the last year has something outstanding on the first page. */
async function anyInvoice(client: TripletexClient, today: LocalDate, signal?: AbortSignal): Promise<boolean> {
  const query = {
    invoiceDateFrom: addDays(today, -HISTORY_DAYS),
    invoiceDateTo: addDays(today, 1),
    from: 0,
    count: 1,
    sorting: '-id',
    fields: 'id,amountCurrencyOutstanding',
  };
  try {
    const { values } = await client.rawList({ path: '/invoice', query, signal });
    return values.some((row) => /"amountCurrencyOutstanding":"?[0-9.]*[1-9]/.test(JSON.stringify(row)));
  } catch (error) {
    if (error instanceof ResultTooLargeError) return true;
    throw error;
  }
}

async function ledgerFindings(
  client: TripletexClient,
  today: LocalDate,
  invoicesOpen: boolean,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const accounts = await shown(() =>
    client.list(
      { path: '/ledger/account', query: { ledgerType: 'CUSTOMER', from: 0, count: 1, fields: 'id' }, signal },
      anything,
    ),
  );
  if (accounts === REFUSED) return [FINDINGS.ledgerHidden];
  if (accounts.length === 0) return [FINDINGS.receivablesAccountUnseen];
  const posts = await shown(() => anyOpenPost(client, today, signal));
  if (posts === REFUSED || (invoicesOpen && !posts)) return [FINDINGS.postingsHidden];
  return [];
}

/** A ledger with more open postings than the vendor lists has some. */
async function anyOpenPost(
  client: TripletexClient,
  today: LocalDate,
  signal?: AbortSignal,
): Promise<boolean> {
  const query = { date: addDays(today, 1), from: 0, count: 1, fields: 'id' };
  try {
    return (await client.list({ path: '/ledger/posting/openPost', query, signal }, anything)).length > 0;
  } catch (error) {
    if (error instanceof ResultTooLargeError) return true;
    throw error;
  }
}

async function paymentTypeFindings(
  client: TripletexClient,
  target: WriteBackTarget | undefined,
  signal?: AbortSignal,
): Promise<readonly PreflightFinding[]> {
  const types = await shown(() => paymentTypes(client, signal));
  if (types === REFUSED) return [FINDINGS.paymentTypesHidden];
  if (target !== undefined) return targetFindings(target, types);
  const usable = types.some(
    ({ debitAccount }) =>
      debitAccount !== undefined && debitAccount.isBankAccount !== true && !isCash(debitAccount.number),
  );
  return usable ? [] : [FINDINGS.paymentTypeMissing];
}

/** 1900–1919 are cash accounts in the Norwegian standard chart. */
function isCash(number: number): boolean {
  return number >= 1900 && number < 1920;
}

function targetFindings(
  target: WriteBackTarget,
  types: readonly WirePaymentType[],
): readonly PreflightFinding[] {
  const found = stateOf(readTarget(target), types);
  if (found.state === 'missing') return [FINDINGS.targetMissing];
  if (found.state === 'account-changed') return [FINDINGS.targetAccountChanged];
  return found.type.debitAccount?.isBankAccount === true ? [FINDINGS.targetIsBankAccount] : [];
}

/** Signed in we are, so the module is there under some name; an unusual list is worth a word, no more. */
async function hasApiModule(client: TripletexClient, signal?: AbortSignal): Promise<boolean> {
  try {
    const modules = await client.list(
      { path: '/company/salesmodules', query: { from: 0, count: 100 }, signal },
      wireSalesModule,
    );
    return modules.length === 0 || modules.some(({ name }) => /api/i.test(name ?? ''));
  } catch (error) {
    // A beta endpoint: whatever it refuses, nothing follows from it.
    if (error instanceof LedgerError && error.kind !== 'retryable') return true;
    throw error;
  }
}
