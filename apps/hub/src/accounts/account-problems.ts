import { ProblemError } from '../api/problem-error.js';

export const notSignedIn = (): ProblemError =>
  new ProblemError({
    status: 401,
    code: 'not-signed-in',
    title: 'You are not signed in.',
    cause: 'The session has ended, or it was ended elsewhere.',
    consequence: 'Nothing was read or changed.',
    remedy: 'Sign in again.',
  });

/** The same for a creditor that does not exist and one out of reach: the answer tells nothing. */
export const outOfReach = (): ProblemError =>
  new ProblemError({
    status: 404,
    code: 'creditor-not-found',
    title: 'There is no such creditor.',
    cause: 'No creditor that you reach has this id.',
    consequence: 'Nothing was read or changed.',
    remedy: 'Choose one from your list, or ask the creditor to let your organisation in.',
  });

export const notAllowed = (right: string): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'not-allowed',
    title: 'Your role does not allow this.',
    cause: `It takes the right "${right}".`,
    consequence: 'Nothing was changed.',
    remedy: 'Ask an owner of your organisation for a role that has it.',
  });

export const foreignOrigin = (): ProblemError =>
  new ProblemError({
    status: 403,
    code: 'foreign-origin',
    title: 'The request came from another site.',
    cause: 'A browser sent it on behalf of a page that is not ours.',
    consequence: 'Nothing was changed.',
    remedy: 'Do it from the portal itself; programs use a token.',
  });

export const linkUsed = (): ProblemError =>
  new ProblemError({
    status: 410,
    code: 'link-no-longer-holds',
    title: 'This link no longer holds.',
    cause: 'It was used, taken back, or is too old.',
    consequence: 'No account was made.',
    remedy: 'Ask whoever invited you for a new one.',
  });

const notThere = (code: string, title: string, cause: string): ProblemError =>
  new ProblemError({
    status: 404,
    code,
    title,
    cause,
    consequence: 'Nothing was read or changed.',
    remedy: 'Load the list again.',
  });

export const organisationUnknown = (): ProblemError =>
  notThere('organisation-not-found', 'There is no such organisation.', 'No organisation has this id.');

export const memberUnknown = (): ProblemError =>
  notThere('member-not-found', 'The person is no member.', 'They were taken out, or never belonged to it.');

export const invitationUnknown = (): ProblemError =>
  notThere('invitation-not-found', 'No such invitation is open.', 'It was accepted or withdrawn.');

export const lastOwner = (): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'last-owner',
    title: 'This is the last owner.',
    cause: 'Without an owner nobody could look after the people of the organisation.',
    consequence: 'Nothing was changed.',
    remedy: 'Make somebody else an owner first.',
  });

/** @param role that the person has there */
export const memberAlready = (role: string): ProblemError =>
  new ProblemError({
    status: 409,
    code: 'member-already',
    title: 'You belong to the organisation already.',
    cause: `You are ${role} there, which gives rights that the invitation does not.`,
    consequence: 'Nothing was changed: your role is as it was.',
    remedy: 'Sign in as before. An owner of the organisation changes roles on the page of its people.',
  });
