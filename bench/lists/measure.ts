import { performance } from 'node:perf_hooks';

export interface Measured {
  readonly name: string;
  readonly p50Ms: number;
  readonly p95Ms: number;
  readonly maxMs: number;
}

/** One after the other, the first few not counted: what a person waits for while nobody else asks. */
export async function measure(
  name: string,
  times: number,
  ask: (time: number) => Promise<unknown>,
): Promise<Measured> {
  const WARM_UP = 5;
  const taken: number[] = [];
  for (let time = -WARM_UP; time < times; time += 1) {
    const startedAt = performance.now();
    await ask(time + WARM_UP);
    if (time >= 0) taken.push(performance.now() - startedAt);
  }
  const sorted = taken.toSorted((a, b) => a - b);
  const at = (share: number): number =>
    sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
  return { name, p50Ms: at(0.5), p95Ms: at(0.95), maxMs: at(1) };
}
