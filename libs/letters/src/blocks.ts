import { negate } from '@app/domain';
import type { Speaker } from './speaker.js';
import { interestLine } from './statements.js';

/** What a letter is built of; every form (PDF, text, HTML) draws the same blocks. */
export type Block =
  | { readonly kind: 'heading'; readonly text: string }
  | { readonly kind: 'paragraph'; readonly text: string }
  | { readonly kind: 'list'; readonly items: readonly string[] }
  | { readonly kind: 'summary'; readonly rows: readonly Row[] }
  | { readonly kind: 'table'; readonly table: Table };

export interface Row {
  readonly label: string;
  readonly value: string;
}

export interface Column {
  readonly title: string;
  readonly align: 'left' | 'right';
  /** Share of the width. */
  readonly share: number;
}

export interface Table {
  readonly title: string;
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly string[])[];
  /** The last row is the sum of the others. */
  readonly hasTotal: boolean;
}

/** What a template may place between its paragraphs, as `[[name]]` on a line of its own. */
export const PLACEABLE = {
  summary: (speaker: Speaker): Block => ({ kind: 'summary', rows: summaryRows(speaker) }),
  claims: (speaker: Speaker): Block => ({ kind: 'table', table: claimTable(speaker) }),
  amounts: (speaker: Speaker): Block => ({ kind: 'table', table: amountTable(speaker) }),
  interest: (speaker: Speaker): Block => ({
    kind: 'list',
    items: speaker.data.interest.map((line) => interestLine(speaker, line)),
  }),
  instalments: (speaker: Speaker): Block => ({ kind: 'table', table: instalmentTable(speaker) }),
  allocation: (speaker: Speaker): Block => ({ kind: 'table', table: allocationTable(speaker) }),
} as const;
export type Placeable = keyof typeof PLACEABLE;

/** What is asked for now: one instalment, or all of it. */
export function summaryRows(speaker: Speaker): Row[] {
  const { data } = speaker;
  const { originalCreditor, payTo } = data;
  const { amount, dueOn } = speaker.askedNow;
  const rows: Row[] = [
    { label: speaker.label('toPay'), value: speaker.amount(amount) },
    { label: speaker.label('toCreditor'), value: data.creditor.name },
  ];
  if (originalCreditor) rows.push({ label: speaker.label('originalCreditor'), value: originalCreditor.name });
  if (dueOn) rows.push({ label: speaker.label('payBy'), value: speaker.day(dueOn) });
  if (payTo) {
    rows.push({ label: speaker.label(payTo.kind), value: payTo.account });
    rows.push({ label: speaker.label('reference'), value: payTo.reference });
  }
  return rows;
}

function claimTable(speaker: Speaker): Table {
  return {
    title: speaker.label('claimsTitle'),
    columns: [
      { title: speaker.label('invoice'), align: 'left', share: 0.15 },
      { title: speaker.label('invoiceDate'), align: 'left', share: 0.15 },
      { title: speaker.label('dueDate'), align: 'left', share: 0.15 },
      { title: speaker.label('concerns'), align: 'left', share: 0.35 },
      { title: speaker.label('amount'), align: 'right', share: 0.2 },
    ],
    rows: speaker.data.claims.map(({ invoiceNumber, invoicedOn, dueOn, concerns, principal }) => [
      invoiceNumber,
      speaker.shortDay(invoicedOn),
      speaker.shortDay(dueOn),
      concerns,
      speaker.amount(principal),
    ]),
    hasTotal: false,
  };
}

/** Principal, interest and each addition separately, as the law of both countries asks. */
export function amountRows(speaker: Speaker): Row[] {
  const { data } = speaker;
  const rows: Row[] = [{ label: speaker.label('principal'), value: speaker.amount(speaker.principal) }];
  if (data.interest.length > 0)
    rows.push({ label: speaker.label('interest'), value: speaker.amount(speaker.interest) });
  for (const { kind, amount } of data.additions)
    rows.push({ label: speaker.addition(kind), value: speaker.amount(amount) });
  for (const { on, amount } of data.payments) {
    rows.push({
      label: `${speaker.label('paid')} ${speaker.shortDay(on)}`,
      value: speaker.amount(negate(amount)),
    });
  }
  rows.push({ label: speaker.label('total'), value: speaker.amount(data.total) });
  return rows;
}

function amountTable(speaker: Speaker): Table {
  return pairs(speaker.label('amountsTitle'), '', speaker.label('amount'), amountRows(speaker));
}

export function instalmentRows(speaker: Speaker): Row[] {
  return (speaker.data.plan?.instalments ?? []).map(({ dueOn, amount }) => ({
    label: speaker.day(dueOn),
    value: speaker.amount(amount),
  }));
}

function instalmentTable(speaker: Speaker): Table {
  return {
    title: speaker.label('instalmentsTitle'),
    columns: [
      { title: speaker.label('instalment'), align: 'left', share: 0.2 },
      { title: speaker.label('payBy'), align: 'left', share: 0.5 },
      { title: speaker.label('amount'), align: 'right', share: 0.3 },
    ],
    rows: (speaker.data.plan?.instalments ?? []).map(({ number, dueOn, amount }) => [
      String(number),
      speaker.day(dueOn),
      speaker.amount(amount),
    ]),
    hasTotal: false,
  };
}

export function allocationRows(speaker: Speaker): Row[] {
  const allocated = speaker.data.receipt?.allocated ?? [];
  return [
    ...allocated.map(({ part, amount }) => ({ label: speaker.label(part), value: speaker.amount(amount) })),
    { label: speaker.label('remaining'), value: speaker.amount(speaker.data.total) },
  ];
}

function allocationTable(speaker: Speaker): Table {
  return pairs(speaker.label('allocationTitle'), '', speaker.label('amount'), allocationRows(speaker));
}

function pairs(title: string, left: string, right: string, rows: readonly Row[]): Table {
  return {
    title,
    columns: [
      { title: left, align: 'left', share: 0.65 },
      { title: right, align: 'right', share: 0.35 },
    ],
    rows: rows.map(({ label, value }) => [label, value]),
    hasTotal: true,
  };
}
