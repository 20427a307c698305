import type { CreditorId } from '@app/domain';
import { ProblemError } from '../api/problem-error.js';

export const noSuchCreditor = (id: CreditorId): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'creditor-not-found',
    title: 'There is no such creditor.',
    cause: `No creditor ${id} is connected.`,
    consequence: 'Nothing was read or changed.',
    remedy: 'Take the creditor from GET /api/v1/connections.',
  });

export const proposalNotFound = (id: string): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'proposal-not-found',
    title: 'There is no such proposal.',
    cause: `This creditor has no proposal ${id}.`,
    consequence: 'Nothing was read or changed.',
    remedy: "Take the proposal from the creditor's list of proposals.",
  });

export const tooManyProposals = (max: number): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'too-many-proposals',
    title: 'Too much waits for a second person.',
    cause: `At most ${max} proposals of a creditor wait at a time.`,
    consequence: 'Nothing was changed, and nothing new waits.',
    remedy: 'Have those that wait confirmed or declined, or withdraw them.',
  });

export const proposalEnded = (state: string): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'proposal-ended',
    title: 'This has been decided.',
    cause: `The proposal is ${state}.`,
    consequence: 'Nothing was changed.',
    remedy: 'Look at what became of it; ask anew if it is still wanted.',
  });

export const proposalOutdated = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'proposal-outdated',
    title: 'What this rests on has changed meanwhile.',
    cause: 'Since it was asked, somebody or something changed what it would have changed.',
    consequence: 'Nothing was carried out, and the proposal has ended.',
    remedy: 'Look at how it is now, and ask anew if it is still wanted.',
  });

export const ownProposal = (): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'own-proposal',
    title: 'This needs another person than you.',
    cause: 'You asked for it yourself, or were the first to say yes.',
    consequence: 'Nothing was changed; it still waits.',
    remedy: 'Ask a colleague with the same right to look at it, or withdraw it.',
  });

export const notYours = (): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'not-your-proposal',
    title: 'Somebody else asked for this.',
    cause: 'Only whoever asked can withdraw a proposal.',
    consequence: 'Nothing was changed; it still waits.',
    remedy: 'Decline it instead.',
  });

/** A program's key and the API's token are nobody: whoever holds them may be the person who asked. */
export const onlyPeopleDecide = (): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'only-people-decide',
    title: 'Only a person who is signed in can decide this.',
    cause: 'The request came with an API key, with the API token, or from the desk without a sign-in.',
    consequence: 'Nothing was changed; it still waits.',
    remedy: 'Have a person sign in to the portal and decide there.',
  });

export const mayNotDecide = (right: string): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'not-allowed',
    title: 'Your role does not allow this.',
    cause: `It takes the right "${right}".`,
    consequence: 'Nothing was changed; it still waits.',
    remedy: 'Ask an owner of your organisation for a role that has it.',
  });
