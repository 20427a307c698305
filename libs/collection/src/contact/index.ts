export * from './contact-settings.js';
