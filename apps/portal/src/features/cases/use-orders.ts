import { answer, type Schemas } from '@app/client';
import { useQuery } from '@tanstack/react-query';
import { showDecimal } from '../../i18n/decimal.js';
import { useFormat } from '../../i18n/format.js';
import { type Language, useLanguage } from '../../i18n/language.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasCollectorRight, hasRight, useMe } from '../../session/me.js';
import { type CasePath, caseQueries } from './one-case.js';
import type { Field, Order, Values } from './orders.js';
import { casesTexts } from './texts/index.js';

const one = '/api/v1/creditors/{creditorId}/cases/{caseId}';
/** The hub checks what is sent, and says in words what does not fit. */
const body = (values: Readonly<Record<string, unknown>>): never => values as never;

/** Everything that a person can have done to a case, each with its form. */
export function useOrders(path: CasePath) {
  const t = useTexts(casesTexts);
  const { language } = useLanguage();
  const me = useMe();
  const mayWork = hasCollectorRight(me, 'work-cases');
  const mayTell = mayWork || hasRight(me, 'connect');
  const { data: shown } = useQuery(caseQueries(path).itself);
  const { data: balance } = useQuery({ ...caseQueries(path).balance, enabled: mayTell });
  const claims = useClaimNames(balance);
  const today = shown?.assessedOn ?? '';
  const params = { path };
  const f = fieldsOf(t, today);
  const done = async (call: Promise<unknown>): Promise<undefined> => {
    await call;
    return undefined;
  };
  const granted = async (call: Promise<{ data?: Schemas['GrantedDto'] }>): Promise<string | undefined> =>
    (await answer(call)).granted ? undefined : t.creditorAsked;
  const order = (name: keyof typeof t.orders, fields: readonly Field[], send: Order['send']): Order => ({
    ...t.orders[name],
    fields,
    send,
  });
  const grant = ({ askCreditor, ...values }: Values) => ({ ...values, askCreditor: askCreditor === 'true' });
  const onItem = { reason: [f.reason] };
  return {
    note: order('note', [f.text], (values) =>
      done(hub.POST(`${one}/notes`, { params, body: body({ kind: 'note', ...values }) })),
    ),
    call: order('call', [f.callKind, f.reached, f.text], ({ reachedDebtor, ...values }) =>
      done(
        hub.POST(`${one}/notes`, {
          params,
          body: body({ ...values, reachedDebtor: reachedDebtor === 'true' }),
        }),
      ),
    ),
    task: order('task', [f.title, f.dueOn], (values) =>
      done(hub.POST(`${one}/tasks`, { params, body: body(values) })),
    ),
    pause: order('pause', [f.wantedBy, f.untilOn, f.reason], (values) =>
      done(hub.POST(`${one}/pauses`, { params, body: body(values) })),
    ),
    paymentUnderWay: order('paymentUnderWay', [f.orderedOn, f.expectedBy, f.reason], (values) =>
      done(hub.POST(`${one}/payments-under-way`, { params, body: body(values) })),
    ),
    paidDirectly: order('paidDirectly', [f.claim(claims), f.paid, f.paidOn, f.told], async (values) => {
      const { endedAt, ledgerAsked } = await answer(
        mayWork
          ? hub.POST(`${one}/paid-directly`, { params, body: body(values) })
          : hub.POST('/api/v1/creditors/{creditorId}/paid-directly', {
              params: { path: { creditorId: path.creditorId } },
              body: body(values),
            }),
      );
      if (endedAt !== null) return t.paidSeen;
      return ledgerAsked ? t.paidNotSeen : t.paidNotAsked;
    }),
    endPaidDirectly: (pauseId: string): Order =>
      order('endPaidDirectly', onItem.reason, (values) =>
        done(
          mayWork
            ? hub.POST(`${one}/pauses/{pauseId}/end`, {
                params: { path: { ...path, pauseId } },
                body: body(values),
              })
            : hub.POST('/api/v1/creditors/{creditorId}/paid-directly/{pauseId}/end', {
                params: { path: { creditorId: path.creditorId, pauseId } },
                body: body(values),
              }),
        ),
      ),
    doubt: order('doubt', [f.about, f.reason], (values) =>
      done(hub.POST(`${one}/doubts`, { params, body: body(values) })),
    ),
    objection: order('objection', [f.concerns, f.raisedThrough, f.raisedOn, f.said], (values) =>
      done(hub.POST(`${one}/objections`, { params, body: body({ kind: 'objection', ...values }) })),
    ),
    deferral: order('deferral', [f.days, f.interest, f.reason, f.askCreditor], (values) =>
      granted(
        hub.POST(`${one}/deferrals`, {
          params,
          body: body({ ...grant(values), days: Number(values['days']) }),
        }),
      ),
    ),
    plan: order('plan', [f.perMonth, f.firstDueOn, f.interest, f.fee, f.reason, f.askCreditor], (values) =>
      granted(hub.POST(`${one}/plans`, { params, body: body(grant(values)) })),
    ),
    waive: order('waive', [f.part, f.amount, f.reason, f.askCreditor], (values) =>
      granted(hub.POST(`${one}/waivers`, { params, body: body(grant(values)) })),
    ),
    reduce: {
      ...order('reduce', [f.claim(claims), f.givenUp, f.reason, f.askCreditor, f.forGood], (values) =>
        granted(hub.POST(`${one}/reductions`, { params, body: body(grant(values)) })),
      ),
      isFinal: true,
    },
    withdraw: order('withdraw', onItem.reason, async (values) => {
      const { lines } = await answer(hub.GET(`${one}/balance`, { params }));
      const claimIds = new Set(lines.flatMap(({ claimId }) => claimId ?? []));
      for (const claimId of claimIds)
        await hub.POST('/api/v1/creditors/{creditorId}/claims/{claimId}/withdraw', {
          params: { path: { creditorId: path.creditorId, claimId } },
          body: body(values),
        });
      return undefined;
    }),
    approveStep: (step: string): Order =>
      order('approveStep', onItem.reason, (values) =>
        done(hub.POST(`${one}/step-approvals`, { params, body: body({ step, ...values }) })),
      ),
    endPause: (pauseId: string): Order =>
      order('endPause', onItem.reason, (values) =>
        done(
          hub.POST(`${one}/pauses/{pauseId}/end`, {
            params: { path: { ...path, pauseId } },
            body: body(values),
          }),
        ),
      ),
    answerDoubt: (pauseId: string): Order =>
      order('answerDoubt', [f.doubtAnswer, f.reason], (values) =>
        done(
          hub.POST(`${one}/doubts/{pauseId}/answer`, {
            params: { path: { ...path, pauseId } },
            body: body(values),
          }),
        ),
      ),
    judge: (objectionId: string): Order =>
      order('judge', [f.outcome, f.reason], (values) =>
        done(
          hub.POST(`${one}/objections/{objectionId}/outcome`, {
            params: { path: { ...path, objectionId } },
            body: body(values),
          }),
        ),
      ),
    endDeferral: (deferralId: string): Order =>
      order('endDeferral', onItem.reason, (values) =>
        done(
          hub.POST(`${one}/deferrals/{deferralId}/end`, {
            params: { path: { ...path, deferralId } },
            body: body(values),
          }),
        ),
      ),
    acceptPlan: (planId: string): Order =>
      order('acceptPlan', [f.acceptedHow, f.reason], (values) =>
        done(
          hub.POST(`${one}/plans/{planId}/accept`, {
            params: { path: { ...path, planId } },
            body: body(values),
          }),
        ),
      ),
    declinePlan: (planId: string): Order =>
      order('declinePlan', onItem.reason, (values) =>
        done(
          hub.POST(`${one}/plans/{planId}/decline`, {
            params: { path: { ...path, planId } },
            body: body(values),
          }),
        ),
      ),
    endPlan: (planId: string): Order =>
      order('endPlan', [f.endBecause, f.reason], (values) =>
        done(
          hub.POST(`${one}/plans/{planId}/end`, {
            params: { path: { ...path, planId } },
            body: body(values),
          }),
        ),
      ),
    renegotiatePlan: (plan: Schemas['PlanDto']): Order =>
      order('renegotiatePlan', renegotiated(f, plan, today, language), (values) =>
        granted(
          hub.POST(`${one}/plans/{planId}/renegotiate`, {
            params: { path: { ...path, planId: plan.id } },
            // Another fee is never charged for it.
            body: body({ ...grant(values), fee: 'waive' }),
          }),
        ),
      ),
    /** By a case handler who was told it; the creditor's own people answer for themselves. */
    answerGrant: (taskId: string): Order =>
      order('answerGrant', [f.grantAnswer, f.answerWords], (values) =>
        done(
          mayWork
            ? hub.POST(`${one}/grant-requests/{taskId}/answer`, {
                params: { path: { ...path, taskId } },
                body: body(values),
              })
            : hub.POST('/api/v1/creditors/{creditorId}/grant-requests/{taskId}/answer', {
                params: { path: { creditorId: path.creditorId, taskId } },
                body: body(values),
              }),
        ),
      ),
    undoWaiver: (number: number): Order =>
      order('undoWaiver', onItem.reason, (values) =>
        done(
          hub.POST(`${one}/waivers/{number}/undo`, {
            params: { path: { ...path, number } },
            body: body(values),
          }),
        ),
      ),
    endTask: (taskId: string): Order =>
      order('endTask', [f.taskState, f.reason], (values) =>
        done(
          hub.POST(`${one}/tasks/{taskId}/end`, {
            params: { path: { ...path, taskId } },
            body: body(values),
          }),
        ),
      ),
    moveTask: (taskId: string): Order =>
      order('moveTask', [f.dueOn, f.reason], (values) =>
        done(
          hub.POST(`${one}/tasks/{taskId}/move`, {
            params: { path: { ...path, taskId } },
            body: body(values),
          }),
        ),
      ),
  };
}

