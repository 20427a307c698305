import { EFFECT_KINDS, type EffectKind } from '../faults/fault.js';
import type { Operation } from './operation.js';

/** Everything that shapes the data and the way operations change them, by name. */
export type JournalSettings = Readonly<Record<string, unknown>>;

export const JOURNAL_FORMAT = 'kravhub-sandbox-journal';
/** Raise it when entries of before can no longer be carried out. */
export const JOURNAL_VERSION = 1;
/** How every journal begins: by it a file that is none is told from one whose first line was cut off. */
export const JOURNAL_START = `{"format":"${JOURNAL_FORMAT}",`;

export interface JournalHeader {
  readonly format: typeof JOURNAL_FORMAT;
  readonly version: number;
  /** The instant at which the data were made. */
  readonly startedAt: string;
  readonly settings: JournalSettings;
  /** `Replayable.fingerprint()` before the first operation. */
  readonly fingerprint: string;
}

export interface JournalEntry extends Operation {
  /** The machine's instant at which it ran, before the control API's moves of the clock. */
  readonly at: string;
  /** What was answered, though a fault may have kept it from the client. */
  readonly status: number;
  /** `Replayable.mark()` afterwards. */
  readonly mark: string;
}

type Fields = Readonly<Record<string, unknown>>;

/** A header of any version, or undefined when the line is none. */
export function readHeader(line: string): JournalHeader | undefined {
  const fields = parsed(line);
  const { format, version, startedAt, settings, fingerprint } = fields ?? {};
  if (format !== JOURNAL_FORMAT || typeof version !== 'number') return undefined;
  return {
    format,
    version,
    startedAt: isInstant(startedAt) ? startedAt : '',
    settings: isFields(settings) ? settings : {},
    fingerprint: typeof fingerprint === 'string' ? fingerprint : '',
  };
}

/** Undefined when the line is no entry. */
export function readEntry(line: string): JournalEntry | undefined {
  const fields = parsed(line);
  if (!fields) return undefined;
  const { at, door, method, target, login, body, effect, companyId, status, mark } = fields;
  if (!isInstant(at) || typeof status !== 'number' || typeof mark !== 'string') return undefined;
  if (door !== 'api' && door !== 'control' && door !== 'effect') return undefined;
  if (typeof method !== 'string' || typeof target !== 'string') return undefined;
  return {
    at,
    door,
    method,
    target,
    ...(typeof login === 'string' ? { login } : {}),
    ...(typeof body === 'string' ? { body } : {}),
    ...(isEffect(effect) ? { effect } : {}),
    ...(typeof companyId === 'number' ? { companyId } : {}),
    status,
    mark,
  };
}

function parsed(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line);
    return isFields(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function isInstant(value: unknown): value is string {
  return typeof value === 'string' && !Number.isNaN(Date.parse(value));
}

function isEffect(value: unknown): value is EffectKind {
  return EFFECT_KINDS.some((kind) => kind === value);
}
