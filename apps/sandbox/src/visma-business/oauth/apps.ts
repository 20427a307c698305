import type { Random } from '../../demo/random.js';
import type { ServiceUser } from './principals.js';

/** Every scope that the two kinds of application can be given (docs.vismasoftware.no/businessnxtapi/authentication). */
export const WEB_SCOPES = [
  'openid',
  'profile',
  'email',
  'offline_access',
  'business-graphql-api:access-group-based',
  'business-graphql-api:access-group-based-readonly',
];
export const SERVICE_SCOPES = [
  'business-graphql-service-api:access-group-based',
  'business-graphql-service-api:access-group-based-readonly',
];

/** An application as it is registered in the developer portal. */
export interface App {
  readonly kind: 'web' | 'service';
  readonly clientId: string;
  readonly clientSecret: string;
  /** Addresses a person may be sent back to; empty stands for any on the loopback, as a sandbox needs. */
  readonly redirectUris: readonly string[];
  /** Approved by the vendor; asking for another is `invalid_scope`. */
  readonly scopes: ReadonlySet<string>;
  /** How long a refresh token lasts, a setting of the portal. */
  readonly refreshDays: number;
  /** How long an access token lasts. */
  readonly accessSeconds: number;
  /** As whom the application calls by itself. */
  readonly principal: ServiceUser;
}

export interface AppSpec {
  readonly clientId?: string;
  readonly clientSecret?: string;
  readonly redirectUris?: readonly string[];
  readonly scopes?: readonly string[];
  /** Default 365. */
  readonly refreshDays?: number;
  /** Default 3 600. */
  readonly accessSeconds?: number;
}

export function webApp(spec: AppSpec, random: Random): App {
  return appOf('web', spec, 'isv_sandkasse_web', WEB_SCOPES, random);
}

export function serviceApp(spec: AppSpec, random: Random): App {
  return appOf('service', spec, 'isv_sandkasse_service', SERVICE_SCOPES, random);
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

function appOf(kind: App['kind'], spec: AppSpec, id: string, scopes: readonly string[], random: Random): App {
  const clientId = spec.clientId ?? id;
  const drawn = random.uuid();
  return {
    kind,
    clientId,
    clientSecret: spec.clientSecret ?? `sandbox-${drawn}`,
    redirectUris: spec.redirectUris ?? [],
    scopes: new Set(spec.scopes ?? scopes),
    refreshDays: spec.refreshDays ?? 365,
    accessSeconds: spec.accessSeconds ?? 3_600,
    principal: { kind: 'service', id: clientId, access: new Map() },
  };
}
