/**
 * Letters to debtors: what each must say, and its forms as PDF, e-mail and sms in nb, sv and en. Statements to creditors as
 * PDF and as text for a spreadsheet. With the sheet, the pen and the ways of writing amounts and days, for other documents
 * that shall look alike.
 */
export * from './letter-data.js';
export * from './letter-errors.js';
export type { EmailForm, LetterDocument } from './letter-document.js';
export { LetterRenderer, type TemplateOverrides } from './letter-renderer.js';
export { HELP_PLACES } from './help-places.js';
export { requiredContent, type RequiredField } from './required-content.js';
export { SMS_SEGMENTS_MAX, smsSegments } from './sms.js';
export { LETTER_KINDS } from './letter-kinds.js';
export { statementPdf } from './statement/statement-pdf.js';
export { csvText, statementCsv } from './statement/statement-csv.js';
export type { StatementAmounts, StatementData, StatementRow } from './statement/statement-data.js';
export { openPdf, type PdfFacts } from './pdf/pdf-document.js';
export { Pen, type TextStyle } from './pdf/pen.js';
export * as sheet from './pdf/sheet.js';
