/** What the person at the authorization page does. `page` leaves it to whoever opens the links. */
export type SignInAnswer =
  | { readonly outcome: 'page' }
  | { readonly outcome: 'approve'; readonly tenantId: number }
  | { readonly outcome: 'deny' | 'missing-license' | 'account-locked' };
