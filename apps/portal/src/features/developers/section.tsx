import { Group, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface SectionProps {
  readonly title: string;
  readonly lead: string;
  readonly action: ReactNode;
  readonly children: ReactNode;
}

/** One half of the page, with its way to make something new. */
export function Section({ title, lead, action, children }: SectionProps) {
  return (
    <Stack component="section" gap="md">
      <Group justify="space-between" align="flex-start">
        <Stack gap={2} maw={680}>
          <Title order={2} size="h3">
            {title}
          </Title>
          <Text c="dimmed" size="sm">
            {lead}
          </Text>
        </Stack>
        {action}
      </Group>
      {children}
    </Stack>
  );
}
