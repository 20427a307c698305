export * from './rule-table.js';
