import { Card, Group, Stack, Text, Title } from '@mantine/core';
import { Amount } from '../../components/amount.js';
import { Day } from '../../components/day.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Case } from './one-case.js';
import { casesTexts } from './texts/index.js';

/** What is owed, as of the last assessment; nothing is added up here. */
export function OwedCard({ of: { owed, overpaid, assessedOn } }: { readonly of: Case }) {
  const t = useTexts(casesTexts);
  const { total, ...parts } = owed;
  return (
    <Card withBorder padding="lg">
      <Stack gap="xs">
        <Title order={2} size="h5">
          {t.owed}
        </Title>
        <Text size="xl" fw={700}>
          <Amount of={total} />
        </Text>
        {(['principal', 'interest', 'costs', 'court'] as const)
          .filter((part) => part === 'principal' || !isNothing(parts[part].amount))
          .map((part) => (
            <Group key={part} justify="space-between" gap="xs">
              <Text size="sm">{t.amounts[part]}</Text>
              <Amount of={parts[part]} size="sm" />
            </Group>
          ))}
        {!isNothing(overpaid.amount) && (
          <Group justify="space-between" gap="xs">
            <Text size="sm">{t.overpaid}</Text>
            <Amount of={overpaid} size="sm" />
          </Group>
        )}
        {assessedOn && (
          <Text size="xs" c="dimmed">
            {t.asOf} <Day on={assessedOn} />
          </Text>
        )}
      </Stack>
    </Card>
  );
}

function isNothing(amount: string): boolean {
  return /^-?0+(\.0+)?$/.test(amount);
}
