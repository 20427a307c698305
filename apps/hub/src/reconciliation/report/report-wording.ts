import type { Language } from '@app/collection';
import { EN } from './wording/en.js';
import { NB } from './wording/nb.js';
import type { ReportWording } from './wording/report-words.js';
import { SV } from './wording/sv.js';

export type { ReportWording } from './wording/report-words.js';

export const REPORT_WORDING: Readonly<Record<Language, ReportWording>> = { nb: NB, sv: SV, en: EN };
