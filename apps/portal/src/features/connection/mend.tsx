import { Alert, Button, Group, Stack, Text } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { ProblemAlert } from '../../components/problem-alert.js';
import { startTexts } from '../start/texts/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import type { Connection, ConnectionPath } from '../../session/connections.js';
import { NewAccess } from './new-access.js';
import { connectionTexts } from './texts/index.js';
import { useSteps } from './use-steps.js';

interface MendProps {
  readonly path: ConnectionPath;
  readonly connection: Connection;
}

/** What stops a connection, and the two ways on: mended in the ledger, or let in anew. */
export function Mend({ path, connection }: MendProps) {
  const t = useTexts(connectionTexts);
  const blocked = useTexts(startTexts).blocked;
  const step = useSteps(path);
  const reason = connection.blocked?.reason ?? 'unknown';
  return (
    <Alert color="red" icon={<IconPlugConnectedX />} title={t.blockedTitle}>
      <Stack>
        <Text>{blocked[reason] ?? blocked['unknown']}</Text>
        <Text size="sm" lang="en">
          {connection.blocked?.message} {connection.blocked?.remedy}
        </Text>
        <Text size="sm">{t.blockedLead}</Text>
        {step.error && <ProblemAlert error={step.error} />}
        <Group>
          <Button
            variant="default"
            loading={step.isPending}
            onClick={() =>
              step.mutate('resume', {
                onSuccess: () => notifications.show({ message: t.running, color: 'teal' }),
              })
            }
          >
            {t.mended}
          </Button>
        </Group>
        <NewAccess path={path} connection={connection} />
      </Stack>
    </Alert>
  );
}
