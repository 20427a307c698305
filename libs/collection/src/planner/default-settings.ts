import { DEFAULT_CHANNEL_RULES } from '../channels/index.js';
import { DEFAULT_CONTACT } from '../contact/index.js';
import { DEFAULT_PLAN_TOLERANCE } from '../plans/index.js';
import { REGIME_DATES } from '../regimes/index.js';
import { DEFAULT_LAW_SETTINGS } from '../settings.js';
import type { ProcessSettings } from './settings.js';

/**
 * A patient beginning. Nobody has approved it: until a person does, only kind reminders go out.
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
  allowanceDays: DEFAULT_LAW_SETTINGS.NO.deadlines.allowanceDays,
  separateLegalNotice: true,
  legalRoute: true,
  personApproves: ['legal-hand-off'],
  smallBalanceMinor: { NOK: 5_000n, SEK: 5_000n },
  limitationWarningDays: DEFAULT_LAW_SETTINGS.NO.limitation.warningDays,
  doubtAnswerDays: 14,
  planTolerance: DEFAULT_PLAN_TOLERANCE,
  crisisPauses: [],
  contact: DEFAULT_CONTACT,
  channelRules: DEFAULT_CHANNEL_RULES,
};
