import { describe, expect, it } from '@jest/globals';
import { tellAgencyStory } from '../support/agency-story.js';

describe('an outside agency collects', () => {
  const agency = tellAgencyStory();
  const { story, simulator } = agency;

  it('goes the whole road: overdue, handed over, paid at the agency, booked once, closed', async () => {
    const company = await agency.company();
    const invoice = company.invoice('12500.50');
    await company.pullNow();
    const claim = await company.claimOf(invoice);
    expect(claim).toMatchObject({ state: 'in-collection' });
    expect(await company.collected(invoice)).toBeUndefined();
    expect(simulator.case(claim.id)).toMatchObject({
      state: 'open',
      creditorId: company.creditorId,
      outstandingMinor: 1_250_050n,
      demand: { reference: claim.caseReference },
    });
    expect(await story.api.get(`${company.creditor}/pipeline`)).toMatchObject({
      pipeline: agency.id,
      agencyName: 'Nordvik Inkasso AS',
      inCollection: [{ pipeline: agency.id, claims: 1 }],
    });

    simulator.reports(claim.id, 'demand-sent', 'Betalingsoppfordring sendt.');
    await agency.webhooks();
    const { history } = await company.claimOf(invoice);
    // The agency's feed may tell of it before the hub has read the answer to its own call.
    const [accepted, collected] = history
      .slice(-3, -1)
      .toSorted((one, other) => one.kind.localeCompare(other.kind));
    expect([accepted, collected, history.at(-1)]).toMatchObject([
      { kind: 'agency-accepted', detail: { agency: 'Nordvik Inkasso AS' } },
      { kind: 'in-collection', actor: 'system' },
      { kind: 'agency-status', actor: 'pipeline', detail: { status: 'demand-sent' } },
    ]);

    simulator.pays(claim.id, { principalMinor: 1_250_050n, interestMinor: 4_107n, feesMinor: 35_000n });
    await agency.webhooks();
    const { settlements } = await story.api.get<{ settlements: object[] }>(`${company.creditor}/settlements`);
    expect(settlements).toMatchObject([
      {
        pipelineReference: expect.stringMatching(/^nordvik:pay-/),
        principal: '12500.50',
        interest: '41.07',
        fees: '350.00',
        writeBack: { state: 'verified' },
      },
    ]);
    await agency.expectBooked(company, invoice);
    expect(await agency.history(company, invoice)).toContain('agency-closed');
    expect(await agency.events()).toEqual([]);
  });

  it('tells the agency of everything that happens at the creditor', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '300.00');
    await company.pullNow();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'open', outstandingMinor: 70_000n });
    await company.order(invoice, 'pause');
    await story.quiet();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'paused' });
    await company.order(invoice, 'resume');
    await story.quiet();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'open' });
    company.credits(invoice, '700.00');
    await company.pullNow();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'closed', outstandingMinor: 0n });
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed' });
  });

  it('rejects one of three, and collects the others', async () => {
    const company = await agency.company();
    const invoices = ['1000.00', '2000.00', '3000.00'].map((amount) => company.invoice(amount));
    const [, refused] = invoices;
    if (!refused) throw new Error('There are three.');
    simulator.refuse(String(refused.number), 'The invoice lacks a delivery.');
    await company.pullNow();
    const states = await Promise.all(invoices.map(async (invoice) => (await company.claimOf(invoice)).state));
    expect(states).toEqual(['in-collection', 'rejected', 'in-collection']);
    expect((await company.claimOf(refused)).history.at(-1)).toMatchObject({
      kind: 'rejected',
      detail: { reason: 'The invoice lacks a delivery.' },
    });
  });

  it('may reject a claim after it has looked; the creditor decides anew, and only then it goes out again', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    simulator.rejects(id, 'The debtor has moved abroad.');
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'rejected' });
    await agency.chooses(company, 'built-in');
    await company.order(invoice, 'reinstate');
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'proposed' });
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await company.collected(invoice)).toMatchObject({ state: 'open', outstanding: '1000.00' });
    expect(simulator.case(id)).toMatchObject({ state: 'rejected' });
  });

  it('gives a claim up; nobody has it then, and a later payment to the creditor asks nobody', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    simulator.closes(id, 'given-up', 'Nothing to be had.');
    await agency.webhooks();
    expect((await company.claimOf(invoice)).history.at(-1)).toMatchObject({
      kind: 'withdrawn',
      detail: { outcome: 'given-up', reason: 'Nothing to be had.' },
    });
    expect(await story.api.get(`${company.creditor}/pipeline`)).toMatchObject({ inCollection: [] });
  });

  it('gets the withdrawal when the creditor takes the claim back', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.order(invoice, 'withdraw');
    await story.quiet();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'withdrawn' });
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'withdrawn' });
    expect((await agency.history(company, invoice)).at(-1)).toBe('agency-closed');

    // Money that was under way all the same is taken in, and a person must see it.
    simulator.pays((await company.claimOf(invoice)).id, { principalMinor: 100_000n });
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'withdrawn', holdReason: 'overpaid' });
  });

  it('takes a payment back that the debtor’s bank took back, and the claim goes on there', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { id } = await company.claimOf(invoice);
    const paid = simulator.pays(id);
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'closed' });
    simulator.reverses(id, String(paid.data['reference']));
    await agency.webhooks();
    expect(await company.claimOf(invoice)).toMatchObject({
      state: 'in-collection',
      outstanding: { amount: '1000.00' },
    });
    expect(await agency.events()).toEqual([]);
  });
});

