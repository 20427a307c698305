/** What a creditor may want two persons for. Stored: names are added, never changed. */
export const SUBJECTS = ['hand-over', 'authority', 'account-mapping'] as const;
/**
 * - `hand-over`: letting claims go to collection, and letting them go by themselves
 * - `authority`: what the collector may grant in the creditor's name
 * - `account-mapping`: where settlements are booked in the ledger, and whether a person releases each
 */
export type Subject = (typeof SUBJECTS)[number];

/** What a proposal would do. Stored: names are added, never changed. */
export const PROPOSAL_KINDS = [
  'hand-over',
  'automatic-hand-over',
  'authority',
  'account-mapping',
  'second-person-rule',
] as const;
/**
 * - `hand-over`: these claims are released
 * - `automatic-hand-over`: claims are released by themselves from now on
 * - `authority`, `account-mapping`: another choice comes into force
 * - `second-person-rule`: a second person is asked for less than before
 */
export type ProposalKind = (typeof PROPOSAL_KINDS)[number];

/** Who may decide, by the names that `accounts/rights.ts` gives: whoever could have asked for it. */
export const RIGHTS_TO_DECIDE: Readonly<Record<ProposalKind, string>> = {
  'hand-over': 'approve',
  'automatic-hand-over': 'connect',
  authority: 'lead-cases',
  'account-mapping': 'connect',
  'second-person-rule': 'connect',
};

/**
 * - `open`: waits for a second person
 * - `confirmed`: a second person said yes, and it was carried out in the same transaction
 * - `declined`: a second person said no
 * - `withdrawn`: whoever asked took it back
 * - `outdated`: what it rested on had changed when somebody said yes; nothing was done
 */
export const PROPOSAL_STATES = ['open', 'confirmed', 'declined', 'withdrawn', 'outdated'] as const;
export type ProposalState = (typeof PROPOSAL_STATES)[number];
