import {
  type FaultKind,
  type RefusalVariant,
  XledgerSimulator,
  type XledgerSimulatorOptions,
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

type PossibleFault = Exclude<ConformanceFault, 'session-revoked'>;

const KIND: Readonly<Record<PossibleFault, FaultKind>> = {
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
};

const MALFORMED: Readonly<Record<Malformation, 'no-due-date' | 'no-customer' | 'three-decimals'>> = {
  'missing-due-date': 'no-due-date',
  'missing-debtor': 'no-customer',
  'malformed-amount': 'three-decimals',
};

/** Longer than the suite's patience. */
const SLOW_MS = 150;
const CLEARING_ACCOUNT = 1579;
/** The simulator's own number. */
const CREDITS_PER_HOUR = 20_000;
const NAME = 'Plantine Prøvesen Nordlid';
const EMAIL = 'plantine.provesen@nordlid.example';
const STREET = 'Planteveien 77';

export interface XledgerLedgerOptions extends XledgerSimulatorOptions {
  /** Whether the customer was told how many credits an hour has, and has entered it. Default true. */
  readonly areCreditsTold?: boolean;
  /** Where the token was made: in the accounting firm, above all companies, or in the company itself. */
  readonly tokenOf?: 'firm' | 'company';
}

/** The Xledger simulator as the conformance suite sees it: one company, and with the firm's token a second and the firm. */
export async function createXledgerLedger({
  tokenOf = 'firm',
  areCreditsTold = true,
  ...options
}: XledgerLedgerOptions = {}): Promise<ConformanceLedger> {
  const simulator = new XledgerSimulator({ seed: 7, postingJob: 'by-hand', ...options });
  const made = simulator.addCompany({ name: 'Granly Bygg AS' });
  const other = simulator.addCompany({ name: 'Lyngmo Transport AS' });
  const { companyId } = made;
  const { url } = await simulator.start();
  const { bookkeeper, credentials } = simulator;
  const customer = bookkeeper.addCustomer(companyId, {
    name: NAME,
    email: EMAIL,
    address: { street: STREET, zipCode: '0580', place: 'OSLO', country: 'NO' },
  });
  // The neighbour's rows are in every list of the firm's token, and no business of the company's.
  const neighbour = bookkeeper.addCustomer(other.companyId, { name: 'Nabo AS' });
  bookkeeper.addInvoice(other.companyId, { customerId: neighbour.id, amount: '4242.00' });
  const reached =
    tokenOf === 'company' ? [companyId] : [firmOf(simulator, companyId), companyId, other.companyId];
  const companies = reached.map((id) => {
    const { name, organizationNumber } = bookkeeper.company(id).options;
    return { key: String(id), name, organisationNumber: organizationNumber };
  });
  const company = companies.find(({ key }) => key === String(companyId));
  if (!company) throw new Error('The simulator made no company.');
  const { creditsPerHour = CREDITS_PER_HOUR } = options.limits ?? {};
  const allowance =
    creditsPerHour === 'unlimited' || !areCreditsTold
      ? undefined
      : { creditsPerHour, creditsIn: (ms: number) => simulator.creditsIn(ms) };
  const token = tokenOf === 'company' ? made.token : credentials.token;
  const view = (itemId: string) =>
    simulator.ledger(companyId).invoices.find(({ id }) => String(id) === itemId);
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
    addresses: { XLEDGER_API_URL: url },
    settings: { token, ...(allowance ? { creditsPerHour: String(allowance.creditsPerHour) } : {}) },
    wrongSettings: { token: Buffer.from('sandbox-0-nobody-ever-made-this-one').toString('base64url') },
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
    pay: (itemId, amount) => void bookkeeper.receivePayment(companyId, Number(itemId), { amount }),
    credit: (itemId, amount) =>
      void bookkeeper.addCreditMemo(companyId, Number(itemId), amount === undefined ? {} : { amount }),
    reverseNewestPayment: (itemId) =>
      reverseVoucher(simulator, companyId, view(itemId)?.paymentVoucherIds.at(-1)),
    removeInvoice: (itemId) => bookkeeper.removeRow(companyId, Number(itemId)),
    completeBookings: () => {
      simulator.runPostingJob();
      // What nobody has matched with the invoice it names, a person at the creditor does.
      simulator.matchImported();
    },
    paymentsOf: (itemId) => view(itemId)?.paymentVoucherIds.length ?? 0,
    outstandingOf: (itemId) => view(itemId)?.remaining ?? 'gone',
    generalLedger: {
      balanceOf: (account) => accountBalance(simulator.ledger(companyId).vouchers, account),
      closeAccount: (account) => bookkeeper.setAccountActive(companyId, Number(account), false),
    },
    obstacles: {
      'period-closed': {
        // Only the posting job sees it, and says so in words of its own.
        code: 'refused-by-posting-job',
        put: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), true),
        remove: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), false),
      },
    },
    breakWriteBack: () => bookkeeper.setAccountActive(companyId, CLEARING_ACCOUNT, false),
    ...(allowance ? { allowance } : {}),
    // Every send is preceded by looks into the import table and the ledger.
    isBooking: (body) => body.includes('addGLImportItems'),
    install: (order) => install(simulator, order),
    clearFaults: () => void simulator.faults.clear(),
    requests: () => simulator.state().requests,
    signIns: () => 0,
    tooFast: () => simulator.state().usage.reduce((sum, { refused }) => sum + refused, 0),
    // There are none: the token goes along with every call.
    revokeSessions: () => undefined,
    revokeCredentials: () => simulator.revoke(token),
    idle: () => simulator.idle(),
    stop: () => simulator.stop(),
  };
}

function firmOf({ bookkeeper }: XledgerSimulator, companyId: number): number {
  const firm = bookkeeper.company(companyId).parent;
  if (!firm) throw new Error('The company stands below no firm.');
  return firm.id;
}

function reverseVoucher(simulator: XledgerSimulator, companyId: number, voucherId: number | undefined): void {
  const row = simulator
    .ledger(companyId)
    .rows.find((one) => one.voucherId === voucherId && one.amount.startsWith('-'));
  if (!row) throw new Error('There is no payment to reverse.');
  simulator.bookkeeper.reverseRow(companyId, row.id);
}

function install({ faults }: XledgerSimulator, { fault, on, times }: FaultOrder): void {
  if (fault === 'session-revoked') throw new Error('Xledger has no sessions.');
  const variant: RefusalVariant = fault === 'too-fast-without-header' ? 'no-reset' : 'full';
  faults.install({
    operation: on === 'write' ? 'mutation addGLImportItems' : '*',
    kind: KIND[fault],
    times,
    variant,
    delayMs: fault === 'slow-answer' ? SLOW_MS : 5_000,
  });
}
