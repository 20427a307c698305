import { type Currency, type JsonObject, type LocalDate } from '@app/domain';
import type { DifferenceKind } from '../difference-kinds.js';
import type { DifferenceEvent } from '../differences/difference-reader.js';
import { type DifferenceState, gapOf } from '../differences/difference-life.js';
import type { StandingDifference } from '../differences/standing-row.js';
import type { BalanceEvent, ReceivedSum, ReportFacts } from './report-facts.js';

/** One account's day: what was there, what moved it, what is there. Minor units. */
export interface AccountDay {
  readonly side: BalanceEvent['side'];
  readonly account: string;
  readonly openingMinor: bigint;
  readonly movements: readonly { readonly what: string; readonly minor: bigint }[];
  readonly closingMinor: bigint;
}

export interface ReportDay {
  readonly day: LocalDate;
  readonly currency: Currency;
  readonly accounts: readonly AccountDay[];
  /** Ledger less claims at the end of the day. */
  readonly differenceMinor: bigint;
  /** Settled this day, by where the money was received. */
  readonly received: readonly Omit<ReceivedSum, 'day' | 'currency'>[];
}

export interface ReportedDifference {
  readonly id: string;
  readonly claimId: string;
  readonly subject: string;
  readonly kind: DifferenceKind;
  /** At the end of the last day. */
  readonly state: DifferenceState;
  readonly currency: Currency;
  readonly ledgerMinor: bigint | null;
  readonly expectedMinor: bigint;
  readonly clientMoneyMinor: bigint | null;
  readonly gapMinor: bigint | null;
  readonly firstSeenAt: Date;
  readonly clearedAt: Date | null;
  /** What was said and done, with who and when. */
  readonly told: readonly {
    readonly kind: string;
    readonly actor: string;
    readonly at: Date;
    readonly text: string;
  }[];
  /** As a run read it that found it last; absent where that was after the last day. */
  readonly evidence: JsonObject | null;
}

export interface KindTotal {
  readonly kind: DifferenceKind;
  readonly currency: Currency;
  readonly open: number;
  readonly explained: number;
  readonly cleared: number;
  /** Sum of what is not cleared, each without its sign. */
  readonly gapMinor: bigint;
}

export interface ReconciliationReport {
  readonly creditor: ReportFacts['creditor'];
  readonly country: ReportFacts['country'];
  readonly from: LocalDate;
  readonly to: LocalDate;
  /** The first and the last day, and those between on which something moved; by currency, then day. */
  readonly days: readonly ReportDay[];
  readonly differences: readonly ReportedDifference[];
  readonly totals: readonly KindTotal[];
}

/** The report as a function of what was read: the same facts always give the same report. */
export function buildReport(
  facts: ReportFacts,
  { from, to, endsAt }: { readonly from: LocalDate; readonly to: LocalDate; readonly endsAt: Date },
): ReconciliationReport {
  const { creditor, country } = facts;
  const differences = facts.differences.flatMap((row) => reported(row, facts.differenceEvents, endsAt));
  const currencies = [...new Set(facts.events.map(({ currency }) => currency))].sort();
  const days = currencies.flatMap((currency) => daysOf(facts, currency, from, to));
  return { creditor, country, from, to, days, differences, totals: totalsOf(differences) };
}

