export * from './may-be-erased.js';
export * from './retention-rules.js';
