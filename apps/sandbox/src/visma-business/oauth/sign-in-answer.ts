/** What happens at the sign-in page. `page` leaves it to whoever opens the links. */
export type SignInAnswer =
  { readonly outcome: 'page' | 'deny' } | { readonly outcome: 'approve'; readonly personId: string };
