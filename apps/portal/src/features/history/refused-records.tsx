import { answer, type Schemas } from '@app/client';
import { Accordion, Button, Code, Group, Stack, Text, Title } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { IconRefresh } from '@tabler/icons-react';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Instant } from '../../components/day.js';
import { QueryStates } from '../../components/list-page.js';
import { ProblemAlert } from '../../components/problem-alert.js';
import { useTexts } from '../../i18n/use-texts.js';
import { hub } from '../../session/hub.js';
import { hasRight, useMe } from '../../session/me.js';
import { RetryAll } from './retry-all.js';
import { historyTexts } from './texts/index.js';

const SHOWN_MAX = 200;

/** What was set aside, each with the ledger's own text beside the reason, and another try for one or all. */
export function RefusedRecords({ creditorId }: { readonly creditorId: string }) {
  const t = useTexts(historyTexts);
  const query = useQuery({
    queryKey: ['refused-records', creditorId],
    queryFn: async () =>
      (
        await answer(
          hub.GET('/api/v1/creditors/{creditorId}/refused-records', {
            params: { path: { creditorId }, query: { limit: SHOWN_MAX } },
          }),
        )
      ).records,
  });
  return (
    <Stack gap="sm">
      <Title order={2} size="h4">
        {t.refusedTitle}
      </Title>
      <RetryAll
        creditorId={creditorId}
        isOffered={query.data?.some(({ ledgerItemId }) => ledgerItemId) === true}
      />
      <QueryStates
        query={query}
        empty={(records) => (records.length === 0 ? <Text c="dimmed">{t.allRead}</Text> : undefined)}
      >
        {(records) => (
          <>
            <Text c="dimmed">{t.refusedLead}</Text>
            <Accordion variant="separated">
              {records.map((record) => (
                <RefusedRecord key={record.id} creditorId={creditorId} record={record} />
              ))}
            </Accordion>
          </>
        )}
      </QueryStates>
    </Stack>
  );
}

interface RecordProps {
  readonly creditorId: string;
  readonly record: Schemas['RefusedRecordDto'];
}

function RefusedRecord({ creditorId, record }: RecordProps) {
  const t = useTexts(historyTexts);
  const { id, ledgerItemId, reason, message, raw, lastSeenAt, retryState, retryFailure } = record;
  return (
    <Accordion.Item value={id}>
      <Accordion.Control>
        <Stack gap={2}>
          <Text fw={600}>{t.reasons[reason] ?? message}</Text>
          <Group gap="xs">
            <Text size="sm" c="dimmed">
              {t.record}: {ledgerItemId ?? '–'}
            </Text>
            <Text size="sm" c="dimmed">
              {t.seen}: <Instant at={lastSeenAt} />
            </Text>
          </Group>
        </Stack>
      </Accordion.Control>
      <Accordion.Panel>
        <Stack gap="xs">
          <Text size="sm" lang="en">
            {message}
          </Text>
          {retryState === 'waiting' && <Text size="sm">{t.waits}</Text>}
          {retryFailure !== null && (
            <Text size="sm">
              {t.notTried} <span lang="en">{retryFailure}</span>
            </Text>
          )}
          {ledgerItemId === null ? (
            <Text size="sm">{t.withoutId}</Text>
          ) : (
            <Retry creditorId={creditorId} id={id} />
          )}
          <Text size="sm">{t.raw}</Text>
          <Code block style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
            {pretty(raw)}
          </Code>
        </Stack>
      </Accordion.Panel>
    </Accordion.Item>
  );
}

function Retry({ creditorId, id }: { readonly creditorId: string; readonly id: string }) {
  const t = useTexts(historyTexts);
  const queries = useQueryClient();
  const mayConnect = hasRight(useMe(), 'connect');
  const retry = useMutation({
    mutationFn: () =>
      answer(
        hub.POST('/api/v1/creditors/{creditorId}/refused-records/{recordId}/retry', {
          params: { path: { creditorId, recordId: id } },
        }),
      ),
    onSuccess: ({ outcome }) => {
      notifications.show({
        message: t.outcomes[outcome],
        color: outcome === 'still-refused' ? 'orange' : 'teal',
      });
      return queries.invalidateQueries({ queryKey: ['refused-records', creditorId] });
    },
  });
  if (!mayConnect) return null;
  return (
    <Stack gap="xs" align="flex-start">
      <Button
        size="xs"
        variant="default"
        leftSection={<IconRefresh size={14} />}
        loading={retry.isPending}
        onClick={() => retry.mutate()}
      >
        {t.tryAgain}
      </Button>
      {retry.error && <ProblemAlert error={retry.error} />}
    </Stack>
  );
}

/** Broken into lines where it is JSON; every digit stays as it was written. */
function pretty(raw: string): string {
  return raw.replaceAll(/([{[,])(?=")/g, '$1\n  ');
}
