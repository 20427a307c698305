import { isLocalDate, isUuid } from '@app/domain';

/** What the agency understands of a message; the rest of the payload is kept as it came. */
export interface HubMessage {
  readonly reference: string;
  readonly claimId: string;
  readonly sequence: number;
  readonly kind: MessageKind;
  readonly payload: Readonly<Record<string, unknown>>;
}

export interface HubCreditor {
  readonly id: string;
  readonly name: string;
  readonly organisationNumber: string;
}

export interface Batch {
  readonly creditor: HubCreditor;
  readonly messages: readonly HubMessage[];
}

const KINDS = [
  'hand-over',
  'withdraw',
  'pause',
  'resume',
  'direct-payment',
  'credit-note',
  'write-off',
  'reopened',
  'objection',
] as const;
export type MessageKind = (typeof KINDS)[number];

export const BATCH_MAX = 200;
const MINOR = /^\d{1,15}$/;
const SIGNED_MINOR = /^-?\d{1,15}$/;

/** The batch as a whole cannot be read: nothing of it is taken in. */
export class BatchRefusedError extends Error {
  constructor(
    readonly status: 413 | 422,
    message: string,
  ) {
    super(message);
    this.name = 'BatchRefusedError';
  }
}

type Fields = Readonly<Record<string, unknown>>;

/** @throws BatchRefusedError */
export function readBatch(body: string): Batch {
  let json: unknown;
  try {
    json = JSON.parse(body);
  } catch {
    throw new BatchRefusedError(422, 'The body is not JSON.');
  }
  const { creditor, messages } = object(json, 'The body');
  if (!Array.isArray(messages) || messages.length === 0)
    throw new BatchRefusedError(422, 'messages is not a list of at least one.');
  if (messages.length > BATCH_MAX) throw new BatchRefusedError(413, `At most ${BATCH_MAX} messages at once.`);
  return { creditor: readCreditor(creditor), messages: messages.map(readMessage) };
}

/** What is wrong with the payload, for a person; undefined when it is as it should be. */
export function payloadProblem({ kind, payload }: HubMessage): string | undefined {
  switch (kind) {
    case 'hand-over':
      return handOverProblem(payload);
    case 'direct-payment':
    case 'credit-note':
    case 'write-off':
      if (!isText(payload['amountMinor'], SIGNED_MINOR)) return 'amountMinor is not a whole number as text';
      return isText(payload['outstandingMinor'], MINOR)
        ? undefined
        : 'outstandingMinor is not a whole number as text';
    case 'reopened':
      return isText(payload['outstandingMinor'], MINOR)
        ? undefined
        : 'outstandingMinor is not a whole number as text';
    default:
      return undefined;
  }
}

function handOverProblem(payload: Fields): string | undefined {
  const { invoiceNumber, currency, outstandingMinor, principalMinor, debtor } = payload;
  if (typeof invoiceNumber !== 'string' || invoiceNumber === '') return 'invoiceNumber is missing';
  for (const name of ['invoicedOn', 'dueOn'] as const) {
    const day = payload[name];
    if (typeof day !== 'string' || !isLocalDate(day)) return `${name} is not a day`;
  }
  if (!isText(currency, /^[A-Z]{3}$/)) return 'currency is not a currency';
  if (!isText(principalMinor, MINOR)) return 'principalMinor is not a whole number as text';
  if (!isText(outstandingMinor, MINOR) || /^0+$/.test(outstandingMinor))
    return 'outstandingMinor is not a whole number above zero as text';
  if (typeof debtor !== 'object' || debtor === null) return 'debtor is missing';
  return undefined;
}

function readCreditor(value: unknown): HubCreditor {
  const { id, name, organisationNumber } = object(value, 'creditor');
  if (typeof id !== 'string' || !isUuid(id)) throw new BatchRefusedError(422, 'creditor.id is not a UUID.');
  if (typeof name !== 'string' || typeof organisationNumber !== 'string')
    throw new BatchRefusedError(422, 'creditor has no name or no organisationNumber.');
  return { id, name, organisationNumber };
}

function readMessage(value: unknown, index: number): HubMessage {
  const place = `messages[${index}]`;
  const { reference, claimId, sequence, kind, payload } = object(value, place);
  if (typeof claimId !== 'string' || !isUuid(claimId))
    throw new BatchRefusedError(422, `${place}.claimId is not a UUID.`);
  if (typeof sequence !== 'number' || !Number.isSafeInteger(sequence) || sequence < 1)
    throw new BatchRefusedError(422, `${place}.sequence is not a whole number from 1.`);
  if (reference !== `${claimId}:${sequence}`)
    throw new BatchRefusedError(422, `${place}.reference is not claimId:sequence.`);
  const known = KINDS.find((one) => one === kind);
  if (!known) throw new BatchRefusedError(422, `${place}.kind is none that this agency knows.`);
  return { reference, claimId, sequence, kind: known, payload: object(payload, `${place}.payload`) };
}

function object(value: unknown, place: string): Fields {
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Fields;
  throw new BatchRefusedError(422, `${place} is not an object.`);
}

function isText(value: unknown, pattern: RegExp): value is string {
  return typeof value === 'string' && pattern.test(value);
}
