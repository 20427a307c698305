import type { ChannelRuleTable, ContactSettings, ProcessSettings } from '@app/collection';
import { REGIME_DATES } from '@app/collection';

const HOUR = 60;

/** Office hours within what the law allows; nothing on Sundays and holidays, and Christmas is left in peace. */
const CONTACT: ContactSettings = {
  hours: { weekday: { fromMinute: 9 * HOUR, toMinute: 20 * HOUR } },
  caps: [
    { contactsMax: 1, withinDays: 1 },
    { contactsMax: 3, withinDays: 14 },
  ],
  quietPeriods: [{ from: '12-23', to: '01-01' }],
};

/** The right action for the right person, as rules that a collector can read and edit; the first that matches wins. */
const CHANNEL_RULES: ChannelRuleTable = {
  version: 1,
  rules: [
    {
      id: 'what-worked-before',
      when: { steps: ['friendly-reminder', 'reminder'], workedBefore: ['sms'] },
      channels: ['sms', 'email', 'letter'],
      tone: 'warm',
      because: 'A text message is what this debtor answered to the last time.',
    },
    {
      id: 'kind-first-contact-person',
      when: { steps: ['friendly-reminder'], standing: 'consumer' },
      channels: ['email', 'sms', 'letter'],
      tone: 'warm',
      because: 'Whoever has only forgotten is glad of a kind word by the quickest way.',
    },
    {
      id: 'kind-first-contact-business',
      when: { steps: ['friendly-reminder'], standing: 'business' },
      channels: ['email', 'letter'],
      tone: 'friendly',
      because: 'A business keeps its invoices where its e-mail is.',
    },
    {
      id: 'reminder',
      when: { steps: ['reminder'] },
      channels: ['email', 'letter'],
      tone: 'friendly',
      because: 'A reminder in writing, that can be kept and paid from.',
    },
    {
      id: 'letters-of-the-law',
      when: {},
      channels: ['letter', 'email'],
      tone: 'plain',
      because: 'What changes the debtor’s position comes as a letter that can be kept and proven.',
    },
  ],
};

/** How the road is walked until the creditor or the collector says otherwise. */
export const STANDARD_PROCESS: ProcessSettings = {
  version: 0,
  regimeDates: REGIME_DATES,
  takeover: 'friendly-reminder',
  friendlyRemindersMax: 1,
  remindersMax: 1,
  daysAfterDue: { 'friendly-reminder': 3 },
  deadlineDays: {},
  allowanceDays: 3,
  separateLegalNotice: true,
  legalRoute: true,
  personApproves: ['legal-hand-off'],
  smallBalanceMinor: { NOK: 5_000n, SEK: 5_000n },
  limitationWarningDays: 180,
  doubtAnswerDays: 14,
  crisisPauses: [],
  contact: CONTACT,
  channelRules: CHANNEL_RULES,
};
