export * from './channel-plan.js';
export * from './choose-channel.js';
export * from './default-table.js';
export * from './rule-table.js';
