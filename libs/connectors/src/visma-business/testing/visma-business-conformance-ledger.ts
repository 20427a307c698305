import {
  type FaultKind,
  type RefusalVariant,
  VismaBusinessSimulator,
  type VismaBusinessSimulatorOptions,
} from '@app/sandbox';
import { accountBalance } from '../../conformance/account-balance.js';
import type {
  ConformanceCompany,
  ConformanceFault,
  ConformanceLedger,
  FaultOrder,
  Malformation,
  NewInvoice,
} from '../../conformance/conformance-ledger.js';
import { debtorPool } from '../../conformance/debtor-pool.js';
import { tokenName } from '../auth.js';
import { readKey } from '../keys.js';
import type { VismaBusinessSettings } from '../settings.js';

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
const SLOW_MS = 300;
/** Reading takes several calls; on a busy machine each needs more than a moment. */
const PATIENCE_MS = 120;
const NAME = 'Plantine Prøvesen Nordlid';
const EMAIL = 'plantine.provesen@nordlid.example';
const STREET = 'Planteveien 77';
const COLLECTION_ACCOUNT = 1579;

/** Every call but signing in. */
const ANY = ['query *', 'mutation *'];
/** The one that books; a batch that was only made is not in the books. */
const WRITE = ['mutation updateBatch'];

export interface VismaLedgerOptions extends VismaBusinessSimulatorOptions {
  readonly access?: 'user' | 'service';
}

/** The Business NXT simulator as the conformance suite sees it: a grant for two companies. */
export async function createVismaLedger({
  access = 'service',
  ...options
}: VismaLedgerOptions = {}): Promise<ConformanceLedger> {
  const simulator = new VismaBusinessSimulator({ seed: 7, ...options });
  const made = [{ name: 'Fjellvik Handel AS' }, { name: 'Lyngmo Transport AS' }].map((spec) =>
    simulator.addCompany(spec),
  );
  const companies = made.map(({ companyId, name, organizationNumber }): ConformanceCompany => ({
    key: String(companyId),
    name,
    organisationNumber: organizationNumber,
  }));
  const [company] = companies;
  if (!company) throw new Error('The simulator made no company.');
  const companyId = Number(company.key);
  const { url, connectUrl } = await simulator.start();
  const { bookkeeper, credentials } = simulator;
  const customer = bookkeeper.addCustomer(companyId, {
    name: NAME,
    emailAddress: EMAIL,
    addressLine1: STREET,
  });
  const { clientId, clientSecret } = access === 'user' ? credentials.web : credentials.service;
  const settings = {
    access,
    clientId,
    clientSecret,
    ...(options.unverified?.tenantId === 'required' ? { tenantId: 'firm-1' } : {}),
  };
  const wrongSettings = { ...settings, clientSecret: 'not-the-secret-of-anybody' };
  const rowOf = (itemId: string) => {
    const key = readKey(itemId);
    const journal = bookkeeper.company(companyId).index.ofJournal(key?.voucherJournalNo ?? 0);
    const row = [...journal].find(({ auditNo }) => auditNo === key?.auditNo);
    if (!row) throw new Error(`The books have no row ${itemId}.`);
    return row;
  };
  const debtor = debtorPool(
    customer.customerNo,
    (called) => bookkeeper.addCustomer(companyId, { name: called }).customerNo,
  );
  const addInvoice = (invoice: NewInvoice, malformed?: Malformation): string => {
    const { journalNo, auditNo } = bookkeeper.addInvoice(companyId, {
      customerNo: debtor(invoice.debtor),
      amount: invoice.amount,
      date: invoice.invoicedOn,
      ...(invoice.dueOn ? { dueDate: invoice.dueOn } : {}),
      ...(malformed ? { malformed: MALFORMED[malformed] } : {}),
    });
    return `${journalNo}-${auditNo}`;
  };
  const newest = new Map<string, number>();
  return {
    addresses: { VISMA_BUSINESS_API_URL: url, VISMA_CONNECT_URL: connectUrl },
    settings,
    wrongSettings,
    ...(access === 'user' ? { tokens: signedIn(simulator, connectUrl, [settings, wrongSettings]) } : {}),
    company,
    companies,
    clock: simulator.clock,
    advanceMs: (ms) => simulator.clock.advanceMs(ms),
    patienceWithSlowMs: PATIENCE_MS,
    personalData: [NAME, EMAIL, STREET],
    addInvoice: (invoice) => addInvoice(invoice),
    addMalformedInvoice: (malformation) => {
      const on = new Date(simulator.clock.now().getTime() - 40 * 86_400_000).toISOString().slice(0, 10);
      return addInvoice({ amount: '500.00', invoicedOn: on as NewInvoice['invoicedOn'] }, malformation);
    },
    pay: (itemId, amount) =>
      void newest.set(itemId, bookkeeper.receivePayment(companyId, rowOf(itemId).id, { amount }).id),
    credit: (itemId, amount) =>
      void bookkeeper.addCreditNote(companyId, rowOf(itemId).id, amount === undefined ? {} : { amount }),
    reverseNewestPayment: (itemId) => {
      const voucherId = simulator.invoice(rowOf(itemId)).paymentVoucherIds.at(-1);
      const row = simulator.ledger(companyId).rows.find((one) => one.voucherId === voucherId);
      bookkeeper.reverseRow(companyId, row?.id ?? 0);
    },
    matchByHand: () => matchReversals(simulator, companyId),
    removeInvoice: (itemId) => bookkeeper.removeRow(companyId, rowOf(itemId).id),
    paymentsOf: (itemId) => simulator.invoice(rowOf(itemId)).paymentVoucherIds.length,
    outstandingOf: (itemId) => simulator.invoice(rowOf(itemId)).owed,
    generalLedger: {
      balanceOf: (account) => accountBalance(simulator.ledger(companyId).vouchers, account),
      closeAccount: (account) => void bookkeeper.company(companyId).accounts.delete(Number(account)),
    },
    obstacles: {
      'period-closed': {
        // Visma may refuse without a word; which of its words there are is not public.
        code: options.unverified?.refusedUpdate === 'succeeded-false' ? 'refused-by-ledger' : 'period-closed',
        put: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), true),
        remove: (_itemId, on) => bookkeeper.setPeriodClosed(companyId, on.slice(0, 7), false),
      },
    },
    breakWriteBack: () => void bookkeeper.company(companyId).accounts.delete(COLLECTION_ACCOUNT),
    isBooking: (body) => body.includes('updateBatch'),
    install: (order) => install(simulator, order),
    clearFaults: () => void simulator.faults.clear(),
    requests: () => simulator.state().requests,
    signIns: () =>
      simulator.requests().filter(({ operation, status }) => /token/i.test(operation) && status === 200)
        .length,
    tooFast: () =>
      simulator.requests().filter(({ status, fault }) => status === 429 && fault === undefined).length,
    revokeSessions: () => simulator.revoke('access-tokens'),
    revokeCredentials: () => {
      simulator.revoke({ what: 'grant', ...(access === 'service' ? { principalId: clientId } : {}) });
      if (access === 'service')
        for (const { key } of companies) bookkeeper.setAccess(Number(key), null, clientId);
    },
    idle: () => simulator.idle(),
    stop: () => simulator.stop(),
  };
}

