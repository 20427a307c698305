import { afterAll, describe, expect, it } from '@jest/globals';
import { addDays, type LocalDate } from '@app/domain';
import { CompanyCases, openPost } from '../support/case-story.js';
import type { Named } from '../support/hub-company.js';
import { tellStory } from '../support/story.js';

interface Report {
  readonly id: string;
  readonly kind: string;
  readonly by: string;
  readonly endedBy: string | null;
  readonly ledgerAsked: boolean;
}

interface Task {
  readonly key: string;
  readonly state: string;
  readonly dueOn: string;
  readonly outcome: string | null;
}

const post = await openPost();

describe('the debtor is said to have paid the creditor', () => {
  const story = tellStory({ environment: post.environment });
  afterAll(() => post.stop());

  const begin = async (amount: string) => {
    const company = await story.company();
    const cases = new CompanyCases(story, company);
    await cases.takeOver();
    const customer = company.customer({
      name: 'Prøve Testesen',
      isPrivateIndividual: true,
      email: 'prove@debtor.example',
      address: { line1: 'Eksempelveien 1', postalCode: '0000', city: 'Eksempelvik' },
    });
    const invoice = company.invoice(amount, { customerId: customer.id });
    await company.pullNow();
    const caseId = (await cases.of(invoice)).id;
    const path = `${company.creditor}/cases/${caseId}`;
    const claimId = (await company.claimOf(invoice)).id;
    const words = (paid: string) => ({
      claimId,
      amount: paid,
      paidOn: story.today,
      reason: 'The debtor has sent us the receipt.',
    });
    return {
      company,
      cases,
      invoice,
      words,
      report: (paid: string) => story.api.post<Report>(`${path}/paid-directly`, words(paid)),
      reports: async () =>
        (await story.api.get<Report[]>(`${path}/pauses`)).filter(({ kind }) => kind === 'paid-directly'),
      task: async () =>
        (await story.api.get<Task[]>(`${path}/tasks`)).find(({ key }) => key.startsWith('paid-directly:')),
      end: (id: string) =>
        story.api.post(`${path}/pauses/${id}/end`, { reason: 'The receipt was of another invoice.' }),
    };
  };
  const holds = async (cases: CompanyCases, invoice: Named) =>
    (await cases.of(invoice)).nextStep.why?.holds.map(({ reason }) => reason) ?? [];

  it('rests at once, sends nothing, and is over when the ledger shows the payment', async () => {
    const { company, cases, invoice, report, reports, task } = await begin('2000.00');
    expect(await report('2000.00')).toMatchObject({ by: 'collector', endedBy: null, ledgerAsked: true });
    await story.quiet();
    expect(await holds(cases, invoice)).toContain('paid-directly');
    for (let day = 0; day < 20; day += 1) {
      story.later({ days: 1 });
      await cases.pass();
    }
    expect(await cases.letters(await cases.of(invoice))).toEqual([]);

    company.paysDirectly(invoice, '2000.00');
    await company.pullNow();
    await cases.pass();
    const found = await cases.of(invoice);
    expect(found).toMatchObject({ state: 'closed', closedBy: 'paid', overpaid: { amount: '0.00' } });
    expect(await cases.timeline(found)).toEqual(
      expect.arrayContaining(['paid-directly-begun', 'direct-payment-counted', 'paid-directly-seen']),
    );
    expect(await reports()).toMatchObject([{ endedBy: 'system' }]);
    expect(await task()).toMatchObject({ state: 'done', outcome: 'seen' });
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed', paid: { amount: '2000.00' } });
    expect(company.ledgerOf(invoice)).toMatchObject({ outstanding: '0.00', ours: [] });
    expect(await company.writeBacks()).toEqual([]);
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
  }, 120_000);

  it('finds at once what the ledger holds already, and counts it once', async () => {
    const { company, cases, invoice, report, reports } = await begin('1500.00');
    company.paysDirectly(invoice, '1500.00');
    await report('1500.00');
    await story.quiet();
    expect(await reports()).toMatchObject([{ endedBy: 'system' }]);
    await company.pullNow();
    await cases.pass();
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', overpaid: { amount: '0.00' } });
    expect(await company.claimOf(invoice)).toMatchObject({ paid: { amount: '1500.00' } });
  }, 120_000);

  it('asks a person after ten days without it, and goes on when they say so', async () => {
    const { cases, invoice, report, task, end } = await begin('1700.00');
    const { id } = await report('1700.00');
    expect(await task()).toMatchObject({ state: 'open', dueOn: addDays(story.today as LocalDate, 10) });
    story.later({ days: 11 });
    await cases.pass();
    expect(await cases.letters(await cases.of(invoice))).toEqual([]);
    await end(id);
    await end(id);
    expect(await task()).toMatchObject({ state: 'done', outcome: 'ended' });
    expect(await cases.untilLetter(invoice, 'friendly-reminder')).toMatchObject({ state: 'sent' });
  }, 120_000);

  it('waits for all of a part that was reported, and then collects the rest', async () => {
    const { company, cases, invoice, report, reports } = await begin('1000.00');
    await report('400.00');
    company.paysDirectly(invoice, '150.00');
    await company.pullNow();
    expect(await reports()).toMatchObject([{ endedBy: null }]);
    expect(await holds(cases, invoice)).toContain('paid-directly');
    company.paysDirectly(invoice, '250.00');
    await company.pullNow();
    expect(await reports()).toMatchObject([{ endedBy: 'system' }]);
    expect(await cases.untilLetter(invoice, 'friendly-reminder')).toMatchObject({ state: 'sent' });
    expect(await company.claimOf(invoice)).toMatchObject({
      paid: { amount: '400.00' },
      outstanding: { amount: '600.00' },
    });

    // The payment that ended one report ends no other.
    await report('400.00');
    await story.quiet();
    expect((await reports()).map(({ endedBy }) => endedBy)).toEqual(['system', null]);
    await expect(report('100.00')).rejects.toThrow('paid-directly-reported');
  }, 120_000);

  it('is over when the money came to the collector after all', async () => {
    const { company, cases, invoice, report, reports, task } = await begin('900.00');
    await report('900.00');
    const { owed } = await cases.of(invoice);
    await company.settlesAndBooks(invoice, { amount: owed.total.amount });
    await cases.pass();
    expect(await cases.of(invoice)).toMatchObject({ state: 'closed', closedBy: 'paid' });
    expect(await reports()).toMatchObject([{ endedBy: 'system' }]);
    expect(await task()).toMatchObject({ state: 'done', outcome: 'claim-over' });
  }, 120_000);

  it('does not take for a payment what the creditor gives up meanwhile', async () => {
    const { company, cases, invoice, words, report, reports } = await begin('1200.00');
    await report('300.00');
    const { claimId, reason } = words('300.00');
    const { id } = await cases.of(invoice);
    const { taskId } = await story.api.post<{ taskId: string }>(
      `${company.creditor}/cases/${id}/reductions`,
      { claimId, amount: '300.00', reason, askCreditor: true },
    );
    await story.api.post(`${company.creditor}/grant-requests/${taskId}/answer`, { answer: 'yes', reason });
    await story.quiet();
    expect((await cases.of(invoice)).owed.principal.amount).toBe('900.00');
    expect(await reports()).toMatchObject([{ endedBy: null }]);
  }, 120_000);

  it('is told by the creditor’s own people, and holds while the ledger cannot be asked', async () => {
    const { company, cases, invoice, words, reports } = await begin('1200.00');
    await story.api.post(`${company.path}/pause`);
    const told = await story.api.post<Report>(`${company.creditor}/paid-directly`, words('1200.00'));
    expect(told).toMatchObject({ by: 'creditor', ledgerAsked: false });
    const again = await story.api.post<Report>(`${company.creditor}/paid-directly`, words('1200.00'));
    expect(again.id).toBe(told.id);
    expect(await holds(cases, invoice)).toContain('paid-directly');
    const over = { reason: 'It was another customer.' };
    await story.api.post(`${company.creditor}/paid-directly/${told.id}/end`, over);
    expect(await reports()).toMatchObject([{ id: told.id, endedBy: expect.any(String) }]);
    await story.api.post(`${company.path}/resume`);
    await expect(
      story.api.post(`${company.creditor}/paid-directly`, { ...words('1200.00'), amount: '0.00' }),
    ).rejects.toThrow('unfit-fields');
  }, 120_000);
});
