import type { LedgerCompanyKey } from '@app/domain';
import {
  connectorFor,
  connectorKey,
  ConnectionBlockedError,
  type ConnectorDefinition,
  type ConnectorTools,
  type LedgerSession,
  type PreflightFinding,
  type WriteBackAccountOption,
} from '@app/connectors';

export interface PretendCompany {
  readonly key: string;
  name: string;
  organisationNumber?: string;
}

/** A ledger without HTTP: its companies, findings and refusals are set by the test. */
export class PretendLedger {
  companies: PretendCompany[] = [
    { key: '1', name: 'Nordlys Rør AS', organisationNumber: '899999993' },
    { key: '2', name: 'Vestfjord Bygg AS', organisationNumber: '899999985' },
  ];
  findings: PreflightFinding[] = [];
  /** Accounts for interest and fees; absent: a payment is booked alone. */
  lineAccounts: WriteBackAccountOption[] | undefined;
  /** Employee tokens that the ledger lets in. */
  readonly tokens = new Set([PRETEND_SETTINGS.employeeToken, OTHER_SETTINGS.employeeToken]);
  /** Thrown instead of every answer. */
  failure: Error | undefined;
  /** Grants opened, with what the hub lent them. */
  readonly opened: { settings: object; tools: ConnectorTools }[] = [];
  signIns = 0;

  readonly definition: ConnectorDefinition = {
    key: connectorKey('pretend'),
    displayName: 'Pretend ledger',
    countries: ['NO'],
    capabilities: ['company-list', 'write-back'],
    settings: connectorFor('tripletex').settings,
    addresses: [{ variable: 'TRIPLETEX_API_URL', standard: 'https://ledger.invalid' }],
    limits: { pageSizeMax: 100, itemsPerReadMax: 100, requestTimeoutMs: 1_000, writeTimeoutMs: 1_000 },
    openGrant: (settings, tools) => {
      this.opened.push({ settings, tools });
      const letIn = async (): Promise<void> => {
        if (this.failure) throw this.failure;
        const { employeeToken } = settings as typeof PRETEND_SETTINGS;
        if (!this.tokens.has(employeeToken)) throw refused();
        const stored = await tools.tokens.read('session');
        if (!stored) {
          await tools.tokens.renew('session', undefined, () => {
            this.signIns += 1;
            return Promise.resolve({ sessionToken: `session-of-${employeeToken}` });
          });
        }
      };
      return {
        listCompanies: async () => {
          await letIn();
          return this.companies.map((company) => ({ ...company, key: company.key as LedgerCompanyKey }));
        },
        openCompany: (key) => this.#session(key, letIn),
      };
    },
  };

  #session(key: LedgerCompanyKey, letIn: () => Promise<void>): LedgerSession {
    const offeredNow = (): WriteBackAccountOption[] | undefined => this.lineAccounts;
    const never = (): never => {
      throw new Error('The pretend ledger has no invoices.');
    };
    return {
      identify: async () => {
        await letIn();
        const company = this.companies.find((candidate) => candidate.key === key);
        if (!company)
          throw new ConnectionBlockedError('company-unreachable', 'The company is gone.', 'Open it again.');
        return { ...company, key, country: 'NO', currency: 'NOK' };
      },
      preflight: async () => {
        await letIn();
        return this.findings;
      },
      pullOpenItems: never,
      settlementChanges: never,
      readItems: never,
      writeBack: {
        landsWithinMs: 1_000,
        targets: async () => {
          await letIn();
          return [
            { target: { paymentTypeId: '101' }, label: 'Inkasso oppgjør (1579)', proposed: true },
            { target: { paymentTypeId: '102' }, label: 'Bank (1920)', proposed: false },
          ];
        },
        // Asked anew each time: a session lives longer than what a test lets the ledger offer.
        get lineAccounts() {
          const offered = offeredNow();
          // A ledger that books a payment alone has no such method: the contract knows it as absent.
          return (offered && (() => Promise.resolve(offered))) as () => Promise<WriteBackAccountOption[]>;
        },
        prepare: never,
        post: never,
        find: never,
        verify: never,
      },
    };
  }
}

export const PRETEND_SETTINGS = {
  consumerToken: 'consumerSecretConsumerSecret',
  employeeToken: 'employeeSecretEmployeeSecret',
};
export const OTHER_SETTINGS = { ...PRETEND_SETTINGS, employeeToken: 'replacedSecretReplacedSecret' };
export const REFUSED_SETTINGS = { ...PRETEND_SETTINGS, employeeToken: 'revokedSecretRevokedSecret' };

function refused(): ConnectionBlockedError {
  return new ConnectionBlockedError(
    'credentials-refused',
    'The ledger does not accept the employee token.',
    'Make a new employee token and enter it here.',
  );
}
