import type { PreflightFinding } from '../contract/index.js';

const WHY_INTERIM =
  'Collected money must not be booked on the bank account: the collector’s payout comes over the bank statement too, and bank reconciliation would book it a second time. It stands on an interim account until then.';

/** Every finding of the PowerOffice preflight, each with what is done about it. */
export const FINDINGS = {
  interimAccountMissing: {
    code: 'interim-account-missing',
    severity: 'blocks-write-back',
    message: `There is no account for collected money in the company. ${WHY_INTERIM}`,
    remedy:
      'In PowerOffice, make a balance account such as “1905 Inkasso oppgjør” (Settings → Chart of accounts).',
  },
  targetMissing: {
    code: 'target-missing',
    severity: 'blocks-write-back',
    message:
      'The chosen account for collected money does not exist in this company any more, or is not active.',
    remedy: 'Choose an account for collected money again.',
  },
  targetChanged: {
    code: 'target-changed',
    severity: 'blocks-write-back',
    message:
      'The chosen account asks for a department or a project, or its number belongs to another account now.',
    remedy: 'Choose the account again, or take the demand off the account in PowerOffice.',
  },
  targetIsBankAccount: {
    code: 'target-is-bank-account',
    severity: 'blocks-write-back',
    message: `The chosen account is a bank account. ${WHY_INTERIM}`,
    remedy: 'Choose an interim account, for example 1905 Inkasso oppgjør.',
  },
  vatCodeMissing: {
    code: 'vat-code-missing',
    severity: 'blocks-write-back',
    message: 'VAT code 0 is not active, and payments are booked with it.',
    remedy: 'Activate VAT code 0 in PowerOffice (Settings → VAT).',
  },
  todayLocked: {
    code: 'period-closed',
    severity: 'notice',
    message: 'The books are locked on today’s date: settlements of today cannot be booked.',
    remedy: 'Move the lock date in PowerOffice (Settings → Accounting), or expect bookings to wait.',
  },
  trustAccounts: {
    code: 'trust-accounts',
    severity: 'notice',
    message:
      'The company manages clients’ funds in PowerOffice. Invoices to be paid to a trust account are not told apart.',
    remedy: 'Exclude customers whose payments are clients’ funds from collection.',
  },
} as const satisfies Readonly<Record<string, PreflightFinding>>;

interface Need {
  /** Any one of these will do. */
  readonly privileges: readonly string[];
  readonly severity: PreflightFinding['severity'];
  readonly without: string;
}

const reading = (name: string): readonly string[] => [name, `${name}_Full`];

const NEEDS: readonly Need[] = [
  { privileges: reading('OutgoingInvoice'), severity: 'blocks-pull', without: 'no invoices can be read' },
  { privileges: reading('Customer'), severity: 'blocks-pull', without: 'there is no debtor to write to' },
  {
    privileges: reading('CustomerLedger'),
    severity: 'blocks-pull',
    without: 'payments, credit notes and write-offs cannot be told apart',
  },
  {
    privileges: ['BankVoucher_Full'],
    severity: 'blocks-write-back',
    without: 'settlements cannot be booked',
  },
  {
    privileges: ['ReverseVoucher_Full', 'YearEndVoucher_Full'],
    severity: 'notice',
    without: 'a booking of ours cannot be taken back',
  },
  {
    privileges: reading('GeneralLedgerAccount'),
    severity: 'blocks-write-back',
    without: 'no account for collected money can be chosen',
  },
  {
    privileges: reading('CommonServices'),
    severity: 'blocks-write-back',
    without: 'lock date, VAT codes and organisation number cannot be read',
  },
  {
    privileges: reading('AccountTransaction'),
    severity: 'notice',
    without: 'reversed bookings are harder to notice',
  },
  {
    privileges: reading('VoucherDocumentation'),
    severity: 'notice',
    without: 'invoices come without their PDF',
  },
];

/** What is missing, by the integration's privileges that hold and those that the company's modules do not cover. */
export function privilegeFindings(
  valid: readonly string[],
  invalid: readonly string[],
): readonly PreflightFinding[] {
  return NEEDS.filter(({ privileges }) => !privileges.some((name) => valid.includes(name))).map(
    ({ privileges, severity, without }) => {
      const [name = ''] = privileges;
      const isModule = privileges.some((one) => invalid.includes(one));
      return {
        code: `${isModule ? 'module' : 'privilege'}-missing-${kebab(name)}`,
        severity,
        message: isModule
          ? `The company lacks the PowerOffice module behind the privilege ${name}: ${without}.`
          : `The integration lacks the privilege ${name}: ${without}.`,
        remedy: isModule
          ? 'Order the module in PowerOffice (Settings → Subscription), then run the check again.'
          : 'The operator asks PowerOffice’s API team (go-api@poweroffice.no) for the privilege; it belongs to the application key.',
      };
    },
  );
}

function kebab(name: string): string {
  return name
    .replace('_Full', '')
    .replace(/(?<=[a-z])(?=[A-Z])/g, '-')
    .toLowerCase();
}
