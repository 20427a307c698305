import { describe, expect, it } from '@jest/globals';
import { ManualClock } from '@app/domain';
import fc from 'fast-check';
import type { MatchingMethod } from './company-books.js';
import { isOpenEntry } from './ledger-row.js';
import { VismaBusinessSimulator } from './simulator.js';
import { batchCreate, NOW } from './testing/visma-business-scene.js';

interface Step {
  readonly kind: 'post' | 'pay' | 'onAccount' | 'credit' | 'writeOff' | 'reverse' | 'unmatch' | 'remove';
  readonly row: number;
  readonly minor: number;
}

const steps: fc.Arbitrary<Step[]> = fc.array(
  fc.record({
    kind: fc.constantFrom('post', 'pay', 'onAccount', 'credit', 'writeOff', 'reverse', 'unmatch', 'remove'),
    row: fc.nat({ max: 30 }),
    minor: fc.integer({ min: 1, max: 150_000 }),
  }),
  { maxLength: 20 },
);
const methods = fc.constantFrom<MatchingMethod>(1, 2, 3, 4);

describe('the books', () => {
  it('sum to zero, and what remains of every row is what its matches left, whatever people and clients do', async () => {
    await fc.assert(
      fc.asyncProperty(steps, methods, async (played, matchingMethod) => {
        const simulator = new VismaBusinessSimulator({ clock: new ManualClock(NOW) });
        const { companyId } = simulator.addCompany({ matchingMethod });
        const company = simulator.bookkeeper.company(companyId);
        const { customerNo } = simulator.bookkeeper.addCustomer(companyId);
        for (const currency of ['NOK', 'EUR', 'NOK'])
          simulator.bookkeeper.addInvoice(companyId, { customerNo, amount: '1000.00', currency });
        for (const step of played) await play(simulator, companyId, customerNo, step);

        let receivables = 0;
        for (const row of company.rows.values()) {
          let settled = 0;
          for (const { minor, debit } of row.matches) settled += debit === row ? minor : 0 - minor;
          expect(row.outstandingMinor).toBe(row.amountMinor - settled);
          expect(row.outstandingMinor * Math.sign(row.amountMinor)).toBeGreaterThanOrEqual(0);
          expect(isOpenEntry(row)).toBe(row.outstandingMinor !== 0);
          receivables += row.posting.amountMinor;
        }
        let onAccount = 0;
        for (const { postings } of company.books.vouchers.values()) {
          expect(postings.reduce((sum, { amountMinor }) => sum + amountMinor, 0)).toBe(0);
          for (const { account, amountMinor } of postings)
            if (account.role === 'customers') onAccount += amountMinor;
        }
        expect(onAccount).toBe(receivables);
        expect(company.batches.size).toBe(0);
      }),
      { numRuns: 60 },
    );
  });
});

async function play(
  simulator: VismaBusinessSimulator,
  companyId: number,
  customerNo: number,
  { kind, row: place, minor }: Step,
): Promise<void> {
  const { bookkeeper } = simulator;
  const amount = (minor / 100).toFixed(2);
  if (kind === 'onAccount') return void bookkeeper.receiveOnAccount(companyId, customerNo, { amount });
  const rows = [...bookkeeper.company(companyId).rows.values()];
  const row = rows[place % Math.max(1, rows.length)];
  if (!row) return;
  switch (kind) {
    case 'post':
      await ask(simulator, companyId, batchCreate(customerNo, amount, row.reference, `KH-${rows.length}`));
      await ask(simulator, companyId, 'batch_processings { updateBatch { succeeded } }');
      return;
    case 'pay':
      bookkeeper.receivePayment(companyId, row.id, { amount });
      return;
    case 'credit':
      bookkeeper.addCreditNote(companyId, row.id, { amount });
      return;
    case 'writeOff':
      bookkeeper.writeOff(companyId, row.id, { amount });
      return;
    case 'reverse':
      if (!row.voucher.reversedBy) bookkeeper.reverseRow(companyId, row.id);
      return;
    case 'unmatch':
      bookkeeper.unmatch(companyId, row.id);
      return;
    case 'remove':
      bookkeeper.removeRow(companyId, row.id);
      return;
  }
}

async function ask(simulator: VismaBusinessSimulator, companyId: number, selection: string): Promise<void> {
  const request = {
    method: 'POST',
    path: '/api/graphql-service',
    query: new URLSearchParams(),
    headers: {
      authorization: `Bearer ${simulator.issueServiceToken()}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ query: `mutation { useCompany(no: ${companyId}) { ${selection} } }` }),
    clientGone: new Promise<void>(() => undefined),
  };
  const { body } = await simulator.handle(request, request.path);
  if (String(body).includes('"errors"')) throw new Error(String(body));
}
