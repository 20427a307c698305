/**
 * - `blocks-pull`: nothing can be read until it is mended
 * - `blocks-write-back`: claims can be collected, but settlements cannot be booked
 * - `notice`: worth knowing, stops nothing
 */
export type PreflightSeverity = 'blocks-pull' | 'blocks-write-back' | 'notice';

export interface PreflightFinding {
  /** Stable, for tests and translations. Example: `payment-type-missing`. */
  readonly code: string;
  readonly severity: PreflightSeverity;
  /** What is wrong, and what follows from it. */
  readonly message: string;
  /** What the accountant does to mend it, and where. */
  readonly remedy: string;
}
