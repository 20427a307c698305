/** A part of a connector that the scaffold left to be written. Reaching it fails a test by this name. */
export class NotBuiltYetError extends Error {
  constructor(connector: string, part: string) {
    super(`${connector}: ${part} is not built yet.`);
    this.name = 'NotBuiltYetError';
  }
}
