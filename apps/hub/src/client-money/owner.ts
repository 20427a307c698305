import type { CreditorId } from '@app/domain';

/**
 * The collector's own lines stand in the same table as the creditors', under an id that no creditor has (RFC 9562, 5.9):
 * so an entry from the bank's account to a creditor's is one statement, and a creditor still sees only its own.
 */
export const COLLECTOR = '00000000-0000-0000-0000-000000000000' as CreditorId;

/** A creditor, or {@link COLLECTOR}. */
export type AccountOwner = CreditorId;
