import type { LedgerCompanyKey } from '@app/domain';
import {
  type ConnectorDefinition,
  ConnectionBlockedError,
  connectorKey,
  type ConnectorTools,
  type LedgerGrant,
  type LedgerSession,
} from '../contract/index.js';
import { LedgerHttp } from '../kit/index.js';
import { budgetRule, CompanyTokens, type IntegrationAccess } from './auth.js';
import { PowerOfficeClient } from './client.js';
import { powerOfficeVerdict } from './errors.js';
import { readCompany } from './identity.js';
import { ITEMS_PER_READ_MAX } from './read-items.js';
import { PowerOfficeGoSession } from './session.js';
import { clientsOf, type GrantClient, PowerOfficeGoSettings } from './settings.js';
import { onboarding } from './sign-in.js';

const API_URL = 'POWEROFFICE_API_URL';
const AUTH_URL = 'POWEROFFICE_AUTH_URL';

/** PowerOffice Go, API v2. How to connect, limits and quirks: README.md. Field by field: MAPPING.md. */
export const powerOfficeGo: ConnectorDefinition<PowerOfficeGoSettings> = {
  key: connectorKey('poweroffice-go'),
  displayName: 'PowerOffice Go',
  countries: ['NO'],
  capabilities: [
    'company-list',
    'incremental-pull',
    'change-feed',
    'invoice-document',
    'write-back',
    'write-back-lines',
  ],
  settings: PowerOfficeGoSettings,
  addresses: [
    { variable: API_URL, standard: 'https://goapi.poweroffice.net/v2' },
    { variable: AUTH_URL, standard: 'https://goapi.poweroffice.net/OAuth/Token' },
  ],
  limits: {
    pageSizeMax: 1_000,
    itemsPerReadMax: ITEMS_PER_READ_MAX,
    requestTimeoutMs: 60_000,
    writeTimeoutMs: 90_000,
  },
  signIn: onboarding((settings, tools) => openAccess(settings, tools)),
  callBudget: ({ subscriptionKey }) => budgetRule(subscriptionKey),
  openGrant: (settings, tools) => openGrant(settings, tools),
};

function openAccess(
  settings: PowerOfficeGoSettings,
  tools: ConnectorTools,
): { readonly access: IntegrationAccess; readonly baseUrl: string } {
  const { applicationKey, subscriptionKey, clientKey } = settings;
  const http = new LedgerHttp({
    tools,
    ledgerName: 'PowerOffice',
    verdict: powerOfficeVerdict,
    // PowerOffice says nothing about what is left.
    budgetReading: () => ({}),
    secrets: [
      applicationKey,
      subscriptionKey,
      ...(clientKey === undefined ? [] : [clientKey]),
      ...clientsOf(settings).map((client) => client.clientKey),
    ],
  });
  const access = {
    http,
    settings,
    tokenUrl: tokenUrl(tools.address(AUTH_URL)),
    budget: budgetRule(subscriptionKey),
    timeoutMs: powerOfficeGo.limits.requestTimeoutMs,
  };
  return { access, baseUrl: tools.address(API_URL).replace(/\/+$/, '') };
}

/** The token's address whole, or the host it is on. */
function tokenUrl(address: string): string {
  const trimmed = address.replace(/\/+$/, '');
  return /\/token$/i.test(trimmed) ? trimmed : `${trimmed}/OAuth/Token`;
}

function openGrant(settings: PowerOfficeGoSettings, tools: ConnectorTools): LedgerGrant {
  const { access, baseUrl } = openAccess(settings, tools);
  const clients = clientsOf(settings);
  const clientOf = (clientKey: string): PowerOfficeClient => {
    const tokens = new CompanyTokens(access, clientKey, tools.clock, tools.tokens);
    return new PowerOfficeClient(access, tokens, baseUrl, tools.clock, powerOfficeGo.limits);
  };
  return {
    listCompanies: async (signal) => {
      const chosen = clients.map(toCompany);
      const { clientKey } = settings;
      if (clientKey === undefined) {
        if (chosen.length === 0) throw notSignedIn();
        return chosen;
      }
      const own = await readCompany(clientOf(clientKey), clientKey, undefined, signal);
      return [...chosen.filter(({ key }) => key !== own.key), own];
    },
    openCompany: (key) => openCompany(key, settings, clients, clientOf, tools),
  };
}

function openCompany(
  key: LedgerCompanyKey,
  settings: PowerOfficeGoSettings,
  clients: readonly GrantClient[],
  clientOf: (clientKey: string) => PowerOfficeClient,
  { clock }: ConnectorTools,
): LedgerSession {
  const known = clients.find((client) => client.key === key);
  // Without such a company, the client key that was entered is tried: `identify` tells whose it is.
  const clientKey = known?.clientKey ?? settings.clientKey;
  if (clientKey === undefined) throw notSignedIn();
  return new PowerOfficeGoSession(clientOf(clientKey), key, clientKey, known, clock, powerOfficeGo.limits);
}

function toCompany({ key, name, organisationNumber }: GrantClient): {
  readonly key: LedgerCompanyKey;
  readonly name: string;
  readonly organisationNumber?: string;
} {
  return {
    key: key as LedgerCompanyKey,
    name,
    ...(organisationNumber === undefined ? {} : { organisationNumber }),
  };
}

function notSignedIn(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'configuration',
    'There is no client key for this company.',
    'Sign in at PowerOffice and choose the company, or enter its client key.',
  );
}
