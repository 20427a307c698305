import { BarChart } from '@mantine/charts';
import { SimpleGrid } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { drawnCohorts, type Report } from './drawn.js';
import { DRAWING, DRAWING_HEIGHT, Figure } from './figure.js';
import { FigureTable } from './figure-table.js';
import { reportsTexts } from './texts/index.js';

/** How cases ended by month of start, and how long it took. */
export function Outcomes({ report: { cohorts } }: { readonly report: Report }) {
  const t = useTexts(reportsTexts);
  const { count, month: monthName } = useFormat();
  const drawn = drawnCohorts(cohorts).map(({ month, cases, paidCases, paidBeforeLegal, ...cohort }) => ({
    month: monthName(month),
    before: paidBeforeLegal,
    after: paidCases - paidBeforeLegal,
    open: cases - paidCases,
    days: cohort.medianDaysToPayment,
  }));
  const axes = {
    h: DRAWING_HEIGHT,
    data: drawn,
    dataKey: 'month',
    withLegend: true,
    maxBarWidth: 48,
    valueFormatter: count,
    yAxisProps: { width: 44, allowDecimals: false },
    barChartProps: DRAWING,
  };
  return (
    <Figure
      title={t.outcomes}
      lead={t.outcomesLead}
      drawing={
        drawn.length > 0 && (
          <SimpleGrid cols={{ base: 1, lg: 2 }} className="drawings">
            <BarChart
              {...axes}
              type="stacked"
              series={[
                { name: 'before', label: t.paidBefore, color: 'fjord.6' },
                { name: 'after', label: t.paidAfter, color: 'orange.5' },
                { name: 'open', label: t.notPaid, color: 'gray.5' },
              ]}
            />
            <BarChart {...axes} series={[{ name: 'days', label: t.daysHead, color: 'blue.5' }]} />
          </SimpleGrid>
        )
      }
    >
      <FigureTable
        label={t.outcomes}
        head={[t.month, t.principal, t.cases, t.paidCases, t.paidBefore, t.daysHead]}
        rows={cohorts.toReversed().map(({ month, principal, medianDaysToPayment: days, ...counts }) => ({
          name: monthName(month),
          cells: [
            <Amount key="principal" of={principal} />,
            count(counts.cases),
            count(counts.paidCases),
            count(counts.paidBeforeLegal),
            days === null ? '–' : count(days),
          ],
        }))}
      />
    </Figure>
  );
}