/**
 * What a person does with each debit from outside that stands open beside the payment it takes back: undoes that payment's
 * match with the invoice, and matches the two.
 */
function matchReversals({ bookkeeper }: VismaBusinessSimulator, companyId: number): void {
  const ours = [...bookkeeper.company(companyId).rows.values()].filter(
    ({ externalReference1 }) => externalReference1 !== '',
  );
  for (const reversal of ours.filter(({ outstandingMinor }) => outstandingMinor > 0)) {
    const payment = ours.findLast(
      ({ amountMinor, crossReference, outstandingMinor }) =>
        amountMinor === -reversal.amountMinor &&
        crossReference === reversal.crossReference &&
        outstandingMinor === 0,
    );
    if (!payment) continue;
    bookkeeper.unmatch(companyId, payment.id);
    bookkeeper.match(companyId, [payment.id, reversal.id]);
  }
}

/** As if the first person had signed in; the token itself is left to be renewed. */
function signedIn(
  simulator: VismaBusinessSimulator,
  connectUrl: string,
  grants: readonly object[],
): NonNullable<ConformanceLedger['tokens']> {
  return Object.fromEntries(
    grants.map((settings) => [
      tokenName(connectUrl, settings as VismaBusinessSettings),
      { refreshToken: simulator.issueTokens().refreshToken },
    ]),
  );
}

function install({ faults }: VismaBusinessSimulator, { fault, on, times }: FaultOrder): void {
  const variant: RefusalVariant = fault === 'too-fast-without-header' ? 'html' : 'full';
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
