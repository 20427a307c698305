/** What may stand in a log. Secrets and people's data are recognised by key, secrets also by value, some data by form. */

const DEPTH_MAX = 6;
const ENTRIES_MAX = 40;
const TEXT_MAX = 2_000;
const SECRETS_MAX = 500;
/** Shorter ones would blacken harmless text. */
const SECRET_LENGTH_MIN = 6;

const SECRET_KEY =
  /pass(word|phrase)?$|secret|token|authorization|cookie|apikey|credential|privatekey|session|jwt|sealed|databaseurl/;
const PERSON_KEY =
  /(name|mail|phone|mobile|address|addressline\d?|street|postalcode|zip|city|kid|ocr|birthdate|nationalid|personnummer|fodselsnummer|organi[sz]ationnumber|iban|bban|bankaccount|accountnumber|comment|remark|note|freetext|text|body|raw|payload)$/;
/** They end like a person's key and are none. */
const HARMLESS_KEYS = new Set([
  'hostname',
  'queuename',
  'tablename',
  'filename',
  'errorname',
  'leasename',
  'connectorname',
  'rolename',
  'servicename',
]);

const SECRET_MARK = '[secret]';
const PERSON_MARK = '[personal]';

/** Forms of data that must not stand in free text either. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\b(Bearer|Basic)\s+[A-Za-z0-9._~+/=-]+/gi, `$1 ${SECRET_MARK}`],
  [/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, `$1${SECRET_MARK}@`],
  [/\bkh_[A-Za-z0-9_-]{8,}/g, SECRET_MARK],
  [/\beyJ[A-Za-z0-9_-]+\.[A-Za-z0-9_.-]+/g, SECRET_MARK],
  [/[\p{L}\d._%+-]+@[\p{L}\d.-]+\.\p{L}{2,}/gu, PERSON_MARK],
  [/(?<![\w-])\+?\d(?:[ ]?\d){7,24}(?![\w-])/g, PERSON_MARK],
];

const secrets = new Set<string>();
let secretPattern: RegExp | undefined;

/** From now on the value appears in no log, wherever it is written. The oldest are forgotten beyond 500. */
export function registerSecret(value: string): void {
  if (value.length < SECRET_LENGTH_MIN || secrets.has(value)) return;
  if (secrets.size >= SECRETS_MAX) secrets.delete(secrets.values().next().value ?? '');
  secrets.add(value);
  secretPattern = undefined;
}

/** Blackens registered secrets in finished text; also where JSON or a URL wrote them with escapes. */
export function withoutSecrets(text: string): string {
  if (secrets.size === 0) return text;
  secretPattern ??= new RegExp(
    [...secrets]
      .flatMap((value) => [value, JSON.stringify(value).slice(1, -1), encodeURIComponent(value)])
      .sort((a, b) => b.length - a.length)
      .map((value) => value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
      .join('|'),
    'g',
  );
  return text.replace(secretPattern, SECRET_MARK);
}

export function redactText(text: string): string {
  let clean = text.length > TEXT_MAX ? `${text.slice(0, TEXT_MAX)}…` : text;
  for (const [form, mark] of FORMS) clean = clean.replace(form, mark);
  return clean;
}

/** A copy fit for a log: bounded in depth and size. */
export function redact(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value);
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'function' || typeof value === 'symbol') return `[${typeof value}]`;
  if (typeof value !== 'object' || value === null) return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? 'Invalid Date' : value.toISOString();
  if (value instanceof Error) return describeError(value, depth);
  if (depth >= DEPTH_MAX) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, ENTRIES_MAX).map((entry) => redact(entry, depth + 1));
  if (value instanceof Map || value instanceof Set || ArrayBuffer.isView(value))
    return `[${value.constructor.name}]`;
  const clean: Record<string, unknown> = {};
  for (const [key, entry] of Object.entries(value).slice(0, ENTRIES_MAX))
    clean[key] = redactEntry(key, entry, depth);
  return clean;
}

export function isSecretKey(key: string): boolean {
  return SECRET_KEY.test(plainKey(key));
}

function plainKey(key: string): string {
  return key.toLowerCase().replace(/[^a-z0-9]/g, '');
}

function redactEntry(key: string, entry: unknown, depth: number): unknown {
  if (entry === null || entry === undefined || typeof entry === 'boolean') return entry;
  if (isSecretKey(key)) return SECRET_MARK;
  const plain = plainKey(key);
  if (PERSON_KEY.test(plain) && !HARMLESS_KEYS.has(plain)) return PERSON_MARK;
  return redact(entry, depth + 1);
}

const safeErrors = new Set<string>();

/**
 * Declares that messages of these error classes are made of our own fixed words, ids and numbers, and may be logged. Of
 * all others only name, code and stack frames are: a message may repeat what a person or a ledger wrote.
 */
export function declareSafeErrors(...classes: readonly { readonly name: string }[]): void {
  for (const one of classes) safeErrors.add(one.name);
}

/** V8's own sentences about code; they name properties, not values. */
const CODE_FAULT =
  /^(Cannot (read|set) properties of (undefined|null) \((reading|setting) '\w+'\)|[\w.]+ is not (a function|defined|iterable|a constructor))$/;

interface LoggedError {
  readonly errorName: string;
  readonly code?: string;
  readonly message?: string;
  /** Of a database error: what was violated, not with which value. */
  readonly constraint?: string;
  readonly table?: string;
  readonly frames?: readonly string[];
  readonly cause?: unknown;
}

function describeError(error: Error, depth: number): LoggedError {
  const { code, constraint, table, syscall, driverError } = error as Error & Record<string, unknown>;
  if (driverError instanceof Error) return describeError(driverError, depth);
  const message =
    safeErrors.has(error.name) || typeof syscall === 'string' || CODE_FAULT.test(error.message)
      ? redactText(error.message)
      : undefined;
  return {
    errorName: error.name,
    ...(typeof code === 'string' || typeof code === 'number' ? { code: String(code) } : {}),
    ...(message === undefined ? {} : { message }),
    ...(typeof constraint === 'string' ? { constraint } : {}),
    ...(typeof table === 'string' ? { table } : {}),
    frames: stackFrames(error.stack),
    ...(error.cause === undefined || depth >= DEPTH_MAX ? {} : { cause: redact(error.cause, depth + 1) }),
  };
}

/** The lines of a stack that say where; the first ones repeat the message. */
export function stackFrames(stack: string | undefined): string[] {
  return (stack ?? '')
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .slice(0, 12)
    .map((line) => line.trim());
}

/** One line about an error, fit to be stored or shown to an operator. */
export function errorSummary(error: unknown): string {
  if (!(error instanceof Error)) return 'Error';
  const { errorName, code, message, constraint } = describeError(error, DEPTH_MAX);
  return withoutSecrets(
    [errorName, code, constraint, message].filter((part) => part !== undefined && part !== '').join(': '),
  );
}
