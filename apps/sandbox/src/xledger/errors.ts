/** A JSON value of `extensions`. */
export type Extensions = Readonly<Record<string, unknown>>;

/** One entry of `errors`. Limits carry their code beside the message, validation carries it in `extensions`. */
export interface ErrorEntry {
  readonly message: string;
  readonly code?: string;
  readonly extensions?: Extensions;
}

/** A refusal in the vendor's shape: `{"data": null, "errors": [...]}`, or without `data` when nothing was executed. */
export class XledgerError extends Error {
  constructor(
    readonly entries: readonly ErrorEntry[],
    readonly kind: 'request' | 'execution' | 'token' | 'revoked' = 'request',
  ) {
    super(entries[0]?.message ?? 'The request was refused.');
    this.name = 'XledgerError';
  }
}

export function badToken(): XledgerError {
  const message = 'Bad format for API Token. Expected header: "Authorization: token <your-token>"';
  return new XledgerError([{ message }], 'token');
}

export function burstReached(): XledgerError {
  return new XledgerError([
    {
      message: 'Too many requests in the last 5 seconds.',
      code: 'BAD_REQUEST.BURST_RATE_LIMIT_REACHED',
    },
  ]);
}

export function concurrencyReached(): XledgerError {
  return new XledgerError([{ message: 'Too many requests', code: 'BAD_REQUEST.CONCURRENCY_LIMIT_REACHED' }]);
}

export function insufficientCredits(resetAt: string | undefined): XledgerError {
  const code = 'BAD_REQUEST.INSUFFICIENT_CREDITS';
  const extensions = resetAt === undefined ? {} : { extensions: { resetAt } };
  return new XledgerError([{ message: 'Insufficient credits.', code, ...extensions }]);
}

/** An argument whose value was refused. */
export function invalidValue(message: string): XledgerError {
  return new XledgerError([{ message, extensions: { code: 'INVALID_VALUE' } }], 'execution');
}

export function noValueMatching(path: string, ownerDbId: number, code: string): ErrorEntry {
  return {
    message: `${path}: No value matching owner ${ownerDbId}, code '${code}'.`,
    extensions: { code: 'INVALID_VALUE' },
  };
}
