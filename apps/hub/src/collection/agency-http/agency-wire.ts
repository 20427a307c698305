import type { ClaimId, Creditor } from '@app/domain';
import { hash } from 'node:crypto';
import type { MessageResult, PipelineMessage } from '../collection-pipeline.js';

/** What goes to an agency and what comes back, as docs/agency-api.md describes it. */

/** Foreign free text that a person reads is cut there. */
const REASON_LENGTH_MAX = 500;
const REFERENCE_LENGTH_MAX = 100;
const EVENTS_MAX = 500;
const CURSOR_LENGTH_MAX = 500;

/** An answer that is not what the protocol says. Names the place, never the value. */
export class AgencyAnswerError extends Error {
  constructor(what: string) {
    super(`The agency’s answer cannot be read: ${what}.`);
    this.name = 'AgencyAnswerError';
  }
}

/** What the agency made of one message of ours. */
export type AgencyResult =
  | { readonly outcome: 'accepted'; readonly agencyReference: string | undefined }
  | { readonly outcome: 'rejected'; readonly reason: string }
  | { readonly outcome: 'deferred'; readonly reason: string };

export interface EventPage {
  /** Each as it came, not yet judged. */
  readonly events: readonly unknown[];
  readonly next: string;
  readonly more: boolean;
}

/** Names a message for both sides: the claim and the number of the message in it. */
export function referenceOf({ claimId, sequence }: Pick<PipelineMessage, 'claimId' | 'sequence'>): string {
  return `${claimId}:${sequence}`;
}

/** A batch as it is sent. The key follows from the content: a repeat bears the same one, anything else another. */
export function batchOf(
  creditor: Pick<Creditor, 'id' | 'name' | 'organisationNumber' | 'country' | 'currency'>,
  messages: readonly PipelineMessage[],
): { readonly body: string; readonly key: string } {
  const { id, name, organisationNumber, country, currency } = creditor;
  const body = JSON.stringify({
    creditor: { id, name, organisationNumber, country, currency },
    messages: messages.map((message) => ({
      reference: referenceOf(message),
      claimId: message.claimId,
      sequence: message.sequence,
      kind: message.kind,
      payload: message.payload,
    })),
  });
  return { body, key: hash('sha256', body) };
}

/** Of what a message says; the order of its fields is no part of it. */
export function contentHash({ kind, payload }: Pick<PipelineMessage, 'kind' | 'payload'>): string {
  return hash('sha256', `${kind} ${canonicalJson(payload)}`);
}

/** @throws AgencyAnswerError */
export function readResults(json: unknown): ReadonlyMap<string, AgencyResult> {
  const results = record(json, 'the answer')['results'];
  if (!Array.isArray(results)) throw new AgencyAnswerError('"results" is not a list');
  return new Map(
    results.map((result: unknown, index) => {
      const fields = record(result, `results[${index}]`);
      return [text(fields, 'reference', 200), readResult(fields)] as const;
    }),
  );
}

/** @throws AgencyAnswerError */
export function readEventPage(json: unknown): EventPage {
  const fields = record(json, 'the answer');
  const { events, more } = fields;
  if (!Array.isArray(events) || events.length > EVENTS_MAX)
    throw new AgencyAnswerError(`"events" is not a list of at most ${EVENTS_MAX}`);
  if (typeof more !== 'boolean') throw new AgencyAnswerError('"more" is neither true nor false');
  return { events, next: text(fields, 'next', CURSOR_LENGTH_MAX), more };
}

/** The port's result; without an answer of the agency's about it the message is sent again later. */
export function toMessageResult(
  { claimId, sequence }: { readonly claimId: ClaimId; readonly sequence: number },
  result: AgencyResult | undefined,
  ownReference: string,
): MessageResult {
  if (result === undefined) {
    const reason = 'The agency has not said what became of this message; it is asked again.';
    return { claimId, sequence, outcome: 'deferred', reason };
  }
  if (result.outcome !== 'accepted') return { claimId, sequence, ...result };
  return { claimId, sequence, outcome: 'accepted', reference: result.agencyReference ?? ownReference };
}

/** JSON with sorted keys: the same text for the same content. */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value) ?? 'null';
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return `{${entries.map(([key, entry]) => `${JSON.stringify(key)}:${canonicalJson(entry)}`).join(',')}}`;
}

/** In one line of bounded length, for a person. */
export function oneLine(value: string): string {
  return value
    .replace(/[\p{Cc}\p{Cf}\s]+/gu, ' ')
    .trim()
    .slice(0, REASON_LENGTH_MAX);
}

function readResult(fields: Readonly<Record<string, unknown>>): AgencyResult {
  const { outcome, agencyReference } = fields;
  if (outcome === 'accepted') {
    const named = agencyReference === undefined || agencyReference === null;
    return {
      outcome,
      agencyReference: named ? undefined : text(fields, 'agencyReference', REFERENCE_LENGTH_MAX),
    };
  }
  if (outcome === 'rejected' || outcome === 'deferred')
    return { outcome, reason: oneLine(text(fields, 'reason', 10_000)) };
  throw new AgencyAnswerError('an outcome is none of accepted, rejected, deferred');
}

function record(value: unknown, place: string): Readonly<Record<string, unknown>> {
  if (typeof value === 'object' && value !== null && !Array.isArray(value))
    return value as Readonly<Record<string, unknown>>;
  throw new AgencyAnswerError(`${place} is not an object`);
}

function text(fields: Readonly<Record<string, unknown>>, name: string, lengthMax: number): string {
  const value = fields[name];
  if (typeof value === 'string' && value.trim() !== '' && value.length <= lengthMax) return value;
  throw new AgencyAnswerError(`"${name}" is not text of 1 to ${lengthMax} characters`);
}
