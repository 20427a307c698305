import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { BaseUrl, OneOf, Secret, SomeOf, Text, variableFacts, WholeNumber, YesNo } from './variable.js';

export const hubRoles = ['api', 'scheduler', 'worker'] as const;
export type HubRole = (typeof hubRoles)[number];

export const logLevels = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'silent'] as const;
export type LogLevel = (typeof logLevels)[number];

const POSTGRES_URL = /^postgres(ql)?:\/\/\S+$/;

/** Everything that can be set from outside. Read once, at the start; nothing else reads `process.env`. */
export class Environment {
  /** `production` refuses what is only fit for a desk. Default: `development`. */
  @OneOf(['development', 'test', 'production'], 'production')
  NODE_ENV = 'development';

  /** Address that the API listens on. Anything but loopback requires API_TOKEN. Default: `127.0.0.1`. */
  @Text(/^[A-Za-z0-9.:_-]+$/, 'a host name or an address', '0.0.0.0')
  HOST = '127.0.0.1';

  /** TCP port of the API; 0 takes a free one. Default: 3800. */
  @WholeNumber(0, 65_535, '3800')
  PORT = 3800;

  /** What this replica does: any of `api`, `scheduler`, `worker`. Default: all. */
  @SomeOf(hubRoles, 'api,worker')
  HUB_ROLES: HubRole[] = [...hubRoles];

  /** Login of the hub on your PostgreSQL (15 or newer); not a superuser in production. Default: none, the packaged PostgreSQL runs on DATA_DIR. */
  @Secret(
    POSTGRES_URL,
    'an address that begins with postgres://',
    'postgres://kravhub:password@db.example:5432/kravhub',
  )
  DATABASE_URL?: string;

  /** Login that owns the schema, for migrations only. Default: DATABASE_URL. */
  @Secret(
    POSTGRES_URL,
    'an address that begins with postgres://',
    'postgres://kravhub_migrate:password@db.example:5432/kravhub',
  )
  DATABASE_MIGRATION_URL?: string;

  /** Connections of this replica, at most; the job queue has up to 5 of its own besides. Default: 12. */
  @WholeNumber(2, 500, '12')
  DATABASE_POOL_MAX = 12;

  /** Folder of the packaged PostgreSQL and of the key file made for it. Default: `.kravhub` in the working folder. */
  @Text(/\S/, 'a folder', '/var/lib/kravhub')
  DATA_DIR = '.kravhub';

  /** Keys that seal credentials: `id:key,id2:key2`, each 32 random bytes in base64url; the first seals, all open. Required with DATABASE_URL; else made in DATA_DIR. */
  @Secret(
    /^[A-Za-z0-9_-]{1,32}:[A-Za-z0-9_-]{43}(,[A-Za-z0-9_-]{1,32}:[A-Za-z0-9_-]{43})*$/,
    'id:key pairs with commas in between, each key 32 random bytes in base64url (43 characters)',
    "k1:<output of: node -p \"require('crypto').randomBytes(32).toString('base64url')\">",
  )
  SECRET_KEYS?: string;

  /** When set, every request under /api needs `Authorization: Bearer <this>`; at least 24 characters. Required when HOST is not loopback. Default: none. */
  @Secret(
    /^[\x21-\x7e]{24,}$/,
    'at least 24 printable characters without spaces',
    "<output of: node -p \"require('crypto').randomBytes(32).toString('base64url')\">",
  )
  API_TOKEN?: string;

  /** Names under which browsers may reach a hub that listens on loopback, besides localhost, with commas in between. Default: none. */
  @Text(/^[A-Za-z0-9.,:_-]+$/, 'host names with commas in between', 'hub.example')
  ALLOWED_HOSTS?: string;

  /** Address under which browsers reach this hub, for coming back from a vendor's sign-in page. Default: `http://HOST:PORT`. */
  @BaseUrl('https://hub.example')
  PUBLIC_URL?: string;

