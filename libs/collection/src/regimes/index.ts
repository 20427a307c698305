export * from './regime-dates.js';
