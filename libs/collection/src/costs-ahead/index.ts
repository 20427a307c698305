export * from './costs-ahead.js';
export * from './explain-costs-ahead.js';
