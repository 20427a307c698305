export * from './circumstances.js';
