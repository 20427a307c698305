import { DEFAULT_CHANNEL_RULES } from '../channels/index.js';
import { DEFAULT_CONTACT } from '../contact/index.js';
import { DEFAULT_PLAN_TOLERANCE } from '../plans/index.js';
import { REGIME_DATES } from '../regimes/index.js';
import type { ProcessSettings } from './settings.js';

/**
 * A patient beginning. Nobody has approved it: until a person does, only kind reminders go out.
 * Four days of allowance cover what a bank and the post need over a weekend.
 */
export const DEFAULT_PROCESS: ProcessSettings = {
  version: 1,
  regimeDates: REGIME_DATES,
  takeover: 'friendly-reminder',
  friendlyRemindersMax: 1,
  remindersMax: 1,
  daysAfterDue: { 'friendly-reminder': 3, reminder: 14, 'collection-notice': 14 },
  deadlineDays: {
    'friendly-reminder': 10,
    reminder: 14,
    'collection-notice': 14,
    demand: 14,
    'legal-notice': 14,
  },
  allowanceDays: 4,
  separateLegalNotice: true,
  legalRoute: true,
  personApproves: ['legal-hand-off'],
  smallBalanceMinor: { NOK: 5_000n, SEK: 5_000n },
  limitationWarningDays: 180,
  doubtAnswerDays: 14,
  planTolerance: DEFAULT_PLAN_TOLERANCE,
  crisisPauses: [],
  contact: DEFAULT_CONTACT,
  channelRules: DEFAULT_CHANNEL_RULES,
};
