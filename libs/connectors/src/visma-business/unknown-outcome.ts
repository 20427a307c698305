import { LedgerError, OutcomeUnknownError } from '../contract/index.js';
import type { VismaClient } from './client.js';
import { TooManyCallsError } from './errors.js';

/** One window of the limit on calls has room for all of them. */
const LOOKS_MAX = 10;

/**
 * Something was sent already, though nothing that posts: whatever goes wrong while looking leaves open what of it is there.
 * A refusal at the door leaves nothing open: a batch that waits is no booking, and the next attempt finds it.
 */
export async function afterSending<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw error instanceof TooManyCallsError ? error : unknownAfter(error);
  }
}

/**
 * Visma was asked to post: the outcome is unknown until it was looked at, and proving its absence later takes half an hour.
 * So where only the limit on calls is in the way, that is waited for.
 */
export async function afterPosting<T>(
  client: VismaClient,
  look: () => Promise<T>,
  signal?: AbortSignal,
): Promise<T> {
  for (let looks = 1; ; looks += 1) {
    try {
      return await look();
    } catch (error) {
      if (!(error instanceof TooManyCallsError) || looks === LOOKS_MAX || signal?.aborted)
        throw unknownAfter(error);
      await client.wait(error.retryAfterMs, signal);
    }
  }
}

export function unknownAfter(error: unknown): unknown {
  if (error instanceof OutcomeUnknownError || !(error instanceof LedgerError)) return error;
  return new OutcomeUnknownError('What Visma has of this booking cannot be read now.', { cause: error });
}
