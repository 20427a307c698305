import { Stack, Text, Title } from '@mantine/core';

interface CardHeadingProps {
  readonly title: string;
  /** One sentence below it: what the card is for. */
  readonly lead: string;
}

/** What a card on a page is about. */
export function CardHeading({ title, lead }: CardHeadingProps) {
  return (
    <Stack gap={4}>
      <Title order={2} size="h4">
        {title}
      </Title>
      <Text size="sm" c="dimmed">
        {lead}
      </Text>
    </Stack>
  );
}
