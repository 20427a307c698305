/** What a creditor's authority is about. */
export const GRANT_KINDS = ['deferral', 'plan', 'interest-waiver', 'principal-reduction'] as const;
export type GrantKind = (typeof GRANT_KINDS)[number];

/** Keys of the tasks that ask a creditor begin with it. */
export const GRANT_KEY_BEGIN = 'creditor-approves:';

export function grantKey(kind: GrantKind): string {
  return `${GRANT_KEY_BEGIN}${kind}`;
}
