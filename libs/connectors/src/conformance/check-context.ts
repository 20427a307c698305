import type { Bench } from './bench.js';

/** Lends a check the bench of the running test: a fresh ledger each. */
export type BenchOf = () => Bench;
