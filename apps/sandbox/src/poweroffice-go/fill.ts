import { addDays, type LocalDate } from '@app/domain';
import { kidFor } from '../demo/identifiers.js';
import { emailFor } from '../demo/names.js';
import type { DemoCompany, DemoCustomer, DemoInvoice, DemoReminderType, Malformation } from '../demo/plan.js';
import { NOK } from './catalogue.js';
import type { Company } from './company.js';
import { creditInvoice, makeInvoice } from './invoicing.js';
import { chargeFee, type Fee, receiveOnAccount, receivePayment, writeOff } from './payments.js';
import type { Customer, CustomerDetails, Invoice } from './rows.js';
import type { World } from './world.js';

/** Companies of this ledger, so that one accounting office has others here than elsewhere. */
const NAMES = ['Havgløtt Båtservice AS', 'Rimfrost Kjøleteknikk AS', 'Solgløtt Barneklær AS'];

const FEE_TYPES: Readonly<Record<DemoReminderType, Fee['type']>> = {
  SOFT_REMINDER: 'OutgoingPaymentReminder',
  REMINDER: 'OutgoingPaymentReminder',
  NOTICE_OF_DEBT_COLLECTION: 'OutgoingNoticeOfDebtCollection',
  DEBT_COLLECTION: 'OutgoingPaymentDemand',
};

/** What happened on a day, in the order of a company's days. */
interface Event {
  readonly on: LocalDate;
  readonly run: () => void;
}

/** Enters a planned company the way its people would have: day by day, with the stamps of those days. */
export function fillCompany(world: World, plan: DemoCompany, place: number): Company {
  const name = NAMES[place] ?? plan.name;
  world.pretendMs = morningOf(addDays(world.today(), -760));
  const { organizationNumber } = plan;
  const company = world.addCompany({ name, organizationNumber, email: emailFor(name) });
  const held = new Set(plan.invoices.filter(({ postponedTo }) => postponedTo).map((row) => row.customer));
  const customers = plan.customers.map((row, i) => company.addCustomer(details(world, row, i, held.has(i))));
  const events: Event[] = [];
  for (const planned of plan.invoices) {
    const customer = customers[planned.customer];
    if (!customer) throw new Error(`The plan of ${plan.name} has no customer ${planned.customer}.`);
    // Nobody but the company sees a draft.
    if (!planned.isDraft) events.push(...eventsOf(company, planned, customer));
  }
  for (const { customer: at, on, amountMinor } of plan.paymentsOnAccount) {
    const customer = customers[at];
    if (customer)
      events.push({ on, run: () => void receiveOnAccount(company, customer, { on, amountMinor }) });
  }
  const today = world.today();
  if (place === 0) events.push(...oddities(company, customers, today));
  // Stable, so that an invoice comes before what became of it on the same day.
  events.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  let second = 0;
  for (const event of events) {
    second = (second + 37) % 28_800;
    world.pretendMs = Math.min(morningOf(event.on) + second * 1_000, world.clock.nowMs());
    event.run();
  }
  world.pretendMs = undefined;
  return company;
}

/** Eight o'clock UTC, in milliseconds: people in Norway are at work. */
function morningOf(day: LocalDate): number {
  return Date.parse(`${day}T08:00:00Z`);
}

function eventsOf(company: Company, planned: DemoInvoice, customer: Customer): Event[] {
  let made: Invoice | undefined;
  const invoice = (): Invoice => {
    if (!made) throw new Error('An event came before its invoice.');
    return made;
  };
  const events: Event[] = [
    { on: planned.on, run: () => void (made = makeInvoice(company, draftOf(planned, customer))) },
  ];
  for (const { on, amountMinor: currencyMinor } of planned.payments ?? []) {
    const receipt = { on, type: 'IncomingOcrGiro', currencyMinor, isMatched: true } as const;
    events.push({ on, run: () => void receivePayment(company, invoice(), receipt) });
  }
  const { credit, reminder } = planned;
  if (credit) events.push({ on: credit.on, run: () => void creditInvoice(company, invoice(), credit) });
  if (reminder) {
    const fee: Fee = { type: FEE_TYPES[reminder.type], on: reminder.on, amountMinor: reminder.chargeMinor };
    events.push({ on: reminder.on, run: () => void chargeFee(company, customer, fee) });
  }
  return events;
}

