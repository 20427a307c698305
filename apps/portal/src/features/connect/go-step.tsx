import { answer } from '@app/client';
import { Alert, Button, Group, List, Stack, Text } from '@mantine/core';
import { IconPlayerPlay } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { COMPANIES_KEY } from '../../session/companies.js';
import {
  type Connection,
  connectionQuery,
  type ConnectionPath,
  policyQuery,
} from '../../session/connections.js';
import { hub } from '../../session/hub.js';
import { connectTexts } from './texts/index.js';

/** Starts pulling, and shows what comes of it. */
export function GoStep({
  path,
  connection,
}: {
  readonly path: ConnectionPath;
  readonly connection: Connection;
}) {
  const t = useTexts(connectTexts);
  const navigate = useNavigate();
  const queries = useQueryClient();
  const { data: policy } = useQuery(policyQuery(path.creditorId));
  const start = useMutation({
    mutationFn: async () => {
      const started = await answer(
        hub.POST('/api/v1/creditors/{creditorId}/connections/{connectionId}/activate', { params: { path } }),
      );
      await hub.POST('/api/v1/creditors/{creditorId}/connections/{connectionId}/sync', { params: { path } });
      return started;
    },
    onSuccess: async (started) => {
      queries.setQueryData(connectionQuery(path).queryKey, started);
      await queries.invalidateQueries({ queryKey: COMPANIES_KEY });
      await navigate({ to: `/companies/${path.creditorId}` });
    },
  });
  if (connection.state !== 'setting-up') {
    return (
      <Stack align="flex-start">
        <Text>{t.alreadyOn}</Text>
        <Button component={Link} to={`/companies/${path.creditorId}`}>
          {t.toCompany}
        </Button>
      </Stack>
    );
  }
  const open = connection.toDo.filter((step) => !/activate/i.test(step));
  return (
    <Stack>
      <Text>{t.goLead}</Text>
      <Alert color={policy?.approval === 'automatic' ? 'yellow' : 'teal'}>
        {policy?.approval === 'automatic' ? t.goAutomatic : t.goApprove}
      </Alert>
      {open.length > 0 && (
        <Stack gap={4}>
          <Text size="sm" fw={600}>
            {t.stillOpen}
          </Text>
          <List size="sm" lang="en">
            {open.map((step) => (
              <List.Item key={step}>{step}</List.Item>
            ))}
          </List>
        </Stack>
      )}
      {start.error && <ProblemAlert error={start.error} />}
      <Group>
        <Button
          leftSection={<IconPlayerPlay size={18} />}
          loading={start.isPending}
          onClick={() => start.mutate()}
        >
          {t.start}
        </Button>
      </Group>
    </Stack>
  );
}
