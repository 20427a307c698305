import type { ChannelRuleTable } from './rule-table.js';

/** Where a first contact may be short: 1 000.00, and where a person should call: 50 000.00. Minor units. */
const SMALL_MINOR = 100_000n;
const LARGE_MINOR = 5_000_000n;

/** A beginning that a collector edits and a person approves; it covers every step and every debtor. */
export const DEFAULT_CHANNEL_RULES: ChannelRuleTable = {
  version: 1,
  rules: [
    {
      id: 'what-worked-sms',
      when: { steps: ['friendly-reminder'], workedBefore: ['sms'] },
      channels: ['sms', 'email', 'letter'],
      tone: 'warm',
      because: 'The last time, the debtor paid or answered after a text message.',
    },
    {
      id: 'what-worked-call',
      when: { steps: ['friendly-reminder'], workedBefore: ['call'] },
      channels: ['call', 'email', 'letter'],
      tone: 'warm',
      because: 'The last time, a talk on the telephone helped.',
    },
    {
      id: 'hard-times',
      when: { steps: ['friendly-reminder'], standing: 'consumer', histories: ['slow', 'unpaid'] },
      channels: ['call', 'letter', 'email'],
      tone: 'warm',
      because: 'Earlier claims were hard to pay: a person asks what is possible before letters pile up.',
    },
    {
      id: 'large-first-contact',
      when: { steps: ['friendly-reminder'], owedMinorMin: LARGE_MINOR },
      channels: ['call', 'email', 'letter'],
      tone: 'friendly',
      because: 'The amount is large: a talk finds out sooner what is the matter.',
    },
    {
      id: 'small-forgotten',
      when: { steps: ['friendly-reminder'], owedMinorBelow: SMALL_MINOR },
      channels: ['sms', 'email', 'letter'],
      tone: 'warm',
      because: 'A small amount is mostly forgotten: a short message is enough.',
    },
    {
      id: 'business-by-mail',
      when: { steps: ['friendly-reminder', 'reminder'], standing: 'business' },
      channels: ['email', 'letter'],
      tone: 'friendly',
      because: 'A business reads its invoices where its mail comes in.',
    },
    {
      id: 'friendly-first',
      when: { steps: ['friendly-reminder'] },
      channels: ['email', 'sms', 'letter'],
      tone: 'warm',
      because: 'Most people have forgotten, and a kind word is enough.',
    },
    {
      id: 'reminder',
      when: { steps: ['reminder'] },
      channels: ['email', 'letter'],
      tone: 'friendly',
      because: 'A reminder is in writing, and quickest where the debtor reads it.',
    },
    {
      id: 'statutory',
      when: {},
      channels: ['letter', 'email'],
      tone: 'plain',
      because: 'What the law asks for is said plainly, in writing, with proof that it was sent.',
    },
  ],
};
