import { Injectable } from '@nestjs/common';
import type { Counter } from 'prom-client';
import { Metrics } from '../metrics/metrics.js';
import type { WriteBackState } from './write-back.entity.js';

/** Counts what becomes of write-backs: `to="booked"` are postings made, `to="being-confirmed"` unknown outcomes. */
@Injectable()
export class WriteBackMetrics {
  readonly #moves: Counter<'from' | 'to'>;

  constructor(metrics: Metrics) {
    this.#moves = metrics.counter(
      'kravhub_write_back_moves_total',
      'Write-backs that went from one state to another.',
      ['from', 'to'],
    );
  }

  moved(from: WriteBackState, to: WriteBackState): void {
    this.#moves.inc({ from, to });
  }
}
