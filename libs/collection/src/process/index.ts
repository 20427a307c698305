export * from './counting.js';
export * from './letter-content.js';
export * from './letter-deadline.js';
export * from './letter-fields.js';
export * from './process-page.js';
export * from './road.js';
export * from './step-rule.js';
