import { localDate } from '@app/domain';
import { type DatedRow, datedTable, halfYearEnd, type SourceStatus } from './dated-table.js';
import { type Ppm, ppmFromPercent } from './percent.js';

/** First day, percent a year, standard compensation in whole kroner (none before 2014 in the statute's note), regulation. */
type Line = readonly [
  from: string,
  percent: string,
  compensationKroner: number | undefined,
  regulation: string,
];

const LINES: readonly Line[] = [
  ['2010-01-01', '8.75', undefined, 'FOR-2009-12-17-1599'],
  ['2010-07-01', '9.00', undefined, 'FOR-2010-06-24-935'],
  ['2011-01-01', '9.00', undefined, 'FOR-2010-12-16-1606'],
  ['2011-07-01', '9.25', undefined, 'FOR-2011-06-27-656'],
  ['2012-01-01', '8.75', undefined, 'FOR-2011-12-15-1243'],
  ['2012-07-01', '8.50', undefined, 'FOR-2012-06-21-565'],
  ['2013-01-01', '8.50', undefined, 'FOR-2012-12-19-1340'],
  ['2013-07-01', '9.50', undefined, 'FOR-2013-06-26-755'],
  ['2014-01-01', '9.50', 320, 'FOR-2013-12-20-1586'],
  ['2014-07-01', '9.50', 320, 'FOR-2014-06-24-818'],
  ['2015-01-01', '9.25', 330, 'FOR-2014-12-12-1594'],
  ['2015-07-01', '9.00', 330, 'FOR-2015-06-22-729'],
  ['2016-01-01', '8.75', 370, 'FOR-2015-12-17-1694'],
  ['2016-07-01', '8.50', 370, 'FOR-2016-06-23-784'],
  ['2017-01-01', '8.50', 360, 'FOR-2016-12-15-1583'],
  ['2017-07-01', '8.50', 370, 'FOR-2017-06-22-915'],
  ['2018-01-01', '8.50', 380, 'FOR-2017-12-14-2020'],
  ['2018-07-01', '8.50', 380, 'FOR-2018-06-21-940'],
  ['2019-01-01', '8.75', 380, 'FOR-2018-12-13-1905'],
  ['2019-07-01', '9.25', 390, 'FOR-2019-06-20-763'],
  ['2020-01-01', '9.50', 400, 'FOR-2019-12-19-2027'],
  ['2020-07-01', '8.00', 430, 'FOR-2020-06-18-1222'],
  ['2021-01-01', '8.00', 420, 'FOR-2020-12-17-2954'],
  ['2021-07-01', '8.00', 400, 'FOR-2021-06-17-2079'],
  ['2022-01-01', '8.50', 390, 'FOR-2021-12-17-3742'],
  ['2022-07-01', '9.25', 400, 'FOR-2022-06-24-1178'],
  ['2023-01-01', '10.75', 410, 'FOR-2022-12-15-2236'],
  ['2023-07-01', '11.75', 460, 'FOR-2023-06-22-1075'],
  ['2024-01-01', '12.50', 470, 'FOR-2023-12-14-2043'],
  ['2024-07-01', '12.50', 460, 'FOR-2024-06-26-1320'],
  ['2025-01-01', '12.50', 470, 'FOR-2024-12-19-3279'],
  ['2025-07-01', '12.25', 460, 'FOR-2025-06-23-1321'],
  ['2026-01-01', '12.00', 460, 'FOR-2025-12-18-2658'],
  ['2026-07-01', '12.25', 430, 'FOR-2026-06-25-1372'],
  // 2027H1 is set in December 2026. Until its row stands here, interest past the year's end is an error.
];

/** Quoted by others; the regulation's own text was not at hand. */
const SECONDARY = new Set(['2026-07-01']);

function row<T>([from, , , regulation]: Line, value: T, note: string): DatedRow<T> {
  const status: SourceStatus = SECONDARY.has(from) ? 'secondary' : 'verified';
  return {
    from: localDate(from),
    to: halfYearEnd(from),
    value,
    source: `${regulation} (forsinkelsesrenteloven ${note})`,
    status,
  };
}

/** Yearly rate of late interest; one rate for consumers and businesses, for claims already late too (§ 3, first paragraph). */
export const NO_LATE_INTEREST = datedTable<Ppm>(
  'NO late interest (forsinkelsesrente)',
  'each day on which interest accrues',
  LINES.map((line) => row(line, ppmFromPercent(line[1]), '§ 3')),
);

/** The 40 euro of § 3 a in øre. Never from a consumer (§ 4 d). */
export const NO_STANDARD_COMPENSATION = datedTable<bigint>(
  'NO standard compensation (forsinkelsesrenteloven § 3 a)',
  'the day from which late interest could first be claimed',
  LINES.flatMap((line) => (line[2] === undefined ? [] : [row(line, BigInt(line[2]) * 100n, '§ 3 a')])),
);
