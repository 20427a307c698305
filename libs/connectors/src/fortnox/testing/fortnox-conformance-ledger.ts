import { addDays } from '@app/domain';
import {
  type FaultKind,
  FortnoxSimulator,
  type FortnoxSimulatorOptions,
  type RefusalVariant,
} from '@app/sandbox';
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
const NAME = 'Plantina Provgren';
const EMAIL = 'plantina.provgren@nordlid.example';
const STREET = 'Plantevägen 77';

const SIGN_IN = 'POST /oauth-v1/token';
/** Every path but signing in. */
const ANY = ['GET *', 'PUT *', 'DELETE *', 'POST /3/invoicepayments'];
/** The call that must never be sent twice; booking by number is tried by itself in `simulator.spec.ts`. */
const WRITE = ['POST /3/invoicepayments'];

/** The Fortnox simulator as the conformance suite sees it: one company that has consented to a service account. */
export async function createFortnoxLedger(options: FortnoxSimulatorOptions = {}): Promise<ConformanceLedger> {
  const simulator = new FortnoxSimulator({ seed: 7, ...options });
  const { tenantId, name, organizationNumber } = simulator.addCompany({ name: 'Fjällvik Handel AB' });
  simulator.consent(tenantId);
  const { url, authUrl, streamUrl } = await simulator.start();
  const { bookkeeper } = simulator;
  const { clientId, clientSecret } = simulator.credentials;
  const customer = bookkeeper.addCustomer(tenantId, {
    name: NAME,
    type: 'PRIVATE',
    email: EMAIL,
    address1: STREET,
  });
  const company = {
    key: String(tenantId),
    name,
    organisationNumber: organizationNumber.replace('-', ''),
  };
  const view = (itemId: string) =>
    simulator.ledger(tenantId).invoices.find(({ documentNumber }) => documentNumber === itemId);
  const debtor = debtorPool(
    customer.number,
    (called) => bookkeeper.addCustomer(tenantId, { name: called }).number,
  );
  const addInvoice = (
    { amount, invoicedOn, dueOn, debtor: place }: NewInvoice,
    malformed?: Malformation,
  ): string =>
    bookkeeper.addInvoice(tenantId, {
      customerNumber: debtor(place),
      amount,
      date: invoicedOn,
      ...(dueOn ? { dueDate: dueOn } : {}),
      ...(malformed ? { malformed: MALFORMED[malformed] } : {}),
    }).number;
  return {
    addresses: { FORTNOX_API_URL: url, FORTNOX_AUTH_URL: authUrl, FORTNOX_STREAM_URL: streamUrl },
    settings: { clientId, clientSecret, tenantId: String(tenantId) },
    wrongSettings: { clientId, clientSecret: 'fel-hemlighet', tenantId: String(tenantId) },
    company,
    companies: [company],
    clock: simulator.clock,
    advanceMs: (ms) => simulator.clock.advanceMs(ms),
    requestsPerItem: 2,
    personalData: [NAME, EMAIL, STREET],
    addInvoice: (invoice) => addInvoice(invoice),
    addMalformedInvoice: (malformation) => {
      const on = new Date(simulator.clock.now().getTime() - 40 * 86_400_000).toISOString().slice(0, 10);
      return addInvoice({ amount: '500.00', invoicedOn: on as NewInvoice['invoicedOn'] }, malformation);
    },
    pay: (itemId, amount) => void bookkeeper.registerPayment(tenantId, itemId, { amount }),
    credit: (itemId, amount) =>
      void bookkeeper.addCreditNote(tenantId, itemId, amount === undefined ? {} : { amount }),
    reverseNewestPayment: (itemId) =>
      bookkeeper.removePayment(tenantId, view(itemId)?.paymentNumbers.at(-1) ?? ''),
    removeInvoice: (itemId) => bookkeeper.removeInvoice(tenantId, itemId),
    paymentsOf: (itemId) => view(itemId)?.paymentNumbers.length ?? 0,
    outstandingOf: (itemId) => view(itemId)?.outstanding ?? 'gone',
    obstacles: {
      'period-closed': {
        code: 'period-closed',
        put: (_itemId, on) => bookkeeper.changeCompany(tenantId, { lockedUntil: on }),
        remove: () => bookkeeper.changeCompany(tenantId, { lockedUntil: null }),
        opensOn: (on) => addDays(on, 1),
      },
      // Fortnox Finans has taken the invoice over, and books its payments itself.
      'invoice-locked': {
        code: 'handled-by-fortnox-finans',
        put: (itemId) => void bookkeeper.changeInvoice(tenantId, itemId, { isNoxFinans: true }),
        remove: (itemId) => void bookkeeper.changeInvoice(tenantId, itemId, { isNoxFinans: false }),
      },
    },
    breakWriteBack: () => bookkeeper.removeMode(tenantId, 'INK'),
    install: (order) => install(simulator, order),
    clearFaults: () => void simulator.faults.clear(),
    requests: () => simulator.state().requests,
    signIns: () =>
      simulator.requests().filter(({ operation, status }) => operation === SIGN_IN && status === 200).length,
    tooFast: () =>
      simulator.requests().filter(({ status, fault }) => status === 429 && fault === undefined).length,
    revokeSessions: () => simulator.revoke('access-tokens'),
    revokeCredentials: () => simulator.revoke({ tenantId, what: 'grant' }),
    idle: () => simulator.idle(),
    stop: async () => {
      await simulator.stop();
      const { sideEffects } = simulator.ledger(tenantId);
      if (sideEffects.length > 0) throw new Error('The connector sent mail or marked something as sent.');
    },
  };
}

function install({ faults }: FortnoxSimulator, { fault, on, times }: FaultOrder): void {
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
