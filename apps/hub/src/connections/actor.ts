export { type Actor, actorOf, API_ACTOR, currentActor, SYSTEM_ACTOR } from '../audit/actor.js';
