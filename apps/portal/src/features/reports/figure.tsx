import { Box, Card, Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface FigureProps {
  readonly title: string;
  readonly lead?: string;
  /** A drawing of what the table below it says; undefined where there is nothing to draw. */
  readonly drawing?: ReactNode;
  readonly children: ReactNode;
}

/** A part of the report: what it is, a drawing, and the same in figures. Who does not see the drawing has the table. */
export function Figure({ title, lead, drawing, children }: FigureProps) {
  return (
    <Card withBorder component="section" aria-label={title}>
      <Stack gap="md">
        <Stack gap={2}>
          <Title order={3} size="h4">
            {title}
          </Title>
          {lead && (
            <Text size="sm" c="dimmed">
              {lead}
            </Text>
          )}
        </Stack>
        {drawing && (
          <Box role="img" aria-label={title} className="drawing">
            {drawing}
          </Box>
        )}
        {children}
      </Stack>
    </Card>
  );
}

/** For every chart: it is a picture with its own table, and takes no focus. */
export const DRAWING = { accessibilityLayer: false } as const;
export const DRAWING_HEIGHT = 260;
