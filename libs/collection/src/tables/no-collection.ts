import { localDate } from '@app/domain';
import { datedTable } from './dated-table.js';

/** The base amount of all Norwegian fees, in øre (inkassosatsen). */
export const NO_INKASSOSATS = datedTable<bigint>(
  'NO inkassosats',
  'letters: the day of sending; collection fee: the day the principal is paid',
  [
    {
      from: localDate('2015-01-01'),
      to: localDate('2015-12-31'),
      value: 650_00n,
      source: 'faktura.no and opas.no, notices of January 2015',
      status: 'secondary',
    },
    {
      from: localDate('2016-01-01'),
      to: localDate('2016-12-31'),
      value: 670_00n,
      source: 'faktura.no and advokat.asker.no, notices of the turn of the year',
      status: 'secondary',
    },
    {
      from: localDate('2017-01-01'),
      to: localDate('2025-12-31'),
      value: 700_00n,
      source: 'forliksraadet.no (2017); FOR-2018-12-20-2050 (inkassoforskriften §§ 1-1, 2-1, from 2019)',
      status: 'verified',
    },
    {
      from: localDate('2026-01-01'),
      value: 750_00n,
      source: 'FOR-2025-12-19-2709 (inkassoforskriften §§ 1-1, 2-1)',
      status: 'verified',
    },
  ],
);

/** What the creditor's own letters cost, in thousandths of the inkassosats. */
export interface LetterShares {
  readonly reminderPermille: bigint;
  readonly noticePermille: bigint;
  readonly ownDemandPermille: bigint;
}

export const NO_LETTER_SHARES = datedTable<LetterShares>(
  'NO letter fees (inkassoforskriften § 1-2)',
  'the day the claim fell due',
  [
    {
      from: localDate('2002-03-01'),
      to: localDate('2020-09-30'),
      value: { reminderPermille: 100n, noticePermille: 100n, ownDemandPermille: 300n },
      source: 'inkassoforskriften § 1-2 before FOR-2020-06-19-1248 (sticos.no)',
      status: 'secondary',
    },
    {
      from: localDate('2020-10-01'),
      value: { reminderPermille: 50n, noticePermille: 50n, ownDemandPermille: 150n },
      source: 'inkassoforskriften § 1-2 (FOR-2020-06-19-1248)',
      status: 'verified',
    },
  ],
);

/** To what a letter's fee is rounded, in øre: 1 is not at all, 100 is to the nearest krone. */
export const NO_LETTER_ROUNDING = datedTable<bigint>('NO rounding of letter fees', 'the day of sending', [
  {
    from: localDate('2002-03-01'),
    to: localDate('2025-12-31'),
    value: 1n,
    source: 'inkassoforskriften § 1-2 before FOR-2025-12-19-2709',
    status: 'verified',
  },
  {
    from: localDate('2026-01-01'),
    value: 100n,
    source: 'inkassoforskriften § 1-2, fourth paragraph (FOR-2025-12-19-2709)',
    status: 'verified',
  },
]);

/** One line of the table of ceilings: for claims up to and including an amount. */
export interface SalaerBracket {
  /** In øre; undefined is "over the line before". */
  readonly upToMinor: bigint | undefined;
  /** Thousandths of the inkassosats. */
  readonly lightPermille: bigint;
  readonly heavyPermille: bigint;
}

const bracket = (upToKroner: bigint | undefined, lightPermille: bigint): SalaerBracket => ({
  upToMinor: upToKroner === undefined ? undefined : upToKroner * 100n,
  lightPermille,
  heavyPermille: 2n * lightPermille,
});

/** The debtor's greatest liability for out-of-court costs (salær), smallest claims first. */
export const NO_SALAER = datedTable<readonly SalaerBracket[]>(
  'NO collection fee ceilings (inkassoforskriften §§ 2-2, 2-3)',
  'the day the claim fell due',
  [
    {
      from: localDate('2010-01-01'),
      to: localDate('2020-09-30'),
      value: [
        bracket(2_500n, 500n),
        bracket(10_000n, 1_000n),
        bracket(50_000n, 2_000n),
        bracket(250_000n, 4_000n),
        bracket(undefined, 8_000n),
      ],
      source: 'inkassoforskriften §§ 2-2, 2-3 before FOR-2020-06-19-1248 (sergel.no, table at 700)',
      status: 'secondary',
    },
    {
      from: localDate('2020-10-01'),
      value: [
        bracket(500n, 250n),
        bracket(1_000n, 350n),
        bracket(2_500n, 400n),
        bracket(10_000n, 800n),
        bracket(50_000n, 1_600n),
        bracket(250_000n, 3_600n),
        bracket(undefined, 7_200n),
      ],
      source: 'inkassoforskriften §§ 2-2, 2-3 (FOR-2020-06-19-1248)',
      status: 'verified',
    },
  ],
);

/** What raises a ceiling, in thousandths. */
export interface SalaerFactors {
  /** A debt not incurred as a consumer (§ 2-1). */
  readonly businessPermille: bigint;
  /** A plan with more instalments than this raises the ceiling (§ 2-4). */
  readonly instalmentsOver: number;
  /** By so much of the inkassosats (§ 2-4). */
  readonly instalmentUpliftPermille: bigint;
}

export const NO_SALAER_FACTORS = datedTable<SalaerFactors>(
  'NO factors of the collection fee (inkassoforskriften §§ 2-1, 2-4)',
  'the day the principal is paid',
  [
    {
      from: localDate('2010-01-01'),
      value: { businessPermille: 1_500n, instalmentsOver: 4, instalmentUpliftPermille: 1_500n },
      source: 'inkassoforskriften § 2-1 second paragraph (FOR-2009-09-04-1151), § 2-4 first paragraph',
      status: 'verified',
    },
  ],
);

/** General rate of value added tax, in thousandths of the price. */
export const NO_VAT = datedTable<bigint>(
  'NO general rate of value added tax',
  'the day the principal is paid',
  [
    {
      from: localDate('2005-01-01'),
      value: 250n,
      source: 'Stortinget’s yearly decision on value added tax, § 2 (general rate)',
      status: 'secondary',
    },
  ],
);
