/**
 * What the collector may grant a debtor without asking the creditor. Amounts in minor units of the case's currency;
 * zero or false: nothing without the creditor's word.
 */
export interface Authority {
  /** Late interest that may be waived in a case, all waivers together. */
  readonly waiveInterestMinorMax: bigint;
  /** The fee for a plan (Norway: more than four instalments; Sweden: amorteringsplan) may be left out. */
  readonly waiveInstalmentFee: boolean;
  /** Days of deferral in a case, all deferrals together. */
  readonly deferralDaysMax: number;
  /** Length of a plan. */
  readonly planMonthsMax: number;
  /** A plan may run without interest. */
  readonly interestFreePlan: boolean;
  /** Principal that may be given up in a case, all reductions together. Never, unless it is set. */
  readonly reducePrincipalMinorMax: bigint;
}

/** A creditor's own word goes before the default, field by field. */
export interface AuthoritySettings {
  readonly defaults: { readonly version: number; readonly authority: Authority };
  readonly own?: { readonly version: number; readonly authority: Partial<Authority> };
}

/** Room for a month and a modest plan; money is the creditor's to give away. */
export const DEFAULT_AUTHORITY: Authority = {
  waiveInterestMinorMax: 0n,
  waiveInstalmentFee: true,
  deferralDaysMax: 30,
  planMonthsMax: 12,
  interestFreePlan: false,
  reducePrincipalMinorMax: 0n,
};

/** What is asked for. `alreadyMinor`, `alreadyDays`: granted in the case before. */
export type AuthorityRequest =
  | { readonly kind: 'waive-interest'; readonly amountMinor: bigint; readonly alreadyMinor: bigint }
  | { readonly kind: 'waive-instalment-fee' }
  | { readonly kind: 'grant-deferral'; readonly days: number; readonly alreadyDays: number }
  | { readonly kind: 'grant-plan'; readonly months: number; readonly interestFree: boolean }
  | { readonly kind: 'reduce-principal'; readonly amountMinor: bigint; readonly alreadyMinor: bigint };

/** Where the limit stands that decided. Stored with every use, so that it can be shown who allowed what. */
export interface AuthorityBasis {
  readonly field: keyof Authority;
  readonly from: 'creditor' | 'default';
  readonly version: number;
  /** The limit as text: an amount in minor units, a number, or true and false. */
  readonly limit: string;
}

export type AuthorityAnswer =
  | { readonly allowed: true; readonly basis: readonly AuthorityBasis[] }
  | {
      readonly allowed: false;
      readonly basis: AuthorityBasis;
      readonly reason: 'beyond-limit' | 'not-granted';
      /** What would have been allowed of it: days, months, or minor units as text; absent where it is yes or no. */
      readonly left?: string;
      /** Who can say yes all the same. */
      readonly whoCould: 'creditor';
    };
