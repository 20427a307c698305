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
  readonly severity: PreflightFinding['severity'];
  readonly without: string;
}

/** By the ticks in Xledger, as they are called as far as is known. */
const NEEDS: Readonly<Record<string, Need>> = {
  ARTransaction: { severity: 'blocks-pull', without: 'no invoices can be read' },
  Subledger: { severity: 'blocks-pull', without: 'there is no debtor to write to' },
  Currency: { severity: 'blocks-pull', without: 'amounts have no currency' },
  TransactionHeader: {
    severity: 'blocks-pull',
    without: 'payments, credit notes and write-offs cannot be told apart',
  },
  Entity: { severity: 'blocks-pull', without: 'the companies cannot be listed' },
  Company: { severity: 'blocks-pull', without: 'persons and companies cannot be told apart' },
  Address: { severity: 'blocks-pull', without: 'letters have no address' },
  Country: { severity: 'blocks-pull', without: 'addresses have no country' },
  Account: { severity: 'blocks-write-back', without: 'no account for collected money can be chosen' },
  GLImportItem: {
    severity: 'blocks-write-back',
    without: 'a settlement cannot be looked up before it is sent',
  },
};

/** A field is refused on the type that holds it, so the field says what is missing. */
const RIGHT_OF_FIELD: Readonly<Record<string, string>> = {
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

/** One finding per right that is missing, by the fields that were refused. */
export function rightFindings(refused: readonly RefusedField[]): readonly PreflightFinding[] {
  return [...new Set(refused.map(rightOf))].map((right) => {
    const { severity = 'blocks-pull', without = 'something that is read cannot be read' } =
      NEEDS[right] ?? {};
    return {
      code: `right-missing-${kebab(right)}`,
      severity,
      message: `The token lacks the right to read ${right} in Xledger: ${without}.`,
      remedy: `Make a new token in Xledger with Read ticked for ${right}, and connect again.`,
    };
  });
}

/** Fields of a list's own types (`edges`, `node`) are named after what is listed. */
function rightOf({ type, field }: RefusedField): string {
  const listed = type.replace(/(Error)?(Connection|Edge)$/, '');
  return RIGHT_OF_FIELD[field] ?? (listed === 'Delta' ? 'ARTransaction' : listed);
}

function kebab(name: string): string {
  return name.replace(/(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])/g, '-').toLowerCase();
}
