export * from './all-tables.js';
export * from './dated-table.js';
export * from './no-collection.js';
export * from './no-court-fees.js';
export * from './no-late-interest.js';
export * from './percent.js';
export * from './se-fees.js';
export * from './se-late-interest.js';
