import type { Currency } from '@app/domain';
import type { shortDayText } from '@app/domain';
import type { ReportWording } from './report-wording.js';

/** How the parts of the report write: words, days and amounts of one language. */
export interface ReportVoice {
  readonly words: ReportWording;
  readonly amount: (minor: bigint, currency: Currency) => string;
  readonly day: (day: Parameters<typeof shortDayText>[0]) => string;
}
