import { localDate } from '@app/domain';
import { type DatedRow, datedTable, type SourceStatus } from './dated-table.js';

type Year = readonly [
  from: string,
  to: string | undefined,
  kroner: bigint,
  status: SourceStatus,
  source: string,
];

const LIST = 'rettsgebyrforskriften § 2-1, as listed by the courts';

const YEARS: readonly Year[] = [
  ['2016-01-01', '2016-12-31', 1_025n, 'verified', 'rettsgebyrloven § 1 (LOV-2015-12-18-125)'],
  ['2017-01-01', '2017-12-31', 1_049n, 'verified', 'rettsgebyrforskriften § 2-1 (rettsgebyrloven § 1, note)'],
  ['2018-01-01', '2018-12-31', 1_130n, 'secondary', LIST],
  ['2019-01-01', '2019-12-31', 1_150n, 'secondary', LIST],
  ['2020-01-01', '2020-12-31', 1_172n, 'secondary', LIST],
  ['2021-01-01', '2021-12-31', 1_199n, 'secondary', LIST],
  ['2022-01-01', '2022-12-31', 1_223n, 'secondary', LIST],
  ['2023-01-01', '2023-12-31', 1_243n, 'secondary', LIST],
  ['2024-01-01', '2024-12-31', 1_277n, 'verified', 'Prop. 80 L (2023-2024) 3.1 (1.1 R = 1 404.70)'],
  ['2025-01-01', '2025-12-31', 1_314n, 'secondary', LIST],
  ['2026-01-01', '2026-12-31', 1_345n, 'secondary', LIST],
];

/** The court fee R, in øre; set for a calendar year. */
export const NO_COURT_FEE = datedTable<bigint>(
  'NO court fee (rettsgebyret R)',
  'the day of the application',
  YEARS.map(([from, to, kroner, status, source]): DatedRow<bigint> => ({
    from: localDate(from),
    ...(to === undefined ? {} : { to: localDate(to) }),
    value: kroner * 100n,
    source,
    status,
  })),
);

/** Conciliation board, in hundredths of R. */
export const NO_CONCILIATION_FACTOR = datedTable<bigint>(
  'NO factor of the conciliation board (rettsgebyrloven § 7)',
  'the day of the application',
  [
    {
      from: localDate('2022-01-01'),
      to: localDate('2024-06-30'),
      value: 110n,
      source: 'rettsgebyrloven § 7 (LOV-2021-12-22-166; Prop. 80 L (2023-2024) 3.1)',
      status: 'verified',
    },
    {
      from: localDate('2024-07-01'),
      value: 154n,
      source: 'rettsgebyrloven § 7 (Prop. 80 L (2023-2024))',
      status: 'verified',
    },
  ],
);

/** Attachment of assets or wages (utlegg), in hundredths of R. When the factor fell from 1.21 was not found. */
export const NO_ATTACHMENT_FACTOR = datedTable<bigint>(
  'NO factor of attachment (rettsgebyrloven § 14)',
  'the day of the application',
  [
    {
      from: localDate('2026-01-01'),
      value: 69n,
      source: 'rettsgebyrloven § 14 first paragraph (text in force on 2026-07-02)',
      status: 'verified',
    },
  ],
);

/** Service of a bankruptcy notice (konkursloven § 63), in hundredths of R; it raises the ceiling of the collection fee. */
export const NO_BANKRUPTCY_NOTICE_FACTOR = datedTable<bigint>(
  'NO factor of a bankruptcy notice (rettsgebyrloven § 25)',
  'the day of the application',
  [
    {
      from: localDate('2022-01-01'),
      to: localDate('2024-06-30'),
      value: 40n,
      source: 'rettsgebyrloven § 25 (LOV-2021-12-22-166; Prop. 80 L (2023-2024) 3.1)',
      status: 'verified',
    },
    {
      from: localDate('2024-07-01'),
      value: 50n,
      source: 'rettsgebyrloven § 25 (Prop. 80 L (2023-2024))',
      status: 'verified',
    },
  ],
);

/** District court, in hundredths of R: ordinary claim 5 R, small claims process 3.5 R (rettsgebyrloven § 8). */
export const NO_DISTRICT_COURT_FACTORS = datedTable<{ readonly claim: bigint; readonly smallClaim: bigint }>(
  'NO factors of the district court (rettsgebyrloven § 8)',
  'the day of the writ',
  [
    {
      from: localDate('2026-01-01'),
      value: { claim: 500n, smallClaim: 350n },
      source: 'rettsgebyrloven § 8 (text in force on 2026-07-02)',
      status: 'verified',
    },
  ],
);
