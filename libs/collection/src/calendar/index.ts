export * from './deadline.js';
export * from './easter.js';
export * from './heavy-day.js';
export * from './holidays.js';
export * from './months.js';
export * from './weekday.js';
export * from './working-day.js';
