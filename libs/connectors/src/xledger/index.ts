import { type ConnectorDefinition, connectorKey } from '../contract/index.js';
import { XledgerClient } from './client.js';
import { listCompanies } from './identity.js';
import { budgetRule, LIMITS } from './limits.js';
import { XledgerLedgerSession } from './session.js';
import { XledgerSettings } from './settings.js';

const API_URL = 'XLEDGER_API_URL';

/** Xledger. How to connect, limits and quirks: README.md. Field by field: MAPPING.md. */
export const xledger: ConnectorDefinition<XledgerSettings> = {
  key: connectorKey('xledger'),
  displayName: 'Xledger',
  countries: ['NO', 'SE'],
  capabilities: [
    'company-list',
    'incremental-pull',
    'changes-by-item',
    'invoice-document',
    'write-back',
    'write-back-lines',
  ],
  settings: XledgerSettings,
  addresses: [{ variable: API_URL, standard: 'https://www.xledger.net/graphql' }],
  limits: LIMITS,
  callBudget: budgetRule,
  openGrant: (settings, tools) => {
    const client = new XledgerClient(settings, tools, tools.address(API_URL));
    return {
      listCompanies: (signal) => listCompanies(client, signal),
      openCompany: (company) => new XledgerLedgerSession(client, company, tools.clock),
    };
  },
};
