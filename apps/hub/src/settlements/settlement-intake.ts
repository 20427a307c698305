import { type Creditor, type SettlementId, smaller } from '@app/domain';
import type { PaymentParts } from '../cases/money/case-money.js';
import type { Claim } from '../claims/claim-book.js';
import { booksAmountMissing, unfitField } from './settlement-problems.js';
import { readAmount, type SettlementRequest } from './settlement-request.js';
import { isCollected, type Received, type Split, splitReceived } from './settlement-split.js';
import type { SettlementView } from './settlement-view.js';

/** How the money of a settlement is parted, before anything is stored. */
export interface Intake extends Split {
  readonly reversesId: SettlementId | null;
  /** What other claims of the case owe of the money, or had got of it: each is stored as a settlement of its own. */
  readonly passedOn?: readonly PassedOn[];
}

export interface PassedOn {
  readonly claim: Claim;
  readonly intake: Intake;
}

export function payment(request: SettlementRequest, claim: Claim, creditor: Creditor): Intake {
  const received = request.received ?? { kind: 'sum', minor: 0n };
  const split = splitReceived(received, {
    claimState: claim.state,
    outstandingMinor: claim.outstandingMinor,
    ...booksAmount(request, received, claim, creditor),
  });
  return { ...split, reversesId: null };
}

/** The principal in the books' currency, for the principal as the pipeline sent it. */
function booksAmount(
  request: SettlementRequest,
  received: Received,
  claim: Claim,
  creditor: Creditor,
): { principalInBooksMinor?: bigint } {
  const hasPrincipal = received.kind === 'sum' ? claim.outstandingMinor > 0n : received.principalMinor > 0n;
  if (request.principalInBooks === undefined) {
    if (claim.currency === creditor.currency || !hasPrincipal || !isCollected(claim.state)) return {};
    throw booksAmountMissing(claim.currency, creditor.currency);
  }
  const { minor } = readAmount('principalInBooks', request.principalInBooks, creditor.currency);
  if (claim.currency === creditor.currency) {
    const principal =
      received.kind === 'sum' ? smaller(received.minor, claim.outstandingMinor) : received.principalMinor;
    if (minor === principal) return {};
    throw unfitField(
      'principalInBooks',
      'is not the principal, although the currencies are the same',
      'Leave it out.',
    );
  }
  if (hasPrincipal && minor === 0n)
    throw unfitField('principalInBooks', 'is zero', 'Send the principal as the bank converted it.');
  return { principalInBooksMinor: minor };
}

/** The money of a payment for another claim of the case, under a reference that is the same whenever it is made. */
export function passedOnRequest(request: SettlementRequest, { claim, intake }: PassedOn): SettlementRequest {
  const { pipelineReference, kind, receivedOn, currency } = request;
  return {
    claimId: claim.id,
    pipelineReference: `${pipelineReference}#${claim.id}`,
    kind,
    receivedOn,
    currency,
    ...(request.reverses === undefined ? {} : { reverses: `${request.reverses}#${claim.id}` }),
    received: partsOf(intake),
  };
}

export function partsOf({
  principalMinor,
  interestMinor,
  feesMinor,
  ownFeesMinor,
}: PaymentParts): Extract<Received, { kind: 'parts' }> {
  return { kind: 'parts', principalMinor, interestMinor, feesMinor, ownFeesMinor };
}

export function allocatedIntake(parts: PaymentParts): Intake {
  return { ...parts, principalInBooksMinor: parts.principalMinor, reversesId: null };
}

/** Part for part. */
export function takenBack(
  original: PaymentParts & Pick<SettlementView, 'id' | 'principalInBooksMinor'>,
): Intake {
  const { id, principalMinor, interestMinor, feesMinor, ownFeesMinor, surplusMinor, principalInBooksMinor } =
    original;
  const parts = { principalMinor, interestMinor, feesMinor, ownFeesMinor, surplusMinor };
  return { reversesId: id, ...parts, principalInBooksMinor };
}

export function totalOf(received: Received): bigint {
  if (received.kind === 'sum') return received.minor;
  return received.principalMinor + received.interestMinor + received.feesMinor;
}
