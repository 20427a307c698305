/**
 * Bank files in: what they say, checked, and which of our claims the money is for. Payment orders out, and what the bank
 * answers to them. No database, no network.
 */
export type * from './events.js';
export { SET_ASIDE_REASONS } from './events.js';
export type * from './model.js';
export { BANK_FILE_FORMATS } from './model.js';
export type { ByteSource } from './bytes/pieces.js';
export type { ReadOptions } from './piece-reader.js';
export { isGiroNumber, isIban, isNorwegianAccount, isRfReference } from './identifiers.js';
export { readBankFile, readBankFileByPieces } from './read-bank-file.js';
export { BankFileRefusedError, type RefusalCause } from './refusal.js';
export { issueListOf, type IssuedReference, type IssueList } from './matching/issued.js';
export { matchTransaction } from './matching/match-transaction.js';
export { referencesInFields } from './matching/readings.js';
export type * from './matching/result.js';
export {
  readStatusReport,
  type StatusOfTransfer,
  type StatusReport,
  StatusReportRefusedError,
} from './pain/read-status-report.js';
export { bankText } from './pain/bank-text.js';
export * from './pain/transfer-file.js';
export { TRANSFERS_MAX, writeTransferFile } from './pain/write-transfer-file.js';