/** What only this ledger has: a write-off, a credit note and a payment that nobody matched, and a sold invoice. */
function oddities(company: Company, customers: readonly Customer[], today: LocalDate): Event[] {
  const on = addDays(today, -80);
  return customers.slice(0, 4).flatMap((customer, i): Event[] => {
    const planned: DemoInvoice = {
      customer: i,
      on,
      dueOn: addDays(on, 14),
      grossMinor: 2_500_00 + i * 125_00,
      hasKid: true,
    };
    let made: Invoice | undefined;
    const deliveryType = i === 3 ? ({ deliveryType: 'Factoring' } as const) : {};
    const day = addDays(today, -30 + i);
    const later = (run: (invoice: Invoice) => unknown): Event => ({
      on: day,
      run: () => void (made && run(made)),
    });
    const receipt = { on: day, type: 'BankJournal', currencyMinor: 500_00, isMatched: false } as const;
    const afterwards = [
      later((invoice) => writeOff(company, invoice, day, invoice.entry.balanceMinor)),
      later((invoice) => creditInvoice(company, invoice, { on: day, isMatched: false })),
      later((invoice) => receivePayment(company, invoice, receipt)),
    ].slice(i, i + 1);
    const make = {
      on,
      run: () => void (made = makeInvoice(company, { ...draftOf(planned, customer), ...deliveryType })),
    };
    return [make, ...afterwards];
  });
}

function draftOf(planned: DemoInvoice, customer: Customer): Parameters<typeof makeInvoice>[1] {
  const currency = planned.currency ?? NOK;
  return {
    customer,
    on: planned.on,
    dueOn: planned.dueOn,
    grossMinor: planned.grossMinor,
    currency,
    vatPercent: currency === NOK && !planned.isVatFree ? 25 : 0,
    kid: (number) => (planned.hasKid ? kidFor(customer.number, number) : null),
    deliveryType: customer.details.invoiceDeliveryType,
    malformed: planned.malformed && malformedFields(planned.malformed, planned.grossMinor),
  };
}

/** The JSON values that each kind of malformed invoice shows instead of its own, on the invoice and on the ledger. */
export function malformedFields(kind: Malformation, grossMinor: number): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'no-due-date':
      return { DueDate: null };
    case 'no-customer':
      return { CustomerId: null, CustomerNo: null, CustomerAccountNo: null, CustomerName: null };
    case 'three-decimals': {
      const value = Number(`${Math.floor(grossMinor / 100)}.${String(grossMinor % 100).padStart(2, '0')}5`);
      const names = ['TotalAmount', 'TotalPostedAmount', 'Balance', 'Amount', 'CurrencyAmount'];
      return Object.fromEntries(names.map((name) => [name, value]));
    }
  }
}

/** `isHeld`: somebody wants no collection from this customer. */
function details(world: World, planned: DemoCustomer, at: number, isHeld: boolean): CustomerDetails {
  const { address } = planned;
  const blankAsNull = (text: string): string | null => (text === '' ? null : text);
  const isEmpty = address.line1 === '' && address.city === '';
  return {
    name: planned.name,
    organizationNumber: blankAsNull(planned.organizationNumber),
    isPerson: planned.isPrivate,
    // Years in which nobody who lives was born.
    dateOfBirth: planned.isPrivate && at % 2 === 0 ? `18${50 + (at % 40)}-07-15` : null,
    hasNationalId: planned.isPrivate && at % 3 === 0,
    emailAddress: blankAsNull(planned.email),
    invoiceEmailAddress: blankAsNull(planned.email),
    paymentReminderEmailAddress: null,
    phoneNumber: blankAsNull(planned.phone),
    mailAddress: isEmpty
      ? null
      : {
          id: world.ids.next('address'),
          line1: address.line1,
          line2: null,
          zipCode: address.postalCode,
          city: address.city,
          countryCode: address.countryCode,
          changedAt: world.stamp(),
        },
    isActive: !(planned.isInactive ?? false),
    isArchived: planned.isInactive ?? false,
    sendPaymentReminders: !isHeld,
    transferToDebtCollectionAgency: !isHeld,
    ...(planned.group ? { contactGroupIds: [planned.group.id] } : {}),
    doNotAddLatePaymentFees: at % 11 === 5,
    doNotAddLatePaymentInterest: at % 13 === 5,
    invoiceDeliveryType: planned.isFactoring ? 'Factoring' : planned.isPrivate ? 'PdfByEmail' : 'EHF',
    externalNumber: null,
  };
}
