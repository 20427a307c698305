export * from './events.js';
export * from './norway.js';
export * from './sweden.js';
export * from './warning.js';
