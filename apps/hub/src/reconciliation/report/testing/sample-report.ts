import { type ClaimId, type ConnectionId, type CreditorId, type JsonObject, localDate } from '@app/domain';
import type { DifferenceEvent } from '../../differences/difference-reader.js';
import type { StandingDifference } from '../../differences/standing-row.js';
import type { BalanceEvent, ReportFacts } from '../report-facts.js';

const CREDITOR = '019aa3c0-0000-7000-8000-000000000001' as CreditorId;
const SETTLEMENT = '019aa3c0-0000-7000-8000-000000000031';

const event = (
  side: BalanceEvent['side'],
  day: string,
  what: string,
  minor: bigint,
  account = '',
): BalanceEvent => ({ side, account, currency: 'NOK', day: localDate(day), what, minor });

const difference = (
  id: string,
  more: Pick<StandingDifference, 'subject' | 'kind' | 'state' | 'evidence' | 'clearedAt'>,
): StandingDifference => ({
  creditorId: CREDITOR,
  id,
  connectionId: '019aa3c0-0000-7000-8000-000000000002' as ConnectionId,
  claimId: '019aa3c0-0000-7000-8000-000000000011' as ClaimId,
  currency: 'NOK',
  ledgerMinor: 100_000n,
  expectedMinor: 60_000n,
  clientMoneyMinor: null,
  firstSeenAt: new Date('2026-03-03T02:00:00.000Z'),
  lastSeenAt: new Date('2026-03-04T02:00:00.000Z'),
  timesSeen: 2,
  lastRunId: id,
  toldAt: null,
  lastEvent: 2,
  ...more,
});

const told = (
  differenceId: string,
  sequence: number,
  kind: string,
  at: string,
  detail: JsonObject,
  actor = 'system',
): DifferenceEvent => ({
  creditorId: CREDITOR,
  differenceId,
  sequence,
  kind,
  detail,
  actor,
  at: new Date(at),
});

const MISSING = '019aa3c0-0000-7000-8000-000000000021';
const MONEY = '019aa3c0-0000-7000-8000-000000000022';

/** Invented days of one creditor: a claim, money for it, a posting that went, and an entry that came late. */
export function sampleFacts(): ReportFacts {
  const sides: JsonObject = {
    ledger: { outstandingMinor: '100000', movements: [{ postingId: 'P-17', changeMinor: '-25000' }] },
    claim: { writeBacks: [{ id: 'w1', state: 'verified', amountMinor: '40000', postingId: 'P-18' }] },
    clientMoney: { settlements: [] },
  };
  return {
    creditor: { id: CREDITOR, name: 'Granly Bygg AS', organisationNumber: '999999999' },
    country: 'NO',
    events: [
      event('ledger', '2026-02-20', 'new', 100_000n),
      event('ledger', '2026-03-02', 'payment', -25_000n),
      event('ledger', '2026-03-02', 'new', 25_000n),
      event('claims', '2026-02-20', 'new', 100_000n),
      event('claims', '2026-03-02', 'paid-directly', -25_000n),
      event('claims', '2026-03-02', 'new', 25_000n),
      event('claims', '2026-03-03', 'settled', -40_000n),
      event('client-money', '2026-03-03', 'allocated', 40_000n, 'creditor'),
      event('client-money', '2026-03-03', 'allocated', 3_500n, 'earned'),
      event('client-money', '2026-03-04', 'ordered', -40_000n, 'creditor'),
      event('client-money', '2026-03-04', 'ordered', 40_000n, 'on-its-way'),
    ],
    received: [
      { currency: 'NOK', day: localDate('2026-03-03'), overBank: true, count: 1, minor: 43_500n },
      { currency: 'NOK', day: localDate('2026-03-04'), overBank: false, count: 1, minor: 12_000n },
    ],
    differences: [
      difference(MISSING, {
        subject: 'ledger',
        kind: 'reversed-posting',
        state: 'open',
        evidence: { sides },
        clearedAt: null,
      }),
      difference(MONEY, {
        subject: `client-money:${SETTLEMENT}`,
        kind: 'client-money-missing',
        state: 'cleared',
        evidence: { sides },
        clearedAt: new Date('2026-03-04T02:00:00.000Z'),
      }),
    ],
    differenceEvents: [
      told(MISSING, 1, 'seen', '2026-03-03T02:00:00.000Z', {
        kind: 'missing-posting',
        ledgerMinor: '100000',
        expectedMinor: '60000',
      }),
      told(
        MISSING,
        2,
        'explained',
        '2026-03-03T09:30:00.000Z',
        { text: '=The bookkeeper corrects it, "today"' },
        'case-handler:kari.n',
      ),
      // After the last day: no part of the report.
      told(MISSING, 3, 'changed', '2026-03-05T02:00:00.000Z', {
        kind: 'reversed-posting',
        ledgerMinor: '100000',
        expectedMinor: '60000',
      }),
      told(MONEY, 1, 'seen', '2026-03-03T02:00:00.000Z', {
        kind: 'client-money-missing',
        ledgerMinor: '100000',
        expectedMinor: '43500',
        clientMoneyMinor: '0',
      }),
      told(MONEY, 2, 'cleared', '2026-03-04T02:00:00.000Z', { after: 'open' }),
    ],
  };
}
