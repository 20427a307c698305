export * from './decision.js';
export * from './default-settings.js';
export * from './explain-hold.js';
export * from './facts.js';
export * from './law-gap.js';
export * from './plan-next-step.js';
export * from './settings.js';
