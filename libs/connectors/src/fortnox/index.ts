import {
  type ConnectorDefinition,
  connectorKey,
  type ConnectorTools,
  type LedgerGrant,
} from '../contract/index.js';
import { budgetRule } from './auth.js';
import { fortnoxWakeUps } from './event-stream.js';
import { listCompanies } from './identity.js';
import { LIMITS } from './limits.js';
import { API_STANDARD, API_URL, AUTH_URL, openClient, STREAM_STANDARD, STREAM_URL } from './open.js';
import { FortnoxLedgerSession } from './session.js';
import { FortnoxSettings } from './settings.js';
import { fortnoxSignIn } from './sign-in.js';

/** Fortnox. How to connect, limits and quirks: README.md. Field by field: MAPPING.md. */
export const fortnox: ConnectorDefinition<FortnoxSettings> = {
  key: connectorKey('fortnox'),
  displayName: 'Fortnox',
  countries: ['SE'],
  capabilities: [
    'incremental-pull',
    'changes-by-item',
    'invoice-document',
    'write-back',
    'currency-difference',
  ],
  settings: FortnoxSettings,
  addresses: [
    { variable: API_URL, standard: API_STANDARD },
    { variable: AUTH_URL, standard: 'https://apps.fortnox.se/oauth-v1' },
    { variable: STREAM_URL, standard: STREAM_STANDARD },
  ],
  limits: LIMITS,
  signIn: fortnoxSignIn,
  wakeUps: fortnoxWakeUps,
  callBudget: budgetRule,
  openGrant: (settings, tools) => openGrant(settings, tools),
};

function openGrant(settings: FortnoxSettings, tools: ConnectorTools): LedgerGrant {
  const client = openClient(settings, tools);
  return {
    listCompanies: (signal) => listCompanies(client, signal),
    openCompany: (company) =>
      new FortnoxLedgerSession(client, company, settings.expectedOrganisationNumber, tools.clock),
  };
}
