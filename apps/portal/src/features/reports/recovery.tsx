import { LineChart } from '@mantine/charts';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { recoveryLines, type Report, shareOf } from './drawn.js';
import { DRAWING, DRAWING_HEIGHT, Figure } from './figure.js';
import { FigureTable } from './figure-table.js';
import { reportsTexts } from './texts/index.js';

const COLORS = ['gray.5', 'grape.5', 'orange.5', 'blue.5', 'teal.4', 'fjord.7'] as const;

/** How the money came in, month by month after the cases were started; the newest start is the strongest line. */
export function Recovery({ report: { cohorts } }: { readonly report: Report }) {
  const t = useTexts(reportsTexts);
  const { month: monthName, share } = useFormat();
  const { months, points } = recoveryLines(cohorts);
  const length = Math.max(0, ...cohorts.map(({ recovered }) => recovered.length));
  return (
    <Figure
      title={t.recovery}
      lead={t.recoveryLead}
      drawing={
        months.length > 0 && (
          <LineChart
            h={DRAWING_HEIGHT}
            withLegend
            dataKey="after"
            data={[...points]}
            series={months.map((month, line) => ({
              name: month,
              label: monthName(month),
              color: COLORS[COLORS.length - months.length + line] ?? COLORS[0],
            }))}
            curveType="linear"
            connectNulls={false}
            valueFormatter={share}
            yAxisProps={{ width: 56, domain: [0, 1] }}
            xAxisLabel={t.afterHead}
            lineChartProps={DRAWING}
          />
        )
      }
    >
      <FigureTable
        label={t.recovery}
        head={[t.month, ...Array.from({ length }, (_, after) => t.after(after))]}
        rows={cohorts.toReversed().map(({ month, principal, recovered }) => {
          const shares = recovered.map((paid) => shareOf(paid, principal));
          return {
            name: monthName(month),
            cells: shares.map((part) => (part === undefined ? '–' : share(part))),
            fills: shares,
          };
        })}
      />
    </Figure>
  );
}
