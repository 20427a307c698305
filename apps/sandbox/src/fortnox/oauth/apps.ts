import { type Scope, SCOPES } from '../catalogue.js';

/** An integration as it is registered in the vendor's developer portal. */
export interface App {
  readonly clientId: string;
  readonly clientSecret: string;
  /** Addresses a person may be sent back to; empty stands for any on the loopback, as a sandbox needs. */
  readonly redirectUris: readonly string[];
  /** Asking for another fails the whole authorization. */
  readonly scopes: ReadonlySet<Scope>;
  /** "Service account: only administrator" is set in the portal. */
  readonly allowsServiceAccount: boolean;
}

export interface AppSpec {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly redirectUris?: readonly string[];
  readonly scopes?: readonly Scope[];
  readonly allowsServiceAccount?: boolean;
}

export function appOf(spec: AppSpec, clientId: string, clientSecret: string): App {
  return {
    clientId: spec.clientId ?? clientId,
    clientSecret: spec.clientSecret ?? clientSecret,
    redirectUris: spec.redirectUris ?? [],
    scopes: new Set(spec.scopes ?? SCOPES),
    allowsServiceAccount: spec.allowsServiceAccount ?? true,
  };
}

export function isRegistered(app: App, redirectUri: string): boolean {
  if (app.redirectUris.length > 0) return app.redirectUris.includes(redirectUri);
  try {
    const { protocol, hostname } = new URL(redirectUri);
    return /^https?:$/.test(protocol) && ['127.0.0.1', 'localhost', '[::1]'].includes(hostname);
  } catch {
    return false;
  }
}
