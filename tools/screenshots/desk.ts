import { randomUUID } from 'node:crypto';
import type { APIRequestContext } from 'playwright-core';

interface Listed {
  readonly cases: readonly { readonly creditorId: string; readonly id: string; readonly debtorId: string }[];
}

/** Writes something into two cases, so that their pictures show what a case handler sees. @returns pages of one of them */
export async function workOnCases(
  request: APIRequestContext,
  origin: string,
): Promise<Readonly<Record<string, string>>> {
  const answer = await request.get('/api/v1/me/cases');
  const { cases } = (await answer.json()) as Listed;
  const [one, other] = cases;
  if (!one) return {};
  const { today } = (await (await request.get('/api/v1/me/work-list')).json()) as { readonly today: string };
  const send = (to: Listed['cases'][number], path: string, data: object) =>
    request.post(`/api/v1/creditors/${to.creditorId}/cases/${to.id}/${path}`, {
      data,
      headers: { origin, 'idempotency-key': randomUUID() },
    });
  const known = await request.get(`/api/v1/creditors/${one.creditorId}/cases/${one.id}/notes`);
  if (((await known.json()) as unknown[]).length === 0) {
    await send(one, 'notes', {
      kind: 'call-in',
      text: 'Mistet jobben i januar, ny fra april. Vil betale litt hver måned til da.',
      reachedDebtor: true,
    });
    await send(one, 'tasks', { title: 'Ring tilbake etter arbeidstid.', dueOn: today });
    await send(one, 'deferrals', { days: 14, interest: 'running', reason: 'Ny jobb fra april.' });
    await send(one, 'plans', {
      perMonth: '200.00',
      firstDueOn: today,
      interest: 'waived',
      fee: 'waive',
      reason: 'Kan betale litt hver måned.',
      askCreditor: true,
    });
    if (other)
      await send(other, 'objections', {
        kind: 'objection',
        concerns: 'defect',
        text: 'Varen var ødelagt da den kom.',
        raisedThrough: 'call',
        raisedOn: today,
      });
  }
  const base = `/cases/${one.creditorId}/${one.id}`;
  return {
    cases: '/cases',
    'cases-none': '/cases?q=finnes-ikke',
    case: base,
    'case-agreements': `${base}?part=agreements`,
    'case-balance': `${base}?part=balance`,
    'case-letters': `${base}?part=letters`,
    'case-timeline': `${base}?part=timeline`,
    'case-debtor': `/debtors/${one.creditorId}/${one.debtorId}`,
    'case-debtor-data': `/debtors/${one.creditorId}/${one.debtorId}/data`,
    'grant-requests': `/companies/${one.creditorId}/requests`,
    'personal-data': `/companies/${one.creditorId}/personal-data`,
    'work-list': '/work',
  };
}
