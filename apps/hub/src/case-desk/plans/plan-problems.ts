import { wrongState } from '../file/case-problems.js';
import type { Plan } from './plan-store.js';

export function planOpen({ state }: Plan): Error {
  return wrongState(
    'plan-open',
    'The case has a plan.',
    `A plan is ${state}.`,
    'Renegotiate the one that runs; a proposal is accepted or declined first.',
  );
}

export function notOpen({ state }: Plan): Error {
  return wrongState(
    'plan-state',
    'The plan is in another state.',
    `It is ${state}.`,
    'Read the case’s plans again.',
  );
}

export function lapsed({ answerBy }: Plan): Error {
  return wrongState(
    'proposal-lapsed',
    'The proposal no longer stands.',
    `It stood open until ${answerBy}.`,
    'Propose it anew: what is owed has changed meanwhile.',
  );
}

export function contactFirst(): Error {
  return wrongState(
    'contact-first',
    'The debtor has not been spoken to.',
    'No instalment is missed of which the debtor was told and asked.',
    'Contact the debtor about the missed instalment, and offer a plan that fits, before this one is ended.',
  );
}
