import { localDate } from '@app/domain';
import type { Country } from '@app/domain';
import { type DatedTable, datedTable } from './dated-table.js';

/** Standard rate of value added tax on services, in whole percent. */
export const VAT: Readonly<Record<Country, DatedTable<bigint>>> = {
  NO: datedTable('NO value added tax', 'the day of the supply', [
    {
      from: localDate('2005-01-01'),
      value: 25n,
      source:
        'merverdiavgiftsloven (LOV-2009-06-19-58) § 5-1; rate by Stortingets vedtak om merverdiavgift § 2',
      status: 'secondary',
    },
  ]),
  SE: datedTable('SE value added tax', 'the day of the supply', [
    {
      from: localDate('1990-07-01'),
      value: 25n,
      source: 'mervärdesskattelag (2023:200) 9 kap. 2 §; before it mervärdesskattelag (1994:200) 7 kap. 1 §',
      status: 'secondary',
    },
  ]),
};
