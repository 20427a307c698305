export * from './channel-plan.js';
export * from './choose-channel.js';
export * from './default-table.js';
export * from './explain-channel.js';
export * from './rule-table.js';
export * from './service-advice.js';
export * from './validate-table.js';
