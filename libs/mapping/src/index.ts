/** Open item → claim, under a creditor's policy. Pure: `today` is an argument. */
export * from './claim-decision.js';
export * from './claim-from-open-item.js';
export * from './creditor-policy.js';
export * from './explain-decision.js';
export * from './overdue.js';
export * from './payment-reference.js';
