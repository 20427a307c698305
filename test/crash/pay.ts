import type { LocalDate } from '@app/domain';
import type { TestDatabase } from '../support/database.js';
import { type HubApi, ProblemAnswer } from '../support/hub-api.js';
import { waitFor } from '../support/wait-for.js';

/**
 * The pipeline sends a settlement of all that is outstanding for each of the first claims, until it is told that it was taken
 * in, always under the same reference: the hub may be killed meanwhile.
 */
export async function payAll(
  db: TestDatabase,
  api: HubApi,
  creditor: string,
  { claims: many, receivedOn, timeoutMs }: { claims: number; receivedOn: LocalDate; timeoutMs: number },
): Promise<void> {
  const claims = await db.database.asOperator((tx) =>
    tx.query<{ id: string; outstanding: bigint }>(
      `select id, outstanding_minor as outstanding from claim order by ledger_item_id limit $1`,
      [many],
    ),
  );
  for (const { id, outstanding } of claims) {
    const digits = outstanding.toString();
    const settlement = {
      claimId: id,
      pipelineReference: `bank-${id}`,
      kind: 'payment',
      receivedOn,
      currency: 'NOK',
      amount: `${digits.slice(0, -2)}.${digits.slice(-2)}`,
    };
    let key = 0;
    await waitFor(
      'the settlement was taken in',
      async () => {
        const asked = api.post(`${creditor}/settlements`, settlement, `settle-${id}-${key}`);
        const refused = await asked.then(() => undefined).catch(problemOf);
        // The killed process still holds the key for some seconds: the pipeline's own reference must do without it.
        if (refused === 409) key += 1;
        return refused === undefined;
      },
      timeoutMs,
    );
  }
}

/** The status of the refusal; 0 when the hub was gone. Only what a crash explains is asked again. */
function problemOf(error: unknown): number {
  if (!(error instanceof ProblemAnswer)) return 0;
  if (![409, 500, 503].includes(error.problem.status)) throw error;
  return error.problem.status;
}

/** Figures for whoever reads the run. */
export function printFigures(title: string, figures: object): void {
  const lines = Object.entries(figures).map(
    ([name, value]) => `  ${name.padEnd(18)} ${String(value).padStart(6)}`,
  );
  process.stdout.write(`\n${title}:\n${lines.join('\n')}\n`);
}
