import { addDays, type LocalDate } from '@app/domain';
import type { DemoCustomer, DemoInvoice } from './plan.js';

/** Customers that test a reader: each is one trait the ordinary ones lack. */
export function specialCustomers(template: (index: number) => DemoCustomer): DemoCustomer[] {
  return [
    // Nobody set the flag for private persons, and there is no organisation number: it cannot be told what this is.
    { ...template(0), name: 'Solveig Rabben', organizationNumber: '', isPrivate: false },
    { ...template(1), isInactive: true },
    { ...template(2), isFactoring: true },
    {
      ...template(3),
      email: '',
      phone: '',
      address: { line1: '', postalCode: '', city: '', countryCode: 'NO' },
    },
    {
      ...template(4),
      name: 'Lindenhof Möbel GmbH',
      organizationNumber: '',
      address: { line1: 'Lindenstraße 3', postalCode: '10969', city: 'Berlin', countryCode: 'DE' },
    },
    {
      ...template(5),
      name: 'Björkhagens Snickeri AB',
      organizationNumber: '',
      address: { line1: 'Björkvägen 7', postalCode: '121 53', city: 'Johanneshov', countryCode: 'SE' },
    },
  ];
}

/** Invoices that test a reader, one of each kind, all due before `today`. `at` is the first special customer's place. */
export function specialInvoices(today: LocalDate, at: number): DemoInvoice[] {
  const day = (before: number): LocalDate => addDays(today, -before);
  const overdue = (customer: number, grossMinor: number): DemoInvoice => ({
    customer,
    on: day(75),
    dueOn: day(61),
    grossMinor,
    hasKid: true,
  });
  const reminder = (
    type: 'NOTICE_OF_DEBT_COLLECTION' | 'DEBT_COLLECTION',
  ): NonNullable<DemoInvoice['reminder']> => ({
    type,
    on: day(30),
    termOn: day(16),
    chargeMinor: 38_00,
  });
  return [
    // Part paid, overpaid, credited in full, credited in part.
    { ...overdue(0, 12_500_00), payments: [{ on: day(40), amountMinor: 5_000_00 }] },
    {
      ...overdue(1, 8_000_00),
      payments: [
        { on: day(50), amountMinor: 8_000_00 },
        { on: day(45), amountMinor: 8_000_00 },
      ],
    },
    { ...overdue(2, 4_312_50), credit: { on: day(48) } },
    { ...overdue(3, 6_250_00), credit: { on: day(47), amountMinor: 1_250_00 } },
    // Foreign currency: open, open, and paid with an exchange difference.
    { ...overdue(at + 4, 1_840_00), currency: 'EUR' },
    { ...overdue(at + 5, 15_300_00), currency: 'SEK' },
    { ...overdue(at + 4, 990_00), currency: 'USD', payments: [{ on: day(20), amountMinor: 990_00 }] },
    { ...overdue(at + 4, 2_100_00), currency: 'EUR', payments: [{ on: day(33), amountMinor: 700_00 }] },
    // Customers with traits.
    ...[0, 1, 2, 3].map((offset) => overdue(at + offset, 3_750_00)),
    // Dunning by the creditor, and a hold.
    { ...overdue(4, 9_900_00), reminder: reminder('NOTICE_OF_DEBT_COLLECTION') },
    { ...overdue(5, 7_125_00), reminder: reminder('DEBT_COLLECTION') },
    { ...overdue(6, 5_437_50), postponedTo: addDays(today, 21) },
    // Without KID, and malformed in three ways.
    { ...overdue(7, 2_250_00), hasKid: false },
    { ...overdue(8, 1_999_00), malformed: 'no-due-date' },
    { ...overdue(9, 2_749_00), malformed: 'no-customer' },
    { ...overdue(0, 3_125_00), malformed: 'three-decimals' },
    { ...overdue(1, 1_250_00), isDraft: true },
    // A credit note and a payment of the same size on one invoice, so that only the voucher tells them apart.
    {
      ...overdue(2, 10_000_00),
      payments: [{ on: day(35), amountMinor: 2_500_00 }],
      credit: { on: day(34), amountMinor: 2_500_00 },
    },
  ];
}
