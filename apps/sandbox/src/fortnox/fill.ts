import { addDays, type LocalDate, startOfDay } from '@app/domain';
import type { DemoCompany, DemoInvoice, Malformation } from '../demo/plan.js';
import { Random } from '../demo/random.js';
import { COUNTRIES, currencyByCode, SEK, toBaseMinor } from './catalogue.js';
import type { Company } from './company.js';
import { type SwedishCustomer, swedishPlan } from './demo/swedish.js';
import { bookInvoice, creditInvoice, saveInvoice } from './invoicing.js';
import { bookPayment, savePayment, settleCredit } from './payments.js';
import type { Customer, Invoice } from './rows.js';
import type { World } from './world.js';

const MORNING_MS = 8 * 3_600_000;

interface Event {
  readonly on: LocalDate;
  readonly run: () => void;
}

/** Enters a planned company the way its people would have: day by day. `place` is its place among the companies. */
export function fillCompany(world: World, plan: DemoCompany, place: number): Company {
  const swedish = swedishPlan(plan, place, new Random(world.options.seed ^ (0x5e0 + place)));
  const { address } = swedish;
  const company = world.addCompany({
    name: swedish.name,
    organizationNumber: swedish.organizationNumber,
    email: swedish.email,
    address: address.line1,
    zipCode: address.postalCode,
    city: address.city,
    method: 'ACCRUAL',
    firstDocumentNumber: 1001,
  });
  const customers = swedish.customers.map((customer) => addDemoCustomer(company, customer));
  const later: Event[] = [];
  for (const planned of swedish.invoices) {
    const customer = customers[planned.customer];
    if (!customer) throw new Error(`The plan of ${plan.name} has no customer ${planned.customer}.`);
    const invoice = enterInvoice(company, planned, customer);
    later.push(...eventsOf(company, planned, invoice));
  }
  later.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  for (const event of later) event.run();
  // The volume for benchmarks is plain.
  if (plan.paymentsOnAccount.length > 0) addSpecialCases(company, customers, world.today());
  stampByDay(company);
  return company;
}

/** Nothing of it was changed today: whoever asks for what was modified lately gets none of it. */
function stampByDay(company: Company): void {
  const stamp = (day: LocalDate): number => Math.min(atMorning(day), company.nowMs());
  for (const payment of company.payments.values()) payment.changedAtMs = stamp(payment.on);
  for (const invoice of company.invoices.values()) {
    const days = [invoice.on, ...company.paymentsOf(invoice).map(({ on }) => on)];
    invoice.changedAtMs = Math.max(...days.map(stamp));
  }
}

function atMorning(day: LocalDate): number {
  return startOfDay(day, 'SE').getTime() + MORNING_MS;
}

function addDemoCustomer(company: Company, planned: SwedishCustomer): Customer {
  const { address } = planned;
  return company.addCustomer({
    name: planned.name,
    organisationNumber: planned.identity,
    type: planned.isPrivate ? 'PRIVATE' : 'COMPANY',
    isActive: !(planned.isInactive ?? false),
    email: planned.email,
    emailInvoice: planned.isPrivate ? '' : planned.email,
    phone1: planned.phone,
    phone2: '',
    address1: address.line1,
    address2: '',
    zipCode: address.postalCode,
    city: address.city,
    country: address.line1 === '' ? '' : (COUNTRIES[address.countryCode] ?? ''),
    // Nobody fills it in for the neighbour.
    countryCode: address.line1 === '' ? null : address.countryCode,
    currency: SEK.code,
    yourReference: '',
  });
}

function enterInvoice(company: Company, planned: DemoInvoice, customer: Customer): Invoice {
  const code = planned.currency ?? 'NOK';
  // The plan speaks of the company's own currency as NOK; `swedishPlan` has made its SEK to NOK.
  const isOwn = planned.currency === undefined;
  const invoice = saveInvoice(company, {
    customer,
    on: planned.on,
    dueOn: planned.dueOn,
    grossMinor: planned.grossMinor,
    currency: isOwn ? SEK : currencyByCode(code),
    vatPercent: isOwn && !planned.isVatFree ? 25 : 0,
    ocr: planned.hasKid ? undefined : '',
    malformed: planned.malformed && malformedFields(planned.malformed, planned.grossMinor),
  });
  if (planned.isDraft) invoice.isNotCompleted = true;
  else {
    invoice.isSent = true;
    bookInvoice(company, invoice);
  }
  return invoice;
}

