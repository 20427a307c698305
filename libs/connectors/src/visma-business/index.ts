import type { LedgerCompanyKey } from '@app/domain';
import {
  ConnectionBlockedError,
  type ConnectorDefinition,
  connectorKey,
  type ConnectorTools,
  type LedgerGrant,
} from '../contract/index.js';
import { CompanyContext } from './company.js';
import { listCompanies } from './identity.js';
import { LIMITS } from './limits.js';
import { API_URL, budgetOf, CONNECT_URL, openClient } from './open.js';
import { VismaBusinessSession } from './session.js';
import { VismaBusinessSettings } from './settings.js';
import { vismaSignIn } from './sign-in.js';

/** Visma Business NXT. How to connect, limits and quirks: README.md. Field by field: MAPPING.md. */
export const vismaBusiness: ConnectorDefinition<VismaBusinessSettings> = {
  key: connectorKey('visma-business'),
  displayName: 'Visma Business NXT',
  countries: ['NO', 'SE'],
  capabilities: ['company-list', 'incremental-pull', 'change-feed', 'write-back', 'write-back-lines'],
  settings: VismaBusinessSettings,
  addresses: [
    { variable: API_URL, standard: 'https://business.visma.net/api' },
    { variable: CONNECT_URL, standard: 'https://connect.visma.com' },
  ],
  limits: LIMITS,
  signIn: vismaSignIn,
  callBudget: (settings, tools) => budgetOf(settings, tools),
  openGrant: (settings, tools) => openGrant(settings, tools),
};

function openGrant(settings: VismaBusinessSettings, tools: ConnectorTools): LedgerGrant {
  const client = openClient(settings, tools);
  return {
    listCompanies: (signal) => listCompanies(client, signal),
    openCompany: (company) =>
      new VismaBusinessSession(new CompanyContext(client, companyNoOf(company), tools.clock), LIMITS),
  };
}

/** `useCompany` takes a 32-bit number. @throws ConnectionBlockedError */
function companyNoOf(key: LedgerCompanyKey): number {
  if (/^[1-9]\d{0,9}$/.test(key) && Number(key) < 2 ** 31) return Number(key);
  throw new ConnectionBlockedError(
    'configuration',
    'The connection names no company of Visma’s.',
    'Choose the company again from the list.',
  );
}
