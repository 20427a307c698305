import { genericOAuth } from 'better-auth/plugins';

/** As better-auth names it in addresses: `/api/auth/callback/sso`. */
export const SINGLE_SIGN_ON = 'sso';

/** An OpenID Connect provider whose word is taken for who somebody is. */
export interface SingleSignOn {
  /** As in the provider's `iss`; its discovery document lies below. */
  readonly issuer: string;
  readonly clientId: string;
  readonly clientSecret: string;
  /** What people know it by. */
  readonly name: string;
}

/**
 * Authorization code with PKCE and nonce; the ID token is verified against the provider's keys (OpenID Connect Core 1.0).
 * Nobody becomes a user by it: it opens the account that an invitation made, for the same e-mail address, and only where
 * the provider says that it has verified that address.
 */
export function singleSignOn({ issuer, clientId, clientSecret, name }: SingleSignOn) {
  return genericOAuth({
    config: [
      {
        providerId: SINGLE_SIGN_ON,
        name,
        discoveryUrl: `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`,
        requireIdTokenVerification: true,
        clientId,
        clientSecret,
        scopes: ['openid', 'email', 'profile'],
        disableSignUp: true,
      },
    ],
  });
}

/** The provider's tokens are of no further use: they are not kept. */
export function withoutTokens<Account extends object>(account: Account): Account {
  return { ...account, accessToken: null, refreshToken: null, idToken: null };
}
