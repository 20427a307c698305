import type { Schemas } from '@app/client';
import { Alert, Stack, Text } from '@mantine/core';
import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { connectTexts } from '../features/connect/texts/index.js';
import { useTexts } from '../i18n/use-texts.js';

const COLORS = { 'blocks-pull': 'red', 'blocks-write-back': 'orange', notice: 'blue' } as const;

/** What the ledger lacks, each with how to mend it. The connectors speak English. */
export function Findings({ findings }: { readonly findings: readonly Schemas['PreflightFindingDto'][] }) {
  const t = useTexts(connectTexts);
  return findings.map(({ code, severity, message, remedy }) => (
    <Alert
      key={code}
      color={COLORS[severity]}
      icon={severity === 'notice' ? <IconInfoCircle /> : <IconAlertTriangle />}
      title={t.severities[severity]}
    >
      <Stack gap={4}>
        <Text size="sm" lang="en">
          {message}
        </Text>
        <Text size="sm">
          <strong>{t.remedy}:</strong> <span lang="en">{remedy}</span>
        </Text>
      </Stack>
    </Alert>
  ));
}
