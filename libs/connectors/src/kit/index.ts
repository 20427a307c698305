/** What every connector is built from; on top of what the hub lends it. */
export * from './allocation.js';
export * from './answer-verdict.js';
export * from './call-budget.js';
export * from './decode.js';
export * from './exact-json.js';
export * from './http-client.js';
export * from './in-flight.js';
export * from './ledger-http.js';
export * from './limit-reached.js';
export * from './memory-token-store.js';
export * from './not-built-yet.js';
export * from './paging.js';
export * from './redact.js';
export * from './retry-decision.js';
export * from './settings.js';
export * from './text-socket.js';
export * from './token-renewal.js';
