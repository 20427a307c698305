/** What every connector promises the hub, and what the hub lends every connector. */
export * from './case-status.js';
export * from './changes.js';
export * from './connector.js';
export * from './errors.js';
export * from './page.js';
export * from './preflight.js';
export * from './sign-in.js';
export * from './tools.js';
export * from './wake-ups.js';
export * from './write-back.js';