/** The JSON values that each kind of malformed invoice shows instead of its own. */
export function malformedFields(kind: Malformation, grossMinor: number): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'no-due-date':
      return { DueDate: null };
    case 'no-customer':
      return { CustomerNumber: '', CustomerName: '' };
    case 'three-decimals': {
      const value = Number(`${Math.floor(grossMinor / 100)}.${String(grossMinor % 100).padStart(2, '0')}5`);
      return { Balance: value, Total: value };
    }
  }
}

function eventsOf(company: Company, planned: DemoInvoice, invoice: Invoice): Event[] {
  const { credit, reminder } = planned;
  const events: Event[] = (planned.payments ?? []).map(({ on, amountMinor }) => ({
    on,
    run: () => pay(company, invoice, on, amountMinor),
  }));
  if (credit) {
    events.push({
      on: credit.on,
      run: () => {
        const note = creditInvoice(company, invoice, credit);
        bookInvoice(company, note);
        settleCredit(company, note, credit.on);
      },
    });
  }
  if (reminder) {
    invoice.reminders = 1;
    invoice.remindedOn = reminder.on;
  }
  return events;
}

function pay(company: Company, invoice: Invoice, on: LocalDate, amountMinor: number): void {
  // A foreign payment is worth a little more when it arrives: an exchange gain.
  const factor = invoice.currency === SEK ? 1 : 1.01;
  const baseMinor = Math.round(toBaseMinor(amountMinor, invoice.currency) * factor);
  const draft = { invoice, on, currencyMinor: amountMinor, baseMinor, mode: 'BG', accountNumber: 1930 };
  bookPayment(company, savePayment(company, { ...draft, source: 'file' }));
}

/** What only this ledger has: household deductions, the vendor's own collection service, unbooked payments and credits. */
function addSpecialCases(company: Company, customers: readonly Customer[], today: LocalDate): void {
  const on = addDays(today, -70);
  const add = (
    place: number,
    grossMinor: number,
    more: Partial<Parameters<typeof saveInvoice>[1]> = {},
  ): Invoice => {
    const customer = customers[place];
    if (!customer) throw new Error('There are too few customers for the special cases.');
    const invoice = saveInvoice(company, { customer, on, dueOn: addDays(on, 30), grossMinor, ...more });
    invoice.isSent = true;
    return invoice;
  };
  const booked = (...arguments_: Parameters<typeof add>): Invoice => {
    const invoice = add(...arguments_);
    bookInvoice(company, invoice);
    return invoice;
  };
  booked(0, 20_000_00, { taxReduction: { type: 'rot', reductionMinor: 6_000_00 } });
  booked(1, 4_000_00, { taxReduction: { type: 'rut', reductionMinor: 2_000_00 } });
  booked(2, 3_500_00).isNoxFinans = true;
  booked(3, 640_00, { type: 'INTRESTINVOICE' });
  booked(4, 1_200_00, { type: 'CASHINVOICE' });
  booked(5, 2_600_00).isSent = false;
  add(6, 1_875_00).isCancelled = true;
  // Saved and never booked.
  add(7, 2_125_00);
  // A bank's file that nobody confirmed, and a credit note that nobody netted.
  const waiting = booked(8, 5_000_00);
  const draft = { currencyMinor: 5_000_00, baseMinor: 5_000_00, mode: 'BG', accountNumber: 1930 };
  savePayment(company, { ...draft, invoice: waiting, on: addDays(today, -3), source: 'file' });
  bookInvoice(company, creditInvoice(company, booked(9, 7_500_00), { on: addDays(today, -20) }));
  // Half paid by autogiro, the rest written off.
  const writtenOff = booked(0, 900_00);
  const half = { currencyMinor: 450_00, baseMinor: 450_00, mode: 'BG', accountNumber: 1930 };
  bookPayment(
    company,
    savePayment(company, {
      ...half,
      invoice: writtenOff,
      on: addDays(today, -10),
      source: 'autogiro',
      writeOffs: [
        { accountNumber: 6351, amountMinor: 450_00, description: 'Avskrivning', transactionInformation: '' },
      ],
    }),
  );
}
