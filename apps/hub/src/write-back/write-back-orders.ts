import type { WriteBackProgress } from './write-back-progress.js';
import type { WriteBackState } from './write-back.entity.js';

/** What a person may order. `confirm` says which posting in the ledger it is. */
export const WRITE_BACK_ORDERS = ['approve', 'retry', 'confirm', 'cancel'] as const;
export type WriteBackOrder = (typeof WRITE_BACK_ORDERS)[number];

export interface OrderFacts {
  /** The ledger has answered with a posting, or a person has named one. */
  readonly hasPosting: boolean;
  /** The payment behind it was taken back by the debtor's bank; booking it now would be wrong. */
  readonly settlementReversed: boolean;
  /** The person says that they looked, and the booking is not in the ledger. */
  readonly notInLedger: boolean;
  readonly now: Date;
}

export type OrderAnswer = ObeyedOrder | RefusedOrder;

export interface ObeyedOrder {
  readonly ok: true;
  readonly progress: WriteBackProgress;
  readonly forgetsBaseline: boolean;
  readonly replacesPosting: boolean;
  /** The posting that the person names was made by hand, with whatever they put into it. */
  readonly byHand: boolean;
}

export interface RefusedOrder {
  readonly ok: false;
  readonly code: OrderRefusal;
  readonly cause: string;
  readonly remedy: string;
}

export type OrderRefusal = 'write-back-in-other-state' | 'write-back-may-be-booked' | 'settlement-reversed';

/**
 * A person's order is the only other road beside the step table. It never sends anything by itself, and what may be in
 * the ledger is only sent again when the person says that it is not there.
 */
export function obeyOrder(order: WriteBackOrder, was: WriteBackProgress, facts: OrderFacts): OrderAnswer {
  switch (order) {
    case 'approve':
      return was.state === 'proposed'
        ? again(was, facts)
        : otherState(was, 'Only a proposed write-back can be approved.');
    case 'retry':
      return retry(was, facts);
    case 'cancel':
      return cancel(was, facts);
    case 'confirm':
      return confirm(was, facts);
  }
}

/** What may be there is said to be there; or a person has booked by hand what the machine has not, and never shall. */
function confirm(was: WriteBackProgress, facts: OrderFacts): OrderAnswer {
  const booked: WriteBackProgress = { ...quiet(was, facts.now), state: 'booked' };
  if (was.state === 'needs-matching' && !facts.hasPosting) return done(booked);
  if (!NOT_BOOKED_BY_US.includes(was.state)) {
    return otherState(
      was,
      'Only a write-back that is not booked by us, or may or may not be in the ledger, can be confirmed with a posting.',
    );
  }
  if (facts.settlementReversed) return nothingToBook();
  return { ...done(booked), byHand: true, replacesPosting: facts.hasPosting };
}

/** Nothing of ours is in the ledger or on its way there: a posting that a person names is of their own hand. */
const NOT_BOOKED_BY_US: readonly WriteBackState[] = [
  'proposed',
  'planned',
  'refused',
  'cancelled',
  'reversed',
];

function retry(was: WriteBackProgress, facts: OrderFacts): OrderAnswer {
  // What was cancelled is ordered anew: a person has thought better of it.
  if (was.state === 'refused' || was.state === 'cancelled')
    return again(was, facts, facts.hasPosting ? { replacesPosting: true } : {});
  if (was.state === 'reversed') return again(was, facts, { replacesPosting: true });
  if (was.state !== 'needs-matching') {
    return otherState(
      was,
      'Only a write-back that was refused, cancelled, taken back or needs a person can be ordered again.',
    );
  }
  // It is booked: reading it again is all that there is to do.
  if (facts.hasPosting) return done({ ...quiet(was, facts.now), state: 'booked' });
  return facts.notInLedger ? again(was, facts, { forgetsBaseline: true }) : mayBeBooked('order it again');
}

function cancel(was: WriteBackProgress, facts: OrderFacts): OrderAnswer {
  if (was.state === 'needs-matching' && !facts.hasPosting && !facts.notInLedger)
    return mayBeBooked('cancel it');
  const unsent = was.state === 'proposed' || was.state === 'planned' || was.state === 'refused';
  const certainlyNotThere = was.state === 'reversed' || (was.state === 'needs-matching' && !facts.hasPosting);
  if (!unsent && !certainlyNotThere)
    return otherState(was, 'What is on its way or booked cannot be cancelled.');
  return done({ ...quiet(was, facts.now), state: 'cancelled', refusalCode: was.refusalCode });
}

/** To be sent (again), unless the debtor's bank has taken the money back meanwhile. */
function again(
  was: WriteBackProgress,
  facts: OrderFacts,
  choice: { readonly forgetsBaseline?: boolean; readonly replacesPosting?: boolean } = {},
): OrderAnswer {
  if (facts.settlementReversed) return nothingToBook();
  const progress: WriteBackProgress = { ...quiet(was, facts.now), state: 'planned' };
  return {
    ok: true,
    progress,
    forgetsBaseline: choice.forgetsBaseline ?? choice.replacesPosting ?? false,
    replacesPosting: choice.replacesPosting ?? false,
    byHand: false,
  };
}

function done(progress: WriteBackProgress): ObeyedOrder {
  return { ok: true, progress, forgetsBaseline: false, replacesPosting: false, byHand: false };
}

function nothingToBook(): RefusedOrder {
  return {
    ok: false,
    code: 'settlement-reversed',
    cause: 'The payment behind this write-back was reversed, so there is nothing to book.',
    remedy: 'Cancel it.',
  };
}

/** Counts begin anew: a person has looked at it. */
function quiet(was: WriteBackProgress, now: Date): WriteBackProgress {
  return {
    ...was,
    attempts: 0,
    absences: 0,
    failures: 0,
    notBefore: now,
    note: null,
    remedy: null,
    refusalCode: null,
  };
}

function mayBeBooked(doing: string): OrderAnswer {
  return {
    ok: false,
    code: 'write-back-may-be-booked',
    cause: `It may be booked in the ledger already; to ${doing} could make the books wrong.`,
    remedy:
      'Look in the ledger. If it is there, confirm it with its posting. If it is not, send `notInLedger: true`.',
  };
}

function otherState(was: WriteBackProgress, rule: string): OrderAnswer {
  return {
    ok: false,
    code: 'write-back-in-other-state',
    cause: `It is ${was.state}. ${rule}`,
    remedy: 'Read it again and choose what its state allows.',
  };
}
