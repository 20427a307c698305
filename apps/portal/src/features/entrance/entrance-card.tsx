import { Anchor, Box, Center, Group, Paper, Stack, Text, Title } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { AppearanceMenu, LanguageMenu } from '../../app/appearance.js';
import { Logo } from '../../app/logo.js';
import { useTexts } from '../../i18n/use-texts.js';
import { entranceTexts } from './texts/index.js';

interface EntranceCardProps {
  readonly title: string;
  readonly lead?: string;
  readonly children: ReactNode;
  /** Shows the way to the sign-in below. */
  readonly toSignIn?: boolean;
}

/** One form in the middle of a calm page. */
export function EntranceCard({ title, lead, children, toSignIn = false }: EntranceCardProps) {
  const t = useTexts(entranceTexts);
  useDocumentTitle(`${title} – Kravhub`);
  return (
    <Box mih="100vh" style={{ display: 'flex', flexDirection: 'column' }}>
      <Group component="header" justify="space-between" p="md">
        <Logo />
        <Group gap={4}>
          <LanguageMenu />
          <AppearanceMenu />
        </Group>
      </Group>
      <Center component="main" px="md" pb={96} style={{ flexGrow: 1 }}>
        <Paper withBorder shadow="sm" radius="lg" p={{ base: 'lg', sm: 'xl' }} w="100%" maw={440}>
          <Stack gap="lg">
            <Stack gap={6}>
              <Title order={1} size="h2">
                {title}
              </Title>
              {lead && <Text c="dimmed">{lead}</Text>}
            </Stack>
            {children}
            {toSignIn && (
              <Anchor component={Link} to="/sign-in" size="sm">
                {t.toSignIn}
              </Anchor>
            )}
          </Stack>
        </Paper>
      </Center>
    </Box>
  );
}
