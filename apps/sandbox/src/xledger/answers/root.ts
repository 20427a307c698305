import { XledgerError } from '../errors.js';
import { mayUse } from '../tokens.js';
import { arTransactions, deltas, salesOrders } from './ar-answers.js';
import type { XledgerContext } from './context.js';
import {
  addGLImportItems,
  glImportItemErrors,
  glImportItems,
  updateGLImportItems,
} from './import-answers.js';
import {
  accounts,
  companies,
  currencies,
  customers,
  entities,
  entityBankAccounts,
  periodStatusItems,
  subledger,
  subledgers,
} from './party-answers.js';
import { addWebhooks, removeWebhooks, webhook } from './webhook-answers.js';

/** The root fields by name; GraphQL calls them with the arguments that it has checked against the schema. */
export const ROOT = {
  arTransactions,
  arTransaction_deltas: (args: Parameters<typeof deltas>[1], context: XledgerContext) =>
    deltas(context.world.arDeltas, args, context),
  customers,
  customer_deltas: (args: Parameters<typeof deltas>[1], context: XledgerContext) =>
    deltas(context.world.customerDeltas, args, context),
  subledgers,
  subledger,
  companies,
  entities,
  entityBankAccounts,
  accounts,
  currencies,
  periodStatusItems,
  glImportItems,
  glImportItemErrors,
  salesOrders,
  webhook,
  addGLImportItems: writing('GLImportItem', addGLImportItems),
  updateGLImportItems: writing('GLImportItem', updateGLImportItems),
  addWebhooks: writing('Webhook', addWebhooks),
  removeWebhooks: writing('Webhook', removeWebhooks),
};

function writing<A, R>(object: string, work: (args: A, context: XledgerContext) => R): typeof work {
  return (args, context) => {
    if (mayUse(context.token, object, 'write')) return work(args, context);
    throw new XledgerError([{ message: `Access denied to ${object}.` }], 'execution');
  };
}
