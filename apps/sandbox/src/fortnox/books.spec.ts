import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import fc from 'fast-check';
import { FortnoxSimulator } from './simulator.js';

interface Step {
  readonly kind: 'pay' | 'draft' | 'credit' | 'creditOpen' | 'remove' | 'writeOff';
  readonly invoice: number;
  readonly minor: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('pay', 'draft', 'credit', 'creditOpen', 'remove', 'writeOff'),
    invoice: fc.nat({ max: 2 }),
    minor: fc.integer({ min: 1, max: 150_000 }),
  }),
  { maxLength: 25 },
);

describe('the books', () => {
  it('sum to zero, and every invoice is the sum of its lines, whatever people do', () => {
    fc.assert(
      fc.property(steps, (played) => {
        const simulator = new FortnoxSimulator({ clock: new ManualClock(new Date('2026-09-14T10:00:00Z')) });
        const { tenantId } = simulator.addCompany();
        const { bookkeeper } = simulator;
        const { number: customerNumber } = bookkeeper.addCustomer(tenantId);
        const numbers = ['SEK', 'EUR', 'SEK'].map(
          (currency) =>
            bookkeeper.addInvoice(tenantId, { customerNumber, amount: '1000.00', currency }).number,
        );
        for (const step of played) play(simulator, tenantId, numbers[step.invoice] ?? '', step);
        const company = bookkeeper.company(tenantId);
        let ofItems = 0;
        for (const { item } of company.invoices.values()) {
          expect(item.outstandingMinor).toBe(item.postings.reduce((sum, p) => sum + p.currencyMinor, 0));
          ofItems += item.outstandingBaseMinor;
        }
        for (const { postings } of company.books.vouchers.values()) {
          expect(postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
        }
        expect(company.receivablesMinor()).toBe(ofItems);
      }),
      { numRuns: 60 },
    );
  });
});

function play(simulator: FortnoxSimulator, tenantId: number, number: string, { kind, minor }: Step): void {
  const { bookkeeper } = simulator;
  const amount = (minor / 100).toFixed(2);
  switch (kind) {
    case 'pay':
      bookkeeper.registerPayment(tenantId, number, { amount });
      return;
    case 'draft':
      bookkeeper.registerPayment(tenantId, number, { amount, isBooked: false, source: 'file' });
      return;
    case 'writeOff':
      bookkeeper.registerPayment(tenantId, number, { amount, writeOff: '10.00' });
      return;
    case 'credit':
    case 'creditOpen':
      bookkeeper.addCreditNote(tenantId, number, { amount, isSettled: kind === 'credit' });
      return;
    case 'remove': {
      const newest = simulator.ledger(tenantId).payments.at(-1);
      if (newest) bookkeeper.removePayment(tenantId, newest.number);
    }
  }
}