function fieldsOf(t: (typeof casesTexts)['nb'], today: string) {
  const { fields, choices } = t;
  const day = (name: string, label: string, initial = ''): Field => ({ name, label, kind: 'day', initial });
  const choice = (name: string, label: string, options: Readonly<Record<string, string>>): Field => ({
    name,
    label,
    kind: 'choice',
    options,
  });
  return {
    reason: { name: 'reason', label: fields.reason, kind: 'long' },
    text: { name: 'text', label: fields.text, kind: 'long' },
    said: { name: 'text', label: fields.said, kind: 'long' },
    callKind: choice('kind', fields.callKind, choices.calls),
    reached: { name: 'reachedDebtor', label: fields.reached, kind: 'check' },
    title: { name: 'title', label: fields.title, kind: 'text' },
    dueOn: day('dueOn', fields.dueOn, today),
    wantedBy: choice('wantedBy', fields.wantedBy, choices.wantedBy),
    untilOn: { ...day('untilOn', fields.untilOn), help: fields.untilOnHelp, optional: true },
    orderedOn: day('orderedOn', fields.orderedOn, today),
    expectedBy: day('expectedBy', fields.expectedBy),
    about: choice('about', fields.about, choices.about),
    concerns: choice('concerns', fields.concerns, choices.concerns),
    raisedThrough: choice('raisedThrough', fields.raisedThrough, choices.through),
    raisedOn: day('raisedOn', fields.raisedOn, today),
    days: { name: 'days', label: fields.days, kind: 'number', initial: '14' },
    interest: choice('interest', fields.interest, choices.interest),
    askCreditor: {
      name: 'askCreditor',
      label: fields.askCreditor,
      kind: 'check',
      help: fields.askCreditorHelp,
    },
    perMonth: { name: 'perMonth', label: fields.perMonth, kind: 'amount' },
    firstDueOn: day('firstDueOn', fields.firstDueOn),
    fee: choice('fee', fields.fee, choices.fee),
    part: choice('part', fields.part, choices.part),
    amount: { name: 'amount', label: fields.amount, kind: 'amount', help: fields.amountHelp, optional: true },
    claim: (options: Readonly<Record<string, string>>) => choice('claimId', fields.claim, options),
    paid: { name: 'amount', label: fields.paid, kind: 'amount' },
    paidOn: day('paidOn', fields.paidOn, today),
    told: { name: 'reason', label: fields.told, kind: 'long', help: fields.toldHelp },
    givenUp: { name: 'amount', label: fields.givenUp, kind: 'amount' },
    forGood: { name: 'forGood', label: fields.forGood, kind: 'confirm' },
    grantAnswer: choice('answer', fields.grantAnswer, choices.grantAnswer),
    answerWords: { name: 'reason', label: fields.answerWords, kind: 'long' },
    doubtAnswer: choice('answer', fields.answer, choices.doubtAnswer),
    outcome: choice('outcome', fields.outcome, choices.outcome),
    acceptedHow: choice('how', fields.acceptedHow, choices.acceptedHow),
    endBecause: choice('because', fields.because, choices.because),
    taskState: choice('state', fields.taskState, choices.taskState),
  } as const satisfies Readonly<
    Record<string, Field | ((options: Readonly<Record<string, string>>) => Field)>
  >;
}

