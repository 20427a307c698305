export * from './deferral.js';