describe('the creditor chooses another pipeline', () => {
  const agency = tellAgencyStory();
  const { story } = agency;

  it('leaves claims where they are, and sends new ones to the new place', async () => {
    const company = await story.company();
    const old = company.invoice('1000.00');
    await company.pullNow();
    await agency.chooses(company, agency.id);
    const fresh = company.invoice('2000.00');
    await company.pullNow();
    expect(await company.collected(old)).toMatchObject({ state: 'open' });
    expect(await agency.caseOf(company, old)).toBeUndefined();
    expect(await company.collected(fresh)).toBeUndefined();
    expect(await agency.caseOf(company, fresh)).toMatchObject({ state: 'open' });

    await company.order(old, 'pause');
    await company.order(fresh, 'pause');
    await story.quiet();
    expect(await company.collected(old)).toMatchObject({ state: 'paused' });
    expect(await agency.caseOf(company, fresh)).toMatchObject({ state: 'paused' });
  });

  it('moves a claim that was withdrawn and is handed over anew', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await agency.chooses(company, agency.id);
    await company.order(invoice, 'withdraw');
    await story.quiet();
    await company.order(invoice, 'reinstate');
    await company.order(invoice, 'approve');
    await story.quiet();
    expect(await company.collected(invoice)).toMatchObject({ state: 'withdrawn' });
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'open' });
  });

  it('never gives a claim to a second one while the first may have it', async () => {
    const company = await agency.company();
    const invoice = company.invoice('1000.00');
    agency.simulator.faults.install({ operation: 'POST /v1/messages', kind: 'answer-lost' });
    await company.pullNow();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'approved' });
    await agency.chooses(company, 'built-in');
    story.later({ minutes: 5 });
    await story.quiet();
    expect(await company.claimOf(invoice)).toMatchObject({ state: 'in-collection' });
    expect(await company.collected(invoice)).toBeUndefined();
    expect(await agency.caseOf(company, invoice)).toMatchObject({ state: 'open' });
  });

  it('refuses an unknown agency, and keeps one that is in use', async () => {
    const company = await agency.company();
    const unknown = '019aa3c0-7d1e-7c3a-8f00-2b7e5d1c9a10';
    const path = `${company.creditor}/pipeline`;
    expect(await story.api.answer('PUT', path, { pipeline: unknown })).toMatchObject({
      status: 404,
      body: { code: 'agency-not-found' },
    });
    expect(await story.api.answer('PUT', path, { pipeline: 'elsewhere' })).toMatchObject({ status: 422 });
    expect(await story.api.answer('POST', `/agencies/${agency.id}/retire`)).toMatchObject({
      status: 409,
      body: { code: 'agency-in-use' },
    });
    expect(await story.api.get(path)).toMatchObject({ pipeline: agency.id });
  });
});
