import { hash } from 'node:crypto';
import { type ClaimId, mod10Digit } from '@app/domain';

/**
 * What people at the collector and the creditor call the case: `K-` and fifteen digits, the last a check digit against
 * slips of the pen; the other fourteen are enough for some millions of claims to differ. Made from the claim's id, so that a repeated hand-over gets the same one.
 */
export function caseReference(claimId: ClaimId): string {
  const digits = (BigInt(`0x${hash('sha256', claimId).slice(0, 15)}`) % 100_000_000_000_000n)
    .toString()
    .padStart(14, '0');
  return `K-${digits}${mod10Digit(digits)}`;
}
