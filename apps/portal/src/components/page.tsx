import { Group, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import type { ReactNode } from 'react';

interface PageProps {
  readonly title: string;
  /** One sentence below the title: what this page is for. */
  readonly lead?: ReactNode;
  readonly actions?: ReactNode;
  /** The way back, above the title. */
  readonly above?: ReactNode;
  readonly children: ReactNode;
}

/** A page with its title, also in the browser's tab. */
export function Page({ title, lead, actions, above, children }: PageProps) {
  useDocumentTitle(`${title} – Kravhub`);
  return (
    <Stack gap="lg">
      {above}
      <Group justify="space-between" align="flex-start" gap="md">
        <Stack gap={4} maw={720}>
          <Title order={1} size="h2">
            {title}
          </Title>
          {lead && <Text c="dimmed">{lead}</Text>}
        </Stack>
        {actions && (
          <Group gap="xs" className="not-printed">
            {actions}
          </Group>
        )}
      </Group>
      {children}
    </Stack>
  );
}
