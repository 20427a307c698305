import {
  type BudgetReading,
  type ConnectorDefinition,
  type ConnectorTools,
  connectorKey,
  type LedgerGrant,
} from '../contract/index.js';
import { LedgerHttp } from '../kit/index.js';
import { budgetRule, EmployeeTokenSessions } from './auth.js';
import { OWN_COMPANY, TripletexClient } from './client.js';
import { headerNumber, tripletexVerdict } from './errors.js';
import { listCompanies, usernameOf } from './identity.js';
import { IDS_PER_REQUEST_MAX } from './read-items.js';
import { TripletexLedgerSession } from './session.js';
import { TripletexSettings } from './settings.js';

const API_URL = 'TRIPLETEX_API_URL';

/** Tripletex. How to connect, limits and quirks: README.md. Field by field: MAPPING.md. */
export const tripletex: ConnectorDefinition<TripletexSettings> = {
  key: connectorKey('tripletex'),
  displayName: 'Tripletex',
  countries: ['NO'],
  capabilities: [
    'company-list',
    'incremental-pull',
    'changes-by-item',
    'invoice-document',
    'write-back',
    'currency-difference',
    'case-status',
  ],
  settings: TripletexSettings,
  addresses: [{ variable: API_URL, standard: 'https://tripletex.no/v2' }],
  // Reads of 5 s and writes of 9 s were seen; one row of overlap comes on top of a page.
  limits: {
    pageSizeMax: 500,
    itemsPerReadMax: IDS_PER_REQUEST_MAX,
    requestTimeoutMs: 30_000,
    writeTimeoutMs: 90_000,
  },
  callBudget: ({ employeeToken }) => budgetRule(employeeToken),
  openGrant: (settings, tools) => openGrant(settings, tools),
};

function openGrant(settings: TripletexSettings, tools: ConnectorTools): LedgerGrant {
  const { limits } = tripletex;
  const baseUrl = tools.address(API_URL).replace(/\/+$/, '');
  const http = new LedgerHttp({
    tools,
    ledgerName: 'Tripletex',
    verdict: tripletexVerdict,
    budgetReading,
    secrets: [settings.consumerToken, settings.employeeToken],
  });
  const sessions = new EmployeeTokenSessions(
    http,
    settings,
    baseUrl,
    tools.clock,
    tools.tokens,
    limits.requestTimeoutMs,
  );
  const client = new TripletexClient(
    http,
    sessions,
    baseUrl,
    OWN_COMPANY,
    budgetRule(settings.employeeToken),
    limits,
  );
  return {
    listCompanies: (signal) => listCompanies(client, signal),
    openCompany: (company) =>
      new TripletexLedgerSession(client.as(usernameOf(company)), company, tools.clock, limits),
  };
}

/** The reset header counts seconds left in the period; it is no time of day. */
function budgetReading(headers: Readonly<Record<string, string>>): BudgetReading {
  const callsMax = headerNumber(headers, 'x-rate-limit-limit');
  const remaining = headerNumber(headers, 'x-rate-limit-remaining');
  const reset = headerNumber(headers, 'x-rate-limit-reset');
  return {
    ...(callsMax === undefined ? {} : { callsMax }),
    ...(remaining === undefined ? {} : { remaining }),
    ...(reset === undefined ? {} : { resetMs: (reset + 1) * 1000 }),
  };
}
