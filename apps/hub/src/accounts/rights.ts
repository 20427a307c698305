/** What a person may do; every route asks for one of these (`route-rights.ts`). */
export const RIGHTS = [
  'see',
  'connect',
  'approve',
  'work-cases',
  'lead-cases',
  'move-money',
  'manage-people',
  'operate',
  'audit',
] as const;
/**
 * - `see`: read, personal data of debtors included, within reach
 * - `connect`: accesses of one’s own organisation, companies, policies and where settlements are booked
 * - `approve`: let claims go to collection, release bookings, withdraw and pause claims
 * - `work-cases`: letters, calls, objections, plans, deferrals, waivers within authority
 * - `lead-cases`: rules, authority, crisis pauses, settings of collection
 * - `move-money`: settlements, bank files, payouts
 * - `manage-people`: members of one's own organisation and whom it lets in
 * - `audit`: who opened whose personal data
 * - `operate`: what concerns the whole installation: agencies, everybody’s accesses, all connections
 */
export type Right = (typeof RIGHTS)[number];

/** A collector runs the installation and reaches all creditors; a creditor reaches itself; a firm whoever let it in. */
export const ORGANISATION_KINDS = ['collector', 'creditor', 'accounting-firm'] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

const OF_BOOKS = {
  owner: ['see', 'connect', 'approve', 'manage-people'],
  accountant: ['see', 'connect'],
  approver: ['see', 'approve'],
  reader: ['see'],
} as const satisfies Record<string, readonly Right[]>;

/** Least rights by role; a role that a kind of organisation does not have gives none. */
const ROLES: Readonly<Record<OrganisationKind, Readonly<Record<string, readonly Right[]>>>> = {
  creditor: OF_BOOKS,
  'accounting-firm': OF_BOOKS,
  collector: {
    owner: RIGHTS,
    lead: ['see', 'approve', 'work-cases', 'lead-cases', 'move-money', 'operate', 'audit'],
    'case-handler': ['see', 'work-cases'],
    auditor: ['see', 'audit'],
  },
};

export function isOrganisationKind(text: string): text is OrganisationKind {
  return ORGANISATION_KINDS.some((kind) => kind === text);
}

/** All that somebody in an organisation of this kind may do. */
export function rightsOfKind(kind: OrganisationKind): ReadonlySet<Right> {
  return new Set(Object.values(ROLES[kind]).flat());
}

/** Roles that an organisation of this kind can give. */
export function rolesOf(kind: OrganisationKind): readonly string[] {
  return Object.keys(ROLES[kind]);
}

/** @param roles as the account store keeps them: names with commas in between */
export function rightsOf(kind: OrganisationKind, roles: string): ReadonlySet<Right> {
  return new Set(
    roles.split(',').flatMap((role) => {
      const name = role.trim();
      return Object.hasOwn(ROLES[kind], name) ? (ROLES[kind][name] ?? []) : [];
    }),
  );
}
