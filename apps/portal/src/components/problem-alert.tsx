import { ProblemError } from '@app/client';
import { Alert, Button, List, Stack, Text } from '@mantine/core';
import { IconAlertTriangle } from '@tabler/icons-react';
import { commonTexts } from '../i18n/common/index.js';
import { useLanguage } from '../i18n/language.js';
import { problemTexts } from '../i18n/problems/index.js';
import { useTexts } from '../i18n/use-texts.js';

interface ProblemAlertProps {
  readonly error: unknown;
  readonly onRetry?: (() => void) | undefined;
}

/** What was refused or failed: the cause, what follows from it, and what to do. */
export function ProblemAlert({ error, onRetry }: ProblemAlertProps) {
  const t = useTexts(commonTexts);
  const { language } = useLanguage();
  if (!(error instanceof ProblemError)) {
    return (
      <Alert color="red" icon={<IconAlertTriangle />} title={t.pageFailed} role="alert">
        {t.pageFailedWhy}
      </Alert>
    );
  }
  const known = problemTexts[language][error.code];
  return (
    <Alert color="red" icon={<IconAlertTriangle />} title={known?.title ?? error.title} role="alert">
      <Stack gap="xs" align="flex-start">
        {known ? (
          <Text size="sm">{known.remedy}</Text>
        ) : (
          <Text size="sm" lang="en">
            {error.detail} {error.consequence} {error.remedy}
          </Text>
        )}
        {error.fields.length > 0 && (
          <List size="sm">
            {error.fields.map(({ field, reason }) => (
              <List.Item key={`${field}${reason}`}>
                {field}: {reason}
              </List.Item>
            ))}
          </List>
        )}
        {error.requestId !== '' && (
          <Text size="xs" c="dimmed">
            {t.reference}: {error.requestId}
          </Text>
        )}
        {onRetry && (
          <Button size="xs" variant="light" color="red" onClick={onRetry}>
            {t.retry}
          </Button>
        )}
      </Stack>
    </Alert>
  );
}
