import type { ClaimId, LocalDate } from '@app/domain';

/** Time given to pay. The last day of it is `until`; from the next day on the road goes on where it stood. */
export interface Deferral {
  readonly grantedOn: LocalDate;
  readonly until: LocalDate;
  /** Absent: all claims of the case. */
  readonly claimIds?: readonly ClaimId[];
}
