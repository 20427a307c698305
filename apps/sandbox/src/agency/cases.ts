import type { Random } from '../demo/random.js';
import { type HubCreditor, type HubMessage, payloadProblem } from './batch.js';
import type { AgencyEvent, EventLog, EventType } from './events.js';

export type CaseState = 'open' | 'paused' | 'withdrawn' | 'rejected' | 'closed';

/** A claim as the agency keeps it. */
export interface AgencyCase {
  readonly creditorId: string;
  readonly claimId: string;
  readonly agencyReference: string;
  readonly invoiceNumber: string;
  readonly state: CaseState;
  readonly currency: string;
  readonly outstandingMinor: bigint;
  /** Number of the last message that was taken in. */
  readonly lastMessage: number;
  /** The demand as handed over. */
  readonly demand: Readonly<Record<string, unknown>>;
}

export type Outcome =
  | { readonly outcome: 'accepted'; readonly agencyReference?: string }
  | { readonly outcome: 'rejected' | 'deferred'; readonly reason: string };

/** Hand-overs that the agency will not take, by invoice number. */
export interface Refusals {
  readonly reasons: ReadonlyMap<string, string>;
  /** How often it says "later" before it takes one. Counted down. */
  readonly deferrals: Map<string, number>;
}

type Writable = { -readonly [Field in keyof AgencyCase]: AgencyCase[Field] };

/** The agency's cases and what it answered to each message. The same message changes nothing a second time. */
export class CaseBook {
  readonly #cases = new Map<string, Writable>();
  readonly #outcomes = new Map<string, Outcome>();
  #count = 0;

  constructor(
    private readonly events: EventLog,
    private readonly random: Random,
    private readonly tell: (event: AgencyEvent) => void,
  ) {}

  take(creditor: HubCreditor, message: HubMessage, refusals: Refusals): Outcome {
    const outcome = this.#decide(creditor, message, refusals);
    // "Later" is no decision: whoever looks it up finds nothing.
    if (outcome.outcome !== 'deferred') this.#outcomes.set(message.reference, outcome);
    return outcome;
  }

  /** What became of a message; undefined when it never arrived. */
  outcomeOf(reference: string): Outcome | undefined {
    return this.#outcomes.get(reference);
  }

  all(): readonly AgencyCase[] {
    return [...this.#cases.values()];
  }

  /** Case numbers are the agency's: a claim is named by its id alone where people speak of it. */
  find(claimId: string): AgencyCase | undefined {
    return [...this.#cases.values()].find((one) => one.claimId === claimId);
  }

  /** What the agency's own people do with a case, and tell the hub of. */
  change(
    claimId: string,
    change: Partial<Pick<AgencyCase, 'state' | 'outstandingMinor'>>,
    type: EventType,
    data: Readonly<Record<string, unknown>>,
  ): AgencyEvent | undefined {
    const found = [...this.#cases.values()].find((one) => one.claimId === claimId);
    if (!found) return undefined;
    Object.assign(found, change);
    return this.#say(found, type, data);
  }

  #decide(creditor: HubCreditor, message: HubMessage, refusals: Refusals): Outcome {
    const problem = payloadProblem(message);
    if (problem !== undefined)
      return { outcome: 'rejected', reason: `The payload is not usable: ${problem}.` };
    const known = this.#cases.get(`${creditor.id}/${message.claimId}`);
    if (message.kind === 'hand-over') return this.#handOver(creditor, message, known, refusals);
    if (!known) {
      return message.kind === 'withdraw'
        ? { outcome: 'accepted' }
        : { outcome: 'rejected', reason: 'We have no case for this claim.' };
    }
    if (message.sequence > known.lastMessage) this.#follow(known, message);
    return { outcome: 'accepted', agencyReference: known.agencyReference };
  }

  #handOver(
    creditor: HubCreditor,
    { claimId, sequence, payload }: HubMessage,
    known: Writable | undefined,
    refusals: Refusals,
  ): Outcome {
    const invoiceNumber = String(payload['invoiceNumber']);
    const later = refusals.deferrals.get(invoiceNumber) ?? 0;
    if (later > 0) {
      refusals.deferrals.set(invoiceNumber, later - 1);
      return { outcome: 'deferred', reason: 'The case is being set up.' };
    }
    const refusal = refusals.reasons.get(invoiceNumber);
    if (refusal !== undefined && !known) return { outcome: 'rejected', reason: refusal };
    if (known && sequence < known.lastMessage)
      return { outcome: 'accepted', agencyReference: known.agencyReference };
    const demanded = {
      state: 'open' as const,
      invoiceNumber,
      currency: String(payload['currency']),
      outstandingMinor: BigInt(String(payload['outstandingMinor'])),
      lastMessage: sequence,
      demand: payload,
    };
    if (known) {
      const isNew = known.lastMessage < sequence;
      Object.assign(known, demanded);
      if (isNew) this.#say(known, 'claim.accepted', { agencyReference: known.agencyReference });
      return { outcome: 'accepted', agencyReference: known.agencyReference };
    }
    this.#count += 1;
    const agencyReference = `N-${String(this.#count).padStart(6, '0')}-${this.random.int(10, 99)}`;
    const opened: Writable = { ...demanded, creditorId: creditor.id, claimId, agencyReference };
    this.#cases.set(`${creditor.id}/${claimId}`, opened);
    this.#say(opened, 'claim.accepted', { agencyReference });
    return { outcome: 'accepted', agencyReference };
  }

  #follow(known: Writable, { kind, sequence, payload }: HubMessage): void {
    known.lastMessage = sequence;
    const outstanding = payload['outstandingMinor'];
    if (typeof outstanding === 'string') known.outstandingMinor = BigInt(outstanding);
    switch (kind) {
      case 'withdraw':
        known.state = 'withdrawn';
        this.#say(known, 'claim.closed', { outcome: 'withdrawn' });
        return;
      case 'pause':
      case 'objection':
        known.state = 'paused';
        return;
      case 'resume':
      case 'reopened':
        known.state = 'open';
        return;
      default:
        if (known.outstandingMinor > 0n || known.state === 'closed') return;
        known.state = 'closed';
        this.#say(known, 'claim.closed', { outcome: 'settled' });
    }
  }

  #say(about: AgencyCase, type: EventType, data: Readonly<Record<string, unknown>>): AgencyEvent {
    const event = this.events.add(type, about, data);
    this.tell(event);
    return event;
  }
}
