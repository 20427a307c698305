import { localDate } from '@app/domain';
import { type DatedRow, datedTable, halfYearEnd, type SourceStatus } from './dated-table.js';
import { type Ppm, ppmFromPercent } from './percent.js';

const RIKSBANK = 'Riksbanken, referensränta (page of 2020-07-01)';

/** First day, reference rate in percent, notice, status. */
type Line = readonly [from: string, referencePercent: string, notice: string, status: SourceStatus];

const LINES: readonly Line[] = [
  ['2010-01-01', '0.50', RIKSBANK, 'verified'],
  ['2010-07-01', '0.50', RIKSBANK, 'verified'],
  ['2011-01-01', '1.50', RIKSBANK, 'verified'],
  ['2011-07-01', '2.00', RIKSBANK, 'verified'],
  ['2012-01-01', '2.00', RIKSBANK, 'verified'],
  ['2012-07-01', '1.50', RIKSBANK, 'verified'],
  ['2013-01-01', '1.00', RIKSBANK, 'verified'],
  ['2013-07-01', '1.00', RIKSBANK, 'verified'],
  ['2014-01-01', '1.00', RIKSBANK, 'verified'],
  ['2014-07-01', '1.00', RIKSBANK, 'verified'],
  ['2015-01-01', '0.00', RIKSBANK, 'verified'],
  ['2015-07-01', '0.00', RIKSBANK, 'verified'],
  ['2016-01-01', '0.00', RIKSBANK, 'verified'],
  ['2016-07-01', '-0.50', RIKSBANK, 'verified'],
  ['2017-01-01', '-0.50', RIKSBANK, 'verified'],
  ['2017-07-01', '-0.50', RIKSBANK, 'verified'],
  ['2018-01-01', '-0.50', RIKSBANK, 'verified'],
  ['2018-07-01', '-0.50', RIKSBANK, 'verified'],
  ['2019-01-01', '-0.50', RIKSBANK, 'verified'],
  ['2019-07-01', '0.00', 'SFS 2019:550', 'verified'],
  ['2020-01-01', '0.00', 'SFS 2020:1', 'verified'],
  ['2020-07-01', '0.00', RIKSBANK, 'verified'],
  ['2021-01-01', '0.00', 'Riksbanken, referensränta', 'verified'],
  ['2021-07-01', '0.00', 'SFS 2021:773', 'verified'],
  ['2022-01-01', '0.00', 'SFS 2022:1', 'verified'],
  ['2022-07-01', '0.50', 'SFS 2022:1339', 'verified'],
  ['2023-01-01', '2.50', 'SFS 2023:1', 'verified'],
  ['2023-07-01', '3.50', 'SFS 2023:509', 'verified'],
  ['2024-01-01', '4.00', 'SFS 2023:954', 'verified'],
  ['2024-07-01', '4.00', 'SFS 2024:613', 'verified'],
  ['2025-01-01', '3.00', 'SFS 2024:1373', 'verified'],
  ['2025-07-01', '2.00', 'SFS 2025:809', 'verified'],
  ['2026-01-01', '2.00', 'SFS 2025:1582 (value as quoted by others)', 'secondary'],
  ['2026-07-01', '2.00', 'as quoted by others in August and September 2026', 'secondary'],
  // 2027H1 is set by the Riksbank at the turn of the year.
];

/** Late interest is the reference rate of each time and eight points more (räntelagen 6 §). */
export const SE_ADD_ON: Ppm = ppmFromPercent('8');

function row([from, , notice, status]: Line, value: Ppm, note: string): DatedRow<Ppm> {
  return { from: localDate(from), to: halfYearEnd(from), value, source: `${notice} (${note})`, status };
}

/** The Riksbank's reference rate of each half-year (räntelagen 9 §). */
export const SE_REFERENCE_RATE = datedTable<Ppm>(
  'SE reference rate (referensränta)',
  'each day on which interest accrues',
  LINES.map((line) => row(line, ppmFromPercent(line[1]), 'räntelagen 9 §')),
);

/** Yearly rate of late interest. */
export const SE_LATE_INTEREST = datedTable<Ppm>(
  'SE late interest (dröjsmålsränta)',
  'each day on which interest accrues',
  LINES.map((line) => row(line, ppmFromPercent(line[1]) + SE_ADD_ON, 'räntelagen 6 and 9 §§')),
);

/** How far above the reference rate late interest on a consumer's credit may go (konsumentkreditlagen 19 a §). */
export const SE_CONSUMER_CREDIT_CAP = datedTable<Ppm>(
  'SE cap of interest on consumer credit over the reference rate',
  'each day on which interest accrues',
  [
    {
      from: localDate('2018-09-01'),
      to: localDate('2025-02-28'),
      value: ppmFromPercent('40'),
      source: 'konsumentkreditlagen 19 a § before SFS 2024:1238 (high-cost credit)',
      status: 'unverified',
    },
    {
      from: localDate('2025-03-01'),
      value: ppmFromPercent('20'),
      source: 'konsumentkreditlagen 19 a § (SFS 2024:1238)',
      status: 'verified',
    },
  ],
);
