export * from './allocate.js';
export * from './largest-remainder.js';
export * from './policies.js';
