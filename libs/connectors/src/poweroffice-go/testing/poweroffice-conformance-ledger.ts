import { addDays } from '@app/domain';
import {
  type FaultKind,
  PowerOfficeGoSimulator,
  type PowerOfficeGoSimulatorOptions,
  type RefusalVariant,
} from '@app/sandbox';
import { accountBalance } from '../../conformance/account-balance.js';
import type {
  ConformanceFault,
  ConformanceLedger,
  FaultOrder,
  Malformation,
  NewInvoice,
} from '../../conformance/conformance-ledger.js';
import { debtorPool } from '../../conformance/debtor-pool.js';

const KIND: Readonly<Record<ConformanceFault, FaultKind>> = {
  'too-fast': 'rate-limited',
  'too-fast-without-header': 'rate-limited',
  'server-error': 'error-500',
  'bad-gateway': 'bad-gateway',
  'connection-reset': 'connection-reset',
  'html-with-200': 'html-200',
  'error-in-200': 'error-in-200',
  'server-error-after-commit': 'error-500-after-commit',
  'answer-lost': 'answer-lost',
  'answer-cut-off': 'truncated-json',
  'slow-answer': 'slow',
  'late-landing': 'late-write',
  'session-revoked': 'token-revoked',
};

const MALFORMED: Readonly<Record<Malformation, 'no-due-date' | 'no-customer' | 'three-decimals'>> = {
  'missing-due-date': 'no-due-date',
  'missing-debtor': 'no-customer',
  'malformed-amount': 'three-decimals',
};

/** Longer than the suite's patience. */
const SLOW_MS = 150;
const NAME = 'Plantine Prøvesen Nordlid';
const EMAIL = 'plantine.provesen@nordlid.example';
const STREET = 'Planteveien 77';

/** Every path but signing in. */
const ANY = ['GET *', 'POST /v2/Vouchers*', 'POST /Vouchers*'];
const WRITE = ['POST /v2/Vouchers*', 'POST /Vouchers*'];

export interface PowerOfficeLedgerOptions extends PowerOfficeGoSimulatorOptions {
  /** How the grant was made: with a company's client key, or by an accountant who picked two companies. */
  readonly grantBy?: 'client-key' | 'sign-in';
}

