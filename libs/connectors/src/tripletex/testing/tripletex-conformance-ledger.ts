import { addDays, type LocalDate } from '@app/domain';
import {
  type FaultKind,
  type RefusalVariant,
  TripletexSimulator,
  type TripletexSimulatorOptions,
} from '@app/sandbox';
import type {
  ConformanceCompany,
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

/** Every path but signing in; the simulator names operations by the vendor's templates. */
const SIGN_IN = 'POST /token/session/:create';
const ANY = ['GET *', 'PUT *', 'POST /voucherStatus'];
const WRITE = ['PUT *'];

export interface TripletexLedgerOptions extends TripletexSimulatorOptions {
  /** Whose key signs in: the company's own, or its accounting office's. Default `company`. */
  readonly keyOf?: 'company' | 'office';
}

/** The Tripletex simulator as the conformance suite sees it: one company, and a second client of the same office. */
export async function createTripletexLedger({
  keyOf = 'company',
  ...options
}: TripletexLedgerOptions = {}): Promise<ConformanceLedger> {
  const simulator = new TripletexSimulator({ seed: 7, ...options });
  const { companyId, name, organizationNumber, employeeToken } = simulator.addCompany({
    name: 'Fjellvik Handel AS',
  });
  const { url } = await simulator.start();
  const { bookkeeper } = simulator;
  const customer = bookkeeper.addCustomer(companyId, {
    name: NAME,
    isPrivateIndividual: true,
    email: EMAIL,
    address: { line1: STREET, postalCode: '0580', city: 'Oslo' },
  });
  const credentials = simulator.credentials;
  const isOffice = keyOf === 'office';
  const ledgerCompany = {
    key: isOffice ? String(companyId) : 'own',
    name,
    organisationNumber: organizationNumber,
  };
  const companies = isOffice ? [ledgerCompany, addOtherClient(simulator)] : [ledgerCompany];
  const idOf = (itemId: string): number => Number(itemId);
  const view = (itemId: string) => simulator.ledger(companyId).invoices.find(({ id }) => id === idOf(itemId));
  const debtor = debtorPool(customer.id, (called) => bookkeeper.addCustomer(companyId, { name: called }).id);
  const addInvoice = (invoice: NewInvoice, malformed?: Malformation): string =>
    String(
      bookkeeper.addInvoice(companyId, {
        customerId: debtor(invoice.debtor),
        amount: invoice.amount,
        date: invoice.invoicedOn,
        ...(invoice.dueOn ? { dueDate: invoice.dueOn } : {}),
        ...(malformed ? { malformed: MALFORMED[malformed] } : {}),
      }).id,
    );
  return {
    addresses: { TRIPLETEX_API_URL: url },
    settings: {
      consumerToken: credentials.consumerToken,
      employeeToken: isOffice ? credentials.accountantToken : employeeToken,
    },
    wrongSettings: {
      consumerToken: credentials.consumerToken,
      employeeToken: 'eyJ0b2tlbklkIjo5LCJ0b2tlbiI6ImZlaWwifQ==',
    },
    company: ledgerCompany,
    companies,
    clock: simulator.clock,
    advanceMs: (ms) => simulator.clock.advanceMs(ms),
    personalData: [NAME, EMAIL, STREET],
    addInvoice: (invoice) => addInvoice(invoice),
    addMalformedInvoice: (malformation) => {
      const on = new Date(simulator.clock.now().getTime() - 40 * 86_400_000).toISOString().slice(0, 10);
      return addInvoice({ amount: '500.00', invoicedOn: on as NewInvoice['invoicedOn'] }, malformation);
    },
    pay: (itemId, amount) => void bookkeeper.registerPayment(companyId, idOf(itemId), { amount }),
    credit: (itemId, amount) =>
      void bookkeeper.addCreditNote(companyId, idOf(itemId), amount === undefined ? {} : { amount }),
    reverseNewestPayment: (itemId) =>
      void bookkeeper.reverseVoucher(companyId, view(itemId)?.paymentVoucherIds.at(-1) ?? 0),
    removeInvoice: (itemId) => bookkeeper.removeInvoice(companyId, idOf(itemId)),
    paymentsOf: (itemId) => view(itemId)?.paymentVoucherIds.length ?? 0,
    outstandingOf: (itemId) => view(itemId)?.outstanding ?? 'gone',
    obstacles: {
      'period-closed': {
        code: 'period-closed',
        put: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), true),
        remove: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), false),
        opensOn: nextMonth,
      },
    },
    breakWriteBack: () => {
      const company = simulator.state().companies.find((one) => one.companyId === companyId);
      for (const { id, description } of company?.paymentTypes ?? []) {
        if (/inkasso/i.test(description)) bookkeeper.removePaymentType(companyId, id);
      }
    },
    install: (order) => install(simulator, order),
    clearFaults: () => void simulator.faults.clear(),
    requests: () => simulator.state().requests,
    signIns: () =>
      simulator.requests().filter(({ operation, status }) => operation === SIGN_IN && status === 201).length,
    tooFast: () =>
      simulator.requests().filter(({ status, fault }) => status === 429 && fault === undefined).length,
    revokeSessions: () => simulator.revoke('sessions'),
    revokeCredentials: () => simulator.revoke(isOffice ? 'accountant' : { employeeToken }),
    idle: () => simulator.idle(),
    stop: () => simulator.stop(),
  };
}

/** The first day of the month after. */
function nextMonth(on: LocalDate): LocalDate {
  let day = on;
  while (day.slice(0, 7) === on.slice(0, 7)) day = addDays(day, 1);
  return day;
}

function addOtherClient(simulator: TripletexSimulator): ConformanceCompany {
  const { companyId, name, organizationNumber } = simulator.addCompany({ name: 'Lyngmo Transport AS' });
  return { key: String(companyId), name, organisationNumber: organizationNumber };
}

function install({ faults }: TripletexSimulator, { fault, on, times }: FaultOrder): void {
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
