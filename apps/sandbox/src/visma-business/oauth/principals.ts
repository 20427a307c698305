/** What an access group lets one do in a company. `listed` shows the company and refuses its tables. */
export type Access = 'full' | 'read-only' | 'listed';

/** Somebody who signs in: reaches exactly what the access groups of the companies allow. */
export interface Person {
  readonly kind: 'person';
  /** `sub`. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly access: Map<number, Access>;
}

/** A service's own user in Business NXT, with one row of Connect Application Access per company. */
export interface ServiceUser {
  readonly kind: 'service';
  /** The client's id. */
  readonly id: string;
  readonly access: Map<number, Access>;
}

export type Principal = Person | ServiceUser;
