/** The journal cannot be used, in words for the person who starts the sandbox: what is wrong, and the remedy. */
export class JournalError extends Error {
  constructor(
    readonly file: string,
    reason: string,
    remedy = 'delete the file to begin anew; what a hub learnt from the old books then no longer agrees with the new',
  ) {
    super(`The journal ${file} cannot be used: ${reason}. Remedy: ${remedy}.`);
    this.name = 'JournalError';
  }
}
