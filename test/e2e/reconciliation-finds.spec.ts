import { describe, expect, it } from '@jest/globals';
import type { CreditorId } from '@app/domain';
import { refusal } from '../support/hub-api.js';
import { listen, typesTold } from '../support/listening.js';
import type { StoryCompany } from '../support/story-company.js';
import { tellStory } from '../support/story.js';

interface DifferenceAnswer {
  readonly id: string;
  readonly kind: string;
  readonly state: string;
  readonly ageDays: number;
  readonly timesSeen: number;
  readonly actions: readonly string[];
  readonly history: readonly { readonly kind: string; readonly actor: string }[];
}

describe('reconciliation finds what does not agree, and says what it is', () => {
  const story = tellStory();

  it('a direct payment that no pull has read yet: only a matter of time', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    company.paysDirectly(invoice, '250.50');
    expect(await company.reconcile()).toMatchObject({
      differences: 0,
      timing: 1,
      found: [{ kind: 'timing', ledger: '749.50', expected: '1000.00' }],
    });
    await company.pullNow();
    expect(await company.reconcile()).toMatchObject({ differences: 0, timing: 0 });
  });

  it('a settlement that waits to be approved is no difference: it is not booked, and not expected to be', async () => {
    const company = await story.company({}, { writeBackMode: 'approve' });
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '300.00' });
    expect(await company.reconcile()).toMatchObject({ differences: 0, timing: 0 });
  });

  it('a booking of ours that was deleted in the ledger', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '400.00' });
    const { id } = await company.claimOf(invoice);
    company.deletes(Number(writeBack.posting?.voucherId));
    expect(await company.reconcile()).toMatchObject({
      claimsCompared: 1,
      differences: 1,
      found: [{ claimId: id, kind: 'missing-posting', ledger: '1000.00', expected: '600.00' }],
    });
    // The nightly look tells a person, and the debtor is not asked for the money twice.
    await story.night();
    expect(await company.writeBack(writeBack.id)).toMatchObject({ state: 'reversed' });
    expect(await company.claimOf(invoice)).toMatchObject({
      holdReason: 'reopened',
      paid: { amount: '400.00' },
      outstanding: { amount: '600.00' },
    });
  });

  it('an invoice that is gone', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    story.simulator.bookkeeper.removeInvoice(company.companyId, invoice.id);
    expect(await company.reconcile()).toMatchObject({
      differences: 1,
      found: [{ kind: 'item-gone', ledger: null, expected: '1000.00' }],
    });
  });

  it('money in a claim that no settlement brought: a fault of ours is called so', async () => {
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    await company.settlesAndBooks(invoice, { amount: '400.00' });
    const { id } = await company.claimOf(invoice);
    // Money that counts in the claim, and no settlement that it came from.
    const { database } = story.hub.db;
    await database.asCreditor(company.creditorId as CreditorId, (tx) =>
      tx.query(
        `insert into claim_movement (creditor_id, claim_id, source, source_id, kind, amount_minor, occurred_on)
         values ($1, $2::uuid, 'settlement', $2::uuid::text, 'paid', 1, $3)`,
        [company.creditorId, id, story.today],
      ),
    );
    expect((await company.reconcile()).found).toMatchObject([
      { claimId: id, kind: 'settlement-not-counted' },
    ]);
  });

  const differencesOf = async (company: StoryCompany, state = ''): Promise<DifferenceAnswer[]> => {
    const path = `${company.creditor}/differences${state === '' ? '' : `?state=${state}`}`;
    return (await story.api.get<{ differences: DifferenceAnswer[] }>(path)).differences;
  };
  const kinds = (found: readonly DifferenceAnswer[]): string[] => found.map(({ kind }) => kind);

  it('a booking that is gone is read again, ordered again, and cleared by the run that finds it booked', async () => {
    await listen(story);
    const company = await story.company();
    const invoice = company.invoice('1000.00');
    await company.pullNow();
    const { writeBack } = await company.settlesAndBooks(invoice, { amount: '400.00' });
    company.deletes(Number(writeBack.posting?.voucherId));
    await company.reconcile();
    const [missing] = await differencesOf(company);
    expect(missing).toMatchObject({ kind: 'missing-posting', state: 'open', timesSeen: 1 });
    const path = `${company.creditor}/differences/${missing?.id}`;
    const act = (action: string, more: object = {}): Promise<DifferenceAnswer> =>
      story.api.post(`${path}/act`, {
        action,
        reason: 'The bookkeeper deleted it by mistake.',
        by: 'kari',
        ...more,
      });
    expect(await refusal(act('accept-direct-payment'))).toMatchObject({ code: 'difference-action-unfit' });
    expect(await refusal(act('retry-write-back'))).toMatchObject({ code: 'difference-write-back-unfit' });
    expect(await act('read-again')).toMatchObject({ state: 'action-taken' });
    story.later({ minutes: 1 });
    await company.reconcile();
    expect(await differencesOf(company)).toMatchObject([
      { id: missing?.id, kind: 'reversed-posting', state: 'open', timesSeen: 2 },
    ]);
    await act('retry-write-back', { writeBackId: writeBack.id });
    await story.quiet();
    story.later({ days: 2 });
    expect(await company.reconcile()).toMatchObject({ differences: 0 });
    expect(await differencesOf(company)).toEqual([]);
    const cleared = await story.api.get<DifferenceAnswer>(path);
    expect(cleared).toMatchObject({ state: 'cleared', ageDays: 2 });
    expect(cleared.history.map(({ kind, actor }) => `${kind} ${actor}`)).toEqual([
      'seen system',
      'action-taken case-handler:kari',
      'not-helped system',
      'action-taken case-handler:kari',
      'cleared system',
    ]);
    const told = (await typesTold(story)).filter((type) => /^(posting|difference)/.test(type));
    expect(told).toEqual([
      'posting.verified',
      'difference.found',
      'posting.reversed',
      'posting.verified',
      'difference.cleared',
    ]);
    expect(await refusal(act('read-again'))).toMatchObject({ status: 409, code: 'difference-cleared' });
    const audited = await story.rows<{ action: string }>(
      `select action from audit_entry where creditor_id = $1 and subject_kind = 'difference' order by id`,
      [company.creditorId],
    );
    expect(audited).toHaveLength(2);
  });

  it('a direct payment is accepted, a wrong posting taken back, and a difference explained', async () => {
    const company = await story.company();
    const [direct, wrong, odd] = [
      company.invoice('1000.00'),
      company.invoice('900.00'),
      company.invoice('800.00'),
    ];
    await company.pullNow();
    company.paysDirectly(direct, '250.50');
    await company.reconcile();
    const [timing] = await differencesOf(company);
    expect(timing).toMatchObject({ kind: 'timing', actions: ['read-again'] });
    await story.api.post(`${company.creditor}/differences/${timing?.id}/act`, {
      action: 'read-again',
      reason: 'It came today.',
    });
    expect(await company.claimOf(direct)).toMatchObject({ paid: { amount: '250.50' } });

    const { writeBack } = await company.settlesAndBooks(wrong, { amount: '300.00' });
    company.reverses(Number(writeBack.posting?.voucherId));
    await company.settlesAndBooks(odd, { amount: '100.00' });
    story.later({ minutes: 1 });
    await company.reconcile();
    const [reversed] = await differencesOf(company);
    expect(reversed).toMatchObject({ kind: 'reversed-posting' });
    const path = `${company.creditor}/differences/${reversed?.id}`;
    const explained = await story.api.post<DifferenceAnswer>(`${path}/explain`, {
      by: 'kari',
      text: 'It was not theirs.',
    });
    expect(explained).toMatchObject({ state: 'explained' });
    story.later({ minutes: 1 });
    await company.reconcile();
    expect(await differencesOf(company, 'explained')).toMatchObject([{ id: reversed?.id, timesSeen: 2 }]);
    await story.api.post(`${path}/act`, {
      action: 'take-back-posting',
      reason: 'The money was another debtor’s.',
      writeBackId: writeBack.id,
    });
    await story.quiet();
    story.later({ minutes: 1 });
    expect(await company.reconcile()).toMatchObject({ differences: 0, timing: 0 });
    expect(kinds(await differencesOf(company))).toEqual([]);
    expect(await company.claimOf(wrong)).toMatchObject({
      outstanding: { amount: '900.00' },
      holdReason: null,
    });

    // What an auditor reads about all that, with the ledger as it was last pulled.
    await company.pullNow();
    const query = `from=2026-03-01&to=${story.today}`;
    const report = await story.api.get<{ differences: unknown[]; days: { ledgerLessClaims: string }[] }>(
      `${company.creditor}/reconciliation-report?${query}`,
    );
    expect(report.differences).toHaveLength(2);
    expect(report.days.at(-1)).toMatchObject({ ledgerLessClaims: '0.00' });
    expect(
      await refusal(story.api.get(`${company.creditor}/reconciliation-report?from=2026-03-01&to=2099-01-01`)),
    ).toMatchObject({ status: 422, fields: [{ field: 'to' }] });
    for (const format of ['csv', 'pdf']) {
      const response = await fetch(
        `${story.hub.url}/api/v1${company.creditor}/reconciliation-report?${query}&format=${format}&language=nb`,
      );
      expect(response.status).toBe(200);
      expect(response.headers.get('content-type')).toContain(format);
    }
  });

  it('client money: checked on demand, and told to Prometheus', async () => {
    expect(await story.api.post('/client-money/checks')).toMatchObject({ settlements: 0, violations: [] });
    const metrics = await (await fetch(`${story.hub.url}/metrics`)).text();
    expect(metrics).toContain('kravhub_client_money_violations{kind="settlement-differs"} 0');
    expect(metrics).toContain('kravhub_client_money_checked_timestamp_seconds ');
  });
});
