/** Hands out ascending ids, one series per name. Several companies share one, so an id names one row only. */
export class Sequences {
  readonly #next = new Map<string, number>();
  #drawn = 0;

  constructor(private readonly starts: Readonly<Record<string, number>>) {}

  /** How many ids were handed out, over all series. */
  get drawn(): number {
    return this.#drawn;
  }

  next(series: string): number {
    const id = this.#next.get(series) ?? this.starts[series] ?? 1;
    this.#next.set(series, id + 1);
    this.#drawn += 1;
    return id;
  }
}