function daysOf(facts: ReportFacts, currency: Currency, from: LocalDate, to: LocalDate): ReportDay[] {
  const events = facts.events.filter((event) => event.currency === currency);
  const balances = new Map<string, { side: BalanceEvent['side']; account: string; minor: bigint }>([
    ['ledger ', { side: 'ledger', account: '', minor: 0n }],
    ['claims ', { side: 'claims', account: '', minor: 0n }],
  ]);
  const apply = ({ side, account, minor }: BalanceEvent): void => {
    const place = `${side} ${account}`;
    const before = balances.get(place) ?? { side, account, minor: 0n };
    balances.set(place, { ...before, minor: before.minor + minor });
  };
  events.filter(({ day }) => day < from).forEach(apply);
  const within = events.filter(({ day }) => day >= from && day <= to);
  const received = facts.received.filter(
    (sum) => sum.currency === currency && sum.day >= from && sum.day <= to,
  );
  const days = [
    ...new Set([from, to, ...within.map(({ day }) => day), ...received.map(({ day }) => day)]),
  ].sort();
  return days.map((day) => {
    const before = new Map([...balances].map(([place, { minor }]) => [place, minor]));
    const ofDay = within.filter((event) => event.day === day);
    ofDay.forEach(apply);
    const accounts = [...balances.values()].map(({ side, account, minor }): AccountDay => {
      const movements = ofDay.filter((event) => event.side === side && event.account === account);
      return {
        side,
        account,
        openingMinor: before.get(`${side} ${account}`) ?? 0n,
        movements: movements.map(({ what, minor: moved }) => ({ what, minor: moved })),
        closingMinor: minor,
      };
    });
    const closing = (side: string): bigint => balances.get(`${side} `)?.minor ?? 0n;
    return {
      day,
      currency,
      accounts: accounts.sort(inOrder),
      differenceMinor: closing('ledger') - closing('claims'),
      received: received
        .filter((sum) => sum.day === day)
        .map(({ overBank, count, minor }) => ({ overBank, count, minor })),
    };
  });
}

const SIDES: readonly BalanceEvent['side'][] = ['ledger', 'claims', 'client-money'];

function inOrder(a: AccountDay, b: AccountDay): number {
  return SIDES.indexOf(a.side) - SIDES.indexOf(b.side) || (a.account < b.account ? -1 : 1);
}

const STATES: Readonly<Record<string, DifferenceState>> = {
  explained: 'explained',
  'action-taken': 'action-taken',
  cleared: 'cleared',
};

/** A difference as it stood when the last day ended, from its history. */
function reported(
  row: StandingDifference,
  all: readonly DifferenceEvent[],
  endsAt: Date,
): ReportedDifference[] {
  const events = all.filter(({ differenceId, at }) => differenceId === row.id && at < endsAt);
  const last = events.at(-1);
  const found = events.filter(({ detail }) => typeof detail['expectedMinor'] === 'string').at(-1);
  if (last === undefined || found === undefined) return [];
  const { kind, ...figures } = figuresOf(found);
  const gap = gapOf({ kind, ...figures });
  return [
    {
      id: row.id,
      claimId: row.claimId,
      subject: row.subject,
      kind,
      state: STATES[last.kind] ?? 'open',
      currency: row.currency,
      ...figures,
      gapMinor: gap ?? null,
      firstSeenAt: row.firstSeenAt,
      clearedAt: last.kind === 'cleared' ? last.at : null,
      told: events
        .filter((event) => event.kind === 'explained' || event.kind === 'action-taken')
        .map(({ kind: what, actor, at, detail }) => ({ kind: what, actor, at, text: textOf(detail) })),
      evidence: row.lastSeenAt < endsAt ? row.evidence : null,
    },
  ];
}

function figuresOf({ detail }: DifferenceEvent) {
  const minor = (name: string): bigint | null =>
    typeof detail[name] === 'string' ? BigInt(detail[name]) : null;
  return {
    kind: detail['kind'] as DifferenceKind,
    ledgerMinor: minor('ledgerMinor'),
    expectedMinor: minor('expectedMinor') ?? 0n,
    clientMoneyMinor: minor('clientMoneyMinor'),
  };
}

function textOf({ text, action, reason }: JsonObject): string {
  return [text, action, reason].filter((part) => typeof part === 'string').join(': ');
}

function totalsOf(differences: readonly ReportedDifference[]): KindTotal[] {
  const totals = new Map<string, { -readonly [Key in keyof KindTotal]: KindTotal[Key] }>();
  for (const { kind, currency, state, gapMinor } of differences) {
    const place = `${currency} ${kind}`;
    const total = totals.get(place) ?? { kind, currency, open: 0, explained: 0, cleared: 0, gapMinor: 0n };
    totals.set(place, total);
    if (state === 'cleared') total.cleared += 1;
    else if (state === 'explained') total.explained += 1;
    else total.open += 1;
    if (state !== 'cleared' && gapMinor !== null) total.gapMinor += gapMinor < 0n ? -gapMinor : gapMinor;
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
