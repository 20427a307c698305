import { addDays, type LocalDate } from '@app/domain';
import { unrealOrganizationNumber, unrealPhone } from './identifiers.js';
import { address, emailFor, firmName, personName } from './names.js';
import type { DemoCompany, DemoCustomer, DemoGroup, DemoInvoice } from './plan.js';
import { Random } from './random.js';
import { specialCustomers, specialInvoices } from './special-cases.js';

/** How much is made. `few` is three companies that share the special cases between them; `bench` holds overdue invoices only, as many as asked for. */
export type DemoSize =
  | { readonly preset: 'empty' }
  | { readonly preset: 'small' }
  | { readonly preset: 'few' }
  | { readonly preset: 'demo' }
  | { readonly preset: 'bench'; readonly invoices: number };

const DEMO_COMPANIES = ['Fjellbekk Rør AS', 'Vardeneset Elektro AS', 'Kveldssol Interiør AS'];
/** At least this many customers, so that every special case finds its own. */
const CUSTOMERS_MIN = 10;

/** Many of whom have an agreement of their own about when they pay. */
const HOUSING: DemoGroup = { id: 71_001, name: 'Borettslag' };

/** The companies of a preset, invented from the seed; the same seed and day give the same data. */
export function demoCompanies(size: DemoSize, seed: number, today: LocalDate): DemoCompany[] {
  const random = new Random(seed ^ 0xdec0);
  switch (size.preset) {
    case 'empty':
      return [];
    case 'small':
      return [ordinary(random, today, { name: DEMO_COMPANIES[0] ?? '', customers: 14, invoices: 24 })];
    case 'few':
      // The first is the smallest: it is where a ledger adds the special cases of its own.
      return DEMO_COMPANIES.map((name, i) =>
        ordinary(random, today, {
          name,
          customers: 16,
          invoices: 12 + 24 * i,
          share: [i, DEMO_COMPANIES.length],
        }),
      );
    case 'demo':
      return DEMO_COMPANIES.map((name, i) =>
        ordinary(random, today, { name, customers: 320 - 40 * i, invoices: 3_200 - 500 * i }),
      );
    case 'bench':
      return [bench(random, today, size.invoices)];
  }
}

interface Amounts {
  readonly name: string;
  readonly customers: number;
  readonly invoices: number;
  /** The company's place among how many that share the special cases. Default: it has them all. */
  readonly share?: readonly [place: number, of: number];
}

function ordinary(random: Random, today: LocalDate, amounts: Amounts): DemoCompany {
  const plain = Array.from({ length: Math.max(CUSTOMERS_MIN, amounts.customers) }, (_, i) =>
    customer(random, i),
  );
  const special = specialCustomers((i) => customer(random, i));
  const invoices = Array.from({ length: amounts.invoices }, () =>
    ordinaryInvoice(random, today, plain.length),
  );
  const [place, of] = amounts.share ?? [0, 1];
  const shared = specialInvoices(today, plain.length).filter((_, index) => index % of === place);
  const all = [...invoices, ...shared];
  return {
    ...companyFrame(random, amounts.name),
    customers: [...plain, ...special],
    invoices: all.sort((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0)),
    paymentsOnAccount: place === 0 ? [{ customer: 4, on: addDays(today, -12), amountMinor: 1_500_00 }] : [],
  };
}

function bench(random: Random, today: LocalDate, count: number): DemoCompany {
  const customers = Array.from({ length: Math.max(CUSTOMERS_MIN, Math.ceil(count / 20)) }, (_, i) =>
    customer(random, i),
  );
  const daysMax = 700;
  const invoices = Array.from({ length: count }, (_, i): DemoInvoice => {
    // Evenly spread, so that a window of a month stays below the vendor's limit of 10 000 rows up to 220 000 invoices.
    const on = addDays(today, -45 - daysMax + Math.floor((i * daysMax) / count));
    return {
      customer: random.int(0, customers.length - 1),
      on,
      dueOn: addDays(on, 14),
      grossMinor: price(random),
      hasKid: true,
      isVatFree: true,
    };
  });
  return { ...companyFrame(random, 'Storvolum Handel AS'), customers, invoices, paymentsOnAccount: [] };
}

function companyFrame(
  random: Random,
  name: string,
): Pick<DemoCompany, 'name' | 'organizationNumber' | 'email' | 'address'> {
  return {
    name,
    organizationNumber: unrealOrganizationNumber(random),
    email: emailFor(name),
    address: address(random),
  };
}

/** Two in five are persons. */
function customer(random: Random, index: number): DemoCustomer {
  const isPrivate = index % 5 < 2;
  const name = isPrivate ? personName(random) : firmName(random);
  return {
    name,
    organizationNumber: isPrivate ? '' : unrealOrganizationNumber(random),
    isPrivate,
    ...(!isPrivate && index % 10 === 7 ? { group: HOUSING } : {}),
    email: emailFor(name, isPrivate ? 'meg' : 'post'),
    phone: unrealPhone(random),
    address: address(random),
  };
}

/** Most are paid around the due day; about one in twelve of those that fell due stays open, at any age. */
function ordinaryInvoice(random: Random, today: LocalDate, customers: number): DemoInvoice {
  const on = addDays(today, -random.int(0, 730));
  const dueOn = addDays(on, random.pick([10, 14, 14, 21, 30]));
  const grossMinor = price(random);
  const paidOn = addDays(dueOn, random.int(-8, 18));
  const isPaid = paidOn <= today && !random.chance(0.08);
  return {
    customer: random.int(0, customers - 1),
    on,
    dueOn,
    grossMinor,
    hasKid: true,
    ...(isPaid ? { payments: [{ on: paidOn < on ? on : paidOn, amountMinor: grossMinor }] } : {}),
  };
}

/** From 250 to 60 000 kroner, small ones more often, whole øre that 25 % VAT divides. */
function price(random: Random): number {
  return Math.round(250 * Math.exp(random.next() * 5.5)) * 125;
}
