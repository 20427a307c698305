/** Requests of one page side by side: enough to use the vendor's 5 a second over an ordinary line. */
export const SIDE_BY_SIDE = 4;

/**
 * Maps in order, a few at a time. After a failure nothing new is begun, and the first error is thrown only when all
 * that was begun has ended: nothing goes on behind the caller's back.
 */
export async function mapSideBySide<T, R>(
  values: readonly T[],
  map: (value: T) => Promise<R>,
  sideBySide = SIDE_BY_SIDE,
): Promise<readonly R[]> {
  const results: R[] = [];
  const errors: unknown[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    while (next < values.length && errors.length === 0) {
      const at = next;
      next += 1;
      try {
        results[at] = await map(values[at] as T);
      } catch (error) {
        errors.push(error);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(sideBySide, values.length) }, worker));
  if (errors.length > 0) throw errors[0];
  return results;
}
