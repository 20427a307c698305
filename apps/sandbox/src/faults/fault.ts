/** Every way a simulated ledger can misbehave. What each does is written beside its name. */
export const FAULT_KINDS = {
  /** 429 as the rule's `variant` says; nothing is carried out. */
  'rate-limited': 'refuse',
  /** 500 in the vendor's error shape; nothing is carried out. */
  'error-500': 'refuse',
  /** 502 with a proxy's HTML page; nothing is carried out. */
  'bad-gateway': 'refuse',
  /** The connection is reset before anything is carried out. */
  'connection-reset': 'refuse',
  /** 200 with an HTML page, as a captive portal or a maintenance page gives; nothing is carried out. */
  'html-200': 'refuse',
  /** 200 with the vendor's error body inside; nothing is carried out. */
  'error-in-200': 'refuse',
  /** Carried out, then 500. */
  'error-500-after-commit': 'spoil',
  /** Carried out, then the connection is reset without an answer. */
  'answer-lost': 'spoil',
  /** Carried out; the answer breaks off in the middle of its JSON. */
  'truncated-json': 'spoil',
  /** The answer waits `delayMs`. */
  slow: 'delay',
  /** Carried out only after the client hung up, or after `delayMs` if it does not. */
  'late-write': 'delay',
  /** All sessions end before the request is looked at, as when a key is revoked in mid-pull. */
  'token-revoked': 'effect',
  /** A row of the lists disappears before the request is answered, so that later rows move up a place. */
  'row-vanishes': 'effect',
  /** A row that vanished returns, so that later rows move down a place. */
  'row-appears': 'effect',
  /** Ledgers that order by change time stamp neighbouring rows equally. Tripletex has no such order: no effect there. */
  'equal-timestamps': 'effect',
  /** The accountant's key loses the company that the request is about. */
  'company-access-withdrawn': 'effect',
  /** The payment type that the request names is removed. */
  'payment-type-removed': 'effect',
  /** The accounting period that the request books in is closed. */
  'period-closed': 'effect',
} as const;

export type FaultKind = keyof typeof FAULT_KINDS;
export type FaultKindOf<Phase extends (typeof FAULT_KINDS)[FaultKind]> = {
  [K in FaultKind]: (typeof FAULT_KINDS)[K] extends Phase ? K : never;
}[FaultKind];

export type EffectKind = FaultKindOf<'effect'>;
export const EFFECT_KINDS = Object.keys(FAULT_KINDS).filter(
  (kind): kind is EffectKind => isFaultKind(kind) && FAULT_KINDS[kind] === 'effect',
);

/** Looks of a 429: whole, without the reset header, with an empty body, or with an HTML page. */
export type RefusalVariant = 'full' | 'no-reset' | 'empty' | 'html';

export interface FaultRule {
  /** `METHOD template`, where `*` stands for anything: `GET /invoice`, `PUT *:payment`, `*`. */
  readonly operation: string;
  readonly kind: FaultKind;
  /** How often it strikes, then it is spent. Default 1; use a large number for "always". */
  readonly times?: number;
  /** Matching requests let through first. Default 0. */
  readonly skip?: number;
  /** Chance per matching request, drawn from the seed. Default 1. */
  readonly probability?: number;
  /** Only requests in this company. */
  readonly companyId?: number;
  /** For `rate-limited`. Default `full`. */
  readonly variant?: RefusalVariant;
  /** For `slow` and `late-write`, at most 30 000. Default 50 and 5 000. */
  readonly delayMs?: number;
}

export function isFaultKind(text: string): text is FaultKind {
  return Object.hasOwn(FAULT_KINDS, text);
}
