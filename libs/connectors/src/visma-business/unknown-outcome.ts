import { LedgerError, OutcomeUnknownError } from '../contract/index.js';

/** Something was sent already: whatever goes wrong while looking leaves the outcome unknown. */
export async function afterSending<T>(look: () => Promise<T>): Promise<T> {
  try {
    return await look();
  } catch (error) {
    throw unknownAfter(error);
  }
}

export function unknownAfter(error: unknown): unknown {
  if (error instanceof OutcomeUnknownError || !(error instanceof LedgerError)) return error;
  return new OutcomeUnknownError('What Visma has of this booking cannot be read now.', { cause: error });
}
