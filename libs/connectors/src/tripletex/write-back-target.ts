import type { WriteBackTarget, WriteBackTargetOption } from '../contract/index.js';
import type { TripletexClient } from './client.js';
import { PAYMENT_TYPE_FIELDS, wirePaymentType, type WirePaymentType } from './wire.js';

/** A payment type of one company, and the account it debits as it was when chosen. Ids differ between companies. */
export interface TripletexTarget {
  readonly paymentTypeId: string;
  readonly debitAccountId: string;
}

const COUNT = 1000;

export function paymentTypes(
  client: TripletexClient,
  signal?: AbortSignal,
): Promise<readonly WirePaymentType[]> {
  return client.list(
    { path: '/invoice/paymentType', query: { from: 0, count: COUNT, fields: PAYMENT_TYPE_FIELDS }, signal },
    wirePaymentType,
  );
}

/** At most one is proposed: a type that speaks of collection and debits no bank account. */
export function toOptions(types: readonly WirePaymentType[]): readonly WriteBackTargetOption[] {
  const proposed = types.find((type) => isCollectionType(type));
  return types.flatMap((type) => {
    const { debitAccount } = type;
    if (!debitAccount) return [];
    const account = `${debitAccount.number} ${debitAccount.name ?? ''}`.trim();
    const note = noteOn(type, type === proposed);
    return [
      {
        target: { paymentTypeId: type.id, debitAccountId: debitAccount.id },
        label: `${type.description ?? type.id} (${account})`,
        proposed: type === proposed,
        ...(note === undefined ? {} : { note }),
      },
    ];
  });
}

function isCollectionType({ description, debitAccount }: WirePaymentType): boolean {
  return (
    debitAccount !== undefined &&
    debitAccount.isBankAccount !== true &&
    /inkasso|inkassobyr|collection/i.test(description ?? '')
  );
}

function noteOn({ debitAccount }: WirePaymentType, isProposed: boolean): string | undefined {
  if (isProposed) return 'Made for money that the collector holds; the settlement clears the account later.';
  return debitAccount?.isBankAccount === true
    ? 'Debits a bank account: the money is not there on that day, and bank reconciliation will not match.'
    : undefined;
}

export function readTarget(target: WriteBackTarget): TripletexTarget | undefined {
  const { paymentTypeId, debitAccountId } = target;
  if (typeof paymentTypeId !== 'string' || typeof debitAccountId !== 'string') return undefined;
  return /^\d+$/.test(paymentTypeId) && /^\d+$/.test(debitAccountId)
    ? { paymentTypeId, debitAccountId }
    : undefined;
}

export type TargetState =
  | { readonly state: 'good'; readonly type: WirePaymentType }
  | { readonly state: 'missing' }
  | { readonly state: 'account-changed' };

export function stateOf(target: TripletexTarget | undefined, types: readonly WirePaymentType[]): TargetState {
  const type = types.find(({ id }) => id === target?.paymentTypeId);
  if (!type || !target) return { state: 'missing' };
  return type.debitAccount?.id === target.debitAccountId
    ? { state: 'good', type }
    : { state: 'account-changed' };
}
