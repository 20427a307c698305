import type { PreflightFinding } from '../contract/index.js';
import type { RefusedField } from './errors.js';

const WHY_INTERIM =
  'Collected money must not be booked on the bank account: the collector’s payout comes over the bank statement too, and would be booked a second time. It stands on an interim account until then.';

/** Every finding of the Xledger preflight, each with what is done about it. */
export const FINDINGS = {
  ownersDiffer: {
    code: 'owners-differ',
    severity: 'blocks-pull',
    message:
      'Xledger numbers the owners of invoices otherwise than its companies, so it cannot be told whose an invoice is.',
    remedy: 'Report it to the operator: the connector must learn how this Xledger names companies.',
  },
  interimAccountMissing: {
    code: 'interim-account-missing',
    severity: 'blocks-write-back',
    message: `There is no account for collected money in the company. ${WHY_INTERIM}`,
    remedy: 'In Xledger, open a balance account such as “1579 Inkasso, mellomregning” for posting.',
  },
  targetMissing: {
    code: 'target-missing',
    severity: 'blocks-write-back',
    message:
      'The chosen account for collected money does not exist in this company, or is closed for posting.',
    remedy: 'Choose an account for collected money again, or open it in Xledger.',
  },
  targetIsBankAccount: {
    code: 'target-is-bank-account',
    severity: 'blocks-write-back',
    message: `The chosen account is a bank account. ${WHY_INTERIM}`,
    remedy: 'Choose an interim account, for example 1579 Inkasso, mellomregning.',
  },
  writeDenied: {
    code: 'right-missing-gl-import-write',
    severity: 'blocks-write-back',
    message: 'The token may not import general ledger entries: settlements cannot be booked.',
    remedy: 'Make a new token in Xledger with Write ticked for the GL import, and connect again.',
  },
  matchedByHand: {
    code: 'matched-by-hand',
    severity: 'notice',
    message:
      'Settlements are posted on the customer’s account by Xledger’s own import job, and may stay unmatched with their invoice.',
    remedy:
      'Let the import job run by day, and match settlements in the customer ledger, or set up automatic matching; the hub names each one that waits.',
  },
} as const satisfies Readonly<Record<string, PreflightFinding>>;

interface Need {
  /** Types of the schema that show the object. */
  readonly types: readonly string[];
  /** As the ticks in Xledger are called, as far as is known. */
  readonly right: string;
  readonly severity: PreflightFinding['severity'];
  readonly without: string;
}

const NEEDS: readonly Need[] = [
  {
    types: ['ARTransaction', 'ARTransactionConnection', 'Delta', 'DeltaConnection'],
    right: 'ARTransaction',
    severity: 'blocks-pull',
    without: 'no invoices can be read',
  },
  {
    types: ['Subledger'],
    right: 'Subledger',
    severity: 'blocks-pull',
    without: 'there is no debtor to write to',
  },
  { types: ['Currency'], right: 'Currency', severity: 'blocks-pull', without: 'amounts have no currency' },
  {
    types: ['TransactionHeader', 'TransactionSource'],
    right: 'TransactionHeader',
    severity: 'blocks-pull',
    without: 'payments, credit notes and write-offs cannot be told apart',
  },
  {
    types: ['Entity', 'EntityConnection'],
    right: 'Entity',
    severity: 'blocks-pull',
    without: 'the companies cannot be listed',
  },
  {
    types: ['Company'],
    right: 'Company',
    severity: 'blocks-pull',
    without: 'persons and companies cannot be told apart',
  },
  { types: ['Address'], right: 'Address', severity: 'blocks-pull', without: 'letters have no address' },
  { types: ['Country'], right: 'Country', severity: 'blocks-pull', without: 'addresses have no country' },
  {
    types: ['Account', 'AccountConnection'],
    right: 'Account',
    severity: 'blocks-write-back',
    without: 'no account for collected money can be chosen',
  },
  {
    types: ['GLImportItem', 'GLImportItemConnection', 'GLImportItemError', 'GLImportItemErrorConnection'],
    right: 'GLImportItem',
    severity: 'blocks-write-back',
    without: 'a settlement cannot be looked up before it is sent',
  },
];

/** One finding per right that is missing, by the fields that were refused. */
export function rightFindings(refused: readonly RefusedField[]): readonly PreflightFinding[] {
  const rights = new Map<string, PreflightFinding>();
  for (const { type, field } of refused) {
    const need = needOf(type, field);
    const right = need?.right ?? type;
    rights.set(right, {
      code: `right-missing-${kebab(right)}`,
      severity: need?.severity ?? 'blocks-pull',
      message: `The token lacks the right to read ${right} in Xledger: ${need?.without ?? 'something that is read cannot be read'}.`,
      remedy: `Make a new token in Xledger with Read ticked for ${right}, and connect again.`,
    });
  }
  return [...rights.values()];
}

/** A field is refused on the type that holds it, so the field says what is missing; root fields are named by their lists. */
const NEED_OF_FIELD: Readonly<Record<string, string>> = {
  arTransactions: 'ARTransaction',
  arTransaction_deltas: 'ARTransaction',
  subledger: 'Subledger',
  currency: 'Currency',
  transactionHeader: 'TransactionHeader',
  entities: 'Entity',
  company: 'Company',
  address: 'Address',
  billAddress: 'Address',
  country: 'Country',
  account: 'Account',
  accounts: 'Account',
  glImportItems: 'GLImportItem',
  glImportItemErrors: 'GLImportItem',
};

function needOf(type: string, field: string): Need | undefined {
  const right = NEED_OF_FIELD[field];
  return NEEDS.find((need) => need.right === right) ?? NEEDS.find(({ types }) => types.includes(type));
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])/g, '-').toLowerCase();
}
