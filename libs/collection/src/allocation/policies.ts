import type { Country } from '@app/domain';
import type { SourceStatus } from '../tables/dated-table.js';
import type { BalancePart } from '../vocabulary.js';

/**
 * Where the money comes from.
 * - `voluntary`: the debtor, or somebody for him
 * - `enforcement`: attachment, paid out by the authority
 * - `debt-settlement`: gjeldsordning, skuldsanering, or an arrangement with all creditors
 */
export type PaymentSource = 'voluntary' | 'enforcement' | 'debt-settlement';

/**
 * How money for several claims is spread where the debtor names none.
 * - `oldest-first`: all parts of the claim that fell due first, then the next
 * - `pro-rata`: in proportion to what is owed of each
 */
export type ClaimSpread = 'oldest-first' | 'pro-rata';

/** The order in which money pays the parts of a claim, and how it is spread over claims. */
export interface AllocationPolicy {
  readonly key: string;
  readonly parts: readonly BalancePart[];
  readonly claims: ClaimSpread;
  readonly source: string;
  readonly status: SourceStatus;
}

const POLICIES: Readonly<Record<Country, Readonly<Record<PaymentSource, AllocationPolicy>>>> = {
  NO: {
    voluntary: {
      key: 'NO voluntary',
      parts: ['court', 'costs', 'interest', 'principal'],
      claims: 'oldest-first',
      source: 'no statutory order: practice; Lovavdelingen 1999-08-19 (1998/11444); finansavtaleloven § 2-9',
      status: 'unverified',
    },
    enforcement: {
      key: 'NO enforcement',
      parts: ['principal', 'costs', 'court', 'interest'],
      claims: 'pro-rata',
      source: 'innkrevingsloven § 29 first paragraph; dekningsloven § 2-8',
      status: 'verified',
    },
    'debt-settlement': {
      key: 'NO debt settlement',
      parts: ['principal', 'costs', 'court', 'interest'],
      claims: 'pro-rata',
      source: 'gjeldsordningsloven § 4-8 (among claims); the order of parts is unverified',
      status: 'unverified',
    },
  },
  SE: {
    voluntary: {
      key: 'SE voluntary',
      parts: ['court', 'costs', 'interest', 'principal'],
      claims: 'oldest-first',
      source: 'handelsbalken 9:5 (the debtor names the debt); practice for the parts of one claim',
      status: 'unverified',
    },
    enforcement: {
      key: 'SE enforcement',
      parts: ['interest', 'costs', 'court', 'principal'],
      claims: 'pro-rata',
      source: 'utsökningsbalken 13:13',
      status: 'verified',
    },
    'debt-settlement': {
      key: 'SE debt settlement',
      parts: ['interest', 'costs', 'court', 'principal'],
      claims: 'pro-rata',
      source: 'skuldsaneringslagen 37 § (equal right); the order of parts is unverified',
      status: 'unverified',
    },
  },
};

export function allocationPolicy(country: Country, source: PaymentSource): AllocationPolicy {
  return POLICIES[country][source];
}
