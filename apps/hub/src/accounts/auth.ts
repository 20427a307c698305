import { createHash, createHmac } from 'node:crypto';
import { betterAuth } from 'better-auth';
import { APIError, createAuthMiddleware } from 'better-auth/api';
import { organization, twoFactor } from 'better-auth/plugins';
import { memberAc, ownerAc } from 'better-auth/plugins/organization/access';
import type pg from 'pg';
import { AUTH_PATH } from './auth-path.js';
import type { SecretKeys } from '../secrets/secret-keys.js';
import { ORGANISATION_KINDS, rolesOf } from './rights.js';
import type { Lockout } from './lockout.js';
import { type SingleSignOn, singleSignOn, withoutTokens } from './single-sign-on.js';

const RESET_SECONDS = 3_600;
const INVITATION_SECONDS = 172_800;
const SESSION_SECONDS = 604_800;
const DAY_SECONDS = 86_400;
const PASSWORD_LENGTH_MIN = 12;
const SIGN_IN = '/sign-in/email';

/** Owners look after members of their own organisation; what anybody may do in the hub is told by `rights.ts` alone. */
const PLUGIN_ROLES = Object.fromEntries(
  ORGANISATION_KINDS.flatMap((kind) => rolesOf(kind)).map((role) => [
    role,
    role === 'owner' ? ownerAc : memberAc,
  ]),
);

export interface AuthParts {
  readonly pool: pg.Pool;
  readonly keys: SecretKeys;
  /** Where browsers reach the hub, without a slash at its end. */
  readonly publicUrl: string;
  readonly lockout: Lockout;
  /** Undefined where everybody signs in with a password. */
  readonly singleSignOn: SingleSignOn | undefined;
  /** From one network address. */
  readonly signInsPerMinute: number;
  readonly sendReset: (to: { email: string; language: unknown }, token: string) => Promise<void>;
  readonly sendInvitation: (to: string, organisation: string, invitationId: string) => Promise<void>;
}

/**
 * Sign-in, sessions, two-factor, reset and invitations, by better-auth. Nobody can make an account or an organisation
 * from outside: people come by invitation, organisations are made by the collector.
 */
// What betterAuth answers is a type made of its options; naming it anew would lose its endpoints.
export function createAuth(parts: AuthParts) {
  const { pool, keys, publicUrl, lockout, signInsPerMinute, sendReset, sendInvitation } = parts;
  return betterAuth({
    appName: 'Kravhub',
    baseURL: publicUrl,
    basePath: AUTH_PATH,
    database: pool,
    ...secretsOf(keys),
    telemetry: { enabled: false },
    logger: { disabled: true },
    trustedOrigins: [publicUrl],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: PASSWORD_LENGTH_MIN,
      resetPasswordTokenExpiresIn: RESET_SECONDS,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        sendReset({ email: user.email, language: (user as { language?: unknown }).language }, token),
    },
    user: {
      additionalFields: { language: { type: 'string', required: false, defaultValue: 'nb' } },
      changeEmail: { enabled: false },
      deleteUser: { enabled: false },
    },
    account: { updateAccountOnSignIn: false },
    databaseHooks: {
      account: { create: { before: (account) => Promise.resolve({ data: withoutTokens(account) }) } },
    },
    session: { expiresIn: SESSION_SECONDS, updateAge: DAY_SECONDS },
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 120,
      customRules: {
        [SIGN_IN]: { window: 60, max: signInsPerMinute },
        '/sign-in/social': { window: 60, max: signInsPerMinute },
        '/request-password-reset': { window: 300, max: 5 },
      },
    },
    advanced: {
      database: { generateId: 'uuid' },
      cookiePrefix: 'kravhub',
      useSecureCookies: publicUrl.startsWith('https:'),
    },
    hooks: {
      before: createAuthMiddleware(async (context) => {
        const address = addressOf(context);
        if (address === undefined) return;
        const seconds = await lockout.waitSeconds(address);
        if (seconds > 0)
          throw new APIError('TOO_MANY_REQUESTS', {
            code: 'LOCKED',
            message: `Too many wrong passwords. Wait ${Math.ceil(seconds / 60)} minutes, or choose a new password.`,
          });
      }),
      after: createAuthMiddleware(async (context) => {
        const address = addressOf(context);
        if (address === undefined) return;
        const { returned } = context.context;
        if (!(returned instanceof APIError)) await lockout.succeeded(address);
        else if (returned.statusCode === 401) await lockout.failed(address);
      }),
    },
    plugins: [
      ...(parts.singleSignOn === undefined ? [] : [singleSignOn(parts.singleSignOn)]),
      twoFactor({ issuer: 'Kravhub' }),
      organization({
        allowUserToCreateOrganization: false,
        roles: PLUGIN_ROLES,
        disableOrganizationDeletion: true,
        invitationExpiresIn: INVITATION_SECONDS,
        cancelPendingInvitationsOnReInvite: true,
        schema: {
          organization: {
            additionalFields: {
              kind: { type: 'string', required: true, input: false },
              creditorId: { type: 'string', required: false, input: false },
            },
          },
        },
        sendInvitationEmail: ({ email, organization: { name }, id }) => sendInvitation(email, name, id),
      }),
    ],
  });
}

export type Auth = ReturnType<typeof createAuth>;

function addressOf({ path, body }: { path?: string | undefined; body?: unknown }): string | undefined {
  if (path !== SIGN_IN || typeof body !== 'object' || body === null) return undefined;
  const { email } = body as { email?: unknown };
  return typeof email === 'string' ? email : undefined;
}

/** Made of the keys that seal secrets, for this purpose only; what an older key signed or sealed is still read. */
function secretsOf({ sealing, byId }: SecretKeys): { secrets: { version: number; value: string }[] } {
  const older = [...byId.values()].filter(({ id }) => id !== sealing.id);
  return {
    secrets: [sealing, ...older].map(({ id, bytes }) => ({
      version: createHash('sha256').update(id).digest().readUInt32BE() >>> 1,
      value: createHmac('sha256', bytes).update('kravhub accounts').digest('base64url'),
    })),
  };
}
