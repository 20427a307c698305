import { describe, expect, it } from '@jest/globals';
import { LAST_DAY, ManualClock } from '@app/domain';
import fc from 'fast-check';
import { NOW } from '../testing/poweroffice-go-scene.js';
import type { Company } from './company.js';
import { balanceAt } from './matching.js';
import { PowerOfficeGoSimulator } from './simulator.js';

const sum = (rows: Iterable<number>): number => [...rows].reduce((total, row) => total + row, 0);

/** Double entry, and a customer ledger that agrees with it. Answers what is wrong, since there are many rows. */
function unsound(company: Company): unknown[] {
  const wrong: unknown[] = [];
  for (const { id, postings } of company.books.vouchers.values())
    if (sum(postings.map((row) => row.amountMinor)) !== 0) wrong.push({ unbalanced: id });
  const entries = [...company.entries.values()];
  if (sum(entries.map((row) => row.balanceMinor)) !== company.receivablesMinor()) wrong.push('receivables');
  for (const entry of entries) {
    const { amountMinor } = entry.posting;
    const isSound =
      Math.abs(entry.balanceMinor) <= Math.abs(amountMinor) &&
      entry.balanceMinor * amountMinor >= 0 &&
      (entry.matchId === null) === (entry.allocations.size === 0) &&
      balanceAt(entry, LAST_DAY) === entry.balanceMinor &&
      (entry.matchId === null || company.matching.entriesOf(entry.matchId).includes(entry));
    if (!isSound) wrong.push({ entry: entry.id });
  }
  return wrong;
}

const steps = fc.array(
  fc.record({
    kind: fc.constantFrom(
      'invoice',
      'pay',
      'credit',
      'loose',
      'write-off',
      'unmatch',
      'reverse',
      'remove',
      'match',
    ),
    at: fc.nat(30),
    amount: fc.constantFrom(1, 100, 250.5, 1_000),
    currency: fc.constantFrom('NOK', 'EUR'),
  }),
  { maxLength: 40 },
);

describe('the books of the simulated PowerOffice Go', () => {
  it('balance after anything people do, and so does the customer ledger', () => {
    fc.assert(
      fc.property(steps, (list) => {
        const simulator = new PowerOfficeGoSimulator({ clock: new ManualClock(NOW) });
        const { companyId } = simulator.addCompany();
        const people = simulator.bookkeeper;
        const customer = people.addCustomer(companyId);
        const company = people.company(companyId);
        for (const { kind, at, amount, currency } of list) {
          const invoices = [...company.invoices.keys()];
          const vouchers = [...company.documents.values()];
          const invoiceId = invoices[at % (invoices.length || 1)];
          const voucher = vouchers[at % (vouchers.length || 1)];
          if (kind === 'invoice' || invoiceId === undefined || !voucher)
            people.addInvoice(companyId, { customerId: customer.id, amount, currency });
          else if (kind === 'pay') people.registerPayment(companyId, invoiceId, { amount });
          else if (kind === 'credit') people.addCreditNote(companyId, invoiceId, { amount });
          else if (kind === 'loose') people.registerPaymentOnAccount(companyId, customer.id, { amount });
          else if (kind === 'write-off') {
            if (people.invoice(companyId, invoiceId).entry.balanceMinor !== 0)
              people.writeOff(companyId, invoiceId);
          } else if (kind === 'unmatch') people.unmatch(companyId, voucher.uuid);
          else if (kind === 'remove') people.removeVoucher(companyId, voucher.uuid);
          else if (kind === 'reverse') {
            if (!voucher.voucher.reversedBy) people.reverseVoucher(companyId, voucher.uuid);
          } else {
            const other = vouchers[(at * 7) % vouchers.length];
            try {
              if (other) people.match(companyId, voucher.uuid, other.uuid);
            } catch {
              // Not every two can be matched.
            }
          }
        }
        expect(unsound(company)).toEqual([]);
      }),
      { numRuns: 150 },
    );
  });

  it('of the demo data are sound too, hold every special case, and follow from the seed', () => {
    const make = (seed: number, preset: 'small' | 'demo' = 'small') =>
      new PowerOfficeGoSimulator({ seed, clock: new ManualClock(NOW), companies: { preset } });
    const simulator = make(3, 'demo');
    const { companies } = simulator.state();
    expect(companies).toHaveLength(3);
    const all = companies.map(({ companyId }) => simulator.bookkeeper.company(companyId));
    for (const company of all) {
      expect(unsound(company)).toEqual([]);
      const real = [...company.customers.values()].filter(
        ({ details }) =>
          !(details.organizationNumber ?? '3').startsWith('3') ||
          !(details.emailAddress ?? '.example').endsWith('.example'),
      );
      expect(real).toEqual([]);
    }
    const [first] = all;
    const entries = [...(first?.entries.values() ?? [])];
    const invoices = [...(first?.invoices.values() ?? [])];
    const customers = [...(first?.customers.values() ?? [])].map(({ details }) => details);
    const isPart = ({ entry, document }: (typeof invoices)[number]): boolean =>
      document.type === 'OutgoingInvoice' &&
      entry.balanceMinor > 0 &&
      entry.balanceMinor < entry.posting.amountMinor;
    for (const found of [
      invoices.some(isPart),
      invoices.some(({ currency, entry }) => currency !== 'NOK' && entry.balanceMinor > 0),
      invoices.some(({ malformed }) => malformed !== undefined),
      invoices.some(({ kid }) => kid === null),
      invoices.some(({ deliveryType }) => deliveryType === 'Factoring'),
      invoices.some(({ relatedInvoiceNo, entry }) => relatedInvoiceNo !== null && entry.balanceMinor < 0),
      entries.some(({ isWriteOff }) => isWriteOff),
      entries.some(({ document, balanceMinor }) => document.type === 'IncomingOcrGiro' && balanceMinor < 0),
      entries.some(({ document }) => document.type === 'OutgoingPaymentDemand'),
      customers.some(({ isArchived }) => isArchived),
      customers.some(({ mailAddress }) => mailAddress === null),
      customers.some(({ transferToDebtCollectionAgency }) => !transferToDebtCollectionAgency),
      customers.some(({ isPerson, organizationNumber }) => isPerson === false && organizationNumber === null),
    ])
      expect(found).toBe(true);
    const small = make(3);
    expect(make(3).recording.fingerprint()).toBe(small.recording.fingerprint());
    expect(make(4).recording.fingerprint()).not.toBe(small.recording.fingerprint());
    expect(make(3).credentials).toEqual(small.credentials);
  });
});
