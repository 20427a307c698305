import { describe, expect, it } from '@jest/globals';
import { tellXledgerStory } from '../support/xledger-story.js';

/** Longer than the half hour between two runs of Xledger's posting job. */
const IMPORTED = { minutes: 31 };
/** Days of the hub's life pass in each; more than the usual bound on a busy machine. */
const LONG_MS = 90_000;

describe('an Xledger company, whose ledger posts what it took in half an hour later', () => {
  const story = tellXledgerStory();

  it(
    'waits for the posting job, has a person match, and counts the money once all the while',
    async () => {
      const company = await story.xledgerCompany();
      const { hub } = company;
      const invoice = company.invoice('12500.50');
      expect(await hub.pullNow()).toMatchObject({ kind: 'full', itemsNew: 1, itemsRefused: 0 });
      expect(await hub.claimOf(invoice)).toMatchObject({
        state: 'in-collection',
        outstanding: { amount: '12500.50', currency: 'NOK' },
      });

      const { writeBack } = await hub.settlesAndBooks(invoice, { amount: '12500.50' });
      expect(writeBack).toMatchObject({
        state: 'being-confirmed',
        attempts: 1,
        posting: null,
        note: 'The ledger has taken it in and not booked it yet.',
      });
      expect(company.books().importRows.map(({ state }) => state)).toEqual(['waiting', 'waiting']);
      expect(company.invoiceOf(invoice)).toMatchObject({ owed: '12500.50', paymentVoucherIds: [] });
      await hub.pullNow();
      expect(await hub.claimOf(invoice)).toMatchObject({
        paid: { amount: '12500.50' },
        overpaid: { amount: '0.00' },
      });
      expect(await hub.reconcile()).toMatchObject({ differences: 0, timing: 0 });

      story.later(IMPORTED);
      await story.quiet();
      const posted = await hub.writeBack(writeBack.id);
      expect(posted).toMatchObject({ state: 'needs-matching', attempts: 1 });
      expect(posted.note).toContain(`Voucher ${posted.posting?.voucherId}`);
      expect(posted.remedy).toMatch(/Match the booking/);
      // Paid in the books, and open in the list of open items: nobody has matched the two.
      expect(company.invoiceOf(invoice)).toMatchObject({ remaining: '12500.50', owed: '0.00' });
      expect(company.invoiceOf(invoice).paymentVoucherIds).toHaveLength(1);
      await hub.pullNow();
      expect(await hub.claimOf(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
      const differing = await hub.reconcile();
      expect(differing.found.map(({ kind }) => kind)).toEqual(['posting-not-matched']);

      company.matchesByHand();
      story.later({ days: 1 });
      await story.night();
      expect(await hub.writeBack(writeBack.id)).toMatchObject({
        state: 'verified',
        attempts: 1,
        remedy: null,
      });
      await hub.pullNow();
      expect(await hub.claimOf(invoice)).toMatchObject({
        state: 'closed',
        paid: { amount: '12500.50' },
        overpaid: { amount: '0.00' },
      });
      expect(company.invoiceOf(invoice).paymentVoucherIds).toHaveLength(1);
      expect(await hub.reconcile()).toMatchObject({ differences: 0, timing: 0 });
    },
    LONG_MS,
  );
});

describe('an Xledger company that matches what it imports', () => {
  const story = tellXledgerStory({ unverified: { autoMatchOnImport: 'exact' } });

  it(
    'needs nobody: being confirmed, posted, verified',
    async () => {
      const company = await story.xledgerCompany();
      const { hub } = company;
      const invoice = company.invoice('1250.00');
      await hub.pullNow();
      const { writeBack } = await hub.settlesAndBooks(invoice, { amount: '1250.00' });
      expect(writeBack).toMatchObject({ state: 'being-confirmed', posting: null });
      story.later(IMPORTED);
      await story.quiet();
      expect(await hub.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
      await hub.pullNow();
      expect(await hub.claimOf(invoice)).toMatchObject({
        state: 'closed',
        paid: { amount: '1250.00' },
        overpaid: { amount: '0.00' },
      });
      expect(company.invoiceOf(invoice)).toMatchObject({ remaining: '0.00' });
      expect(await hub.reconcile()).toMatchObject({ differences: 0, timing: 0 });
    },
    LONG_MS,
  );

  it(
    'tells a person why the posting job objects, and finds the posting when the cause was mended',
    async () => {
      const company = await story.xledgerCompany();
      const { hub } = company;
      const invoice = company.invoice('640.00');
      await hub.pullNow();
      company.closesPeriod(true);
      const { writeBack } = await hub.settlesAndBooks(invoice, { amount: '640.00' });
      story.later(IMPORTED);
      await story.quiet();
      const asked = await hub.writeBack(writeBack.id);
      expect(asked).toMatchObject({
        state: 'needs-matching',
        posting: null,
        refusalCode: 'refused-by-posting-job',
      });
      expect(asked.note).toMatch(/Perioden for .* er lukket/);
      expect(asked.remedy).toMatch(/Mend the cause/);

      company.closesPeriod(false);
      story.later({ days: 1 });
      await story.night();
      await story.quiet();
      expect(await hub.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
      await hub.pullNow();
      expect(await hub.claimOf(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
      expect(company.invoiceOf(invoice).paymentVoucherIds).toHaveLength(1);
    },
    LONG_MS,
  );

  it(
    'finds its lines in the import table when the answer was lost, and sends nothing twice',
    async () => {
      const company = await story.xledgerCompany();
      const { hub } = company;
      const invoice = company.invoice('980.00');
      await hub.pullNow();
      story.xledger.faults.install({ operation: 'mutation addGLImportItems', kind: 'answer-lost' });
      const { writeBack } = await hub.settlesAndBooks(invoice, { amount: '980.00' });
      expect(writeBack).toMatchObject({ state: 'being-confirmed', attempts: 1 });
      story.later(IMPORTED);
      await story.quiet();
      expect(await hub.writeBack(writeBack.id)).toMatchObject({ state: 'verified', attempts: 1 });
      expect(company.invoiceOf(invoice).paymentVoucherIds).toHaveLength(1);
    },
    LONG_MS,
  );
});
