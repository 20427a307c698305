/** GraphQL reads an argument that was left out and one that is null alike. */
export function isLeftOut<T>(value: T | null | undefined): value is null | undefined {
  return value === null || value === undefined;
}
