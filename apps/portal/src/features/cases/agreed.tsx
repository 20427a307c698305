import { Badge, Card, Group, Stack, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface AgreedProps {
  readonly title: string;
  readonly state: string;
  readonly actions?: ReactNode;
  readonly children: ReactNode;
}

/** One thing that was agreed, or waits for an answer, with how it stands and what can be done about it. */
export function Agreed({ title, state, actions, children }: AgreedProps) {
  return (
    <Card withBorder padding="md">
      <Stack gap="xs">
        <Group justify="space-between">
          <Group gap="xs">
            <Title order={3} size="h5">
              {title}
            </Title>
            <Badge variant="light" color="gray" style={{ textTransform: 'none' }}>
              {state}
            </Badge>
          </Group>
          <Group gap="xs">{actions}</Group>
        </Group>
        {children}
      </Stack>
    </Card>
  );
}
