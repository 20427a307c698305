import { Injectable } from '@nestjs/common';
import { collectDefaultMetrics, Counter, Gauge, Histogram, Registry } from 'prom-client';

const SECONDS_BUCKETS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 120];

/**
 * Figures for Prometheus. A label takes few values, known beforehand: a route's template, a queue, an outcome. Never an
 * id, a name, or anything else that tells of one person or creditor.
 */
@Injectable()
export class Metrics {
  readonly registry = new Registry();

  constructor(options: { readonly processFigures?: boolean } = {}) {
    if (options.processFigures !== false) collectDefaultMetrics({ register: this.registry });
  }

  /** Something counted since the start; its name ends in `_total`. Asking twice for a name gives the same counter. */
  counter<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Counter<Label> {
    const existing = this.registry.getSingleMetric(name) as Counter<Label> | undefined;
    return existing ?? new Counter({ name, help, labelNames: [...labelNames], registers: [this.registry] });
  }

  /** Durations; the name ends in `_seconds`. */
  histogram<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[] = [],
  ): Histogram<Label> {
    const existing = this.registry.getSingleMetric(name) as Histogram<Label> | undefined;
    return (
      existing ??
      new Histogram({
        name,
        help,
        labelNames: [...labelNames],
        buckets: SECONDS_BUCKETS,
        registers: [this.registry],
      })
    );
  }

  /** A state that is read when Prometheus asks. A failing `collect` leaves out this one figure. */
  gauge<Label extends string>(
    name: string,
    help: string,
    labelNames: readonly Label[],
    collect: (gauge: Gauge<Label>) => Promise<void> | void,
  ): Gauge<Label> {
    return new Gauge({
      name,
      help,
      labelNames: [...labelNames],
      registers: [this.registry],
      async collect() {
        await Promise.resolve(collect(this)).catch(() => this.reset());
      },
    });
  }
}
