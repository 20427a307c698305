import { currentPrincipal, currentRights } from '../api/principal.js';
import { type Actor, actorText, currentActor } from '../audit/actor.js';
import { type Proposal } from './proposal-store.js';
import { mayNotDecide, onlyPeopleDecide } from './second-person-problems.js';
import { type ProposalKind, RIGHTS_TO_DECIDE } from './subjects.js';

/** A person by their session. */
export interface Decider extends Actor {
  readonly kind: 'user';
}

/**
 * The person who makes the request and may decide what is of this kind.
 * @throws ProblemError for programs, and for people who lack the right
 */
export function currentDecider(kind: ProposalKind): Decider {
  const principal = currentPrincipal();
  if (principal?.kind !== 'user') throw onlyPeopleDecide();
  const right = RIGHTS_TO_DECIDE[kind];
  if (!currentRights()?.has(right)) throw mayNotDecide(right);
  return { kind: 'user', id: principal.id };
}

/** Whether whoever makes the request can say yes or no now. */
export function mayDecide({ kind, state, firstPerson }: Proposal): boolean {
  const principal = currentPrincipal();
  return (
    state === 'open' &&
    principal?.kind === 'user' &&
    principal.id !== firstPerson &&
    (currentRights()?.has(RIGHTS_TO_DECIDE[kind]) ?? false)
  );
}

/** Whether whoever makes the request asked for it, or was the first to say yes to what a program asked. */
export function isTheirs({ askedBy, firstPerson }: Proposal): boolean {
  const actor = currentActor();
  return askedBy === actorText(actor) || (actor.kind === 'user' && actor.id === firstPerson);
}
