import type { ClaimId } from '@app/domain';

/** No such claim for this creditor: another creditor's claim looks exactly the same. */
export class ClaimNotFoundError extends Error {
  constructor(readonly claimId: ClaimId) {
    super(`There is no claim ${claimId}.`);
    this.name = 'ClaimNotFoundError';
  }
}