/** The PowerOffice Go simulator as the conformance suite sees it: one company, and with `sign-in` a second one. */
export async function createPowerOfficeLedger({
  grantBy = 'client-key',
  ...options
}: PowerOfficeLedgerOptions = {}): Promise<ConformanceLedger> {
  const simulator = new PowerOfficeGoSimulator({ seed: 7, ...options });
  const made = simulator.addCompany({ name: 'Fjellvik Handel AS' });
  const other = simulator.addCompany({ name: 'Lyngmo Transport AS' });
  const { companyId } = made;
  const { url, authUrl } = await simulator.start();
  const { bookkeeper, credentials } = simulator;
  const customer = bookkeeper.addCustomer(companyId, {
    name: NAME,
    isPerson: true,
    emailAddress: EMAIL,
    address: { line1: STREET, zipCode: '0580', city: 'Oslo' },
  });
  const chosen = grantBy === 'sign-in' ? [made, other] : [made];
  const { applicationKey, subscriptionKey } = credentials;
  const clients = chosen.map(({ clientKey, name, organizationNumber }) => ({
    clientKey,
    name,
    organisationNumber: organizationNumber,
  }));
  const companies = chosen.map(({ name, organizationNumber }) => ({
    key: organizationNumber,
    name,
    organisationNumber: organizationNumber,
  }));
  const [company] = companies;
  if (!company || made.clientKey === null) throw new Error('The simulator made no company.');
  const clientKey = made.clientKey;
  const keys: Readonly<Record<string, string>> =
    grantBy === 'sign-in' ? { clients: JSON.stringify(clients) } : { clientKey };
  const wrongKey = '00000000-0000-4000-8000-000000000001';
  const wrong: Readonly<Record<string, string>> =
    grantBy === 'sign-in'
      ? { clients: JSON.stringify(clients.map((client) => ({ ...client, clientKey: wrongKey }))) }
      : { clientKey: wrongKey };
  const view = (itemId: string) => simulator.ledger(companyId).invoices.find(({ id }) => id === itemId);
  const debtor = debtorPool(customer.id, (called) => bookkeeper.addCustomer(companyId, { name: called }).id);
  const addInvoice = (invoice: NewInvoice, malformed?: Malformation): string =>
    bookkeeper.addInvoice(companyId, {
      customerId: debtor(invoice.debtor),
      amount: invoice.amount,
      date: invoice.invoicedOn,
      ...(invoice.dueOn ? { dueDate: invoice.dueOn } : {}),
      ...(malformed ? { malformed: MALFORMED[malformed] } : {}),
    }).document.uuid;
  return {
    addresses: { POWEROFFICE_API_URL: url, POWEROFFICE_AUTH_URL: authUrl },
    settings: { applicationKey, subscriptionKey, ...keys },
    wrongSettings: { applicationKey, subscriptionKey, ...wrong },
    company,
    companies,
    clock: simulator.clock,
    advanceMs: (ms) => simulator.clock.advanceMs(ms),
    personalData: [NAME, EMAIL, STREET],
    addInvoice: (invoice) => addInvoice(invoice),
    addMalformedInvoice: (malformation) => {
      const on = new Date(simulator.clock.now().getTime() - 40 * 86_400_000).toISOString().slice(0, 10);
      return addInvoice({ amount: '500.00', invoicedOn: on as NewInvoice['invoicedOn'] }, malformation);
    },
    pay: (itemId, amount) => void bookkeeper.registerPayment(companyId, itemId, { amount }),
    credit: (itemId, amount) =>
      void bookkeeper.addCreditNote(companyId, itemId, amount === undefined ? {} : { amount }),
    reverseNewestPayment: (itemId) =>
      void bookkeeper.reverseVoucher(companyId, view(itemId)?.paymentVoucherIds.at(-1) ?? ''),
    removeInvoice: (itemId) => bookkeeper.removeInvoice(companyId, itemId),
    equalTimestamps: () =>
      void simulator.faults.install({ operation: 'GET /OutgoingInvoices', kind: 'equal-timestamps' }),
    paymentsOf: (itemId) => view(itemId)?.paymentVoucherIds.length ?? 0,
    outstandingOf: (itemId) => view(itemId)?.outstanding ?? 'gone',
    generalLedger: {
      balanceOf: (account) => accountBalance(simulator.ledger(companyId).vouchers, account),
      closeAccount: (account) =>
        void bookkeeper.changeAccount(companyId, Number(account), { isActive: false }),
    },
    obstacles: {
      'period-closed': {
        code: 'period-closed',
        put: (_itemId, on) => bookkeeper.changeSettings(companyId, { lockDate: on }),
        remove: (_itemId, on) => bookkeeper.changeSettings(companyId, { lockDate: addDays(on, -400) }),
        opensOn: (on) => addDays(on, 1),
      },
    },
    breakWriteBack: () => void bookkeeper.changeAccount(companyId, 1905, { isActive: false }),
    install: (order) => install(simulator, order),
    clearFaults: () => void simulator.faults.clear(),
    requests: () => simulator.state().requests,
    signIns: () =>
      simulator
        .requests()
        .filter(({ operation, status }) => /OAuth\/Token/i.test(operation) && status === 200).length,
    tooFast: () =>
      simulator.requests().filter(({ status, fault }) => status === 429 && fault === undefined).length,
    revokeSessions: () => simulator.revoke('tokens'),
    revokeCredentials: () => simulator.revoke({ clientKey }),
    idle: () => simulator.idle(),
    stop: () => simulator.stop(),
  };
}

function install({ faults }: PowerOfficeGoSimulator, { fault, on, times }: FaultOrder): void {
  const variant: RefusalVariant = fault === 'too-fast-without-header' ? 'no-reset' : 'full';
  for (const operation of on === 'write' ? WRITE : ANY) {
    faults.install({
      operation,
      kind: KIND[fault],
      times,
      variant,
      delayMs: fault === 'slow-answer' ? SLOW_MS : 5_000,
    });
  }
}
