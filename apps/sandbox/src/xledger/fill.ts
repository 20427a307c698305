import { addDays, type LocalDate, startOfDay } from '@app/domain';
import type { DemoCompany, DemoCustomer, DemoInvoice, Malformation } from '../demo/plan.js';
import { amountText } from '../books/amounts.js';
import { bookInvoice, bookSettling } from './bookings.js';
import type { Customer, Entity } from './entity.js';
import { unrealPersonNumber } from '../demo/identifiers.js';
import type { ArRow } from './rows.js';
import type { World } from './world.js';

const MORNING_MS = 8 * 3_600_000;

/** Enters a planned company the way its people would have: day by day, as rows made in the past. */
export function fillEntity(world: World, plan: DemoCompany): Entity {
  const { name, organizationNumber, email } = plan;
  const entity = world.addEntity({ name, organizationNumber, email, parent: world.firm });
  const customers: Customer[] = [];
  const first = plan.invoices[0]?.on ?? world.today();
  world.backdated(atMorning(addDays(first, -1)), () => {
    for (const customer of plan.customers)
      customers.push(world.addCustomer(entity, detailsOf(world, customer)));
  });
  const events: { readonly on: LocalDate; readonly run: () => void }[] = [];
  plan.invoices.forEach((planned, place) => {
    const customer = customers[planned.customer];
    if (!customer) throw new Error(`The plan of ${name} has no customer ${planned.customer}.`);
    if (planned.isDraft) return;
    events.push({
      on: planned.on,
      run: () => {
        const row = enterInvoice(world, customer, planned, place);
        later.push(...laterEvents(world, row, planned));
      },
    });
  });
  const later: { readonly on: LocalDate; readonly run: () => void }[] = [];
  for (const { customer: place, on, amountMinor } of plan.paymentsOnAccount) {
    const customer = customers[place];
    if (customer) later.push({ on, run: () => void receive(world, customer, on, amountMinor, 'NOK', null) });
  }
  for (const list of [events, later]) {
    for (const { on, run } of list.sort(byDay)) world.backdated(atMorning(on), run);
  }
  return entity;
}

/** The JSON values that each kind of malformed invoice shows instead of its own. */
export function malformedFields(kind: Malformation, grossMinor: number): Readonly<Record<string, unknown>> {
  switch (kind) {
    case 'no-due-date':
      return { dueDate: null };
    case 'no-customer':
      return { subledger: null, subledgerDbId: null, company: null, billAddress: null };
    case 'three-decimals': {
      const text = `${amountText(grossMinor)}5`;
      return { amount: text, invoiceAmount: text, invoiceRemaining: text };
    }
  }
}

function detailsOf(world: World, planned: DemoCustomer): Customer['details'] {
  const { address, name, email, phone, isPrivate, organizationNumber } = planned;
  return {
    name,
    companyNumber: isPrivate ? unrealPersonNumber(world.random) : organizationNumber,
    email,
    phone,
    isInactive: planned.isInactive ?? false,
    isFactoring: planned.isFactoring ?? false,
    yourReference: '',
    address:
      address.line1 === ''
        ? null
        : {
            street: address.line1,
            zipCode: address.postalCode,
            place: address.city,
            country: address.countryCode,
          },
  };
}

/** Most are made in Xledger, every seventh in another system; every fortieth carries no type. */
function enterInvoice(world: World, customer: Customer, planned: DemoInvoice, place: number): ArRow {
  const { on, dueOn, grossMinor, currency = 'NOK', malformed, postponedTo } = planned;
  const row = bookInvoice(world, {
    customer,
    on,
    dueOn,
    grossMinor,
    currency,
    vatPercent: currency === 'NOK' && !planned.isVatFree ? 25 : 0,
    source: place % 7 === 3 ? 'AR' : 'SO',
    ...(place % 40 === 11 ? { type: null } : {}),
    ...(planned.hasKid ? {} : { kid: null }),
  });
  if (malformed) row.malformed = malformedFields(malformed, grossMinor);
  if (postponedTo) row.text = `${row.text ?? ''} - utsatt til ${postponedTo}`;
  return row;
}

function laterEvents(world: World, row: ArRow, planned: DemoInvoice): { on: LocalDate; run: () => void }[] {
  const { customer, invoiceNumber } = row;
  const currency = planned.currency ?? 'NOK';
  const events: { on: LocalDate; run: () => void }[] = [];
  for (const { on, amountMinor } of planned.payments ?? []) {
    const run = (): void => {
      const payment = receive(world, customer, on, amountMinor, currency, null);
      world.matching.match([row, payment]);
    };
    events.push({ on, run });
  }
  const { credit, reminder } = planned;
  if (credit) {
    const run = (): void => {
      const memo = bookSettling(world, customer, {
        on: credit.on,
        minor: credit.amountMinor ?? planned.grossMinor,
        currency,
        kind: 'credit-note',
        accountNumber: 3100,
        facts: {
          type: 'CREDIT_MEMO',
          source: 'AR',
          invoiceNumber: `${invoiceNumber ?? ''}K`,
          text: 'Kreditnota',
        },
      });
      world.matching.match([row, memo]);
    };
    events.push({ on: credit.on, run });
  }
  if (reminder) {
    const run = (): void => {
      row.reminderOn = reminder.on;
      row.lateFeeMinor = reminder.chargeMinor;
      if (reminder.type === 'DEBT_COLLECTION') row.text = `${row.text ?? ''} - sendt inkasso ${reminder.on}`;
      remind(world, row, reminder.on, reminder.chargeMinor);
    };
    events.push({ on: reminder.on, run });
  }
  return events;
}

/** A reminder's fee is a row of its own beside the invoice. */
export function remind(world: World, row: ArRow, on: LocalDate, feeMinor: number): ArRow {
  return bookSettling(world, row.customer, {
    on,
    minor: 0 - feeMinor,
    currency: 'NOK',
    kind: 'manual',
    accountNumber: 3950,
    facts: {
      type: 'REMINDER',
      source: 'AR',
      invoiceNumber: row.invoiceNumber,
      dueOn: addDays(on, 14),
      text: 'Purregebyr',
    },
  });
}

export function receive(
  world: World,
  customer: Customer,
  on: LocalDate,
  minor: number,
  currency: string,
  invoiceNumber: string | null,
  source: 'OCR' | 'BA' = 'OCR',
): ArRow {
  const type = source === 'OCR' ? 'ELECTRONIC_PAYMENT' : 'PAYMENT';
  return bookSettling(world, customer, {
    on,
    minor,
    currency,
    kind: 'payment',
    accountNumber: 1920,
    facts: { type, source, invoiceNumber, text: null },
  });
}

function atMorning(day: LocalDate): number {
  return startOfDay(day, 'NO').getTime() + MORNING_MS;
}

function byDay(a: { readonly on: LocalDate }, b: { readonly on: LocalDate }): number {
  return a.on < b.on ? -1 : a.on > b.on ? 1 : 0;
}
