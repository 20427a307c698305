import { ProblemError } from '../api/problem-error.js';

/** One answer for a link that does not exist, has expired, was revoked or is locked, and for a wrong code: it tells nothing of which. */
export function pageNotOpened(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'debtor-page-not-opened',
    title: 'The page was not opened.',
    cause: 'The link and the code do not belong together, or they open nothing now.',
    consequence: 'Nothing is shown.',
    remedy:
      'Type both as the newest letter shows them. After several tries wait fifteen minutes, or call: a person helps.',
  });
}

export function visitOver(): ProblemError {
  return new ProblemError({
    status: 401,
    code: 'debtor-visit-over',
    title: 'The page was closed.',
    cause: 'It was open for half an hour, or it was closed by somebody.',
    consequence: 'Nothing was changed.',
    remedy: 'Open it again with the link and the code of the letter.',
  });
}

/** Where no letter could name an address that a debtor reaches. */
export function noPublicAddress(): ProblemError {
  return new ProblemError({
    status: 409,
    code: 'no-public-address',
    title: 'The debtor’s page has no address.',
    cause: 'PUBLIC_URL is not set: a debtor’s browser could not reach the page.',
    consequence: 'No link was made.',
    remedy: 'Set PUBLIC_URL to the address under which browsers reach this hub, and start it again.',
  });
}
