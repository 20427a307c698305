import { ColorSwatch, Group, Progress, SimpleGrid, Stack, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { Amount } from '../../components/amount.js';
import { useFormat } from '../../i18n/format.js';
import { useTexts } from '../../i18n/use-texts.js';
import { type Report, shareOf } from './drawn.js';
import { Figure } from './figure.js';
import { reportsTexts } from './texts/index.js';

/** How plans went, and what of the costs came in. */
export function PlansAndCosts({ report }: { readonly report: Report }) {
  const t = useTexts(reportsTexts);
  const { count } = useFormat();
  const { running, kept, broken } = report.plans;
  const all = running + kept + broken;
  const plans = [
    { label: t.kept, value: kept, color: 'fjord.6' },
    { label: t.running, value: running, color: 'blue.5' },
    { label: t.broken, value: broken, color: 'orange.5' },
  ];
  const { charged, paid, givenUp } = report.costs;
  const costs = [
    { label: t.charged, amount: charged, color: 'blue.5' },
    { label: t.paid, amount: paid, color: 'fjord.6' },
    { label: t.givenUp, amount: givenUp, color: 'gray.5' },
  ];
  return (
    <SimpleGrid cols={{ base: 1, md: 2 }} className="figures">
      <Figure title={t.plans}>
        {all === 0 ? (
          <Text c="dimmed">{t.noPlans}</Text>
        ) : (
          <>
            <Progress.Root size={18} aria-hidden>
              {plans.map(({ label, value, color }) => (
                <Progress.Section key={label} value={(value * 100) / all} color={color} />
              ))}
            </Progress.Root>
            {plans.map(({ label, value, color }) => (
              <Line key={label} label={label} color={color}>
                {count(value)}
              </Line>
            ))}
          </>
        )}
      </Figure>
      <Figure title={t.costsTitle}>
        {costs.map(({ label, amount, color }) => (
          <Stack key={label} gap={4}>
            <Line label={label} color={color}>
              <Amount of={amount} />
            </Line>
            <Progress value={(shareOf(amount, charged) ?? 0) * 100} color={color} size={10} aria-hidden />
          </Stack>
        ))}
      </Figure>
    </SimpleGrid>
  );
}

interface LineProps {
  readonly label: string;
  readonly color: string;
  readonly children: ReactNode;
}

function Line({ label, color, children }: LineProps) {
  return (
    <Group justify="space-between">
      <Group gap="xs">
        <ColorSwatch
          color={`var(--mantine-color-${color.replace('.', '-')})`}
          size={12}
          withShadow={false}
          aria-hidden
        />
        <Text size="sm">{label}</Text>
      </Group>
      <Text size="sm" fw={600}>
        {children}
      </Text>
    </Group>
  );
}