  /** Folder of the built portal, served at `/` by replicas with the role `api`. Default: `dist/apps/portal` in the working folder; where it is missing none is served. */
  @Text(/\S/, 'a folder', '/srv/kravhub/portal')
  PORTAL_DIR = 'dist/apps/portal';

  /** From a hand-over to the built-in pipeline until its cases are opened: claims that come together find each other. Seconds. Default: 60. */
  @WholeNumber(0, 3_600, '60')
  CASE_OPENING_DELAY_SECONDS = 60;

  /** From a person's approval of a claim until its hand-over leaves: so long it can be undone. Claims that are released by themselves do not wait. Seconds; 0 is not at all. Default: 600. */
  @WholeNumber(0, 86_400, '600')
  APPROVAL_UNDO_SECONDS = 600;

  /** Day from which Norwegian cases follow LOV-2026-05-22-19 (regime NO-2026). Default: none, it is not decided. */
  @Text(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])$/, 'a day like 2027-07-01', '2027-07-01')
  NO_2026_FROM?: string;

  /** How many reverse proxies stand in front and may name the caller's address. Default: 0. */
  @WholeNumber(0, 10, '1')
  TRUST_PROXY = 0;

  /** Requests that one address may make in a minute. Default: 600. */
  @WholeNumber(1, 1_000_000, '600')
  REQUESTS_PER_MINUTE = 600;

  /** Requests that one API key may make in a minute, at each replica; REQUESTS_PER_MINUTE bounds its address besides. Default: 300. */
  @WholeNumber(1, 1_000_000, '300')
  API_KEY_REQUESTS_PER_MINUTE = 300;

  /** Attempts to sign in that one address may make in a minute. Default: 20. */
  @WholeNumber(1, 1_000_000, '20')
  SIGN_INS_PER_MINUTE = 20;

  /** OpenID Connect provider that people may sign in with, by its issuer. Default: none, everybody has a password. */
  @BaseUrl('https://login.example/realms/office')
  OIDC_ISSUER?: string;

  /** As the provider knows the hub. Required with OIDC_ISSUER. */
  @Text(/^\S+$/, 'an id without spaces', 'kravhub')
  OIDC_CLIENT_ID?: string;

  /** Required with OIDC_ISSUER. */
  @Secret(/^[\x21-\x7e]{8,}$/, 'at least 8 printable characters without spaces', '<secret of the client>')
  OIDC_CLIENT_SECRET?: string;

  /** What the button on the sign-in page calls the provider. Required with OIDC_ISSUER. */
  @Text(/^.{1,40}$/, '1 to 40 characters', 'Kontoret')
  OIDC_NAME?: string;

  /** Bytes of a request's body, at most. Default: 1 048 576. */
  @WholeNumber(1024, 104_857_600, '1048576')
  REQUEST_BODY_BYTES_MAX = 1_048_576;

  /** Bytes of one file from the bank, at most. Default: 2 147 483 648. */
  @WholeNumber(1024, 107_374_182_400, '2147483648')
  BANK_FILE_BYTES_MAX = 2_147_483_648;

  /** Folder into which the bank's files are laid: `in`, from where they go on to `done` or `refused`. Default: none is watched. */
  @Text(/\S/, 'a folder', '/var/lib/kravhub/bank-files')
  BANK_FILES_FOLDER?: string;

  /** Seconds from one look into that folder to the next. A file is taken when it was not changed between two looks. Default: 10. */
  @WholeNumber(1, 3600, '10')
  BANK_FILES_FOLDER_SECONDS = 10;

  /** Least weighty line that is logged. Default: `info`. */
  @OneOf(logLevels, 'debug')
  LOG_LEVEL: LogLevel = 'info';

  /** `json`, or `pretty` for people at a terminal. Default: `auto`, pretty when the output is a terminal. */
  @OneOf(['auto', 'json', 'pretty'], 'json')
  LOG_FORMAT: 'auto' | 'json' | 'pretty' = 'auto';

  /** Seconds between two looks at what is due. Default: 5. */
  @WholeNumber(1, 3600, '5')
  SCHEDULER_TICK_SECONDS = 5;

  /** Minutes from the end of one pull to the next, per connection. Default: 60. */
  @WholeNumber(1, 1440, '60')
  SYNC_INTERVAL_MINUTES = 60;

  /** Records that a pull asks a ledger for at once, at most; the ledger's own bound holds besides. Default: 500. */
  @WholeNumber(1, 1000, '100')
  SYNC_PAGE_SIZE_MAX = 500;

  /** Connections that this replica pulls side by side. Default: 4. */
  @WholeNumber(1, 64, '4')
  SYNC_CONCURRENCY = 4;

  /** Seconds that running requests and jobs get to end when the hub stops; then jobs are handed back. Default: 20. */
  @WholeNumber(1, 600, '20')
  SHUTDOWN_GRACE_SECONDS = 20;

  /** Days that the first answer to an Idempotency-Key is kept. Default: 7. */
  @WholeNumber(1, 365, '7')
  IDEMPOTENCY_DAYS = 7;

  /** Days that events are kept for the feed and for replays, from when they were told. Default: 90. */
  @WholeNumber(7, 3_650, '90')
  EVENT_DAYS = 90;

  /** Seconds by which the hub's clock runs ahead of the machine's, below 0 behind it, for rehearsals beside a sandbox whose clock was moved as far; refused in production. Default: 0. */
  @WholeNumber(-315_360_000, 315_360_000, '86400')
  CLOCK_AHEAD_SECONDS = 0;

  /** Seconds from one look at an agency's events to the next; what its webhooks brought before is known then. Default: 300. */
  @WholeNumber(5, 86_400, '300')
  AGENCY_POLL_SECONDS = 300;

  /** Allow agencies on this machine, without TLS, as the sandbox plays one; refused in production. Default: false. */
  @YesNo('true')
  AGENCIES_ON_LOOPBACK = false;

  /** Allow webhooks to this machine, without TLS, for trying things out; refused in production. Default: false. */
  @YesNo('true')
  WEBHOOKS_ON_LOOPBACK = false;

  /** Seconds that a webhook's receiver may take to answer. Default: 10. */
  @WholeNumber(1, 60, '10')
  WEBHOOK_TIMEOUT_SECONDS = 10;

  /** Run pending migrations at the start. Set to false where a deployment step runs them. Default: true. */
  @YesNo('false')
  MIGRATE_ON_START = true;

  /** Tripletex. Default: the vendor's production address, known to the connector; so for all that follow. */
  @BaseUrl('https://api-test.tripletex.tech/v2')
  TRIPLETEX_API_URL?: string;

  @BaseUrl('https://api.fortnox.se/3')
  FORTNOX_API_URL?: string;

  @BaseUrl('https://apps.fortnox.se/oauth-v1')
  FORTNOX_AUTH_URL?: string;

  @BaseUrl('wss://ws.fortnox.se/topics-v1', ['ws', 'wss'])
  FORTNOX_STREAM_URL?: string;

  @BaseUrl('https://goapi.poweroffice.net/Demo/v2')
  POWEROFFICE_API_URL?: string;

  @BaseUrl('https://goapi.poweroffice.net/Demo/OAuth')
  POWEROFFICE_AUTH_URL?: string;

  @BaseUrl('https://demo.xledger.net/graphql')
  XLEDGER_API_URL?: string;

  @BaseUrl('https://business.visma.net/api')
  VISMA_BUSINESS_API_URL?: string;

  @BaseUrl('https://connect.identity.stagaws.visma.com')
  VISMA_CONNECT_URL?: string;

  /** Mail server for e-mail to debtors: smtps://, or smtp:// with STARTTLS (plain on loopback only). Default: none, no e-mail is sent. */
  @Secret(
    /^smtps?:\/\/\S+$/,
    'an address that begins with smtp:// or smtps://',
    'smtps://user:password@smtp.example:465',
  )
  SMTP_URL?: string;

  /** Sender of e-mail to debtors, `Name <address>`. Required with SMTP_URL. */
  @Text(
    /^[^<>\r\n]*<[^\s<>@]+@[^\s<>@]+>$|^[^\s<>@]+@[^\s<>@]+$/,
    'an address, or a name with an address in angle brackets',
    'Kravhub Inkasso <hjelp@kravhub.example>',
  )
  SMTP_FROM?: string;

  /** Seconds that each step with the mail server may take. Default: 30. */
  @WholeNumber(1, 600, '30')
  SMTP_TIMEOUT_SECONDS = 30;

  /** Gateway for sms to debtors. Default: none, no sms is sent. */
  @BaseUrl('https://sms.example/v1')
  SMS_GATEWAY_URL?: string;

  /** Bearer token of the sms gateway. Required with SMS_GATEWAY_URL. */
  @Secret(/^[\x21-\x7e]{8,}$/, 'at least 8 printable characters without spaces', '<token of the gateway>')
  SMS_GATEWAY_TOKEN?: string;

  /** What a telephone shows as the sender: 1 to 11 letters, digits or spaces, or a number in E.164. Required with SMS_GATEWAY_URL. */
  @Text(
    /^[A-Za-z0-9][A-Za-z0-9 ]{0,10}$|^\+[1-9]\d{6,14}$/,
    '1 to 11 letters and digits, or +number',
    'Kravhub',
  )
  SMS_SENDER?: string;

  /** Seconds that the sms gateway may take to answer. Default: 20. */
  @WholeNumber(1, 300, '20')
  SMS_TIMEOUT_SECONDS = 20;

  /** Folder shared with the print shop, for letters on paper. Default: none, no letter is printed. */
  @Text(/\S/, 'a folder', '/var/lib/kravhub/print-shop')
  PRINT_SHOP_DIR?: string;

  /** Folder that the bank's connection empties, for files of payment orders. Default: none, people make and download them. */
  @Text(/\S/, 'a folder', '/var/lib/kravhub/bank-orders')
  BANK_ORDERS_FOLDER?: string;

  /** Folder with templates of your own, `<kind>.<language>.liquid`; read at the start. Default: none, the built-in ones. */
  @Text(/\S/, 'a folder', '/etc/kravhub/letters')
  LETTER_TEMPLATES_DIR?: string;

  hasRole(role: HubRole): boolean {
    return this.HUB_ROLES.includes(role);
  }

  /** Without a slash at its end. */
  get publicUrl(): string {
    const host = this.HOST.includes(':') ? `[${this.HOST}]` : this.HOST;
    return (this.PUBLIC_URL ?? `http://${host}:${this.PORT}`).replace(/\/$/, '');
  }

  /** Undefined where no provider is set. */
  get singleSignOn(): { issuer: string; clientId: string; clientSecret: string; name: string } | undefined {
    const {
      OIDC_ISSUER: issuer,
      OIDC_CLIENT_ID: clientId,
      OIDC_CLIENT_SECRET: clientSecret,
      OIDC_NAME: name,
    } = this;
    if (issuer === undefined || clientId === undefined || clientSecret === undefined || name === undefined)
      return undefined;
    return { issuer, clientId, clientSecret, name };
  }

  /** Whether a proxy is named, by any variable that axios may look at: others are asked through it, our own machine is not. */
  namesProxy = false;

  get listensOnLoopback(): boolean {
    return isLoopback(this.HOST);
  }
}

