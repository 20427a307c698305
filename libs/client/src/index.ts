export { answer, createHubClient } from './client.js';
export type { HubClient, HubClientOptions, Schemas } from './client.js';
export { noAnswer, ProblemError, problemOf } from './problem.js';
export type { FieldProblem, ProblemParts } from './problem.js';
