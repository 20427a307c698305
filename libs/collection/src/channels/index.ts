export * from './channel-plan.js';
export * from './rule-table.js';