/** The start is refused: one line per variable, each with what is wrong and an example. */
export class EnvironmentError extends Error {
  constructor(readonly problems: readonly string[]) {
    super(
      `The hub cannot start with this environment:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    );
    this.name = 'EnvironmentError';
  }
}

/**
 * @param variables usually `process.env`; an empty text counts as not set
 * @throws EnvironmentError that names every unfit variable, and no secret's value
 */
export function readEnvironment(variables: Readonly<Record<string, string | undefined>>): Environment {
  const given = Object.fromEntries(
    Object.entries(variables).filter(([, value]) => value !== undefined && value.trim() !== ''),
  );
  const environment = plainToInstance(Environment, given, {
    excludeExtraneousValues: true,
    exposeDefaultValues: true,
  });
  const problems = validateSync(environment, { skipMissingProperties: true, stopAtFirstError: true }).map(
    (error) =>
      describe(
        error.property,
        Object.values(error.constraints ?? {})[0] ?? 'is not usable',
        given[error.property],
      ),
  );
  if (problems.length === 0) problems.push(...contradictions(environment));
  if (problems.length > 0) throw new EnvironmentError(problems);
  environment.namesProxy = Object.keys(given).some((name) => /(?<!no_?)proxy$/i.test(name));
  return Object.freeze(environment);
}

/** The second is required where the first is set. */
const NEEDED_TOGETHER = [
  ['SMTP_URL', 'SMTP_FROM'],
  ['SMS_GATEWAY_URL', 'SMS_GATEWAY_TOKEN'],
  ['SMS_GATEWAY_URL', 'SMS_SENDER'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_ID'],
  ['OIDC_ISSUER', 'OIDC_CLIENT_SECRET'],
  ['OIDC_ISSUER', 'OIDC_NAME'],
] as const;

/** What each variable allows and all together forbid. */
function contradictions(environment: Environment): string[] {
  const problems: string[] = [];
  if (!environment.listensOnLoopback && environment.API_TOKEN === undefined) {
    problems.push(
      describe('API_TOKEN', `is required when HOST is not loopback (HOST is ${environment.HOST})`, undefined),
    );
  }
  if (environment.NODE_ENV === 'production' && environment.CLOCK_AHEAD_SECONDS !== 0) {
    problems.push(
      describe('CLOCK_AHEAD_SECONDS', 'must be 0 in production', String(environment.CLOCK_AHEAD_SECONDS)),
    );
  }
  if (environment.NODE_ENV === 'production' && environment.AGENCIES_ON_LOOPBACK) {
    problems.push(describe('AGENCIES_ON_LOOPBACK', 'must be false in production', 'true'));
  }
  if (environment.NODE_ENV === 'production' && environment.WEBHOOKS_ON_LOOPBACK) {
    problems.push(describe('WEBHOOKS_ON_LOOPBACK', 'must be false in production', 'true'));
  }
  if (environment.DATABASE_URL !== undefined && environment.SECRET_KEYS === undefined) {
    problems.push(describe('SECRET_KEYS', 'is required when DATABASE_URL is set', undefined));
  }
  if (environment.DATABASE_URL === undefined && environment.DATABASE_MIGRATION_URL !== undefined) {
    problems.push(describe('DATABASE_URL', 'is required when DATABASE_MIGRATION_URL is set', undefined));
  }
  for (const [name, needs] of NEEDED_TOGETHER)
    if (environment[name] !== undefined && environment[needs] === undefined)
      problems.push(describe(needs, `is required when ${name} is set`, undefined));
  if (environment.HUB_ROLES.length === 0) problems.push(describe('HUB_ROLES', 'names no role', undefined));
  return problems;
}

function describe(name: string, reason: string, value: string | undefined): string {
  const { example, secret } = variableFacts(name);
  const shown = secret || value === undefined ? '' : ` (it is "${value.slice(0, 80)}")`;
  return `${name} ${reason}${shown}. Example: ${name}=${example}`;
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || host === '[::1]' || /^127(\.\d{1,3}){3}$/.test(host);
}
