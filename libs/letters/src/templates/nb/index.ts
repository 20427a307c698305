import type { LetterKind } from '@app/collection';
import { caseClosed } from './case-closed.js';
import { collectionNotice } from './collection-notice.js';
import { deferralConfirmation } from './deferral-confirmation.js';
import { demand } from './demand.js';
import { friendlyReminder } from './friendly-reminder.js';
import { instalmentLate } from './instalment-late.js';
import { instalmentReminder } from './instalment-reminder.js';
import { legalHandOff } from './legal-hand-off.js';
import { legalNotice } from './legal-notice.js';
import { objectionAnswered } from './objection-answered.js';
import { objectionReceived } from './objection-received.js';
import { paymentReceipt } from './payment-receipt.js';
import { planAgreement } from './plan-agreement.js';
import { reminder } from './reminder.js';

export const NB_TEMPLATES: Readonly<Record<LetterKind, string>> = {
  'friendly-reminder': friendlyReminder,
  reminder,
  'collection-notice': collectionNotice,
  demand,
  'legal-notice': legalNotice,
  'legal-hand-off': legalHandOff,
  'plan-agreement': planAgreement,
  'instalment-reminder': instalmentReminder,
  'instalment-late': instalmentLate,
  'deferral-confirmation': deferralConfirmation,
  'objection-received': objectionReceived,
  'objection-answered': objectionAnswered,
  'payment-receipt': paymentReceipt,
  'case-closed': caseClosed,
};
