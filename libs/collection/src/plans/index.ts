export * from './plan.js';
export * from './plan-state.js';