type Fields = ReturnType<typeof fieldsOf>;

/** Claims by the invoice that each came from, for a choice. */
function useClaimNames(balance: Schemas['CaseBalanceDto'] | undefined): Readonly<Record<string, string>> {
  const t = useTexts(casesTexts);
  const { day, money } = useFormat();
  const invoices =
    balance?.lines.filter(({ what, claimId }) => what === 'principal' && claimId !== null) ?? [];
  return Object.fromEntries(
    invoices.map(({ claimId, on, amount }) => [claimId ?? '', t.claimOf(money(amount), day(on))]),
  );
}

/** The form of a plan, begun with what the old one says and its next instalment. */
function renegotiated(
  f: Fields,
  { basis, instalments, interest }: Schemas['PlanDto'],
  today: string,
  language: Language,
): readonly Field[] {
  const { perMonth } = basis as { readonly perMonth?: unknown };
  const next = instalments.find(({ dueOn, paidOn }) => paidOn === null && dueOn >= today);
  return [
    {
      ...f.perMonth,
      initial: typeof perMonth === 'string' ? showDecimal(perMonth, language) : '',
    },
    { ...f.firstDueOn, initial: next?.dueOn ?? '' },
    { ...f.interest, initial: interest },
    f.acceptedHow,
    f.reason,
    f.askCreditor,
  ];
}
