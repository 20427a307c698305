import { en } from './en.js';
import { nb } from './nb.js';
import { sv } from './sv.js';

export const bankFilesTexts = { nb, sv, en };
