import { en } from './en.js';
import { nb } from './nb.js';
import { sv } from './sv.js';

export type BankFilesTexts = typeof nb;
export const bankFilesTexts = { nb, sv, en };
