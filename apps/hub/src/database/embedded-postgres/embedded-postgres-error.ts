/** The packaged server cannot be used; `remedy` says what a person can do about it. */
export class EmbeddedPostgresError extends Error {
  constructor(
    cause: string,
    readonly remedy: string,
    options?: ErrorOptions,
  ) {
    super(`${cause} ${remedy}`, options);
    this.name = 'EmbeddedPostgresError';
  }
}
