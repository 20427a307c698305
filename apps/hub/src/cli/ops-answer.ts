import type { INestApplicationContext } from '@nestjs/common';
import type { OpsArguments } from './ops-arguments.js';

/** What a command tells: lines for people, a document for programs. */
export interface OpsAnswer {
  readonly lines: readonly string[];
  readonly document: unknown;
  /** Whether all is in order; false makes the exit code 1. */
  readonly ok: boolean;
}

export type OpsCommandRun = (app: INestApplicationContext, words: OpsArguments) => Promise<OpsAnswer>;
