/** Values of a statement that is put together by what is asked for: only known words are written into it. */
export class Parameters {
  readonly values: unknown[] = [];

  /** @returns the place of the value in the statement. Example: `$3::date` */
  add(value: unknown, type: string): string {
    this.values.push(value);
    return `$${this.values.length}::${type}`;
  }
}
