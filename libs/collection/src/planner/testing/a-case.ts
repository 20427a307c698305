import { type ClaimId, localDate } from '@app/domain';
import type { DebtorCircumstances } from '../../debtor/index.js';
import type { StepKind } from '../../vocabulary.js';
import { DEFAULT_PROCESS } from '../default-settings.js';
import type { CaseFacts, ClaimFacts, SentStep } from '../facts.js';
import type { ProcessSettings } from '../settings.js';

export const day = localDate;
export const claimId = (name: string): ClaimId => name as ClaimId;

/** A person in Norway whom every channel reaches, with an express yes to letters by mail. */
export function aDebtor(change: Partial<DebtorCircumstances> = {}): DebtorCircumstances {
  return {
    standing: 'consumer',
    language: 'nb',
    contactPoints: [
      { id: 'post', channel: 'letter', consent: 'not-asked', failed: false },
      { id: 'mail', channel: 'email', consent: 'given', failed: false },
      { id: 'mobile', channel: 'sms', consent: 'not-asked', failed: false },
      { id: 'phone', channel: 'call', consent: 'not-asked', failed: false },
    ],
    ...change,
  };
}

/** 1 500.00, due on Monday 2 March 2026. */
export function aClaim(change: Partial<ClaimFacts> = {}): ClaimFacts {
  return { claimId: claimId('a'), dueOn: day('2026-03-02'), owedMinor: 150_000n, ...change };
}

/** One overdue claim, and nothing done yet. */
export function aCase(change: Partial<CaseFacts> = {}): CaseFacts {
  return {
    country: 'NO',
    currency: 'NOK',
    debtor: aDebtor(),
    profile: { standing: 'consumer', history: 'new' },
    claims: [aClaim()],
    steps: [],
    objections: [],
    doubts: [],
    deferrals: [],
    pauses: [],
    paymentsUnderWay: [],
    paidDirectly: [],
    approvals: [],
    contacts: [],
    ...change,
  };
}

export function aSwedishCase(change: Partial<CaseFacts> = {}): CaseFacts {
  return aCase({ country: 'SE', currency: 'SEK', debtor: aDebtor({ language: 'sv' }), ...change });
}

/** The defaults, approved by a person. */
export function approvedSettings(change: Partial<ProcessSettings> = {}): ProcessSettings {
  const approval = { by: 'user-1', on: day('2026-01-02') };
  const { channelRules } = DEFAULT_PROCESS;
  return { ...DEFAULT_PROCESS, approval, channelRules: { ...channelRules, approval }, ...change };
}

/** A step as we send it: complete, by letter, with the days it gives. */
export function aStep(
  kind: StepKind,
  sentOn: string,
  deadlineOn: string | undefined,
  change: Partial<SentStep> = {},
): SentStep {
  return {
    kind,
    sentBy: 'collector',
    sentOn: day(sentOn),
    channel: 'letter',
    ...(deadlineOn === undefined ? {} : { deadlineOn: day(deadlineOn) }),
    contentConfirmed: true,
    announcesLegalAction: false,
    undelivered: false,
    ...change,
  };
}
