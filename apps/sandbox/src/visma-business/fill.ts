import { addDays, type LocalDate, startOfDay } from '@app/domain';
import { amountText } from '../books/amounts.js';
import { unrealPersonNumber } from '../demo/identifiers.js';
import type { DemoCompany, DemoCustomer, DemoInvoice, Malformation } from '../demo/plan.js';
import { bookInvoice, bookSettling } from './bookings.js';
import type { Company } from './company.js';
import type { Journal } from './company-books.js';
import { exactNumber } from './exact-number.js';
import { match } from './matching.js';
import type { Associate, AssociateDetails, LedgerRow } from './rows.js';
import type { World } from './world.js';

const MORNING_MS = 8 * 3_600_000;

export const BLANK_DETAILS: AssociateDetails = {
  name: '',
  shortName: '',
  companyNo: '',
  addressLine1: '',
  addressLine2: '',
  postCode: '',
  postalArea: '',
  country: 'NO',
  emailAddress: '',
  phone: '',
  mobilePhone: '',
  matchingMethod: 0,
};

interface Event {
  readonly on: LocalDate;
  readonly run: () => void;
}

/** Enters a planned company the way its people would have: day by day, the invoices of one day in one journal. */
export function fillCompany(world: World, plan: DemoCompany): Company {
  const { name, organizationNumber, email } = plan;
  const options = { name, organizationNumber, email, officeId: world.firm.id, currency: 'NOK' } as const;
  const company = world.addCompany(options);
  const customers: Associate[] = [];
  const first = plan.invoices[0]?.on ?? world.today();
  world.backdated(atMorning(addDays(first, -1)), () => {
    for (const customer of plan.customers)
      customers.push(company.addAssociate(detailsOf(world, customer, customers.length)));
  });
  const later: Event[] = [];
  const journals = new Map<LocalDate, Journal>();
  const events = plan.invoices.flatMap((planned): Event[] => {
    const associate = customers[planned.customer];
    if (!associate) throw new Error(`The plan of ${name} has no customer ${planned.customer}.`);
    if (planned.isDraft) return [];
    const run = (): void => {
      const journal = journals.get(planned.on) ?? company.openJournal();
      journals.set(planned.on, journal);
      later.push(...laterEvents(world, enterInvoice(world, associate, planned, journal), planned));
    };
    return [{ on: planned.on, run }];
  });
  for (const { customer: place, on, amountMinor } of plan.paymentsOnAccount) {
    const associate = customers[place];
    if (associate)
      later.push({ on, run: () => void receive(world, associate, on, amountMinor, 'NOK', undefined) });
  }
  for (const list of [events, later])
    for (const { on, run } of list.sort(byDay)) world.backdated(atMorning(on), run);
  return company;
}

/** The JSON values that each kind of malformed invoice shows instead of its own. */
export function malformedColumns(kind: Malformation, grossMinor: number): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'no-due-date':
      return { dueDate: 0 };
    case 'no-customer':
      return { customerNo: 0 };
    case 'three-decimals': {
      const number = exactNumber(`${amountText(grossMinor)}5`);
      return { amountDomestic: number, outstandingAmountDomestic: number };
    }
  }
}

/** Every second person's number is entered where an organisation's belongs. */
function detailsOf(world: World, planned: DemoCustomer, place: number): AssociateDetails {
  const { address, name, email, phone, isPrivate, organizationNumber } = planned;
  const personNumber = place % 2 === 0 ? unrealPersonNumber(world.random) : '';
  return {
    ...BLANK_DETAILS,
    name,
    companyNo: isPrivate ? personNumber : organizationNumber,
    addressLine1: address.line1,
    postCode: address.postalCode,
    postalArea: address.city,
    country: address.countryCode,
    emailAddress: email,
    phone: isPrivate ? '' : phone,
    mobilePhone: isPrivate ? phone : '',
  };
}

function enterInvoice(world: World, associate: Associate, planned: DemoInvoice, journal: Journal): LedgerRow {
  const { on, dueOn, grossMinor, currency = 'NOK', malformed, postponedTo } = planned;
  const row = bookInvoice(world, {
    associate,
    on,
    dueOn,
    grossMinor,
    currency,
    vatPercent: currency === 'NOK' && !planned.isVatFree ? 25 : 0,
    journal,
    ...(planned.hasKid === true ? {} : { cid: '' }),
  });
  if (malformed) row.malformed = malformedColumns(malformed, grossMinor);
  row.stopCollectionOn = postponedTo;
  return row;
}

function laterEvents(world: World, row: LedgerRow, planned: DemoInvoice): Event[] {
  const { associate } = row;
  const currency = planned.currency ?? 'NOK';
  const events: Event[] = [];
  for (const { on, amountMinor } of planned.payments ?? []) {
    const run = (): void => {
      const payment = receive(world, associate, on, amountMinor, currency, row);
      match([row, payment], on, (one) => world.changed(one));
    };
    events.push({ on, run });
  }
  const { credit, reminder } = planned;
  if (credit) {
    const run = (): void => {
      const note = bookSettling(world, associate, {
        kind: 'credit-note',
        on: credit.on,
        minor: credit.amountMinor ?? planned.grossMinor,
        currency,
        account: 'vat-free-sales',
        text: `Kreditnota til faktura ${row.invoiceNo}`,
        invoiceNo: row.invoiceNo,
        crossReference: row.reference,
      });
      match([row, note], credit.on, (one) => world.changed(one));
    };
    events.push({ on: credit.on, run });
  }
  if (reminder) {
    const run = (): void => {
      row.remindersSent += 1;
      row.lastReminderOn = reminder.on;
      if (reminder.type === 'DEBT_COLLECTION') row.noReminders = 3;
      world.changed(row);
    };
    events.push({ on: reminder.on, run });
  }
  return events;
}

function receive(
  world: World,
  associate: Associate,
  on: LocalDate,
  minor: number,
  currency: string,
  invoice: LedgerRow | undefined,
): LedgerRow {
  return bookSettling(world, associate, {
    kind: 'payment',
    on,
    minor,
    currency,
    account: 'bank',
    text: 'Innbetaling',
    ...(invoice ? { invoiceNo: invoice.invoiceNo, crossReference: invoice.reference } : {}),
  });
}

function atMorning(day: LocalDate): number {
  return startOfDay(day, 'NO').getTime() + MORNING_MS;
}

function byDay(a: Event, b: Event): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}
