import { BarChart } from '@mantine/charts';
import { Amount } from '../../components/amount.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type Report, wholeOf } from './drawn.js';
import { DRAWING, DRAWING_HEIGHT, Figure } from './figure.js';
import { FigureTable } from './figure-table.js';
import { reportsTexts } from './texts/index.js';

/** How long open cases have been due, and what is owed in them. */
export function Ages({ report: { ages } }: { readonly report: Report }) {
  const t = useTexts(reportsTexts);
  const { count } = useFormat();
  const named = ages.map(({ fromDays, toDays, ...age }) => ({
    ...age,
    name: fromDays === 0 ? t.notOverdue : toDays === null ? t.andMore(fromDays) : t.between(fromDays, toDays),
  }));
  return (
    <Figure
      title={t.ages}
      lead={t.agesLead}
      drawing={
        named.length > 0 && (
          <BarChart
            h={DRAWING_HEIGHT}
            type="stacked"
            withLegend
            dataKey="name"
            maxBarWidth={72}
            data={named.map(({ name, principal, interest, costs }) => ({
              name,
              principal: wholeOf(principal),
              interest: wholeOf(interest),
              costs: wholeOf(costs),
            }))}
            series={[
              { name: 'principal', label: t.principal, color: 'fjord.6' },
              { name: 'interest', label: t.interest, color: 'blue.5' },
              { name: 'costs', label: t.costs, color: 'orange.5' },
            ]}
            valueFormatter={count}
            yAxisProps={{ width: 72 }}
            barChartProps={DRAWING}
          />
        )
      }
    >
      <FigureTable
        label={t.ages}
        head={[t.age, t.cases, t.principal, t.interest, t.costs]}
        rows={named.map(({ name, cases, ...amounts }) => ({
          name,
          cells: [
            count(cases),
            <Amount key="principal" of={amounts.principal} />,
            <Amount key="interest" of={amounts.interest} />,
            <Amount key="costs" of={amounts.costs} />,
          ],
        }))}
      />
    </Figure>
  );
}
