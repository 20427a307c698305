export * from './decision.js';
export * from './facts.js';
export * from './settings.js';
