import type { Database } from '../../apps/hub/src/database/database.js';
import { moneyFacts } from '../../apps/hub/src/reconciliation/client-money/money-facts.js';
import {
  moneyViolations,
  type Violation,
} from '../../apps/hub/src/reconciliation/client-money/money-violations.js';

/**
 * Everything that is wrong with the client money in a test's database, whoever put it there: for the end of any test that
 * moves money. Expect it to be empty.
 */
export async function clientMoneyViolations(database: Database): Promise<Violation[]> {
  return moneyViolations(await database.asOperator(moneyFacts));
}
