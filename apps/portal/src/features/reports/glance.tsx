import { Card, SimpleGrid, Stack, Text } from '@mantine/core';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { countShare, type Report, shareOf } from './drawn.js';
import { reportsTexts } from './texts/index.js';

/** The four figures that most people come for. */
export function Glance({ report: { open, started, plans } }: { readonly report: Report }) {
  const t = useTexts(reportsTexts);
  const { money, share } = useFormat();
  const ended = plans.kept + plans.broken;
  const part = (of: number | undefined): string => (of === undefined ? '–' : share(of));
  const figures = [
    { label: t.openNow, figure: money(open.total), of: t.openCases(open.cases) },
    {
      label: t.recovered,
      figure: part(shareOf(started.recovered, started.principal)),
      of: t.recoveredOf(money(started.recovered), money(started.principal)),
    },
    {
      label: t.beforeLegal,
      figure: part(countShare(started.paidBeforeLegal, started.paidCases)),
      of: t.beforeLegalOf(started.paidBeforeLegal, started.paidCases),
    },
    {
      label: t.plansKept,
      figure: part(countShare(plans.kept, ended)),
      of: ended === 0 ? t.nothingYet : t.plansKeptOf(plans.kept, ended),
    },
  ];
  return (
    <SimpleGrid cols={{ base: 1, xs: 2, lg: 4 }} className="glance">
      {figures.map(({ label, figure, of }) => (
        <Card key={label} withBorder>
          <Stack gap={2}>
            <Text size="sm" c="dimmed">
              {label}
            </Text>
            <Text fw={650} size="xl" style={{ fontVariantNumeric: 'tabular-nums' }}>
              {figure}
            </Text>
            <Text size="sm" c="dimmed">
              {of}
            </Text>
          </Stack>
        </Card>
      ))}
    </SimpleGrid>
  );
}
