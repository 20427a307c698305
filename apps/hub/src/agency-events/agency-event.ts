import { type ClaimId, type CreditorId, isUuid } from '@app/domain';

/** What an agency tells about a claim, as docs/agency-api.md describes it. */
interface EventHead {
  readonly id: string;
  readonly creditorId: CreditorId;
  readonly claimId: ClaimId;
  /** From 1 per claim without a gap. */
  readonly sequence: number;
  readonly occurredAt: string;
}

export interface SettlementNews {
  readonly kind: 'settlement';
  readonly reference: string;
  readonly settlementKind: 'payment' | 'reversal';
  readonly reverses: string | undefined;
  readonly receivedOn: string;
  readonly currency: string;
  /** Minor units, as text of digits: one sum, or its parts. */
  readonly amountMinor: string | undefined;
  readonly principalMinor: string | undefined;
  readonly interestMinor: string | undefined;
  readonly feesMinor: string | undefined;
  /** Of the fees: what the creditor charged itself before the hand-over. */
  readonly ownFeesMinor: string | undefined;
  /** In the minor unit of the creditor's books. */
  readonly principalInBooksMinor: string | undefined;
}

export type ClosedOutcome = 'settled' | 'withdrawn' | 'given-up';

export type AgencyNews =
  | { readonly kind: 'accepted'; readonly agencyReference: string }
  | { readonly kind: 'rejected'; readonly reason: string }
  | { readonly kind: 'status'; readonly status: string; readonly text: string | undefined }
  | { readonly kind: 'closed'; readonly outcome: ClosedOutcome; readonly reason: string | undefined }
  | SettlementNews;

export type AgencyEvent = EventHead & { readonly news: AgencyNews };

/** Something that came from an agency and is no event; the words are for a person. */
export class UnreadableEventError extends Error {
  constructor(what: string) {
    super(`The event cannot be read: ${what}.`);
    this.name = 'UnreadableEventError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

const EVENT_ID = /^[\x21-\x7e]{1,200}$/;
const REFERENCE_MAX = 100;
const STATUS = /^[a-z][a-z0-9-]{0,59}$/;
const MINOR = /^\d{1,15}$/;
const SEQUENCE_MAX = 1_000_000;
const TEXT_MAX = 500;
const OUTCOMES: readonly ClosedOutcome[] = ['settled', 'withdrawn', 'given-up'];

/** An event's own id, where there is one: the name under which it is stored, whatever else is wrong with it. */
export function eventIdOf(json: unknown): string | undefined {
  const id = typeof json === 'object' && json !== null ? (json as Fields)['id'] : undefined;
  return typeof id === 'string' && EVENT_ID.test(id) ? id : undefined;
}

/** @throws UnreadableEventError */
export function readAgencyEvent(json: unknown): AgencyEvent {
  const fields = record(json, 'the event');
  const id = eventIdOf(json);
  if (id === undefined) throw new UnreadableEventError('"id" is not text of 1 to 200 printable characters');
  const { sequence } = fields;
  if (
    typeof sequence !== 'number' ||
    !Number.isSafeInteger(sequence) ||
    sequence < 1 ||
    sequence > SEQUENCE_MAX
  )
    throw new UnreadableEventError('"sequence" is not a whole number from 1');
  return {
    id,
    creditorId: uuid(fields, 'creditorId') as CreditorId,
    claimId: uuid(fields, 'claimId') as ClaimId,
    sequence,
    occurredAt: instant(fields, 'occurredAt'),
    news: readNews(fields),
  };
}

function readNews(fields: Fields): AgencyNews {
  const data = record(fields['data'], '"data"');
  switch (fields['type']) {
    case 'claim.accepted':
      return { kind: 'accepted', agencyReference: text(data, 'agencyReference', REFERENCE_MAX) };
    case 'claim.rejected':
      return { kind: 'rejected', reason: line(text(data, 'reason', 10_000)) };
    case 'claim.status':
      return {
        kind: 'status',
        status: matching(data, 'status', STATUS, 'a word like reminder-sent'),
        text: optional(data, 'text', 10_000),
      };
    case 'claim.closed': {
      const outcome = OUTCOMES.find((one) => one === data['outcome']);
      if (!outcome) throw new UnreadableEventError(`"outcome" is none of ${OUTCOMES.join(', ')}`);
      return { kind: 'closed', outcome, reason: optional(data, 'reason', 10_000) };
    }
    case 'claim.settlement':
      return readSettlement(data);
    default:
      throw new UnreadableEventError('"type" is none that the hub knows');
  }
}

function readSettlement(data: Fields): SettlementNews {
  const kind = data['kind'];
  if (kind !== 'payment' && kind !== 'reversal')
    throw new UnreadableEventError('"kind" is neither payment nor reversal');
  return {
    kind: 'settlement',
    reference: text(data, 'reference', REFERENCE_MAX),
    settlementKind: kind,
    reverses: data['reverses'] === undefined ? undefined : text(data, 'reverses', REFERENCE_MAX),
    receivedOn: matching(data, 'receivedOn', /^\d{4}-\d{2}-\d{2}$/, 'a day like 2026-03-02'),
    currency: matching(data, 'currency', /^[A-Z]{3}$/, 'a currency like NOK'),
    amountMinor: minor(data, 'amountMinor'),
    principalMinor: minor(data, 'principalMinor'),
    interestMinor: minor(data, 'interestMinor'),
    feesMinor: minor(data, 'feesMinor'),
    ownFeesMinor: minor(data, 'ownFeesMinor'),
    principalInBooksMinor: minor(data, 'principalInBooksMinor'),
  };
}

function record(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new UnreadableEventError(`${place} is not an object`);
}

function text(fields: Fields, name: string, lengthMax: number): string {
  const value = fields[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax) return value;
  throw new UnreadableEventError(`"${name}" is not text of 1 to ${lengthMax} characters`);
}

function optional(fields: Fields, name: string, lengthMax: number): string | undefined {
  const value = fields[name];
  return value === undefined || value === null ? undefined : line(text(fields, name, lengthMax));
}

function matching(fields: Fields, name: string, pattern: RegExp, example: string): string {
  const value = fields[name];
  if (typeof value === 'string' && pattern.test(value)) return value;
  throw new UnreadableEventError(`"${name}" is not ${example}`);
}

function minor(fields: Fields, name: string): string | undefined {
  if (fields[name] === undefined || fields[name] === null) return undefined;
  return matching(fields, name, MINOR, 'a whole number of minor units, written as text');
}

function uuid(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && isUuid(value.toLowerCase())) return value.toLowerCase();
  throw new UnreadableEventError(`"${name}" is not an id of the hub's`);
}

function instant(fields: Fields, name: string): string {
  const value = fields[name];
  if (typeof value === 'string' && value.length <= 40 && !Number.isNaN(Date.parse(value)))
    return new Date(value).toISOString();
  throw new UnreadableEventError(`"${name}" is not an instant like 2026-03-02T09:00:00Z`);
}

/** In one line of bounded length, for a person. */
function line(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, TEXT_MAX);
}
