export * from './build-plan.js';
export * from './forecast.js';
export * from './plan.js';
export * from './plan-messages.js';
export * from './plan-state.js';
export * from './plans-kept.js';
export * from './pro-rata.js';
