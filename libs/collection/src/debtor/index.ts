export * from './circumstances.js';
export * from './debtor-effects.js';
