import { localDate } from '@app/domain';
import { datedTable } from './dated-table.js';

/** What a debtor pays at most, in öre, for each measure that the act knows; nothing else gives compensation (5 §). */
export interface SwedishFees {
  readonly reminderMinor: bigint;
  readonly demandMinor: bigint;
  readonly planMinor: bigint;
  /** Förseningsersättning between businesses (4 a §); undefined before it existed. */
  readonly lateCompensationMinor: bigint | undefined;
}

export const SE_FEES = datedTable<SwedishFees>(
  'SE collection fees (lag 1981:739)',
  'the day of the measure',
  [
    {
      from: localDate('2003-07-01'),
      to: localDate('2013-03-15'),
      value: {
        reminderMinor: 50_00n,
        demandMinor: 160_00n,
        planMinor: 150_00n,
        lateCompensationMinor: undefined,
      },
      source:
        'förordning 1981:1057 (SFS 2003:294), still applied to measures before 2013-03-16 (SFS 2013:59)',
      status: 'verified',
    },
    {
      from: localDate('2013-03-16'),
      value: {
        reminderMinor: 60_00n,
        demandMinor: 180_00n,
        planMinor: 170_00n,
        lateCompensationMinor: 450_00n,
      },
      source: 'lag 1981:739, 4 and 4 a §§ (SFS 2013:56)',
      status: 'verified',
    },
  ],
);

/** Public fees of Kronofogden and what a creditor's own work may cost there, in öre. */
export interface KronofogdenFees {
  readonly paymentOrderMinor: bigint;
  /** The creditor's own work or agent, at most: payment order, assistance. */
  readonly agentMaxMinor: bigint;
  readonly assistanceAgentMaxMinor: bigint;
  /** Once for each year of handling. */
  readonly enforcementMinor: bigint;
  /** Not charged again when less than this is unpaid. */
  readonly enforcementFloorMinor: bigint;
}

export const SE_KRONOFOGDEN = datedTable<KronofogdenFees>(
  'SE fees of Kronofogden',
  'the day of the application',
  [
    {
      // The regulation is older; its amounts were read in the text of 2025-09-01 and before that day they are not known here.
      from: localDate('2025-09-01'),
      value: {
        paymentOrderMinor: 300_00n,
        agentMaxMinor: 380_00n,
        assistanceAgentMaxMinor: 420_00n,
        enforcementMinor: 600_00n,
        enforcementFloorMinor: 100_00n,
      },
      source: 'förordning 1992:1094; lag 1990:746, 48 § (texts read of 2025-09-01)',
      status: 'verified',
    },
  ],
);
