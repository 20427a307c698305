import type { Channel } from '@app/collection';

/** Channels that a machine can send on; a call is a task for a person. */
export type SendingChannel = Exclude<Channel, 'call'>;

interface AnyMessage {
  /** Ours, a UUID; the same in every attempt, so that one message stays one. */
  readonly id: string;
}

export interface EmailMessage extends AnyMessage {
  readonly to: string;
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments?: readonly { readonly name: string; readonly pdf: Uint8Array }[];
}

export interface SmsMessage extends AnyMessage {
  /** E.164: `+` and up to 15 digits. */
  readonly to: string;
  readonly text: string;
}

export interface PrintMessage extends AnyMessage {
  readonly pdf: Uint8Array;
  readonly caseReference: string;
  /** Of the country that the post is given to, ISO 3166-1 alpha-2. */
  readonly country: 'NO' | 'SE';
}

export interface MessageOf {
  readonly email: EmailMessage;
  readonly sms: SmsMessage;
  readonly letter: PrintMessage;
}

/**
 * What became of one attempt. Reasons are for a person, and name neither address nor text of the message.
 * - `accepted`: the other side has it; `reference` is what they call it
 * - `refused`: they will not take it as it is; a person or another channel decides
 * - `not-sent`: certainly nothing was sent; the same message may be sent again
 * - `unknown`: it may have been sent. Where `repeat` is `same-result`, send it again; else a person decides
 */
export type SendResult =
  | { readonly outcome: 'accepted'; readonly reference: string }
  | { readonly outcome: 'refused'; readonly reason: string }
  | { readonly outcome: 'not-sent'; readonly reason: string; readonly retryAfterMs?: number }
  | { readonly outcome: 'unknown'; readonly reason: string };

/**
 * What the other side says about a message it accepted: the proof of delivery.
 * - `pending`: nothing more is known yet
 * - `handed-on`: posted, or given to the telephone network
 * - `delivered`: reached the debtor
 * - `failed`: did not; the letter counts as not sent
 */
export interface DeliveryReceipt {
  readonly state: 'pending' | 'handed-on' | 'delivered' | 'failed';
  /** When the other side says it was so; an instant in UTC, ISO 8601. */
  readonly at?: string;
  readonly reason?: string;
}

/** A way to send messages of one kind. Never called inside a transaction. */
export interface MessageChannel<Message extends AnyMessage> {
  readonly channel: SendingChannel;
  /**
   * Whether the same message (by its id) may be sent again after an unknown outcome: `same-result` where the other side
   * knows the id and sends once, `may-arrive-twice` where nothing can promise it.
   */
  readonly repeat: 'same-result' | 'may-arrive-twice';
  /** Never throws for what the other side does. */
  send(message: Message, signal?: AbortSignal): Promise<SendResult>;
  /** Of a message that was accepted, by our id and their reference. `undefined` when this channel can tell nothing more. */
  receipt(id: string, reference: string, signal?: AbortSignal): Promise<DeliveryReceipt | undefined>;
}

/** A channel that is set up, or why it is not. */
export type ChannelState<Message extends AnyMessage> =
  | { readonly isOn: true; readonly channel: MessageChannel<Message> }
  | { readonly isOn: false; readonly reason: string };

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** @throws TypeError when the id is no UUID: it becomes a file's name and part of headers */
export function assertMessageId(id: string): void {
  if (!UUID.test(id)) throw new TypeError('The id of a message must be a UUID in lower case.');
}
