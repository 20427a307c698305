export * from './letter-content.js';
export * from './letter-fields.js';
export * from './step-rule.js';
