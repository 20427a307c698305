import type { PreflightFinding } from '../contract/index.js';

const WHY_INTERIM =
  'Collected money must not be booked on the bank account: the collector’s payout comes over the bank statement too, and bank reconciliation would book it a second time. It stands on an interim account until then.';

/** Every finding of the Visma preflight, each with what is done about it. */
export const FINDINGS = {
  ledgerHidden: {
    code: 'customer-ledger-hidden',
    severity: 'blocks-pull',
    message: 'Our user may not read the customer ledger (open entries and customer transactions).',
    remedy:
      'In Business NXT, give our user’s access group the right to read the customer ledger in this company.',
  },
  associatesHidden: {
    code: 'associates-hidden',
    severity: 'blocks-pull',
    message: 'Our user may not read associates: there is no debtor to write to.',
    remedy: 'In Business NXT, give our user’s access group the right to read associates in this company.',
  },
  accountsHidden: {
    code: 'accounts-hidden',
    severity: 'blocks-write-back',
    message:
      'Our user may not read accounts and voucher series: no account for collected money can be chosen.',
    remedy:
      'In Business NXT, give our user’s access group the right to read general ledger accounts and voucher series.',
  },
  batchesHidden: {
    code: 'batches-hidden',
    severity: 'blocks-write-back',
    message: 'Our user may not read batches and vouchers: a posting could not be found again.',
    remedy: 'In Business NXT, give our user’s access group the right to make and update batches.',
  },
  noOpenEntries: {
    code: 'no-open-entries',
    severity: 'blocks-pull',
    message: 'The company’s matching method keeps no open entries, so what is open cannot be read.',
    remedy: 'Set the matching method under Company information in Business NXT to 4 (given references).',
  },
  matchingMethod: {
    code: 'matching-method',
    severity: 'blocks-write-back',
    message:
      'The company’s matching method is not 4 (given references): a settlement might close another invoice than the one it is for, or none.',
    remedy: 'Set the matching method under Company information in Business NXT to 4 (given references).',
  },
  matchingMethodUnknown: {
    code: 'matching-method-unknown',
    severity: 'notice',
    message:
      'The company’s matching method cannot be read. Each settlement is looked up after it was booked.',
    remedy:
      'Check under Company information in Business NXT that the matching method is 4 (given references).',
  },
  columnMissing: {
    code: 'column-missing',
    severity: 'blocks-write-back',
    message:
      'Vouchers of this company cannot bear the references that a posting is matched by and found again by.',
    remedy: 'Report it to the operator: the connector must follow a change at Visma.',
  },
  interimAccountMissing: {
    code: 'interim-account-missing',
    severity: 'blocks-write-back',
    message: `There is no account for collected money in the company. ${WHY_INTERIM}`,
    remedy:
      'In Business NXT, make a balance account such as “1579 Inkasso, mellomregning” (NO) or “1689 Inkasso, avräkning” (SE).',
  },
  seriesMissing: {
    code: 'voucher-series-missing',
    severity: 'blocks-write-back',
    message: 'There is no voucher series with numbers left that payments could be booked in.',
    remedy:
      'In Business NXT, make a voucher series of its own, for example “Inkasso”, with numbers nobody else uses.',
  },
  seriesShared: {
    code: 'voucher-series-shared',
    severity: 'notice',
    message: 'Settlements would be booked in a voucher series that other people use too.',
    remedy:
      'In Business NXT, make a voucher series named “Inkasso”, and choose the account for collected money again.',
  },
  targetMissing: {
    code: 'target-missing',
    severity: 'blocks-write-back',
    message:
      'The chosen account or voucher series for collected money does not exist in this company any more.',
    remedy: 'Choose an account for collected money again.',
  },
  seriesUsedUp: {
    code: 'voucher-series-used-up',
    severity: 'blocks-write-back',
    message: 'The chosen voucher series has no number left.',
    remedy: 'Extend the voucher series in Business NXT, or choose the account for collected money again.',
  },
  targetIsBankAccount: {
    code: 'target-is-bank-account',
    severity: 'blocks-write-back',
    message: `The chosen account is a bank account. ${WHY_INTERIM}`,
    remedy: 'Choose an interim account, for example 1579 Inkasso, mellomregning.',
  },
  batchesLeft: {
    code: 'batches-left',
    severity: 'notice',
    message:
      'A batch of ours waits unposted in Business NXT. It is posted or taken away with the settlement’s next attempt; posted by hand, the settlement would be recognised, but perhaps not wanted any more.',
    remedy:
      'Look at settlements that need a person; delete a batch whose description begins with KH only if none of them is its own.',
  },
  otherCollector: {
    code: 'other-collector',
    severity: 'notice',
    message:
      'The company has a debt collection agreement in Visma: invoices may go to another collector by themselves.',
    remedy: 'End the agreement or its automatic transfer in Business NXT before claims are handed over here.',
  },
} as const satisfies Readonly<Record<string, PreflightFinding>>;
