/** The law of collection and its steps: pure functions over dated tables; `today` is always an argument. */
export * from './allocation/index.js';
export * from './authority/index.js';
export * from './calendar/index.js';
export * from './channels/index.js';
export * from './contact/index.js';
export * from './debtor/index.js';
export * from './deferrals/index.js';
export * from './fees/index.js';
export * from './interest/index.js';
export * from './limitation/index.js';
export * from './planner/index.js';
export * from './plans/index.js';
export * from './process/index.js';
export * from './regimes/index.js';
export * from './settings.js';
export * from './tables/index.js';
export * from './vocabulary.js';
