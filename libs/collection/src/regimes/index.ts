export * from './regime-dates.js';
export * from './regime.js';
