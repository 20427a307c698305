/** What the person's browser brings back (seen in github.com/stianwe/PowerOfficeGoV2Onboarding). */
export type OnboardingStatus =
  'Success' | 'Canceled' | 'ClientNotFound' | 'NoClientAccess' | 'IntegrationBlocked';

/** What the page does when a browser opens it: wait for a person, or decide at once, for tests. */
export type OnboardingScript =
  | { readonly kind: 'page' }
  /** Every company on offer, or those named by `clientIds`. */
  | { readonly kind: 'approve'; readonly clientIds?: readonly string[] }
  | { readonly kind: 'refuse'; readonly status: Exclude<OnboardingStatus, 'Success'> };
