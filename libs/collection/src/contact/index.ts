export * from './contact-hours.js';
export * from './contact-obstacle.js';
export * from './contact-settings.js';
export * from './local-time.js';
export * from './next-moment.js';
