import { Container, Group, Stack, Text } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useParams } from '@tanstack/react-router';
import { useState } from 'react';
import { LanguageMenu } from '../../app/appearance.js';
import { useTexts } from '../../i18n/use-texts.js';
import { CaseView } from './case-view.js';
import { OpenForm } from './open-form.js';
import { debtorTexts } from './texts/index.js';

/** The debtor's page: the code first, then the case. Nothing of it stays in the browser. */
export default function DebtorPage() {
  const t = useTexts(debtorTexts);
  const { link = '' } = useParams({ strict: false }) as { readonly link?: string };
  const [secret, setSecret] = useState<string>();
  const [isOver, setIsOver] = useState(false);
  useDocumentTitle(t.title);
  const leave = (over: boolean): void => {
    setSecret(undefined);
    setIsOver(over);
  };
  return (
    <Container component="main" size="xs" py="lg" px="md">
      <Stack gap="lg">
        <Group justify="space-between">
          <Text fw={600}>{t.title}</Text>
          <LanguageMenu />
        </Group>
        {secret === undefined ? (
          <OpenForm link={link} isOver={isOver} onOpened={setSecret} />
        ) : (
          <CaseView secret={secret} onLeave={leave} />
        )}
      </Stack>
    </Container>
  );
}
