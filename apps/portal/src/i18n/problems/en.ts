import type { nb } from './nb.js';

/** The hub speaks English by itself. */
export const en: typeof nb = {};
