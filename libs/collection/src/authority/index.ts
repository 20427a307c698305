export * from './authority.js';
export * from './may-grant.js';
