import { Group, Text } from '@mantine/core';

/** The name with its sign. */
export function Logo() {
  return (
    <Group gap={8} wrap="nowrap">
      <svg width="28" height="28" viewBox="0 0 32 32" aria-hidden>
        <rect width="32" height="32" rx="8" fill="#1c7c6b" />
        <path
          d="M10 7v18M22 7 11 16l11 9"
          fill="none"
          stroke="#fff"
          strokeWidth="3.2"
          strokeLinecap="round"
          strokeLinejoin="round"
        />
      </svg>
      <Text fw={700} size="lg">
        Kravhub
      </Text>
    </Group>
  );
}
