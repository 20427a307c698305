/**
 * Letters to debtors: what each must say, and its forms as PDF, e-mail and sms in nb, sv and en. With the sheet, the pen and
 * the ways of writing amounts and days, for other documents that shall look alike.
 */
export * from './letter-data.js';
export * from './letter-errors.js';
export type { EmailForm, LetterDocument } from './letter-document.js';
export { LetterRenderer, type TemplateOverrides } from './letter-renderer.js';
export { HELP_PLACES } from './help-places.js';
export { requiredContent, type RequiredField } from './required-content.js';
export { SMS_SEGMENTS_MAX, smsSegments } from './sms.js';
export { LETTER_KINDS } from './letter-kinds.js';
export { amountText, dayText, plainAmountText, shortDayText } from './formats.js';
export { openPdf, type PdfFacts } from './pdf/pdf-document.js';
export { Pen, type TextStyle } from './pdf/pen.js';
export * as sheet from './pdf/sheet.js';
