import { Stack, Text, ThemeIcon, Title } from '@mantine/core';
import { IconInbox } from '@tabler/icons-react';
import type { ComponentType, ReactNode } from 'react';

interface EmptyStateProps {
  readonly title: string;
  readonly icon?: ComponentType<{ size?: number; stroke?: number }>;
  readonly children?: ReactNode;
  readonly action?: ReactNode;
}

/** Where there is nothing: says so kindly, and what would bring something. */
export function EmptyState({ title, icon: Icon = IconInbox, children, action }: EmptyStateProps) {
  return (
    <Stack align="center" gap="sm" py={64} px="md" ta="center">
      <ThemeIcon size={64} radius="xl" variant="light" color="teal" aria-hidden>
        <Icon size={32} stroke={1.5} />
      </ThemeIcon>
      <Title order={2} size="h4">
        {title}
      </Title>
      {children && (
        <Text c="dimmed" maw={480}>
          {children}
        </Text>
      )}
      {action}
    </Stack>
  );
}
