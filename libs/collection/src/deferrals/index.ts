export * from './deferral.js';
export * from './grant-deferral.js';
