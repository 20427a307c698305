import { Alert, Button, Card, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconPlugConnectedX } from '@tabler/icons-react';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { AccessForm } from '../../components/access-form.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { startTexts } from '../start/texts/index.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import {
  type Connection,
  connectionQuery,
  type ConnectionPath,
  ledgersQuery,
} from '../../session/connections.js';
import { hasCollectorRight, useMe } from '../../session/me.js';
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

function NewAccess({ path, connection }: MendProps) {
  const t = useTexts(connectionTexts);
  const mayOperate = hasCollectorRight(useMe(), 'operate');
  const queries = useQueryClient();
  const { data: ledgers } = useQuery(ledgersQuery);
  const ledger = ledgers?.find(({ key }) => key === connection.connectorKey);
  if (!mayOperate) return <Text size="sm">{t.signInByOperator}</Text>;
  if (!ledger) return null;
  const stored = async (): Promise<void> => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: connectionQuery(path).queryKey }),
      queries.invalidateQueries({ queryKey: COMPANIES_KEY }),
    ]);
    notifications.show({ message: t.running, color: 'teal' });
  };
  return (
    <Card withBorder maw={640}>
      <Stack>
        <Title order={2} size="h4">
          {t.signInAgain}
        </Title>
        <Text size="sm" c="dimmed">
          {t.signInAgainLead}
        </Text>
        <AccessForm
          ledger={ledger}
          grantId={connection.grantId}
          returnTo={`/companies/${path.creditorId}/connection`}
          onStored={() => void stored()}
        />
      </Stack>
    </Card>
  );
}
